"""Issues that come onto the table midway: until then every offer and every deal has their status quo."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negosim.domain import Categorical, Continuous, Integer, Piecewise, Protocol, Scenario, Shock
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.outcomes import combinations_now, number_of_outcomes, set_combination, set_outcome
from negosim.rules.records import OPENING
from negosim.rules.tactics.modelling import seek, unwanted
from negosim.rules.values import utility
from tests.rules.made import agreed, begun, calendar, day, deal, delegation, line, offers, run, script, stance, steps
from tests.rules.made import tactic as tactic_of
from tests.strategies import scenarios

SEEDS = st.integers(0, (1 << 63) - 1)
OPENS = 100
DAYS = tuple(range(0, 300, 20))


def package(first, second, *, opens=OPENS, **changes):
    """A clause that opens later, a price and a bonus that opens later still, in this order."""
    issues = (
        Categorical(name="clause", options=("none", "some", "all"), opens=day(opens), status_quo="some"),
        Continuous(name="price", low=0.0, high=100.0, step=0.0),
        Continuous(name="bonus", low=0.0, high=10.0, step=0.5, opens=day(opens + 60), status_quo=3.3),
        Integer(name="years", low=1, high=4),
    )
    clause = Piecewise(points=(0.0, 1.0, 2.0), values=(0.0, 0.4, 1.0))
    opposed = Piecewise(points=(0.0, 1.0, 2.0), values=(1.0, 0.9, 0.0))
    weights = {"clause": 0.3, "price": 0.4, "bonus": 0.2, "years": 0.1}
    rising = {"clause": clause, "price": line(), "bonus": line(0.0, 10.0), "years": line(1.0, 4.0)}
    falling = {
        "clause": opposed,
        "price": line(rising=False),
        "bonus": line(0.0, 10.0, rising=False),
        "years": line(1.0, 4.0, rising=False),
    }
    return Scenario(
        name="package",
        issues=issues,
        delegations=(
            delegation("first", [first], rising, weights=weights),
            delegation("second", [second], falling, weights=weights),
        ),
        **{"calendar": calendar(*DAYS, horizon=300), "protocol": Protocol(first="first")} | changes,
    )


FIRM = stance(0.9, 0.85, tactic_of("hardliner"))
SLOW = stance(0.95, 0.3, tactic_of("polynomial", beta=0.7))


def off_the_table(talks):
    """Return what the issues that are not on the table are kept at, by number."""
    return {number: issue.status_quo for number, issue in enumerate(talks.space.issues) if issue.closed}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(scenarios(), SEEDS)
def test_until_an_issue_opens_every_offer_has_its_status_quo(scenario, seed):
    talks = begun(scenario, seed)
    made = [0, 0]
    for _, _ in steps(talks):
        for place, own in enumerate(talks.parties):
            if own.offers_made > made[place]:
                last = own.made[(own.offers_made - 1) % len(own.made)]
                assert {number: last.terms[number] for number in off_the_table(talks)} == off_the_table(talks)
                made[place] = own.offers_made


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(scenarios(), SEEDS)
def test_each_outcome_that_is_possible_is_listed_once_with_the_status_quo_of_what_is_not_on_the_table(scenario, seed):
    talks = begun(scenario, seed)
    space, outcome = talks.space, [0.0] * len(scenario.issues)
    for _ in [None, *space.openings]:
        listed = set()
        for number in range(number_of_outcomes(space, 2)):
            set_outcome(space, number, 2, outcome)
            assert {place: outcome[place] for place in off_the_table(talks)} == off_the_table(talks)
            listed.add(tuple(outcome))
        assert len(listed) == number_of_outcomes(space, 2)
        first = min((issue.opens for issue in space.issues if issue.closed), default=0.0)
        for issue in space.issues:
            issue.closed = issue.closed and issue.opens > first


def test_the_combinations_before_an_opening_are_the_first_ones_after_it():
    talks = begun(package(FIRM, SLOW))
    combinations, outcome = combinations_now(talks.space), [0.0] * 4
    assert combinations == 4
    talks.space.issues[0].closed = False
    assert combinations_now(talks.space) == 12
    years = set()
    for combination in range(combinations):
        set_combination(talks.space, combination, outcome)
        years.add((outcome[0], outcome[3]))
    assert years == {(0.0, years) for years in (1.0, 2.0, 3.0, 4.0)}


def test_an_issue_is_negotiated_from_the_morning_of_its_day_on():
    ask = stance(0.9, 0.1, script({"clause": 2.0, "price": 90.0, "bonus": 9.0, "years": 4.0}))
    made = offers(run(package(ask, FIRM)), 0)
    assert [(t, terms[0], terms[2]) for t, terms in made if 70.0 < t < 170.0] == [
        (80.0, 1.0, 3.3),
        (100.0, 2.0, 3.3),
        (120.0, 2.0, 3.3),
        (140.0, 2.0, 3.3),
        (160.0, 2.0, 9.0),
    ]


def test_an_opening_comes_after_an_expiry_and_before_an_event_of_the_same_day():
    event = Shock(name="x", date=day(OPENS), pause=1.0)
    when = replace(calendar(*DAYS, horizon=300), expiry=day(OPENS))
    made = package(FIRM, SLOW, shocks=(event,), calendar=when)
    kinds = [each.kind for each, t in steps(begun(made)) if t == OPENS]
    assert kinds == sorted(kinds)
    assert kinds.count(OPENING) == 1
    assert len(kinds) == 3


def test_each_replicate_begins_with_the_issues_off_the_table():
    talks = lower(package(FIRM, SLOW)).talks()
    for replicate in range(2):
        negotiate(talks, 1, replicate)
        assert offers(talks, 0)[0][1][0] == 1.0
        assert off_the_table(talks) == {}


def test_a_mediator_that_comes_by_hazard_may_settle_what_is_not_on_the_table():
    package_deal = {"clause": 2.0, "price": 50.0, "bonus": 5.0, "years": 2.0}
    envoy = Shock(name="envoy", hazard=500.0, proposal=package_deal)
    easy = stance(0.95, 0.1, tactic_of("hardliner"))
    talks = run(package(easy, replace(easy), shocks=(envoy,)))
    assert agreed(talks)
    assert talks.table.tentative_at < OPENS
    assert deal(talks) == (2.0, 50.0, 5.0, 2.0)


@pytest.mark.parametrize("kind", ["micro", "frequency", "nice_tft", "polynomial", "random_walker"])
def test_tactics_of_every_sort_find_what_an_issue_that_opens_is_worth(kind):
    steps_of_it = {} if kind in ("polynomial", "random_walker") else {"steps": 6.0}
    seeking = stance(0.95, 0.2, tactic_of(kind, **steps_of_it), retreat=True)
    made = offers(run(package(seeking, stance(0.95, 0.2, tactic_of("micro", steps=6.0)))), 0)
    before, after = ([terms for t, terms in made if (t < OPENS) == early] for early in (True, False))
    assert {terms[0] for terms in before} == {1.0}
    assert {terms[0] for terms in after} != {1.0}


def test_micro_lists_its_bids_anew_when_an_issue_opens_and_both_counts_begin_again():
    micro = stance(0.95, 0.2, tactic_of("micro", steps=4.0))
    talks = begun(package(micro, replace(micro)))
    sizes = []
    for event, t in steps(talks):
        bids = talks.parties[0].stance.bids
        if event is talks.table.next_turn:
            sizes.append((t, bids.listed, bids.made, bids.received, bids.heard))
    at = {t: rest for t, *rest in sizes if t % 20 == 10.0 or t % 20 == 0.0}
    assert at[100.0][0] == 4 * 5  # years and price
    assert at[120.0][0] == 3 * 4 * 5
    assert at[180.0][0] == 3 * 4 * 5 * 5
    assert at[120.0][1] <= 1
    assert at[120.0][2] <= 1
    assert at[120.0][3] >= at[100.0][3]  # what was heard is not heard again


def test_a_tactic_that_models_the_other_side_passes_over_no_bid_while_several_issues_wait():
    """The last to open comes first, so that its block is larger than all combinations that are possible."""
    scenario = package(stance(0.9, 0.1, tactic_of("frequency", steps=1.0)), FIRM)
    clause, price, bonus, years = scenario.issues
    later = replace(years, opens=day(OPENS + 50), status_quo=2)
    talks = begun(replace(scenario, issues=(later, clause, price, bonus)))
    own = talks.parties[0]
    for _ in steps(talks):
        if own.offers_made == 2:
            break
    model = own.stance.model
    seek(model, 0.58, 1.0)
    outcome, number, left = [0.0] * 4, 0, set()
    while number < number_of_outcomes(talks.space, model.steps):
        out = unwanted(own, model, number, number_of_outcomes(talks.space, model.steps))
        if out == 0:
            left.add(number)
        number += max(1, out)
    within = set()
    for number in range(number_of_outcomes(talks.space, model.steps)):
        set_outcome(talks.space, number, model.steps, outcome)
        if utility(own, outcome) >= 0.58:
            within.add(number)
    assert within
    assert within <= left


def test_what_was_offered_for_an_issue_before_it_opened_says_nothing_of_what_it_is_worth():
    watching = stance(0.95, 0.2, tactic_of("frequency", steps=4.0))
    talks = begun(package(watching, FIRM))
    for _, t in steps(talks):
        if t > OPENS - 1:
            break
    model = talks.parties[0].stance.model
    assert model.heard > 2
    assert model.weights[0] == model.weights[2] == 0.25
    assert model.weights[1] > 0.25
    assert model.most[0] == model.most[2] == 0.0
    for _ in steps(talks):
        pass
    assert model.weights[0] > 0.25
    assert model.most[1] > model.most[0] > model.most[2] > 0.0
