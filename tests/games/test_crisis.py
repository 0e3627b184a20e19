"""Crisis bargaining, standoffs and commitment; numbers from the cases named in each test."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from negosim.games import (
    attempted_commitment,
    audience_costs,
    bargaining_range,
    risk_return,
    shadow_of_the_future,
    shifting_power,
)


def test_bargaining_range():  # fearon1995.range; Fearon (1995)
    result = bargaining_range(0.5, cost_a=0.1, cost_b=0.15)
    assert (result.low, result.high, result.width) == pytest.approx((0.4, 0.65, 0.25), abs=1e-12)
    assert bargaining_range(0.5, cost_a=-0.2, cost_b=0.1).status == "no_agreement"


def test_risk_return():  # fearon1995.risk_return; Fearon (1995), Powell (1999)
    choice = risk_return(0.5, cost_a=0.1, highest_cost_b=0.4)
    assert (choice.demand, choice.breakdown) == pytest.approx((0.65, 0.375), abs=1e-9)


@given(st.floats(0, 0.6), st.floats(0, 0.6), st.floats(0.01, 0.4))
def test_no_demand_does_better(power, cost, top):
    choice = risk_return(power, cost_a=cost, highest_cost_b=top)
    demands = np.linspace(power, power + top, 2001)
    refused = (demands - power) / top
    values = (1 - refused) * demands + refused * (power - cost)
    assert choice.value >= values.max() - 1e-12
    assert choice.demand == pytest.approx(demands[np.argmax(values)], abs=top / 1_000)


def test_simulated_breakdowns_agree_within_four_standard_errors():
    choice, costs = (
        risk_return(0.5, cost_a=0.1, highest_cost_b=0.4),
        np.random.default_rng(5).random(400_000) * 0.4,
    )
    refused = choice.demand > 0.5 + costs
    assert abs(refused.mean() - choice.breakdown) < 4 * refused.std() / np.sqrt(refused.size)


def test_audience_costs():  # fearon1994.audience; Fearon (1994)
    crisis = audience_costs([0.1, 0.2], [0.5, 0.4])
    assert crisis.times == pytest.approx([5.0, 15.0], abs=1e-9)
    assert crisis.horizon == pytest.approx(5.0, abs=1e-9)
    assert crisis.quit_at_once == pytest.approx([0.0, 0.3999999999999999], abs=1e-9)


@given(
    st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)),
    st.tuples(st.floats(0.05, 1), st.floats(0.05, 1)),
    st.floats(0.5, 5),
)
def test_a_quitter_is_indifferent_to_when_it_backs_down(slopes, fighters, prize):
    crisis = audience_costs(slopes, fighters, prize=prize)
    for side in (0, 1):
        other, slope = 1 - side, slopes[side]

        def there(t, other=other, slope=slope):
            """Probability that the other side is still there at t."""
            return (1 - crisis.quit_at_once[other]) * prize / (prize + slope * t)

        times = np.linspace(0, crisis.horizon, 101)
        alive = there(times)
        leaving = -np.diff(alive) * prize  # what the other's backing down is worth, step by step
        paid = alive[1:] * slope * times[1:]  # what backing down costs then
        value = np.cumsum(leaving) - paid
        assert value == pytest.approx(np.zeros(100), abs=1e-9 * prize)
        assert there(crisis.horizon) == pytest.approx(fighters[other], abs=1e-9)


def test_the_shadow_of_the_future_cuts_both_ways():  # fearon1998.shadow_of_future; Fearon (1998)
    result = shadow_of_the_future(1.5, 0.5, rate=[0.1, 0.05, 0.02], defection_gain=8)
    assert result.mean_delay == pytest.approx([10.0, 20.0, 50.0], abs=1e-9)
    assert result.enforceable.tolist() == [False, True, True]
    assert np.all(np.diff(result.hazard) < 0)


def test_shifting_power():  # powell.shifting_power; Powell (2006)
    result = shifting_power(0.9, power_now=0.3, power_later=[0.4, 0.5], cost_a=0.5, cost_b=0.5)
    assert result.threshold == pytest.approx([0.4388888888888889] * 2, abs=1e-9)
    assert result.status.tolist() == ["ok", "no_agreement"]


def test_ties_are_settled_peacefully():
    even = shifting_power(0.5, power_now=0.25, power_later=0.75, cost_a=0.0, cost_b=0.25)
    assert (even.status, even.threshold) == ("ok", 0.75)
    assert shadow_of_the_future(1.5, 0.5, rate=0.0625, defection_gain=8).enforceable
    assert risk_return(0.5, cost_a=0.0, highest_cost_b=0.5).demand == 0.75
    assert bargaining_range(0.5, cost_a=-0.25, cost_b=0.25).status == "ok"


@given(st.floats(0.1, 0.95), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_deal_iff_fighting_now_beats_the_best_peace(delta, now, cost_a, cost_b):
    def gain_from_fighting(later):
        # B's best peace: all of today's pie, then what A's later threat p2 - (1 - delta) c_A leaves it.
        fighting = (1 - now) / (1 - delta) - cost_b
        peace = 1 + delta * (1 - (later - (1 - delta) * cost_a)) / (1 - delta)
        return fighting - peace

    threshold = shifting_power(delta, power_now=now, power_later=0.5, cost_a=cost_a, cost_b=cost_b).threshold
    assert threshold == pytest.approx(brentq(gain_from_fighting, -50, 50), abs=1e-8)


def test_attempted_commitment():  # commitment.crawford; Crawford (1982)
    result = attempted_commitment([0.7, 0.6], [0.5, 0.5])
    assert result.impasse == pytest.approx(0.25, abs=1e-12)
    assert result.payoffs == pytest.approx([0.4, 0.35], abs=1e-12)


@given(st.floats(0.51, 1), st.floats(0.51, 1), st.floats(0, 1), st.floats(0, 1))
def test_commitment_agrees_with_enumeration(mine, theirs, q1, q2):
    expected = np.zeros(2)
    for first, second in itertools.product([True, False], repeat=2):
        chance = (q1 if first else 1 - q1) * (q2 if second else 1 - q2)
        split = {(1, 1): (0, 0), (1, 0): (mine, 1 - mine), (0, 1): (1 - theirs, theirs), (0, 0): (0.5, 0.5)}
        expected += chance * np.array(split[int(first), int(second)])
    assert attempted_commitment([mine, theirs], [q1, q2]).payoffs == pytest.approx(expected, abs=1e-12)
