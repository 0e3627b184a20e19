"""Falling prices before a deadline, without one, and in the gap case; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from negosim.errors import SolverError
from negosim.games import coase, gap_case, sobel_takahashi


def test_two_periods():  # sobel_takahashi.two_period; Bulow (1982), Sobel and Takahashi (1983)
    path = sobel_takahashi(0.9, 0.9, periods=2)
    assert path.prices == pytest.approx([0.4653846153846155, 0.4230769230769231], abs=1e-9)
    assert path.cutoffs[0] == pytest.approx(0.8461538461538461, abs=1e-9)
    assert path.profit == pytest.approx(0.23269230769230775, abs=1e-9)


@given(st.floats(0.0, 0.95), st.floats(0.0, 0.95))
def test_two_periods_agree_with_a_search_over_cutoffs(delta_seller, delta_buyer):
    def loss(cutoff):
        first_price = cutoff - delta_buyer * (cutoff - cutoff / 2)  # the cutoff type may pay cutoff/2 next period
        return -((1 - cutoff) * first_price + delta_seller * cutoff**2 / 4)

    best = minimize_scalar(loss, bounds=(0, 1), method="bounded", options={"xatol": 1e-10})
    path = sobel_takahashi(delta_seller, delta_buyer, periods=2)
    assert path.profit == pytest.approx(-best.fun, abs=1e-9)
    assert path.cutoffs[0] == pytest.approx(best.x, abs=1e-5)


@pytest.mark.parametrize(("delta_seller", "delta_buyer"), [(0.9, 0.9), (0.8, 0.95), (0.95, 0.5)])
def test_each_cutoff_is_indifferent_to_waiting_one_period(delta_seller, delta_buyer):
    path = sobel_takahashi(delta_seller, delta_buyer, periods=6, high=3)
    now = path.cutoffs[:-1] - path.prices[:-1]
    later = delta_buyer * (path.cutoffs[:-1] - path.prices[1:])
    assert now == pytest.approx(later, abs=1e-12)
    sold = -np.diff(np.concatenate([[3.0], path.cutoffs])) / 3
    assert np.sum(delta_seller ** np.arange(6) * path.prices * sold) == pytest.approx(path.profit)
    assert path.trade == pytest.approx(sold.sum())


def test_coase():  # coase.uniform.infinite; Stokey (1981), Gul, Sonnenschein and Wilson (1986)
    sale = coase([0.5, 0.9, 0.99])
    assert sale.first_price == pytest.approx([0.4142135623730949, 0.2402530733520421, 0.09090909090909091], abs=1e-9)
    assert sale.cutoff_ratio == pytest.approx([0.5857864376269049, 0.7597469266479578, 0.9090909090909091], abs=1e-9)
    assert sale.profit == pytest.approx([0.20710678118654746, 0.12012653667602105, 0.045454545454545456], abs=1e-9)


def test_coase_with_unequal_patience():  # sobel_takahashi.asym_delta
    sale = coase(0.8, 0.95)
    assert sale.first_price == pytest.approx(0.10056040392404009, abs=1e-9)
    assert sale.cutoff_ratio == pytest.approx(0.6909830056250527, abs=1e-9)
    assert sale.profit == pytest.approx(0.050280201962020044, abs=1e-9)


@given(st.floats(0, 0.9), st.floats(0, 0.9))
def test_many_periods_approach_none_at_all(delta_seller, delta_buyer):
    path = sobel_takahashi(delta_seller, delta_buyer, periods=2_000)
    sale = coase(delta_seller, delta_buyer)
    assert path.prices[0] == pytest.approx(sale.first_price, abs=1e-9)
    assert path.prices[:4] == pytest.approx(sale.prices(4), abs=1e-9)


def test_profits_vanish_with_patience():
    profits = coase([0.9, 0.99, 0.9999, 0.999999]).profit
    assert np.all(np.diff(profits) < 0)
    assert profits[-1] < 1e-3


def test_gap_case():  # gap.two_type.infinite; Hart (1989)
    sale = gap_case(3, 1, delta=0.9, probability_high=0.74)
    assert sale.cuts == 2
    assert sale.thresholds == pytest.approx([0.3333333333333333, 0.5714285714285714, 0.7420382165605095], abs=1e-9)
    assert sale.prices == pytest.approx([1.38, 1.2, 1.0], abs=1e-9)
    more = gap_case(3, 1, delta=0.9, probability_high=0.75)
    assert more.prices == pytest.approx([1.542, 1.38, 1.2, 1.0], abs=1e-9)
    masses = more.thresholds / (1 - more.thresholds)
    assert masses[:3] == pytest.approx([0.5, 1.3333333333333333, 2.876543209876543], abs=1e-9)


@pytest.mark.parametrize("prior", [0.1, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9])
def test_no_deviation_in_one_price_pays_in_the_gap_case(prior):
    high, low, delta = 3.0, 1.0, 0.9
    sale = gap_case(high, low, delta=delta, probability_high=prior)
    mass = prior / (1 - prior)

    def total(q):  # profit times the mass of all buyers, low types being 1
        return gap_case(high, low, delta=delta, probability_high=q / (1 + q)).profit * (1 + q)

    best = low * (1 + mass)
    for rest in np.linspace(0, mass, 400):
        following = gap_case(high, low, delta=delta, probability_high=rest / (1 + rest)).prices[0]
        price = high - delta * (high - following)  # what the high type pays now rather than that next period
        best = max(best, (mass - rest) * price + delta * total(rest))
    assert sale.profit * (1 + mass) >= best - 1e-9
    assert sale.profit * (1 + mass) == pytest.approx(best, rel=5e-3)


def test_prices_in_the_gap_case_leave_the_high_type_indifferent():
    sale = gap_case(3, 1, delta=0.9, probability_high=0.9)
    assert 3 - sale.prices[:-1] == pytest.approx(0.9 * (3 - sale.prices[1:]))
    assert sale.thresholds[-2] <= 0.9 < sale.thresholds[-1]


@given(st.floats(0.1, 10), st.floats(0.05, 0.95))
def test_the_gap_case_scales_with_the_unit_of_value(unit, prior):
    one, other = (gap_case(3 * u, u, delta=0.9, probability_high=prior) for u in (1.0, unit))
    assert other.profit == pytest.approx(one.profit * unit)
    if one.cuts == other.cuts:  # at a threshold rounding decides whether one more cut is made, for the same profit
        assert other.prices == pytest.approx(one.prices * unit)
        assert other.thresholds == pytest.approx(one.thresholds)
    else:
        assert np.abs(one.thresholds - prior).min() < 1e-9


def test_a_low_prior_is_sold_to_at_once():
    sale = gap_case(3, 1, delta=0.9, probability_high=0.2)
    assert (sale.cuts, sale.prices.tolist(), sale.profit) == (0, [1.0], pytest.approx(1.0))


def test_too_many_cuts_are_refused():
    with pytest.raises(SolverError, match="most_cuts: more than 3 price cuts"):
        gap_case(3, 1, delta=0.9, probability_high=0.99, most_cuts=3)
