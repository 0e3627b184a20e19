"""Distributions by their scipy names: parameters, medians, and quantiles where the rules have no closed form."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import stats

from negosim.files.distributions import CLOSED, KNOTS, STEPS, distribution, median, scipy_names, shape_names
from negosim.rules import quantiles

SHAPES = {"lognorm": {"s": 0.4}, "triang": {"c": 0.3}}


def test_the_closed_forms_are_those_of_the_rules():
    assert tuple(CLOSED) == quantiles.KINDS[: len(CLOSED)]


@pytest.mark.parametrize("dist", CLOSED)
def test_closed_forms_have_scipys_shapes_and_need_no_quantiles(dist):
    scipys = getattr(stats, dist).shapes
    assert CLOSED[dist] == (tuple(scipys.split(", ")) if scipys else ())
    assert distribution(dist, SHAPES.get(dist, {}), 2.0, 3.0).quantiles == ()


@pytest.mark.parametrize("dist", CLOSED)
def test_medians_are_scipys(dist):
    shapes = SHAPES.get(dist, {})
    assert median(dist, shapes, 2.0, 3.0) == pytest.approx(getattr(stats, dist)(**shapes, loc=2, scale=3).median())


def test_a_continuous_distribution_is_tabulated_with_its_ends_cut():
    gamma = distribution("gamma", {"a": 4.0}, 1.0, 7.0)
    assert gamma.parameters == (("a", 4.0), ("loc", 1.0), ("scale", 7.0))
    assert not gamma.discrete
    assert len(gamma.quantiles) == KNOTS == 1025
    frozen = stats.gamma(4, loc=1, scale=7)
    inner = np.arange(1, 1024) / 1024
    np.testing.assert_allclose(gamma.quantiles[1:-1], frozen.ppf(inner), rtol=1e-12)
    np.testing.assert_allclose([gamma.quantiles[0], gamma.quantiles[-1]], frozen.ppf([1 / 8192, 1 - 1 / 8192]))


def test_a_discrete_distribution_is_tabulated_in_steps():
    poisson = distribution("poisson", {"mu": 3.0}, 2.0, None)
    assert poisson.parameters == (("mu", 3.0), ("loc", 2.0))
    assert poisson.discrete
    assert len(poisson.quantiles) == STEPS == 4096
    assert np.mean(poisson.quantiles) == pytest.approx(5.0, abs=0.01)
    assert set(poisson.quantiles) <= set(range(2, 30))


def test_names_and_shapes_come_from_scipy():
    assert {"gamma", "beta", "poisson", "t", "norm"} <= set(scipy_names())
    assert shape_names("beta") == ("a", "b")
    assert shape_names("nbinom") == ("n", "p")


def test_scipy_is_only_imported_for_a_distribution_that_needs_it():
    program = (
        "import sys; from negosim import files; from tests.files.sample import ONE_ISSUE, PACKAGE;"
        "files.build(files.from_text(ONE_ISSUE, name='a')); files.build(files.from_text(PACKAGE, name='b'));"
        "print([name for name in ('numpy', 'scipy', 'numba', 'matplotlib', 'tomli_w') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
