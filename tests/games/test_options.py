"""Outside options, inside options and breakdown; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import breakdown_risk, discounting_and_breakdown, inside_options, outside_options


def iterate(step, start=0.5, times=5_000):
    for _ in range(times):
        start = step(start)
    return start


def test_an_outside_option_matters_only_if_it_is_better():  # rubinstein.outside_option; Muthoo (1999), 5.1
    division = outside_options(0.9, 0.9, outside2=[0, 0.3, 0.47, 0.5, 0.6])
    expected = [0.5263157894736842, 0.5263157894736842, 0.5263157894736842, 0.5, 0.4]
    assert division.first == pytest.approx(expected, abs=1e-9)
    assert division.threshold2 == pytest.approx(0.4736842105263158, abs=1e-9)
    assert division.binding2.tolist() == [False, False, False, True, True]


def test_outside_options_on_both_sides():  # rubinstein.outside_option.two_sided; Muthoo (1999), chapter 5
    division = outside_options(0.9, 0.9, outside1=0.3, outside2=0.5)
    assert division.first == pytest.approx(0.5, abs=1e-9)
    assert (bool(division.binding1), bool(division.binding2)) == (False, True)


@given(st.floats(0, 0.95), st.floats(0, 0.95), st.floats(0, 1), st.floats(0, 1))
def test_outside_options_agree_with_value_iteration(delta1, delta2, outside1, outside2):
    division = outside_options(delta1, delta2, outside1=outside1, outside2=outside2)
    if outside1 + outside2 > 1:
        assert division.status == "no_agreement"
        assert np.isnan(division.first)
        return
    share = iterate(lambda x: 1 - max(delta2 * (1 - max(delta1 * x, outside1)), outside2), times=600)
    assert division.status == "ok"
    assert division.first == pytest.approx(share, abs=1e-9)
    assert division.first + division.second == pytest.approx(1)


def test_an_outside_option_is_no_breakdown_payoff():
    none, some = outside_options(0.9, 0.9, outside2=[0.0, 0.3]).first
    assert none == some
    assert breakdown_risk(0.1, [0.0, 0.0]).first != breakdown_risk(0.1, [0.0, 0.3]).first


def test_inside_options():  # rubinstein.inside_option; Muthoo (1999), chapter 6
    division = inside_options([0.05, 0.05], [0.02, 0.01], period=1)
    assert division.first == pytest.approx(0.6049989585936838, abs=1e-9)
    assert division.limit_first == pytest.approx(0.6, abs=1e-9)
    assert division.limit_second == pytest.approx(0.4, abs=1e-9)


def test_inside_options_with_unequal_rates():  # rubinstein.inside_option.asym_r
    division = inside_options([0.05, 0.1], [0.01, 0.02], period=1e-6)
    assert division.limit_first == pytest.approx(0.6, abs=1e-9)
    assert division.first == pytest.approx(0.6, abs=1e-5)
    assert division.disagreement == pytest.approx([0.2, 0.2])
    assert division.weight_first == pytest.approx(2 / 3)


@given(
    st.tuples(st.floats(0.05, 1), st.floats(0.05, 1)),
    st.tuples(st.floats(0, 0.02), st.floats(0, 0.02)),
    st.floats(0.1, 2),
)
def test_inside_options_agree_with_value_iteration(rates, flows, period):
    division = inside_options(rates, flows, period=period)
    lost = [1 - np.exp(-r * period) for r in rates]
    flow = [lost[i] * flows[i] / rates[i] for i in (0, 1)]

    def step(x):
        second_proposes = 1 - flow[0] - (1 - lost[0]) * x
        return 1 - flow[1] - (1 - lost[1]) * second_proposes

    assert division.first == pytest.approx(iterate(step), abs=1e-9)


def test_inside_options_worth_more_than_the_pie_prevent_agreement():
    division = inside_options([0.05, 0.05], [[0.03, 0.03], [0.02, 0.02]], period=1)
    assert division.status.tolist() == ["no_agreement", "ok"]
    assert np.isnan(division.first).tolist() == [True, False]


def test_breakdown_splits_the_difference():  # rubinstein.breakdown; Muthoo (1999), proposition 4.1
    division = breakdown_risk(0.1, [0.2, 0.1])
    assert division.first == pytest.approx(0.5684210526315789, abs=1e-9)
    assert division.limit_first == pytest.approx(0.55, abs=1e-9)
    share = iterate(lambda x: 1 - (0.1 * 0.1 + 0.9 * (1 - (0.1 * 0.2 + 0.9 * x))))
    assert division.first == pytest.approx(share, abs=1e-9)


@given(st.floats(0, 0.5), st.floats(0, 0.5))
def test_breakdown_approaches_nash_as_the_risk_vanishes(payoff1, payoff2):
    division = breakdown_risk(1e-9, [payoff1, payoff2])
    assert division.first == pytest.approx(division.limit_first, abs=1e-8)
    assert division.limit_first - payoff1 == pytest.approx(1 - division.limit_first - payoff2, abs=1e-9)


def test_discounting_and_breakdown():  # rubinstein.discount_and_breakdown.limit; Muthoo (1999), 4.3
    division = discounting_and_breakdown([0.05, 0.1], [0.2, 0.1], breakdown_rate=0.03, period=1e-6)
    assert division.limit_first == pytest.approx(0.6333333333333332, abs=1e-9)
    assert division.first == pytest.approx(0.6333333333333332, abs=1e-5)
    assert division.disagreement == pytest.approx([0.03 * 0.2 / 0.08, 0.03 * 0.1 / 0.13])
    assert division.weight_first == pytest.approx(0.13 / 0.21)


def test_a_breakdown_is_worth_a_flow():
    # Between offers of a short period: breakdown with probability p, payoffs b, else discounted by d.
    rates, payoffs, arrival, period = (0.05, 0.1), (0.2, 0.1), 0.03, 1e-4
    chance = 1 - np.exp(-arrival * period)

    def step(x):
        second = 1 - np.exp(-rates[0] * period) * (chance * payoffs[0] + (1 - chance) * x)
        return 1 - np.exp(-rates[1] * period) * (chance * payoffs[1] + (1 - chance) * second)

    limit = discounting_and_breakdown(rates, payoffs, breakdown_rate=arrival, period=1e-4).first
    low, high = 0.0, 1.0
    for _ in range(60):  # the step is affine and increasing, so its fixed point is found by bisection
        middle = (low + high) / 2
        low, high = (middle, high) if step(middle) > middle else (low, middle)
    assert limit == pytest.approx(low, abs=1e-5)


def test_batches_keep_their_shape():
    assert inside_options(np.full((4, 1, 2), 0.1), np.full((3, 2), 0.01), period=1).first.shape == (4, 3)
    assert breakdown_risk(np.full(5, 0.1), [0.2, 0.1]).status.shape == (5,)
