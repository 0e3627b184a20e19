"""Distributions by their scipy names: parameters, medians, and quantiles where the rules have no closed form."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import integrate, stats

from negosim.files.distributions import (
    CLOSED,
    KNOTS,
    LEAST,
    check_distribution,
    distribution,
    median,
    scipy_names,
    shape_names,
)
from negosim.rules import quantiles
from negosim.rules.records import Distribution

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


FAR = (LEAST, 1e-12, 1e-6, 1e-4, 0.01, 0.3, 0.5, 0.8, 0.9998, 1 - 1e-8, 1 - LEAST)
CONTINUOUS = [
    ("gamma", {"a": 4.0}),
    ("beta", {"a": 2.0, "b": 5.0}),
    ("t", {"df": 3.0}),
    ("pareto", {"b": 1.5}),
    ("weibull_min", {"c": 1.8}),
    ("cauchy", {}),
    ("halfnorm", {}),
    ("exponnorm", {"K": 1.5}),
]
DISCRETE = [
    ("bernoulli", {"p": 1e-4}),
    ("bernoulli", {"p": 0.5}),
    ("poisson", {"mu": 3.0}),
    ("poisson", {"mu": 1000.0}),
    ("binom", {"n": 20.0, "p": 0.1}),
    ("nbinom", {"n": 5.0, "p": 0.5}),
    ("geom", {"p": 0.01}),
    ("randint", {"low": 1.0, "high": 7.0}),
    ("skellam", {"mu1": 15.0, "mu2": 8.0}),
]


def drawn_at(number, probability):
    """Return what the rules draw at a probability."""
    kind = quantiles.STEPS if number.discrete else quantiles.KNOTS
    record = Distribution(kind=kind, loc=0.0, scale=1.0, shape=0.0, table=number.quantiles)
    return quantiles.quantile(record, probability)


@pytest.mark.parametrize(("dist", "shapes"), CONTINUOUS)
def test_a_table_follows_a_continuous_distribution_into_both_tails(dist, shapes):
    number, frozen = distribution(dist, shapes, 2.0, 3.0), getattr(stats, dist)(**shapes, loc=2, scale=3)
    assert len(number.quantiles) == KNOTS
    for probability in FAR:
        expected = frozen.ppf(probability) if probability <= 0.5 else frozen.isf(1 - probability)
        assert drawn_at(number, probability) == pytest.approx(expected, rel=3e-3, abs=3e-5)


@pytest.mark.parametrize(("dist", "shapes"), DISCRETE)
def test_a_table_is_a_discrete_distribution_exactly(dist, shapes):
    number, frozen = distribution(dist, shapes, 2.0, None), getattr(stats, dist)(**shapes, loc=2)
    drawn = [drawn_at(number, probability) for probability in FAR[:-1]]
    assert drawn == list(frozen.ppf(FAR[:-1]))


def test_a_rare_event_is_drawn_as_often_as_it_happens():
    rare = distribution("bernoulli", {"p": 1e-4}, 0.0, None)
    drawn = [drawn_at(rare, (place + 0.5) / 10**6) for place in range(10**6 - 500, 10**6)]
    assert sum(drawn) == 100.0


def test_the_spread_of_a_heavy_tail_is_in_the_table():
    pareto = distribution("pareto", {"b": 2.5}, 0.0, 1.0)
    tails = np.exp(np.linspace(np.log(LEAST), np.log(0.5), 20_001))
    values = np.array([drawn_at(pareto, 1.0 - tail) for tail in tails])
    expected = stats.pareto(2.5).isf(tails)
    second = integrate.trapezoid(values**2, tails) / integrate.trapezoid(expected**2, tails)
    assert second == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(("dist", "shapes"), [("zipf", {"a": 1.5}), ("randint", {"low": 0.0, "high": 1e6})])
def test_a_discrete_distribution_of_too_many_values_is_refused(dist, shapes):
    ((_, problem, _),) = check_distribution(dist, shapes, 0.0, None)
    assert problem == f"'{dist}' takes more than 65,536 values"


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
