"""The zone of agreement of a scenario, day by day, and the solutions in its own terms."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from negosim.domain import (
    Calendar,
    Candidate,
    Categorical,
    Continuous,
    Effect,
    Integer,
    Piecewise,
    Preferences,
    Ratifier,
    Shock,
    Term,
)
from negosim.errors import UsageError
from negosim.files import load, shipped
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.outcomes import ON_STEP
from negosim.rules.stances import orientation
from negosim.rules.values import utility
from negosim.solve.intervals import zone as solve_zone
from negosim.zopa import zones
from tests.engine.builders import START, delegation, market, stance
from tests.strategies import scenarios


def seller_with(**stances):
    """Return a seller whose second stance comes with a new administration on 2020-02-01."""
    names = list(stances)
    terms = tuple(
        Term(starts=day, candidates=(Candidate(name=f"gov-{name}", stance=name),))
        for day, name in zip((date(2019, 1, 1), date(2020, 2, 1)), names, strict=False)
    )
    return delegation("seller", worst=0.0, best=100.0, stances=stances, terms=terms)


def spring(**more):
    """Return the market from January to April."""
    more.setdefault("calendar", Calendar(start=START, horizon=date(2020, 4, 1)))
    return market(**more)


def test_one_issue_has_the_interval_between_the_reservation_values():
    (period,) = zones(market()).periods
    assert period.zone == (40.0, 70.0)
    assert period.reservation == {"buyer": 70.0, "seller": 40.0}
    assert (period.width, period.gap) == (30.0, 0.0)


def test_a_change_of_administration_opens_the_zone_on_its_day():
    seller = seller_with(hard=stance("hard", 95.0, 80.0), soft=stance("soft", 90.0, 40.0))
    first, second = zones(spring(seller=seller)).periods
    assert (first.zone, first.gap) == (None, 10.0)
    assert (first.ends, second.begins) == (date(2020, 2, 1), date(2020, 2, 1))
    assert second.zone == (40.0, 70.0)
    assert second.administrations == {"buyer": "buyer-gov", "seller": "gov-soft"}


def test_pressure_opens_the_zone_in_the_middle_of_a_lapse():
    seller = seller_with(firm=stance("firm", 95.0, 72.0, pressure=4.0))
    calendar = Calendar(start=START, horizon=date(2020, 4, 1), expiry=date(2020, 1, 15))
    before, closed, opened = zones(spring(seller=seller, calendar=calendar)).periods
    assert [period.zone is None for period in (before, closed, opened)] == [True, True, False]
    # 2 of 4 a month: half a month of 30.4375 days after the expiry
    assert (opened.begins - date(2020, 1, 15)).days == 16


def test_a_shock_that_wears_off_opens_and_closes_the_zone():
    gift = Shock(
        name="gift", date=date(2020, 2, 1), effects=(Effect(party="seller", level="reservation", by=-30.0, days=20.0),)
    )
    seller = seller_with(firm=stance("firm", 95.0, 90.0))
    outcome = zones(spring(seller=seller, shocks=(gift,))).periods
    assert [period.zone is None for period in outcome] == [True, False, True]
    assert (outcome[1].begins, outcome[1].ends) == (date(2020, 2, 1), date(2020, 2, 21))


def test_a_ratifier_with_a_higher_threshold_narrows_the_zone():
    (period,) = zones(market(ratifiers=(Ratifier(name="board", party="seller", threshold=65.0),))).periods
    assert period.zone == (65.0, 70.0)
    (other,) = zones(market(ratifiers=(Ratifier(name="board", party="seller", threshold=20.0),))).periods
    assert other.zone == (40.0, 70.0)


def test_the_band_has_the_roots_of_both_utilities_for_every_day():
    seller = seller_with(firm=stance("firm", 95.0, 72.0, pressure=4.0))
    calendar = Calendar(start=START, horizon=date(2020, 4, 1), expiry=date(2020, 1, 15))
    outcome = zones(spring(seller=seller, calendar=calendar))
    expected = np.array([[day.levels[1], day.levels[0]] for day in outcome.days])
    assert outcome.band == pytest.approx(expected, abs=1e-9)


def test_solutions_of_linear_utilities_split_the_zone():
    solutions = zones(market()).solutions
    assert solutions["nash"].terms == pytest.approx({"price": 55.0})
    assert solutions["kalai_smorodinsky"].terms == pytest.approx({"price": 55.0})
    assert solutions["egalitarian"].terms == pytest.approx({"price": 55.0})
    assert len(solutions["utilitarian"].ties) > 1


def test_no_zone_is_a_status_and_not_an_error():
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"poor": stance("poor", 5.0, 30.0)})
    for solution in zones(market(buyer=buyer)).solutions.values():
        assert solution.as_dict() == {"status": "no_agreement", "terms": None, "utilities": None}


def test_a_day_outside_the_scenarios_time_is_refused():
    with pytest.raises(UsageError, match="2020-01-01 to 2020-01-25"):
        zones(market(), on=date(2021, 1, 1))


def package():
    """Return a two-issue case in which each side cares for another issue."""
    issues = (Integer(name="pay", low=0, high=10), Categorical(name="leave", options=("short", "middle", "long")))

    def party(name, pay, leave, weight):
        values = {
            "pay": Piecewise(points=(0.0, 10.0), values=pay),
            "leave": Piecewise(points=(0.0, 1.0, 2.0), values=leave),
        }
        made = delegation(name, worst=0.0, best=100.0, stances={"calm": stance("calm", 1.0, 0.4)})
        return replace(made, preferences=Preferences(values=values, weights={"pay": weight, "leave": 1.0 - weight}))

    union = party("union", (0.0, 1.0), (0.0, 0.8, 1.0), 0.25)
    firm = party("firm", (1.0, 0.0), (1.0, 0.4, 0.0), 0.75)
    return replace(market(), issues=issues, delegations=(union, firm), protocol=replace(market().protocol, first=None))


def test_a_finite_space_lists_its_outcomes_frontier_and_discrete_solutions():
    outcome = zones(package())
    assert outcome.outcomes.rows.shape == (33, 2)
    assert outcome.outcomes.finite
    nash = outcome.solutions["nash"]
    gains = np.where(outcome.rational[:, None], outcome.utilities - 0.4, 0.0)
    best = int(gains.prod(axis=1).argmax())
    assert nash.utilities == pytest.approx(dict(zip(("union", "firm"), outcome.utilities[best], strict=True)))
    assert nash.terms["leave"] in ("short", "middle", "long")
    assert isinstance(nash.terms["pay"], int)
    assert outcome.as_dict()["pareto"]["size"] == len(outcome.as_dict()["pareto"]["points"])


def test_lotteries_reach_at_least_the_nash_product_of_pure_outcomes():
    pure, mixed = zones(package()), zones(package(), lotteries=True)

    def product(outcome):
        worth = outcome.solutions["nash"].utilities
        return (worth["union"] - 0.4) * (worth["firm"] - 0.4)

    assert product(mixed) >= product(pure) - 1e-12


@settings(max_examples=25)
@given(scenario=scenarios())
def test_the_table_has_the_utilities_of_the_rules(scenario):
    lowered = lower(scenario)
    outcome = zones(lowered, seed=2)
    talks = lowered.talks()
    begin(talks, 2, 0)
    rows = outcome.outcomes.rows
    some = np.linspace(0, len(rows) - 1, 7).astype(int)
    for row in some:
        expected = [utility(party, rows[row].tolist()) for party in talks.parties]
        assert outcome.utilities[row] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", shipped())
def test_the_table_of_a_shipped_scenario_has_the_utilities_of_the_rules(name):
    outcome = zones(load(name))
    rows = outcome.outcomes.rows
    for row in np.linspace(0, len(rows) - 1, 101).astype(int):
        expected = [utility(party, rows[row].tolist()) for party in outcome.outcomes.talks.parties]
        assert outcome.utilities[row] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25)
@given(scenario=scenarios())
def test_zone_is_empty_iff_reservations_cross(scenario):
    outcome = zones(scenario)
    day = outcome.days[-1]
    rational = (outcome.utilities >= np.array(day.utilities) - 1e-12).all(axis=1)
    if outcome.outcomes.finite or scenario.in_units:
        exists = outcome.periods[-1].at_end is not None
        if outcome.outcomes.finite:
            assert exists == rational.any()
        elif rational.any():
            assert exists


@pytest.mark.parametrize("name", [name for name in shipped() if load(name).in_units])
def test_the_zone_of_a_shipped_scenario_is_that_of_the_solver(name):
    check_against_solver(zones(load(name), seed=3))


@settings(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenario=scenarios(), replicate=st.integers(0, 1000))
def test_the_zone_of_any_scenario_is_that_of_the_solver(scenario, replicate):
    assume(scenario.in_units)
    check_against_solver(zones(scenario, replicate=replicate))


def check_against_solver(result):
    """Compare the zone of every day with that of `negosim.solve`, which takes all days at once."""
    issue, parties = result.outcomes.talks.space.issues[0], result.outcomes.talks.parties
    wants_much = np.array([orientation(party) > 0.0 for party in parties])
    levels = np.array([day.levels for day in result.days])
    least = levels[:, wants_much].max(axis=1, initial=-np.inf)
    most = levels[:, ~wants_much].min(axis=1, initial=np.inf)
    zone = solve_zone(least, most, lo=issue.low, hi=issue.high)
    lower, upper = zone.lower, zone.upper
    if issue.levels > 0:
        lower, upper = np.ceil(lower - ON_STEP), np.floor(upper + ON_STEP)
    assert result.band == pytest.approx(np.stack([lower, upper], axis=1), abs=1e-12 * (issue.high - issue.low))


def test_a_whole_issue_has_a_zone_only_where_a_whole_value_suits_both():
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, 40.7)})
    seller = delegation("seller", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 40.2)})
    scenario = replace(market(buyer=buyer, seller=seller), issues=(Integer(name="price", low=0, high=100),))
    assert zones(scenario).periods[0].zone is None
    assert zones(replace(scenario, delegations=(buyer, seller_with(easy=stance("easy", 90.0, 38.5))))).periods[
        0
    ].zone == (39.0, 40.0)


def divisible_package():
    """Return the package with a continuous issue for pay: linear, so that its frontier is exact."""
    scenario = package()
    return replace(scenario, issues=(Continuous(name="pay", low=0.0, high=10.0), scenario.issues[1]))


def objective(name, worth):
    """Return what a solution maximises, at the disagreement point (0.4, 0.4)."""
    gains = [worth["union"] - 0.4, worth["firm"] - 0.4]
    return {"nash": gains[0] * gains[1], "egalitarian": min(gains), "utilitarian": sum(gains)}.get(name, 0.0)


def test_linear_preferences_over_divisible_issues_are_solved_exactly():
    exact = zones(divisible_package()).solutions
    fine = replace(package(), issues=(Integer(name="pay", low=0, high=10), package().issues[1]))
    for name, solution in zones(fine).solutions.items():
        assert objective(name, exact[name].utilities) >= objective(name, solution.utilities) - 1e-12
    nash = exact["nash"]
    assert nash.terms["leave"] in ("short", "middle", "long")
    talks_worth = zones(divisible_package()).outcomes.utilities(
        np.array([[nash.terms["pay"], float(("short", "middle", "long").index(nash.terms["leave"]))]])
    )[0]
    assert talks_worth == pytest.approx([nash.utilities["union"], nash.utilities["firm"]], abs=1e-12)


@pytest.mark.parametrize(("cap", "nash", "smorodinsky"), [(18.0, 18.0, 17.40476190476), (40.0, 31.5, 28.609375)])
def test_a_cap_of_the_assembly_bounds_the_deal_but_is_not_the_stake(cap, nash, smorodinsky):
    # twolevel.schelling.nash and .ks (Schelling 1960): x from 13 to 50, Nash in the middle or at the cap
    washington = delegation("washington", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 13.0)})
    seoul = delegation("seoul", worst=100.0, best=0.0, stances={"calm": stance("calm", 5.0, 50.0)})
    assembly = Ratifier(name="assembly", party="seoul", role="legislature", threshold=cap)
    protocol = replace(market().protocol, first=None)
    outcome = zones(market(buyer=seoul, seller=washington, ratifiers=(assembly,), protocol=protocol))
    assert outcome.periods[0].zone == (13.0, cap)
    assert outcome.solutions["nash"].terms["price"] == pytest.approx(nash)
    assert outcome.solutions["kalai_smorodinsky"].terms["price"] == pytest.approx(smorodinsky)
