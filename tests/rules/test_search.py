"""The searches for an offer pass over most combinations, and still propose what trying every one of them would."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from negosim.domain import Integer, Scenario
from negosim.rules.offers import copy_outcome, heard, made, received
from negosim.rules.outcomes import number_of_outcomes, set_outcome
from negosim.rules.records import NEVER
from negosim.rules.tactics.bidding import next_bid
from negosim.rules.tradeoff import (
    NO_CEILING,
    begin_trial,
    distance,
    raise_to,
    rounded,
    ruled_out,
    search,
    set_goals,
)
from negosim.rules.values import INDIFFERENT, utility
from tests.rules.made import begun, calendar, delegation, line, stance
from tests.strategies import scenarios

SOME = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SEEDS = st.integers(0, 1 << 40)
SHARES = st.floats(0.0, 1.0)


def outcome_at(space, share):
    """Return an outcome, by its share of the way through a list of them."""
    outcome = [0.0] * len(space.issues)
    set_outcome(space, int(share * (number_of_outcomes(space, 7) - 1)), 7, outcome)
    return outcome


def speak(own, offers, place):
    """Put an offer on one side's list, as a party knows it."""
    copy_outcome(place, offers[0].terms)
    offers[0].utility = utility(own, place)


def exhaustive(own, asked, ceiling):
    """Return the proposal of a search that tries every combination."""
    answering = heard(own) > 0
    suitable, others = [], []
    set_goals(own)
    for combination in range(own.space.combinations):
        begin_trial(own, combination)
        reached = rounded(own, raise_to(own, asked))
        if asked - INDIFFERENT <= reached <= ceiling:
            suitable.append((distance(own) if answering else abs(reached - asked), combination, own.trial.copy()))
        others.append((-reached, combination, own.trial.copy()))
    if suitable:
        return min(suitable)[2]
    return min(others)[2] if ceiling == NO_CEILING else made(own, 1).terms


@SOME
@given(scenarios(), SEEDS, st.booleans(), st.tuples(SHARES, SHARES, SHARES), st.booleans())
def test_a_search_proposes_what_trying_every_combination_would(scenario, seed, answering, shares, bound):
    talks = begun(scenario, seed)
    assume(not talks.space.in_units)
    for own in talks.parties:
        own.offers_made, own.offers_received = 1, int(answering)
        speak(own, own.made, outcome_at(talks.space, shares[0]))
        speak(own, own.received, outcome_at(talks.space, shares[1]))
        for asked in (shares[2], made(own, 1).utility, received(own, 1).utility, 1.0):
            ceiling = max(asked, made(own, 1).utility) + INDIFFERENT if bound else NO_CEILING
            search(own, asked, ceiling)
            assert own.proposal == exhaustive(own, asked, ceiling)


@SOME
@given(scenarios(), SEEDS)
def test_what_is_ruled_out_is_never_what_is_sought(scenario, seed):
    talks = begun(scenario, seed)
    outcome = [0.0] * len(talks.space.issues)
    for own in talks.parties:
        own.offers_received = 1
        copy_outcome(outcome_at(talks.space, 0.5), own.received[0].terms)
        for number in range(number_of_outcomes(talks.space, 3)):
            set_outcome(talks.space, number, 3, outcome)
            worth = utility(own, outcome)
            assert own.least - 1e-12 <= worth <= max(0.0, own.most) + 1e-12
            copy_outcome(outcome, own.trial)
            assert not ruled_out(own, number % talks.space.combinations, worth, worth, distance(own) + 1e-12)


def wide():
    """Return two parties with a million outcomes."""
    issues = tuple(Integer(name=f"issue{number}", low=0, high=9) for number in range(6))
    values = {issue.name: line(0.0, 9.0) for issue in issues}
    weights = dict(zip(values, (0.3, 0.25, 0.2, 0.1, 0.1, 0.05), strict=True))
    parties = tuple(delegation(name, [stance(1.0, 0.3)], values, weights=weights) for name in ("a", "b"))
    return Scenario(name="wide", issues=issues, delegations=parties, calendar=calendar(1))


def tried(own, least, most, nearest):
    """Return how many combinations are not passed over."""
    combination, count = 0, 0
    while combination < own.space.combinations:
        out = ruled_out(own, combination, least, most, nearest)
        count += out == 0
        combination += max(1, out)
    return count


def test_few_of_a_million_combinations_are_tried():
    own = begun(wide(), 0).parties[0]
    own.offers_received = 1
    assert own.space.combinations == 1_000_000
    assert 0 < tried(own, 0.97, 1.0, NEVER) < 300
    assert 0 < tried(own, 0.0, 1.0, 0.05) < 300


@SOME
@given(scenarios(), SEEDS, st.integers(1, 5))
def test_bids_follow_one_another_in_order_of_utility(scenario, seed, cuts):
    own = begun(scenario, seed).parties[0]
    own.limit = 0.0
    outcome, outcomes = [0.0] * len(own.space.issues), []
    for number in range(number_of_outcomes(own.space, cuts)):
        set_outcome(own.space, number, cuts, outcome)
        if outcome not in [each for _, _, each in outcomes]:
            outcomes.append((-utility(own, outcome), number, outcome.copy()))
    outcomes.sort()
    own.aspired = 1.0
    for _, _, following in outcomes[:12]:
        next_bid(own, float(cuts))
        assert own.proposal == following
        own.offers_made += 1
        own.offers_under_stance += 1
        copy_outcome(own.proposal, made(own, 1).terms)
        made(own, 1).utility = utility(own, own.proposal)
