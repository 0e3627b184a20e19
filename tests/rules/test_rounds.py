"""When rounds are held, whose turn it is, and in what order things happen at one instant."""

from datetime import date
from fractions import Fraction
from itertools import pairwise, product

import pytest

from negosim.domain import Calendar, Effect, Gap, Protocol, Ratifier, Round, Shock
from negosim.rules.outcome import days_of_lapse
from negosim.rules.records import AT_HORIZON, GRAIN
from negosim.rules.rounds import time_of_turn
from tests.rules.made import (
    BUYER,
    SELLER,
    START,
    agreed,
    begun,
    bilateral,
    calendar,
    day,
    drawn,
    meetings,
    offers,
    run,
    runs,
    stance,
    steps,
    tactic,
    term,
)

SELLER_STAYS = stance(90.0, 90.0, tactic("hardliner"))
BUYER_STAYS = stance(10.0, 10.0, tactic("hardliner"))


def without_zone(**changes):
    return bilateral(SELLER_STAYS, BUYER_STAYS, **changes)


def drawing(gap, *, horizon=300, lasts=1.0, **changes):
    when = Calendar(start=START, horizon=day(horizon), gaps=(Gap(gap=gap, days=lasts),))
    return without_zone(when=when, **changes)


def times(talks, party=SELLER):
    return [when for when, _ in offers(talks, party)]


def test_turns_are_spread_over_the_days_of_a_round_in_alternation():
    when = Calendar(start=START, horizon=day(50), rounds=meetings(3, lasts=4.0, exchanges=2))
    talks = run(without_zone(when=when))
    assert times(talks, SELLER) == [3.0, 5.0]
    assert times(talks, BUYER) == [4.0, 6.0]


def test_without_a_first_mover_the_delegations_take_turns_to_open():
    talks = run(without_zone(when=calendar(0, 10, 20, 30), protocol=Protocol()))
    assert [when % 10 == 0 for when in times(talks, SELLER)] == [True, False, True, False]


def test_the_named_delegation_opens_every_round():
    talks = run(without_zone(when=calendar(0, 10, 20), protocol=Protocol(first="buyer")))
    assert times(talks, BUYER) == [0.0, 10.0, 20.0]


def test_a_round_has_its_own_number_of_exchanges_or_the_protocols():
    rounds = (Round(date=day(0), exchanges=3), Round(date=day(10)))
    when = Calendar(start=START, horizon=day(50), rounds=rounds)
    talks = run(without_zone(when=when, protocol=Protocol(exchanges=2)))
    assert talks.parties[SELLER].offers_made == 5


def test_contacts_that_are_not_counted_are_meetings_but_no_rounds():
    rounds = (Round(date=day(0)), Round(date=day(10), counted=False), Round(date=day(20)))
    talks = run(without_zone(when=Calendar(start=START, horizon=day(50), rounds=rounds)))
    assert (talks.table.rounds_held, talks.table.meetings_held) == (2, 3)


def test_gaps_run_from_the_end_of_a_round_to_the_next_whole_day():
    talks = run(drawing(10.0, horizon=60, lasts=3.0))
    assert times(talks) == [10.0, 23.0, 36.0, 49.0]


def test_no_two_rounds_are_less_than_a_day_apart():
    for talks in runs(drawing(drawn("norm", loc=0.5, scale=1.0), horizon=60), 20):
        starts = times(talks)
        assert all(later >= sooner + 1.0 for sooner, later in pairwise(starts))
        assert all(t == int(t) for t in starts)


def test_drawn_gaps_have_the_mean_of_their_distribution():
    # a uniform gap of 10 to 30 days, plus the day that the round lasts, to the nearest day
    spans = []
    for talks in runs(drawing(drawn("uniform", loc=10.0, scale=20.0), horizon=2000), 40):
        starts = times(talks)
        spans += [later - sooner for sooner, later in pairwise(starts)]
    assert sum(spans) / len(spans) == pytest.approx(21.0, abs=4 * (20 / 12**0.5) / len(spans) ** 0.5)


def test_a_gap_longer_than_the_talks_leaves_no_round():
    assert run(drawing(1e300)).table.meetings_held == 0


def test_listed_rounds_come_first_then_drawn_ones():
    when = Calendar(start=START, horizon=day(60), rounds=meetings(0, 7), gaps=(Gap(gap=20.0),))
    assert times(run(without_zone(when=when))) == [0.0, 7.0, 28.0, 49.0]


def test_the_gap_is_the_first_that_fits_the_administrations():
    gaps = (
        Gap(gap=5.0, administrations={"seller": "new"}),
        Gap(gap=50.0, administrations={"seller": "other"}),
        Gap(gap=20.0),
    )
    when = Calendar(start=START, horizon=day(100), gaps=gaps)
    terms = (term("old"), term("new", starts=60), term("other", starts=390))
    # 20, then 41 + 20 = 62 is drawn anew on day 60: 5 days from then
    assert times(run(without_zone(when=when, seller_terms=terms)))[:4] == [20.0, 41.0, 65.0, 71.0]


def test_a_change_of_administration_draws_the_coming_gap_anew():
    when = Calendar(start=START, horizon=day(400), gaps=(Gap(gap=drawn("uniform", loc=30.0, scale=40.0)),))
    for talks in runs(without_zone(when=when, seller_terms=(term("old"), term("new", starts=25))), 20):
        assert 55.0 <= times(talks)[0] <= 95.0


def test_an_administration_that_stays_does_not_disturb_the_calendar():
    when = Calendar(start=START, horizon=day(100), gaps=(Gap(gap=30.0),))
    terms = (term("same"), term("same", starts=25))
    assert times(run(without_zone(when=when, seller_terms=terms)))[0] == 30.0


def test_at_one_instant_the_order_is_change_expiry_shock_fade_vote_round():
    # everything on day 40: the deal of day 30 is voted upon, an effect of day 20 fades, a round is due
    shocks = (
        Shock(name="early", date=day(20), effects=(Effect(party="buyer", level="reservation", by=1.0, days=20.0),)),
        Shock(name="late", date=day(40), ends_round=True),
    )
    scenario = bilateral(
        stance(50.0, 50.0, tactic("hardliner")),
        stance(50.0, 50.0, tactic("hardliner")),
        when=calendar(30, 40, horizon=90, expiry=day(40)),
        seller_terms=(term("old"), term("new", starts=40)),
        buyer_terms=(term("first"), term("second", starts=40)),
        ratifiers=(Ratifier(name="r", party="seller", threshold=60.0, delay=9.5),),
        shocks=shocks,
    )
    talks = begun(scenario)
    table, changes = talks.table, [party.inauguration for party in talks.parties]
    strike, fading = talks.shocks[1].strike, talks.effects[0].fading
    on_the_day = [event for event, t in steps(talks) if t == 40.0]
    assert on_the_day == [*changes, table.expiry, strike, fading, table.next_vote, table.next_turn]


def test_a_round_on_the_day_of_the_horizon_is_held_in_full():
    talks = run(without_zone(when=calendar(0, 50, horizon=50)))
    assert times(talks, SELLER) == [0.0, 50.0]
    assert times(talks, BUYER) == [0.5, 50.5]
    assert talks.table.ending == AT_HORIZON
    assert talks.table.end == 51.0


def test_turns_after_the_end_of_the_horizon_day_are_not_taken():
    when = Calendar(start=START, horizon=day(51), rounds=meetings(50, lasts=4.0, exchanges=2))
    talks = run(without_zone(when=when))
    assert times(talks, SELLER) == [50.0]
    assert times(talks, BUYER) == [51.0]


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
@pytest.mark.parametrize("round_day", [49, 50])
def test_an_offer_made_on_the_last_day_is_answered_as_on_the_day_before(kind, round_day):
    seller, buyer = stance(55.0, 20.0, tactic("hardliner")), stance(10.0, 80.0)
    protocol = Protocol(kind=kind, first="seller")
    talks = run(bilateral(seller, buyer, when=calendar(round_day, horizon=50), protocol=protocol))
    assert agreed(talks)
    assert talks.table.concluded == (round_day if kind == "simultaneous" else round_day + 0.5)


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
def test_the_full_concession_on_the_deadline_meets_on_the_last_day_whatever_the_protocol(kind):
    seller, buyer = stance(90.0, 50.0), stance(10.0, 50.0)  # linear, to the horizon
    talks = run(
        bilateral(seller, buyer, when=calendar(0, 50, horizon=50), protocol=Protocol(kind=kind, first="seller"))
    )
    assert agreed(talks) is (kind != "ultimatum")  # the first ultimatum has ended the talks


def test_a_vote_due_on_the_last_day_is_held():
    seller, buyer = stance(55.0, 20.0, tactic("hardliner")), stance(10.0, 80.0)
    for delay, consented in ((10.0, True), (10.25, True), (10.5, False)):
        vote = Ratifier(name="r", party="seller", delay=delay)
        when, protocol = calendar(40, horizon=50), Protocol(kind="ultimatum", first="seller")
        talks = run(bilateral(seller, buyer, when=when, ratifiers=(vote,), protocol=protocol))
        assert agreed(talks) is consented  # struck on day 40.5


def test_a_rejection_on_the_last_day_leaves_time_for_no_other_round():
    seller, buyer = stance(55.0, 20.0, tactic("hardliner")), stance(10.0, 80.0)
    vote = Ratifier(name="r", party="seller", threshold=60.0)
    talks = run(bilateral(seller, buyer, when=calendar(50, horizon=50), ratifiers=(vote,)))
    assert (talks.table.tentatives, talks.table.rejections, talks.table.end) == (1, 1, 51.0)


def test_a_drawn_round_may_fall_on_the_last_day_and_not_after():
    for last, expected in ((48, [10.0, 23.0, 36.0]), (49, [10.0, 23.0, 36.0, 49.0])):
        talks = run(drawing(10.0, horizon=last, lasts=3.0))
        assert times(talks) == expected


def test_the_last_day_counts_as_a_day_of_lapse():
    for expires, lapse in ((20, 31.0), (50, 1.0), (51, 0.0)):
        talks = run(without_zone(when=calendar(0, horizon=50, expiry=day(expires))))
        assert days_of_lapse(talks.table) == lapse


def test_an_administration_that_takes_office_on_the_last_day_negotiates_on_it():
    hard, soft = stance(90.0, 90.0, tactic("hardliner"), name="hard"), stance(30.0, 30.0, name="soft", retreat=True)
    terms = (term("old", "hard"), term("new", "soft", starts=50))
    talks = run(bilateral([hard, soft], stance(10.0, 50.0), when=calendar(0, 50, horizon=50), seller_terms=terms))
    assert agreed(talks)
    assert talks.table.concluded == 50.5


def test_times_are_whole_parts_of_a_day_so_that_sums_of_them_are_exact():
    when = Calendar(start=date(2020, 1, 1), horizon=day(50), rounds=meetings(0, lasts=1 / 3, exchanges=3))
    for t in times(run(without_zone(when=when))):
        assert t * GRAIN == int(t * GRAIN)


def test_every_turn_falls_on_the_day_of_its_exact_share_of_the_round():
    table = begun(without_zone(when=calendar(0))).table
    for days, turns in product(range(1, 121), range(1, 61)):
        table.round_lasts, table.turns = float(days), turns
        for turn in range(turns):
            exact = Fraction(days * turn, turns)
            assert time_of_turn(table, turn) == int(exact * int(GRAIN)) / GRAIN
            assert int(time_of_turn(table, turn)) == int(exact)


def test_turn_15_of_22_in_a_round_of_22_days_is_15_days_after_its_first():
    when = Calendar(start=START, horizon=day(100), rounds=meetings(0, lasts=22.0, exchanges=11))
    talks = run(without_zone(when=when))
    assert sorted(times(talks, SELLER) + times(talks, BUYER)) == [float(number) for number in range(22)]


def test_talks_without_a_round_end_at_the_horizon():
    talks = run(without_zone(when=calendar(horizon=70)))
    assert (talks.table.meetings_held, talks.table.ending, talks.table.end) == (0, AT_HORIZON, 71.0)


def test_an_offer_stands_until_the_next_round():
    # the buyer opens the second round by taking what the seller said last in the first
    buyer = stance(10.0, 60.0, tactic("polynomial", beta=1.0), deadline=day(50))
    seller = stance(60.0, 60.0, tactic("hardliner"))
    when = calendar(0, 60, horizon=90)
    talks = run(bilateral(seller, buyer, when=when, protocol=Protocol(first="buyer")))
    assert agreed(talks)
    assert talks.table.concluded == 60.0


def test_negotiate_is_what_happens_event_by_event():
    scenario = drawing(drawn("uniform", loc=10.0, scale=20.0))
    whole, stepped = run(scenario, seed=3), begun(scenario, seed=3)
    last = [t for _, t in steps(stepped)][-1]
    assert whole.table.meetings_held == stepped.table.meetings_held > 5
    for party in (SELLER, BUYER):
        assert offers(whole, party) == offers(stepped, party)
    assert offers(whole, BUYER)[-1][0] == last
