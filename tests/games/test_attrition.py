"""Wars of attrition; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from negosim.games import (
    war_of_attrition,
    war_of_attrition_growing_cost,
    war_of_attrition_rounds,
    war_of_attrition_settlements,
)


def close(sample, exact):
    """Whether a sample's mean lies within four standard errors of the exact one."""
    return abs(sample.mean() - exact) < 4 * sample.std() / np.sqrt(sample.size)


def test_continuous_time():  # woa.symmetric.linear; Maynard Smith (1974)
    contest = war_of_attrition(10, cost_rate=1)
    assert contest.hazard == pytest.approx(0.1, abs=1e-9)
    assert contest.mean_duration == pytest.approx(5.0, abs=1e-9)
    assert contest.payoff == 0


def test_simulated_contests_in_continuous_time():
    contest, rng = war_of_attrition(10, cost_rate=1), np.random.default_rng(7)
    stops = rng.exponential(1 / contest.hazard, (2, 400_000))
    duration = stops.min(axis=0)
    assert close(duration, contest.mean_duration)
    assert close(10 * (stops[0] > stops[1]) - duration, contest.payoff)


@given(st.floats(1, 50), st.floats(0.1, 5), st.floats(0.01, 30))
def test_any_stopping_time_earns_the_same_in_continuous_time(prize, cost, stop):
    hazard = war_of_attrition(prize, cost_rate=cost).hazard
    wins = quad(lambda t: hazard * np.exp(-hazard * t) * (prize - cost * t), 0, stop)[0]
    assert wins - np.exp(-hazard * stop) * cost * stop == pytest.approx(0, abs=1e-6)


def test_rounds():  # woa.discrete; Fudenberg and Tirole (1991), section 4.5
    contest = war_of_attrition_rounds(10, cost_per_round=1)
    assert contest.concede == pytest.approx(0.09090909090909091, abs=1e-9)
    assert contest.mean_rounds == pytest.approx(5.761904761904762, abs=1e-9)
    assert contest.simultaneous == pytest.approx(0.047619047619047616, abs=1e-9)
    assert contest.payoff == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("tie", [0.0, 3.0])
def test_simulated_contests_in_rounds(tie):
    contest, rng = war_of_attrition_rounds(10, cost_per_round=1, tie_payoff=tie), np.random.default_rng(8)
    quits = rng.geometric(contest.concede, (2, 400_000))  # the round in which each side gives in
    rounds = quits.min(axis=0)
    prize = np.where(quits[0] == quits[1], tie, 10.0 * (quits[0] > quits[1]))
    assert close(rounds.astype(float), contest.mean_rounds)
    assert close((quits[0] == quits[1]).astype(float), contest.simultaneous)
    assert close(prize - (rounds - 1), contest.payoff)


@given(st.floats(0.5, 50), st.floats(0.1, 5), st.floats(0, 1), st.integers(1, 40))
def test_any_round_to_quit_earns_the_same(prize, cost, part, last):
    tie = part * prize
    contest = war_of_attrition_rounds(prize, cost_per_round=cost, tie_payoff=tie)
    p, value = contest.concede, 0.0
    for round_ in range(1, last):
        value += (1 - p) ** (round_ - 1) * p * (prize - cost * (round_ - 1))
    reached = (1 - p) ** (last - 1)
    value += reached * (p * tie - cost * (last - 1))
    assert value == pytest.approx(contest.payoff, abs=1e-9 * max(prize, cost * last))


def test_growing_cost():  # lapse.woa.growing_cost; Hendricks, Weiss and Wilson (1988)
    contest = war_of_attrition_growing_cost(10, cost_rate=1, growth=0.2)
    assert contest.mean_duration == pytest.approx(3.2783977120939927, abs=1e-9)


@given(st.floats(1, 50), st.floats(0.1, 5), st.floats(0, 2))
def test_growing_cost_agrees_with_quadrature(prize, cost, growth):
    contest = war_of_attrition_growing_cost(prize, cost_rate=cost, growth=growth)
    survival = lambda t: np.exp(-2 * (cost * t + growth * t * t / 2) / prize)  # noqa: E731 - one line, used once
    assert contest.mean_duration == pytest.approx(quad(survival, 0, 40 * prize / cost)[0], rel=1e-6)


def test_simulated_contests_with_a_growing_cost():
    rng = np.random.default_rng(9)
    spent = rng.exponential(10.0, (2, 400_000))  # cumulated cost at which each side gives in
    stops = (np.sqrt(1 + 2 * 0.2 * spent) - 1) / 0.2
    contest = war_of_attrition_growing_cost(10, cost_rate=1, growth=0.2)
    assert close(stops.min(axis=0), contest.mean_duration)


def test_a_cost_that_does_not_grow_is_the_plain_contest():
    durations = war_of_attrition_growing_cost(10, cost_rate=1, growth=[0.0, 1e-9]).mean_duration
    assert durations == pytest.approx([5.0, 5.0], abs=1e-6)


def test_two_settlements():  # fearon1998.hazard; Fearon (1998)
    standoff = war_of_attrition_settlements([60, 60], [40, 40], rate=0.05, delay_costs=[2, 1])
    assert standoff.hazards == pytest.approx([0.15, 0.2], abs=1e-12)
    assert standoff.mean_delay == pytest.approx(2.857142857142857, abs=1e-12)


def test_a_standoff_may_be_cheap():
    standoff = war_of_attrition_settlements([1, 1], [0, 0], rate=0.0, delay_costs=[0.1, 0.2])
    assert standoff.hazards == pytest.approx([0.2, 0.1])


@pytest.mark.parametrize("stop", [0.0, 1.0, 5.0, 20.0])
def test_each_side_is_indifferent_to_when_it_gives_in(stop):
    rate, costs = 0.05, (2.0, 1.0)
    standoff = war_of_attrition_settlements([60, 80], [40, 50], rate=rate, delay_costs=costs)
    for side, (good, bad) in enumerate([(60, 40), (80, 50)]):
        other = standoff.hazards[1 - side]

        def spent(t, side=side):
            return -np.expm1(-rate * t) / rate * costs[side]

        def wins(t, good=good, other=other, spent=spent):
            return other * np.exp(-other * t) * (np.exp(-rate * t) * good - spent(t))

        value = quad(wins, 0, stop)[0] + np.exp(-other * stop) * (np.exp(-rate * stop) * bad - spent(stop))
        assert value == pytest.approx(bad, abs=1e-6)
