"""The figures look as the reference images do, within a tolerance for versions of matplotlib and FreeType."""

import pytest
from matplotlib.image import imread

from tests.report.reference import COMMAND, FOLDER, figures, pixels

TOLERANCE = 0.004  # mean difference of the grey levels from 0 to 1; a missing zone of agreement makes 0.005


@pytest.fixture(scope="module")
def drawn():
    return figures()


@pytest.mark.parametrize("name", ["run", "zones", "space", "theory"])
def test_a_figure_looks_as_its_reference_image_does(name, drawn):
    expected = imread(FOLDER / f"{name}.png")[:, :, 0]
    found = pixels(drawn[name])
    assert found.shape == expected.shape
    assert abs(found - expected).mean() < TOLERANCE, f"look at the figure; if it is right: {COMMAND}"
