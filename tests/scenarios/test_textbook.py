"""The textbook scenarios show what they are there to show."""

from datetime import date

import numpy as np
import pytest

from negosim.engine import run
from negosim.files import load
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.zopa import zones
from tests.scenarios.replicates import endings


def test_rubinsteins_pie_is_divided_at_once_as_the_equilibrium_has_it():
    """Source: Rubinstein (1982): (1 - d2) / (1 - d1 d2) with d1 = 0.9 and d2 = 0.8."""
    result = run(load("rubinstein_pie"))
    assert result.terms["share"] == pytest.approx((1 - 0.8) / (1 - 0.9 * 0.8), abs=1e-12)
    assert result.terms["share"] == pytest.approx(0.7142857, abs=1e-7)
    assert [row.kind for row in result.trace if row.kind in ("offer", "accept")] == ["offer", "accept"]


def test_whoever_proposes_first_has_the_advantage_over_the_pie():
    """Source: Rubinstein (1982): the second player, proposing first, keeps (1 - d1) / (1 - d1 d2)."""
    result = run(load("rubinstein_pie", overrides={"protocol.first": "second"}))
    assert 1 - result.terms["share"] == pytest.approx((1 - 0.9) / (1 - 0.9 * 0.8), abs=1e-12)


def test_the_used_car_is_sold_within_the_zone():
    scenario = load("used_car")
    low, high = zones(scenario).periods[-1].zone
    assert low < run(scenario).terms["price"] < high


def test_not_every_used_car_has_a_zone():
    outcome = [ending.terms is not None for ending in endings(load("used_car"), 500)]
    assert 0.9 < sum(outcome) / len(outcome) < 1


def test_the_wage_contract_comes_after_the_expiry_as_the_strike_opens_the_zone():
    scenario = load("wage_strike")
    periods = zones(scenario).periods
    result = run(scenario)
    assert periods[0].zone is None
    assert periods[-1].zone is not None
    assert result.concluded > scenario.calendar.expiry
    assert all(result.lapse_cost[party] > 0 for party in scenario.parties)


def test_the_members_reject_some_wage_contracts_and_accept_most():
    rejected = [ending.rejections > 0 for ending in endings(load("wage_strike"), 500)]
    assert 0.1 < sum(rejected) / len(rejected) < 0.5


def reservations_of_the_town(replicates):
    """Return the owner's limit, and the town's under the stances of the party in office before and after."""
    talks = lower(load("town_mill")).talks()
    for replicate in replicates:
        begin(talks, 0, replicate)
        yield [stance.reservation for stance in talks.stances[:3]]


def test_the_council_that_stays_in_office_has_the_budget_that_it_had():
    assert all(before == after for _, before, after in reservations_of_the_town(range(200)))


def test_the_limits_of_the_owner_and_the_town_hang_together():
    levels = np.array(list(reservations_of_the_town(range(5000))))
    assert np.corrcoef(levels[:, 0], levels[:, 1])[0, 1] == pytest.approx(0.7, abs=4 * (1 - 0.7**2) / 5000**0.5)
    assert levels[:, 0].std() == pytest.approx(40, rel=0.05)
    assert levels[:, 1].std() == pytest.approx(50, rel=0.05)


def test_the_probability_of_one_party_in_the_town_is_varied_alone():
    path = "delegations.town.administrations.2025-07-01.successors.centre.probability"
    for probability in (0.0, 0.8, 1.0):
        term = load("town_mill", overrides={path: probability}).delegations[1].terms[1]
        assert term.probabilities == pytest.approx((probability, (1 - probability) / 2, (1 - probability) / 2))


def test_the_fleet_gives_way_on_the_days_without_an_agreement_only():
    solved, start = zones(load("fishing_rights")), load("fishing_rights").calendar.start
    limits = {row.number: row.own_levels[1] for row in solved.days}
    on = lambda day: limits[(day - start).days]  # noqa: E731 - a name for a look-up
    assert on(date(2026, 12, 31)) == 45.5
    assert on(date(2027, 1, 20)) == pytest.approx(45.5 + 2 * 20 / 30.4375)
    assert on(date(2027, 3, 31)) == on(date(2027, 1, 20))
    assert on(date(2027, 4, 10)) == pytest.approx(45.5 + 2 * 30 / 30.4375)


def test_the_talks_about_fishing_rights_end_in_the_second_lapse():
    result = run(load("fishing_rights"))
    notes = [row.words for row in result.trace if row.kind == "shock"]
    assert "the agreement in force expires on 2026-12-31" in notes[0]
    assert "The island: takes the stance minister" in notes[1]
    assert [row.date for row in result.trace if row.kind == "expiry"] == [date(2026, 12, 31), date(2027, 3, 31)]
    assert result.lapse_days == 20 + (result.in_force - date(2027, 3, 31)).days


def test_the_mediator_comes_after_two_rounds_without_a_concession_and_then_with_another_rent():
    result = run(load("cafe_lease"))
    rounds = [row.time for row in result.trace if row.kind == "round"]
    first, second = (row for row in result.trace if row.kind == "shock")
    assert rounds[2] <= first.time < rounds[3]
    assert first.note.endswith("the sides do not both accept")
    assert second.note.endswith("both sides accept")
    assert result.terms == {"rent": 2420}


def test_the_proposals_are_accepted_where_the_zone_holds_them_and_nothing_else_is():
    outcome = [ending.terms for ending in endings(load("cafe_lease"), 500)]
    rents = {terms["rent"] for terms in outcome if terms is not None}
    assert rents == {2600, 2420}
    assert 0.3 < sum(terms is None for terms in outcome) / len(outcome) < 0.7


def test_what_the_orchestra_and_the_house_can_divide_shrinks_with_each_week_without_concerts():
    band = zones(load("orchestra")).band
    widths = band[:, 1] - band[:, 0]
    season = (load("orchestra").calendar.expiry - load("orchestra").calendar.start).days
    assert (widths[: season + 1] == widths[0]).all()
    assert (np.diff(widths[season:]) < 0).all()
    assert widths[0] > 70 > 0 > widths[-1]


def test_the_orchestra_plays_because_both_foresee_the_cost():
    assert run(load("orchestra")).agreed
    assert not run(load("orchestra", overrides={"lapse.foreseen": False})).agreed


def test_an_issue_that_is_added_opens_the_zone_of_the_wind_park():
    before, after = zones(load("wind_park")).periods
    assert (before.zone, before.waiting) == (None, ("share",))
    assert after.begins == date(2026, 5, 1)
    assert after.zone is not None
    early = zones(load("wind_park"), on=date(2026, 3, 1))
    assert (early.outcomes.rows[:, 2] == 0.0).all()
    assert early.solutions["nash"].terms is None


def test_the_village_and_the_company_agree_because_the_share_is_on_the_table_in_time():
    agreed = [ending.terms is not None for ending in endings(load("wind_park"), 200)]
    assert sum(agreed) > 80
    late = load("wind_park", overrides={"issues.share.opens": date(2026, 10, 31)})
    assert sum(ending.terms is not None for ending in endings(late, 200)) < 10


def test_a_ferry_deal_in_the_middle_of_every_issue_leaves_something_for_both():
    """Logrolling: the frontier gives both more than the middle of all ranges does."""
    solved = zones(load("scoreable"))
    rows, utilities = solved.outcomes.rows, solved.utilities
    middle = np.argmin(np.abs(rows - np.array([6, 8, 1, 300, 6])).sum(axis=1) + (rows[:, 2] != 1) * 1e6)
    better = (utilities > utilities[middle] + 0.03).all(axis=1)
    assert better.any()


def test_the_ferry_is_settled_before_the_council_rises():
    result = run(load("scoreable"))
    assert result.agreed
    assert result.concluded <= date(2025, 12, 15)
    assert all(surplus > 0 for surplus in result.surplus.values())
