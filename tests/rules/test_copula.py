"""Quantities: one number in several places, and numbers that hang together."""

import numpy as np
import pytest
from scipy import stats

from negosim.domain import Correlation, Distribution
from negosim.errors import ScenarioError
from negosim.rules.arithmetic import normal_probability
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.luck import TYPICAL
from tests.rules.made import bilateral, drawn, stance

COUNT = 4_000
LEVELS = ("aspiration", "reservation")


def quantity(name, dist="norm", **parameters):
    number = drawn(dist, **parameters)
    return Distribution(dist=dist, parameters=number.parameters, quantity=name)


A = quantity("a", loc=40.0, scale=8.0)
B = quantity("b", loc=60.0, scale=2.0)
C = quantity("c", "expon", loc=5.0, scale=10.0)


def made(*correlations, seller=(A, B), buyer=(C, B)):
    return bilateral(
        stance(*seller),
        stance(*buyer),
        correlations=tuple(Correlation(between=two, rho=rho) for two, rho in correlations),
    )


def draws(scenario, count=COUNT):
    """Return the seller's and the buyer's aspiration and reservation value, a row per replicate."""
    talks = lower(scenario).talks()
    rows = []
    for replicate in range(count):
        begin(talks, 3, replicate)
        rows.append([getattr(each, level) for each in talks.stances for level in LEVELS])
    return np.array(rows)


def test_the_normal_probability_is_that_of_scipy():
    z = np.concatenate([np.linspace(-8.3, 8.3, 4001), [-2.0, 2.0, np.nextafter(2.0, 0.0)]])
    ours = np.array([normal_probability(float(score)) for score in z])
    assert np.abs(ours / stats.norm.cdf(z) - 1).max() < 2e-14


def test_a_quantity_is_the_same_number_in_all_its_places():
    rows = draws(made())
    assert (rows[:, 1] == rows[:, 3]).all()
    assert (draws(made((("b", "a"), 0.5)))[:, 1] == draws(made((("b", "a"), 0.5)))[:, 3]).all()


@pytest.mark.parametrize("rho", [-0.9, 0.0, 0.4])
def test_two_normal_quantities_have_the_correlation_that_is_given(rho):
    a, b, _, _ = draws(made((("a", "b"), rho))).T
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(rho, abs=4 * (1 - rho**2) / COUNT**0.5 + 1e-3)


def test_other_quantities_have_the_rank_correlation_of_a_gaussian_copula():
    a, _, c, _ = draws(made((("a", "c"), 0.6))).T
    assert stats.spearmanr(a, c).statistic == pytest.approx(6 / np.pi * np.arcsin(0.3), abs=4 / COUNT**0.5)


def test_a_correlation_leaves_each_distribution_as_it_is():
    a, b, c, _ = draws(made((("a", "b"), 0.8), (("b", "c"), -0.5))).T
    assert stats.kstest(a, stats.norm(40.0, 8.0).cdf).pvalue > 1e-4
    assert stats.kstest(b, stats.norm(60.0, 2.0).cdf).pvalue > 1e-4
    assert stats.kstest(c, stats.expon(5.0, 10.0).cdf).pvalue > 1e-4


def test_quantities_without_a_correlation_are_independent():
    a, b, c, _ = draws(made((("a", "b"), 0.8))).T
    assert abs(np.corrcoef(a, c)[0, 1]) < 4 / COUNT**0.5
    assert abs(np.corrcoef(b, c)[0, 1]) < 4 / COUNT**0.5


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_full_correlation_makes_one_number_of_two(sign):
    a, b, _, _ = draws(made((("a", "b"), sign)), 500).T
    assert (b - 60.0) / 2.0 == pytest.approx(sign * (a - 40.0) / 8.0, abs=1e-9)


def test_a_correlation_changes_no_draw_of_another_quantity():
    alone, correlated = draws(made(), 200), draws(made((("a", "b"), 0.5)), 200)
    assert (alone[:, 2] == correlated[:, 2]).all()
    assert alone[:, 0] == pytest.approx(correlated[:, 0], abs=1e-9)  # the quantity that is named first
    assert not (alone[:, 1] == correlated[:, 1]).any()


def test_in_the_typical_run_correlated_numbers_are_at_their_medians():
    talks = lower(made((("a", "b"), 0.8))).talks()
    begin(talks, 0, TYPICAL)
    assert (talks.stances[0].aspiration, talks.stances[0].reservation) == (40.0, 60.0)


def test_correlations_of_no_numbers_are_refused():
    with pytest.raises(ScenarioError, match="with 'c' the matrix of the correlations is not positive semidefinite"):
        lower(made((("a", "b"), 0.9), (("b", "c"), 0.9), (("a", "c"), -0.9)))
