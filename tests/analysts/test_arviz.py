"""Posterior draws as ArviZ takes them."""

from warnings import catch_warnings

import numpy as np
import pytest

from negosim.forecast import calibration
from negosim.forecast.parameters import NAMES

with catch_warnings(action="ignore", category=FutureWarning):
    import arviz

pytest_plugins = ("tests.forecast.conftest",)


@pytest.fixture
def posterior(dyad, reference, monkeypatch):
    monkeypatch.setattr(calibration, "FEWEST_EFFECTIVE", 1)
    return calibration.calibrate(dyad, reference)


def test_draws_have_a_chain_and_the_parameters_by_name(posterior, tmp_path):
    data = calibration.as_arviz(posterior, draws=50, seed=1)
    data.to_netcdf(tmp_path / "draws.nc")
    again = arviz.from_netcdf(tmp_path / "draws.nc")
    for group in ("posterior", "prior"):
        assert set(again[group].data_vars) == set(NAMES)
    drawn = posterior.draws(50, seed=1)
    for place, name in enumerate(NAMES):
        np.testing.assert_array_equal(again["posterior"][name].values, drawn[None, :, place])
