"""Alternating offers without a deadline; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import (
    rubinstein,
    rubinstein_concave,
    rubinstein_concave_limit,
    rubinstein_fixed_costs,
    rubinstein_limit,
    rubinstein_rates,
    rubinstein_utilities,
    stahl,
)

factors = st.floats(0.0, 0.97)
rates = st.floats(0.01, 2.0)


def backward_induction(delta1, delta2, periods):
    """Player 1's share in the first of many periods, without any formula for it."""
    proposer_first = [1.0, 0.0]  # player 1's share if player 1, or if player 2, makes the last offer
    for _ in range(periods - 1):
        when_second_proposes = delta1 * proposer_first[0]
        when_first_proposes = 1 - delta2 * (1 - proposer_first[1])
        proposer_first = [when_first_proposes, when_second_proposes]
    return proposer_first[0]


def test_unequal_patience():  # rubinstein.asym; Rubinstein (1982)
    division = rubinstein(0.9, 0.8)
    assert division.first == pytest.approx(0.7142857142857143, abs=1e-12)
    assert division.second == pytest.approx(0.2857142857142857, abs=1e-12)
    assert division.first_as_responder == pytest.approx(0.6428571428571429, abs=1e-12)


def test_equal_patience():  # rubinstein.sym; Rubinstein (1982)
    assert rubinstein(0.95, 0.95).first == pytest.approx(0.5128205128205129, abs=1e-12)


@pytest.mark.parametrize(("delta1", "delta2"), [(0.9, 0.8), (0.95, 0.95), (0.3, 0.99), (0.0, 0.5)])
def test_the_share_is_that_of_a_very_long_finite_game(delta1, delta2):
    assert rubinstein(delta1, delta2).first == pytest.approx(backward_induction(delta1, delta2, 20_001), abs=1e-12)


@given(factors, factors)
def test_finite_horizon_approaches_infinite(delta1, delta2):
    limit = rubinstein(delta1, delta2).first
    gaps = [abs(stahl(delta1, delta2, periods=n).first - limit) for n in (2, 20, 2_000)]
    assert gaps[2] <= gaps[1] + 1e-12 <= gaps[0] + 2e-12
    assert gaps[2] < 1e-9


def test_limit_of_frequent_offers():  # rubinstein.limit.rates; Binmore (1987)
    assert rubinstein_limit(0.05, 0.1) == pytest.approx(0.6666666666666666, abs=1e-12)
    assert rubinstein_rates(0.05, 0.1, period=1e-6).first == pytest.approx(0.6666666666666666, abs=1e-6)


@given(rates, rates)
def test_rubinstein_approaches_nash_as_the_period_shrinks(rate1, rate2):
    # Nash with weights inverse to impatience maximises x^(1/r1) (1 - x)^(1/r2), here by search.
    shares = np.linspace(0, 1, 100_001)[1:-1]
    nash = shares[np.argmax(np.log(shares) / rate1 + np.log1p(-shares) / rate2)]
    gaps = [abs(rubinstein_rates(rate1, rate2, period=p).first - nash) for p in (1.0, 0.01, 1e-7)]
    assert gaps[2] <= gaps[1] + 2e-5
    assert gaps[1] <= gaps[0] + 2e-5
    assert gaps[2] < 2e-5


def test_rates_are_discount_factors_per_period():
    by_rates = rubinstein_rates(0.05, 0.1, period=2.0)
    by_factors = rubinstein(np.exp(-0.1), np.exp(-0.2))
    assert by_rates.first == pytest.approx(by_factors.first, abs=1e-14)
    assert by_rates.second == pytest.approx(by_factors.second, abs=1e-14)
    assert by_rates.first_as_responder == pytest.approx(by_factors.first_as_responder, abs=1e-14)


def test_fixed_costs_favour_the_side_with_the_lower_cost():  # rubinstein.fixed_cost; Rubinstein (1982)
    shares = rubinstein_fixed_costs([0.1, 0.3], [0.3, 0.1])
    assert shares.low == pytest.approx([1.0, 0.1], abs=1e-9)
    assert shares.high == pytest.approx([1.0, 0.1], abs=1e-9)
    assert shares.unique.all()


@pytest.mark.parametrize(("cost1", "cost2"), [(0.1, 0.3), (0.3, 0.1)])
def test_fixed_costs_agree_with_backward_induction(cost1, cost2):
    first, second = 1.0, 0.0  # player 1's share when player 1, and when player 2, proposes
    for _ in range(4_001):
        first, second = 1 - max(1 - second - cost2, 0.0), max(first - cost1, 0.0)
    assert rubinstein_fixed_costs(cost1, cost2).low == pytest.approx(first, abs=1e-9)


def test_equal_fixed_costs_leave_an_interval():
    shares = rubinstein_fixed_costs(0.2, 0.2)
    assert (shares.low, shares.high) == (0.2, 1.0)
    assert not shares.unique
    for share in np.linspace(shares.low, shares.high, 9):  # each is its own continuation: x1 = 1 - (x2 - c)
        when_second_proposes = share - 0.2
        assert 1 - (1 - when_second_proposes - 0.2) == pytest.approx(share)
    assert rubinstein_fixed_costs(1.0, 1.0).unique


def test_aversion_to_risk_acts_like_impatience():  # rubinstein.concave; Binmore, Rubinstein, Wolinsky (1986)
    delta = np.array([0.9, 0.99, 0.999])
    division = rubinstein_concave(delta, delta, exponent1=1.0, exponent2=0.5)
    expected = [0.7011070110701108, 0.6700111107370113, 0.6670001111110653]
    assert division.first == pytest.approx(expected, abs=1e-9)
    assert rubinstein_concave_limit(1.0, 0.5) == pytest.approx(0.6666666666666666, abs=1e-12)


@given(st.floats(0.2, 1.0), st.floats(0.2, 1.0))
def test_concave_utilities_approach_nash_with_patience(exponent1, exponent2):
    division = rubinstein_concave(1 - 1e-8, 1 - 1e-8, exponent1=exponent1, exponent2=exponent2)
    shares = np.linspace(0, 1, 100_001)[1:-1]
    nash = shares[np.argmax(exponent1 * np.log(shares) + exponent2 * np.log1p(-shares))]
    assert division.first == pytest.approx(nash, abs=2e-5)
    assert rubinstein_concave_limit(exponent1, exponent2) == pytest.approx(nash, abs=2e-5)


@pytest.mark.parametrize("delta", [0.5, 0.9, 0.99])
def test_any_utilities_agree_with_the_powers(delta):
    division = rubinstein_utilities(lambda x: x, lambda x: x**0.5, delta1=delta, delta2=delta)
    powers = rubinstein_concave(delta, delta, exponent1=1.0, exponent2=0.5)
    assert division.first == pytest.approx(powers.first, abs=1e-9)
    assert division.second == pytest.approx(powers.second, abs=1e-9)
    assert division.first_as_responder == pytest.approx(powers.first_as_responder, abs=1e-9)


def test_any_utilities_leave_each_responder_indifferent():
    def first(x):
        return 1 - np.exp(-2 * x)

    def second(x):
        return np.log1p(x)

    division = rubinstein_utilities(first, second, delta1=0.8, delta2=0.9)
    x, y = division.first, division.first_as_responder
    assert first(y) == pytest.approx(0.8 * first(x), abs=1e-9)
    assert second(1 - x) == pytest.approx(0.9 * second(1 - y), abs=1e-9)


def test_parameters_broadcast():
    shares = rubinstein(np.linspace(0, 0.9, 4)[:, None], np.linspace(0, 0.9, 3)).first
    assert shares.shape == (4, 3)
    assert shares[2, 1] == rubinstein(0.6, 0.45).first
