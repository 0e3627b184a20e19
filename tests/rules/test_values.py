"""Value functions, utility, and what the payments of an outcome are worth."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.domain import Categorical, Continuous, Integer, Payments, Piecewise, Scenario
from negosim.rules.lower import lower
from negosim.rules.records import Knot, ValueFunction
from negosim.rules.values import derive_slopes, interpolate, inverse, level_payment, utility
from tests.rules.made import calendar, delegation, drawn, line, runs, stance

POINTS = [0.0, 10.0, 30.0, 100.0]
VALUES = [0.0, 0.5, 0.5, 1.0]


def through(values):
    """Return a value function through the points."""
    knots = [Knot(x=x, value=value) for x, value in zip(POINTS, values, strict=True)]
    function = ValueFunction(knots=knots, weight=1.0)
    derive_slopes(function)
    return function


RISING, FALLING = through(VALUES), through(VALUES[::-1])
SHARES = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("x", "value"),
    [(-5.0, 0.0), (0.0, 0.0), (5.0, 0.25), (10.0, 0.5), (20.0, 0.5), (65.0, 0.75), (100.0, 1.0), (1e9, 1.0)],
)
def test_a_value_function_is_straight_between_its_knots_and_constant_beyond(x, value):
    assert interpolate(RISING, x) == pytest.approx(value, abs=1e-15)


@given(SHARES)
def test_the_inverse_is_worth_what_was_asked(value):
    for function in (RISING, FALLING):
        assert interpolate(function, inverse(function, value)) == pytest.approx(value, abs=1e-15)


def test_of_several_points_worth_the_same_the_inverse_is_the_least_favourable():
    assert inverse(RISING, 0.5) == 10.0
    assert inverse(FALLING, 0.5) == 30.0


def test_the_inverse_of_what_cannot_be_is_the_nearest_end():
    assert [inverse(RISING, value) for value in (-1.0, 2.0)] == [0.0, 100.0]
    assert [inverse(FALLING, value) for value in (-1.0, 2.0)] == [100.0, 0.0]


def package(weights, **changes):
    issues = (
        Continuous(name="increase", low=0.0, high=50.0, step=0.0),
        Categorical(name="index", options=("none", "cpi", "defence")),
        Integer(name="term", low=1, high=5),
    )
    payments = Payments(
        base=1000.0, increase="increase", index="index", term="term", growth={"none": 0.0, "cpi": 2.0, "defence": 7.0}
    )
    values = {
        "payments": line(900.0, 2500.0, rising=False),
        "term": line(1.0, 5.0),
        "index": Piecewise(points=(0.0, 1.0, 2.0), values=(1.0, 0.4, 0.0)),
    }
    parties = tuple(delegation(name, [stance(0.9, 0.2)], values, weights=weights, **changes) for name in ("a", "b"))
    payments = replace(payments, years=7, beyond=1.0)
    return Scenario(name="package", issues=issues, delegations=parties, calendar=calendar(10), payments=payments)


def level_of_annuity(first, growths, rate):
    """Return the level payment, by present values summed year by year."""
    stream = [first]
    for growth in growths:
        stream.append(stream[-1] * (1.0 + growth / 100.0))
    present = sum(payment / (1.0 + rate / 100.0) ** year for year, payment in enumerate(stream))
    annuity = sum(1.0 / (1.0 + rate / 100.0) ** year for year in range(len(stream)))
    return present / annuity


@pytest.mark.parametrize(("index", "growth"), [(0, 0.0), (1, 2.0), (2, 7.0)])
@pytest.mark.parametrize("years", [1, 3, 5])
def test_the_level_payment_has_the_present_value_of_the_stream(index, growth, years):
    talks = lower(package({"payments": 1.0, "term": 0.0, "index": 0.0}, discount=4.0)).talks()
    growths = [growth] * (years - 1) + [1.0] * (7 - years)
    paid = level_payment(talks.parties[0], [13.9, float(index), float(years)])
    assert paid == pytest.approx(level_of_annuity(1139.0, growths, 4.0), rel=1e-14)


def test_utility_is_the_weighted_sum_of_the_values():
    talks = lower(package({"payments": 0.5, "term": 0.3, "index": 0.2}, discount=4.0)).talks()
    paid = level_of_annuity(1200.0, [2.0, 2.0, 2.0, 1.0, 1.0, 1.0], 4.0)
    expected = 0.5 * (2500.0 - paid) / 1600.0 + 0.3 * 0.75 + 0.2 * 0.4
    assert utility(talks.parties[0], [20.0, 1.0, 4.0]) == pytest.approx(expected, abs=1e-15)


def test_weights_that_are_drawn_are_scaled_to_one_and_never_negative():
    weights = {
        "payments": drawn("norm", loc=0.5, scale=0.4),
        "term": drawn("uniform", loc=0.0, scale=1.0),
        "index": 0.2,
    }
    for talks in runs(package(weights, discount=drawn("norm", loc=4.0, scale=1.0)), 200):
        for party in talks.parties:
            shares = [function.share for function in party.functions]
            assert min(shares) >= 0.0
            assert sum(shares) == pytest.approx(1.0, abs=1e-15)


def test_what_follows_from_a_drawn_discount_rate_is_derived_anew():
    scenario = package({"payments": 1.0, "term": 0.0, "index": 0.0}, discount=drawn("norm", loc=4.0, scale=1.0))
    for talks in runs(scenario, 5):
        first = talks.parties[0]
        expected = level_of_annuity(1100.0, [7.0] * 4 + [1.0] * 2, first.discount_rate)
        assert level_payment(first, [10.0, 2.0, 5.0]) == pytest.approx(expected, rel=1e-14)
