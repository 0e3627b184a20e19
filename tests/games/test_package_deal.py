"""Several issues in one package before a deadline; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from negosim.games import package_deal, stahl


def test_two_periods():  # package_deal.T2; Fatima, Wooldridge, Jennings (2006)
    deal = package_deal([0.8, 0.2], [0.3, 0.7], delta=0.9, periods=2)
    assert (deal.first, deal.second) == pytest.approx((0.26666666666666666, 0.9), abs=1e-9)


def test_three_periods():  # package_deal.T3; Fatima, Wooldridge, Jennings (2006)
    deal = package_deal([0.8, 0.2], [0.3, 0.7], delta=0.9, periods=3)
    assert (deal.first, deal.second) == pytest.approx((0.91, 0.315), abs=1e-9)
    assert deal.shares_first == pytest.approx([1.0, 0.55])


weights = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


@given(weights, weights, st.floats(0, 0.95), st.floats(0, 0.95), st.integers(1, 4), st.integers(0, 1))
def test_packages_agree_with_linear_programmes(weights1, weights2, delta1, delta2, periods, starts):
    w, factors = np.array([weights1, weights2]), np.array([delta1, delta2])
    waiting = np.zeros(2)
    for period in range(periods - 1, -1, -1):
        p = (starts + period) % 2
        lp = linprog(-w[p], A_ub=[w[1 - p]], b_ub=[w[1 - p].sum() - waiting[1 - p]], bounds=[(0, 1)] * 3)
        values = np.zeros(2)
        values[p], values[1 - p] = w[p] @ lp.x, w[1 - p] @ (1 - lp.x)
        waiting = factors * values
    deal = package_deal(weights1, weights2, delta=(delta1, delta2), periods=periods, first_proposer=starts)
    assert (deal.first, deal.second) == pytest.approx(tuple(values), abs=1e-7)


def test_one_issue_is_stahls_game():
    for periods in range(1, 7):
        deal = package_deal([1.0], [1.0], delta=(0.9, 0.8), periods=periods)
        assert deal.first == pytest.approx(stahl(0.9, 0.8, periods=periods).first, abs=1e-12)


def test_an_issue_that_only_one_side_values_goes_to_it():
    deal = package_deal([1.0, 0.0], [0.0, 1.0], delta=0.9, periods=2)
    assert deal.first == pytest.approx(1.0)
    assert deal.second == pytest.approx(0.9)
