"""What holds for every valid scenario, whatever it is made of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negosim.rules import layout as at
from negosim.rules.records import ACCEPT, AGREED, AT_HORIZON, BROKEN_OFF, ENDED, NEVER
from negosim.rules.advance import happen, negotiate, next_moment
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.record import last_offer
from negosim.rules.rounds import mover, turn_moment
from negosim.rules.stances import (
    aspiration,
    clip_level,
    limit,
    limit_now,
    reservation,
    shifted,
    stance_field,
    utility_of_level,
)
from negosim.rules.table import decide
from negosim.rules.tactics import POLYNOMIAL, SCRIPTED
from negosim.rules.tactics.time_dependent import conceded, polynomial_demand, polynomial_share
from negosim.rules.values import utility
from tests.strategies import scenarios

SOME = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SEEDS = st.integers(0, (1 << 63) - 1)
TOLERANCE = 1e-9


def steps(talks):
    """Run a replicate moment by moment; yield before each the moment and its time."""
    while talks.table.phase != ENDED:
        moment = next_moment(talks)
        t = talks.state[talks.plan[at.S_MOMENTS] + moment]
        if t > talks.plan[at.HORIZON_DAY]:
            return
        yield moment, t
        happen(talks, moment, t)


def begun(scenario, seed):
    talks = lower(scenario).talks()
    begin(talks, seed, 0)
    return talks


def outcomes(talks):
    """Return where every offer on record, and the tentative deal, lie in the state."""
    found = [last_offer(talks, party) + at.OFFER_TERMS for party in (SELLER, BUYER) if talks.parties[party].offers_made]
    return [*found, talks.plan[at.S_TERMS]] if talks.table.tentatives else found


def offers_made(talks):
    return [talks.parties[party].offers_made for party in (SELLER, BUYER)]


def in_space(talks, place):
    for issue in range(talks.plan[at.ISSUES]):
        value = talks.state[place + issue]
        low, high = talks.numbers[talks.plan[at.N_BOUNDS] + 2 * issue : talks.plan[at.N_BOUNDS] + 2 * issue + 2]
        levels = talks.plan[talks.plan[at.AT_ISSUES] + issue * at.ISSUE_WIDTH + at.ISSUE_LEVELS]
        if not low <= value <= high or (levels > 0 and value != int(value)):
            return False
    return True


@SOME
@given(scenarios(), SEEDS)
def test_every_negotiation_comes_to_an_end_by_the_horizon(scenario, seed):
    talks = lower(scenario).talks()
    for replicate in range(3):
        negotiate(talks, seed, replicate)
        assert talks.table.phase == ENDED
        assert 0.0 <= talks.table.end <= talks.plan[at.HORIZON_DAY]
        assert talks.table.ending in (AGREED, AT_HORIZON, BROKEN_OFF)
        assert (talks.table.ending == AGREED) == (talks.table.in_force < NEVER)


@SOME
@given(scenarios(), SEEDS)
def test_time_never_runs_backwards(scenario, seed):
    talks, before = begun(scenario, seed), 0.0
    for _, t in steps(talks):
        assert t >= before
        before = t


@SOME
@given(scenarios(), SEEDS)
def test_offers_and_deals_lie_in_the_outcome_space_and_utilities_in_0_to_1(scenario, seed):
    talks = begun(scenario, seed)
    for _ in steps(talks):
        for place in outcomes(talks):
            assert in_space(talks, place)
            assert all(0.0 <= utility(talks, party, place) <= 1.0 for party in (SELLER, BUYER))


@SOME
@given(scenarios(), SEEDS)
def test_nobody_accepts_below_its_limit(scenario, seed):
    talks = begun(scenario, seed)
    deals = 0
    for moment, t in steps(talks):
        if moment == turn_moment(talks) and talks.flags[at.IN_ROUND] == 1:
            party = mover(talks)
            if decide(talks, party, t) == ACCEPT:
                offered = talks.state[last_offer(talks, 1 - party) + at.OFFER_OTHER]
                assert offered >= limit(talks.parties[party], t) - TOLERANCE
                deals += 1
    assert deals <= talks.table.tentatives


@SOME
@given(scenarios(), SEEDS)
def test_without_retreat_an_offer_is_never_better_for_its_maker_than_the_one_before(scenario, seed):
    talks = begun(scenario, seed)
    made, ceilings = [0, 0], [1.0, 1.0]
    for _, t in steps(talks):
        for party in (SELLER, BUYER):
            if offers_made(talks)[party] > made[party]:
                assert talks.state[last_offer(talks, party) + at.OFFER_OWN] <= ceilings[party] + TOLERANCE
        made = offers_made(talks)
        ceilings = [ceiling(talks, party, t) for party in (SELLER, BUYER)]


def ceiling(talks, party, t):
    """Return the most that the party's next offer may be worth to it: its last, unless its limit has risen."""
    free = stance_field(talks, party, at.STANCE_RETREAT) or stance_field(talks, party, at.STANCE_TACTIC) == SCRIPTED
    if free or talks.parties[party].offers_made == 0:
        return 1.0
    last = talks.state[last_offer(talks, party) + at.OFFER_OWN]
    return last if last >= limit(talks.parties[party], t) else 1.0


@SOME
@given(scenarios(), SEEDS)
def test_reservation_values_are_utilities_and_never_below_disagreement(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for party in (SELLER, BUYER):
            disagreement = talks.numbers[talks.plan[at.N_PREFERENCES] + party]
            assert reservation(talks.parties[party], t) >= disagreement
            assert reservation(talks.parties[party], t) <= max(1.0, disagreement)


@SOME
@given(scenarios(), SEEDS, st.integers(0, 1 << 40))
def test_a_replicate_does_not_depend_on_what_ran_before(scenario, seed, replicate):
    lowered = lower(scenario)
    fresh, used = lowered.talks(), lowered.talks()
    negotiate(used, seed + 1, replicate)
    negotiate(used, seed, replicate + 1)
    negotiate(used, seed, replicate)
    negotiate(fresh, seed, replicate)
    assert used.flags == fresh.flags
    assert used.numbers == fresh.numbers
    assert used.state[: at.STATE_HEAD] == fresh.state[: at.STATE_HEAD]
    assert [used.state[place] for place in outcomes(used)] == [fresh.state[place] for place in outcomes(fresh)]


@SOME
@given(scenarios(), SEEDS)
def test_the_limit_and_the_aspiration_that_are_noted_are_those_of_the_day(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for party in (SELLER, BUYER):
            first = clip_level(talks, shifted(talks, party, at.ASPIRATION))
            assert limit_now(talks, party, t) == limit(talks.parties[party], t)
            assert aspiration(talks.parties[party], 0.0) == utility_of_level(talks, party, first)


@SOME
@given(scenarios(), SEEDS)
def test_a_curve_gives_from_memory_what_it_gives_anew(scenario, seed):
    talks = begun(scenario, seed)
    for _, t in steps(talks):
        for party in (SELLER, BUYER):
            if stance_field(talks, party, at.STANCE_TACTIC) == POLYNOMIAL:
                anew = conceded(talks, party, 0.0, polynomial_share(talks, party, t))
                assert [polynomial_demand(talks, party, t, 0.0) for _ in range(2)] == [anew, anew]
