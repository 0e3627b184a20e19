"""The figures look as the reference images do, within a tolerance for versions of matplotlib and FreeType."""

from pathlib import Path

import pytest
from matplotlib.image import imread
from typer.testing import CliRunner

from negosim.cli import application
from tests.report.reference import COMMAND, FOLDER, figures, pixels

TOLERANCE = 0.004  # mean difference of the grey levels from 0 to 1; a missing zone of agreement makes 0.005


@pytest.fixture(scope="module")
def drawn():
    return figures()


@pytest.mark.parametrize("name", ["run", "zones", "space", "theory"])
def test_a_figure_looks_as_its_reference_image_does(name, drawn):
    expected = imread(FOLDER / f"{name}.png")[:, :, 0]
    result = pixels(drawn[name])
    assert result.shape == expected.shape
    assert abs(result - expected).mean() < TOLERANCE, f"look at the figure; if it is right: {COMMAND}"


def test_the_picture_of_the_readme_is_what_the_command_draws_today(tmp_path):
    shown, drawn = Path(__file__).parents[2] / "docs" / "images" / "sma11.png", tmp_path / "sma11.png"
    assert CliRunner().invoke(application(), ["run", "sma11", "--plot", str(drawn)]).exit_code == 0
    expected, result = (imread(path)[:, :, :3].mean(axis=2) for path in (shown, drawn))
    assert result.shape == expected.shape
    assert abs(result - expected).mean() < TOLERANCE, f"negosim run sma11 --plot {shown}"
