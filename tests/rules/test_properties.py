"""What holds for every valid scenario, whatever it is made of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.offers import made, standing_offer
from negosim.rules.records import ACCEPT, AGREED, AT_HORIZON, BROKEN_OFF, ENDED, NEVER
from negosim.rules.rounds import mover
from negosim.rules.stances import (
    aspiration_level,
    cost_to_come,
    limit,
    limit_now,
    normalised_time,
    reservation,
    utility_of_level,
)
from negosim.rules.table import decide
from negosim.rules.tactics.scripted import scripted
from negosim.rules.tactics.time_dependent import conceded, polynomial, polynomial_curve
from negosim.rules.values import utility
from tests.rules.made import begun, steps
from tests.rules.reading import left_behind
from tests.strategies import scenarios

SOME = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FEW = settings(SOME, max_examples=20)
SEEDS = st.integers(0, (1 << 63) - 1)
TOLERANCE = 1e-9


def outcomes(talks):
    """Return the last offer of each party, and the last tentative deal."""
    last = [made(own, 1).terms for own in talks.parties if own.offers_made > 0]
    return [*last, talks.table.settled] if talks.table.tentatives > 0 else last


def in_space(talks, outcome):
    return all(
        issue.low <= value <= issue.high and (issue.levels == 0 or value == int(value))
        for issue, value in zip(talks.space.issues, outcome, strict=True)
    )


@SOME
@given(scenarios(), SEEDS)
def test_every_negotiation_comes_to_an_end_by_the_horizon(scenario, seed):
    talks = lower(scenario).talks()
    table = talks.table
    for replicate in range(3):
        negotiate(talks, seed, replicate)
        assert table.phase == ENDED
        assert 0.0 <= table.end <= table.horizon + 1.0
        assert table.ending in (AGREED, AT_HORIZON, BROKEN_OFF)
        assert (table.ending == AGREED) == (table.in_force < NEVER)


@SOME
@given(scenarios(), SEEDS)
def test_time_never_runs_backwards(scenario, seed):
    before = 0.0
    for _, t in steps(begun(scenario, seed)):
        assert t >= before
        before = t


@SOME
@given(scenarios(), SEEDS)
def test_offers_and_deals_lie_in_the_outcome_space_and_utilities_in_0_to_1(scenario, seed):
    talks = begun(scenario, seed)
    for _ in steps(talks):
        for outcome in outcomes(talks):
            assert in_space(talks, outcome)
            assert all(0.0 <= utility(own, outcome) <= 1.0 for own in talks.parties)


@FEW
@given(scenarios(), SEEDS)
def test_both_sides_know_an_offer_by_their_own_utility(scenario, seed):
    talks = begun(scenario, seed)
    for _ in steps(talks):
        for own, other in (talks.parties, reversed(talks.parties)):
            assert own.offers_made == other.offers_received
            if own.offers_made > 0:
                offer, heard = made(own, 1), standing_offer(other)
                assert (offer.terms, offer.time) == (heard.terms, heard.time)
                assert offer.utility == utility(own, offer.terms)
                assert heard.utility == utility(other, offer.terms)


@SOME
@given(scenarios(), SEEDS)
def test_nobody_accepts_below_its_limit(scenario, seed):
    talks = begun(scenario, seed)
    deals = 0
    for event, t in steps(talks):
        if event is talks.table.next_turn and talks.table.in_round:
            own = mover(talks)
            if decide(own, t) == ACCEPT:
                assert standing_offer(own).utility >= limit(own, t) - TOLERANCE
                deals += 1
    assert deals <= talks.table.tentatives


@SOME
@given(scenarios(), SEEDS)
def test_without_retreat_an_offer_is_never_better_for_its_maker_than_the_one_before(scenario, seed):
    talks = begun(scenario, seed)
    count, ceilings = [0, 0], [1.0, 1.0]
    for _, t in steps(talks):
        for own, before, most in zip(talks.parties, count, ceilings, strict=True):
            if own.offers_made > before:
                assert made(own, 1).utility <= most + TOLERANCE
        count = [own.offers_made for own in talks.parties]
        ceilings = [ceiling(own, t) for own in talks.parties]


def ceiling(own, t):
    """Return the most that the party's next offer may be worth to it: its last, unless its limit has risen."""
    if own.stance.retreat or own.stance.bid is scripted or own.offers_made == 0:
        return 1.0
    last = made(own, 1).utility
    return last if last >= limit(own, t) else 1.0


@SOME
@given(scenarios(), SEEDS)
def test_reservation_values_are_utilities_and_not_below_disagreement_less_what_is_foreseen(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for own in talks.parties:
            coming = cost_to_come(own, t) if own.foresees else 0.0
            assert max(0.0, own.disagreement - coming) <= reservation(own, t) <= max(1.0, own.disagreement)


@SOME
@given(scenarios(), SEEDS, st.integers(0, 1 << 40))
def test_a_replicate_does_not_depend_on_what_ran_before(scenario, seed, replicate):
    lowered = lower(scenario)
    fresh, used = lowered.talks(), lowered.talks()
    negotiate(used, seed + 1, replicate)
    negotiate(used, seed, replicate + 1)
    negotiate(used, seed, replicate)
    negotiate(fresh, seed, replicate)
    assert left_behind(used) == left_behind(fresh)


@SOME
@given(scenarios(), SEEDS)
def test_the_limit_and_the_aspiration_that_are_noted_are_those_of_the_day(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for own in talks.parties:
            assert limit_now(own, t) == limit(own, t)
            assert own.aspired == utility_of_level(own, aspiration_level(own))


@FEW
@given(scenarios(), SEEDS)
def test_the_opponent_is_known_to_a_stance_whose_tactic_claims_it_and_to_no_other(scenario, seed):
    talks = begun(scenario, seed)
    first, second = talks.parties
    for _ in steps(talks):
        for own, other in ((first, second), (second, first)):
            assert own.opponent is (other if own.stance.knows_opponent else None)


@SOME
@given(scenarios(), SEEDS)
def test_a_curve_gives_from_memory_what_it_gives_anew(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for own in talks.parties:
            if own.stance.demand is polynomial:
                own.now, own.limit = t, 0.0
                parameters = own.stance.parameters
                anew = conceded(own, polynomial_curve(normalised_time(own, t), *parameters))
                assert [polynomial(own, *parameters) for _ in range(2)] == [anew, anew]
