"""What a party wants on a day: reservation value, mandate, aspiration, its own time."""

import pytest

from negosim.domain import Categorical, Effect, Piecewise, Scenario, Shock
from negosim.rules.records import DAYS_PER_MONTH
from negosim.rules.stances import (
    aspiration,
    lapse_days,
    limit,
    normalised_time,
    reservation,
    reservation_level,
)
from tests.rules.made import BUYER, SELLER, bilateral, calendar, day, delegation, run, stance, tactic

FAR = stance(100.0, 100.0, tactic("hardliner"))


def after(seller, buyer, *, until=100, expiry=None, **changes):
    """Return the talks as they stand when a horizon without agreement has come."""
    when = calendar(0, horizon=until, expiry=None if expiry is None else day(expiry))
    return run(bilateral(seller, buyer, when=when, **changes))


def test_reservation_values_give_way_with_the_months_of_lapse():
    talks = after(stance(90.0, 60.0, pressure=3.0), stance(10.0, 30.0, pressure=1.5), expiry=20)
    months = 40 / DAYS_PER_MONTH
    assert reservation_level(talks.parties[SELLER], 60.0) == pytest.approx(60.0 - 3.0 * months)
    assert reservation_level(talks.parties[BUYER], 60.0) == pytest.approx(30.0 + 1.5 * months)
    assert reservation(talks.parties[BUYER], 60.0) == pytest.approx(0.7 - 0.015 * months)
    assert reservation_level(talks.parties[SELLER], 20.0) == 60.0


def test_without_an_expiry_there_is_no_lapse():
    talks = after(stance(90.0, 60.0, pressure=3.0), stance(10.0, 30.0))
    assert lapse_days(talks.table, 90.0) == 0.0
    assert reservation_level(talks.parties[SELLER], 90.0) == 60.0


def test_a_lapse_that_began_before_the_start_counts_from_its_beginning():
    talks = after(stance(90.0, 60.0, pressure=3.0), stance(10.0, 30.0), expiry=-61)
    assert lapse_days(talks.table, 0.0) == 61.0
    assert reservation_level(talks.parties[SELLER], 0.0) == pytest.approx(60.0 - 3.0 * 61 / DAYS_PER_MONTH)


def test_a_reservation_value_never_falls_below_disagreement():
    seller = delegation(
        "seller",
        [stance(90.0, 60.0, pressure=50.0)],
        {"price": Piecewise(points=(0.0, 100.0), values=(0.0, 1.0))},
        disagreement=0.25,
    )
    scenario = bilateral(FAR, stance(0.0, 10.0), when=calendar(0, horizon=100, expiry=day(0)))
    scenario = type(scenario)(
        name="s",
        issues=scenario.issues,
        delegations=(seller, scenario.delegations[1]),
        calendar=scenario.calendar,
        protocol=scenario.protocol,
    )
    talks = run(scenario)
    assert reservation(talks.parties[SELLER], 90.0) == 0.25
    assert reservation_level(talks.parties[SELLER], 90.0) == 25.0


def test_a_reservation_value_stays_within_the_issue():
    talks = after(stance(90.0, 60.0, pressure=50.0), stance(10.0, 30.0, pressure=90.0), expiry=0)
    assert reservation_level(talks.parties[SELLER], 90.0) == 0.0
    assert reservation_level(talks.parties[BUYER], 90.0) == 100.0


def test_shocks_move_the_three_levels():
    effects = (
        Effect(party="seller", level="reservation", by=-5.0),
        Effect(party="seller", level="aspiration", by=4.0),
        Effect(party="buyer", level="mandate", by=3.0),
    )
    talks = after(
        stance(90.0, 60.0), stance(10.0, 30.0, mandate=20.0), shocks=(Shock(name="x", date=day(5), effects=effects),)
    )
    assert reservation_level(talks.parties[SELLER], 50.0) == 55.0
    assert aspiration(talks.parties[SELLER]) == pytest.approx(0.94)
    assert limit(talks.parties[BUYER], 50.0) == pytest.approx(0.77)
    assert reservation_level(talks.parties[BUYER], 50.0) == 30.0


def test_the_limit_at_the_table_is_the_mandate_where_there_is_one():
    talks = after(stance(90.0, 60.0, mandate=12.0), stance(10.0, 5.0))
    assert limit(talks.parties[SELLER], 10.0) == pytest.approx(0.12)
    assert reservation(talks.parties[SELLER], 10.0) == pytest.approx(0.6)
    assert limit(talks.parties[BUYER], 10.0) == reservation(talks.parties[BUYER], 10.0) == pytest.approx(0.95)


def test_the_first_demand_is_not_below_the_limit():
    own = after(stance(40.0, 60.0), stance(10.0, 5.0)).parties[SELLER]
    assert own.limit == pytest.approx(0.6)
    assert aspiration(own) == pytest.approx(0.6)


@pytest.mark.parametrize(("t", "tau"), [(0.0, 0.0), (20.0, 0.25), (80.0, 1.0), (95.0, 1.0)])
def test_normalised_time_runs_from_the_start_to_the_deadline(t, tau):
    talks = after(stance(90.0, 60.0, deadline=day(80)), stance(10.0, 5.0))
    assert normalised_time(talks.parties[SELLER], t) == tau


def test_without_a_deadline_time_runs_to_the_horizon():
    talks = after(stance(90.0, 60.0), stance(10.0, 5.0))
    assert normalised_time(talks.parties[SELLER], 25.0) == 0.25


def test_in_a_scenario_of_several_values_levels_are_utilities():
    issue = Categorical(name="deal", options=("p", "q"))
    values = {"deal": Piecewise(points=(0.0, 1.0), values=(0.0, 1.0))}
    first, second = stance(0.9, 0.4, pressure=0.1), stance(0.9, 0.3)
    parties = (delegation("a", [first], values), delegation("b", [second], values))
    when = calendar(0, horizon=100, expiry=day(0))
    talks = run(Scenario(name="s", issues=(issue,), delegations=parties, calendar=when))
    assert reservation(talks.parties[0], 60.875) == pytest.approx(0.2)
    assert reservation(talks.parties[0], 400.0) == 0.0
