"""MiCRO and Zeuthen against worked cases, and the Nash product that Zeuthen must reach."""

import random

import pytest

from negosim.domain import Categorical, Continuous, Piecewise, Protocol, Scenario
from negosim.errors import ScenarioError
from negosim.rules.lower import lower
from negosim.rules.outcomes import number_of_outcomes, set_outcome
from negosim.rules.tactics.bidding import risk_limit
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    bilateral,
    calendar,
    day,
    deal,
    delegation,
    meetings,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
)

MICRO = [(1.0, 0.1), (0.9, 0.3), (0.7, 0.6), (0.5, 0.75), (0.3, 0.9), (0.05, 1.0)]  # de Jonge (2022)
ZEUTHEN = [(10, 1), (8, 4), (6, 6), (5, 7), (2, 9)]


def over_outcomes(outcomes, first, second, *, moves=60, mover="a"):
    """Two parties over a list of outcomes, given as pairs of utilities."""
    issue = Categorical(name="deal", options=tuple(f"o{place}" for place in range(len(outcomes))))
    points = tuple(float(place) for place in range(len(outcomes)))
    parties = tuple(
        delegation(
            name, [made], {"deal": Piecewise(points=points, values=tuple(float(pair[side]) for pair in outcomes))}
        )
        for side, (name, made) in enumerate((("a", first), ("b", second)))
    )
    when = calendar(horizon=moves)
    when = type(when)(
        start=when.start, horizon=day(moves), rounds=meetings(0, lasts=float(moves), exchanges=moves // 2)
    )
    return Scenario(
        name="outcomes", issues=(issue,), delegations=parties, calendar=when, protocol=Protocol(first=mover)
    )


def bidder(kind, aspiration=1.0, reservation=0.0):
    return stance(aspiration, reservation, tactic(kind))


def trace(talks):
    """Return all offers in order of time, as (party, option)."""
    made = [(when, party, int(terms)) for party in (SELLER, BUYER) for when, terms in offers(talks, party)]
    return [(party, option) for _, party, option in sorted(made)]


def test_micro_makes_the_bids_of_the_worked_case():
    talks = run(over_outcomes(MICRO, bidder("micro"), bidder("micro")))
    assert trace(talks) == [(0, 0), (1, 5), (0, 1), (1, 4), (0, 2), (1, 3)]
    assert MICRO[int(deal(talks))] == (0.5, 0.75)


def test_micro_makes_a_new_bid_only_for_a_new_bid():
    # the other makes two different bids and then repeats: MiCRO answers with its first three, then repeats any of them
    other = stance(1.0, 0.0, script(5.0, 4.0, 4.0, 4.0, 4.0, issue="deal"))
    repeated = set()
    for talks in runs(over_outcomes(MICRO, bidder("micro", reservation=0.4), other, moves=10), 30):
        bids = [int(terms) for _, terms in offers(talks, 0)]
        assert bids[:3] == [0, 1, 2]
        repeated.update(bids[3:])
    assert repeated == {0, 1, 2}


def test_micro_accepts_what_its_worst_bid_is_worth_while_it_repeats_a_better_one():
    # after three bids of its own, worth 1, 0.9 and 0.7 to it, and two of the other's, it repeats; then 0.7 is offered
    other = stance(1.0, 0.0, script(5.0, 4.0, 4.0, 2.0, issue="deal"), retreat=True)
    for talks in runs(over_outcomes(MICRO, bidder("micro", reservation=0.4), other, moves=12), 10):
        assert agreed(talks)
        assert int(deal(talks)) == 2


def test_micro_counts_the_other_sides_different_bids_however_often_they_come():
    other = stance(1.0, 0.0, script(5.0, 4.0, 5.0, 4.0, 5.0, 3.0, 3.0, issue="deal"), retreat=True)
    talks = run(over_outcomes(MICRO, bidder("micro", reservation=0.55), other, moves=14))
    assert talks.parties[0].stance.bids.received == 3
    assert talks.parties[0].stance.bids.made == 3  # the fourth is below its reservation value


def test_micro_never_bids_below_its_reservation_value():
    other = stance(1.0, 0.99, tactic("hardliner"))
    talks = run(over_outcomes(MICRO, bidder("micro", reservation=0.6), other))
    assert min(MICRO[int(terms)][0] for _, terms in offers(talks, 0)) >= 0.6
    assert not agreed(talks)


def test_micro_begins_at_its_aspiration():
    talks = run(over_outcomes(MICRO, bidder("micro", aspiration=0.8), bidder("micro"), moves=4))
    assert trace(talks)[0] == (0, 2)


def test_of_bids_with_the_same_utility_micro_makes_each_in_turn():
    outcomes = [(1.0, 0.0), (0.8, 0.1), (0.8, 0.2), (0.8, 0.3), *[(0.1, 1.0)] * 4]
    other = stance(1.0, 0.9, script(4.0, 5.0, 6.0, 7.0, issue="deal"))
    talks = run(over_outcomes(outcomes, bidder("micro", reservation=0.5), other, moves=8, mover="b"))
    assert [int(terms) for _, terms in offers(talks, 0)] == [0, 1, 2, 3]


def test_risk_limits_are_those_of_the_worked_case():
    assert risk_limit(10.0, 2.0, 0.0) == pytest.approx(0.8)
    assert risk_limit(9.0, 1.0, 0.0) == pytest.approx(8 / 9)
    assert risk_limit(3.0, 5.0, 0.0) == 0.0
    assert risk_limit(3.0, 1.0, 3.0) == 1.0


def test_zeuthen_ends_where_the_worked_case_does():
    outcomes = [(first / 10, second / 10) for first, second in ZEUTHEN]
    talks = run(over_outcomes(outcomes, bidder("zeuthen"), bidder("zeuthen")))
    assert trace(talks) == [(0, 0), (1, 4), (0, 1), (1, 3), (0, 2)]
    assert ZEUTHEN[int(deal(talks))] == (6, 6)


@pytest.mark.parametrize("mover", ["a", "b"])
def test_zeuthen_ends_at_the_largest_product_of_gains(mover):
    chance = random.Random(9)
    for _ in range(150):
        outcomes = [(chance.random(), chance.random()) for _ in range(chance.randint(3, 39))]
        floor = chance.choice([0.0, 0.2])
        first, second = bidder("zeuthen", reservation=floor), bidder("zeuthen", reservation=floor)
        talks = run(over_outcomes(outcomes, first, second, moves=200, mover=mover))
        gains = [max(0.0, u - floor) * max(0.0, v - floor) for u, v in outcomes]
        if max(gains) > 0.0:
            assert agreed(talks)
            assert gains[int(deal(talks))] == pytest.approx(max(gains), abs=1e-12)


def test_zeuthen_finds_no_deal_where_no_outcome_gains_both():
    outcomes = [(0.9, 0.1), (0.6, 0.4), (0.1, 0.9)]
    talks = run(over_outcomes(outcomes, bidder("zeuthen", reservation=0.7), bidder("zeuthen", reservation=0.7)))
    assert not agreed(talks)


def test_with_a_continuous_issue_the_steps_are_the_bids():
    seller, buyer = stance(100.0, 20.0, tactic("zeuthen", steps=10.0)), stance(0.0, 60.0, tactic("zeuthen", steps=10.0))
    talks = run(bilateral(seller, buyer, when=calendar(*range(40), horizon=90)))
    assert all(terms % 10 == 0 for party in (SELLER, BUYER) for _, terms in offers(talks, party))
    assert deal(talks) == 40.0


def test_the_bids_are_all_outcomes_once():
    issues = (
        Continuous(name="x", low=2.0, high=4.0, step=0.0),
        Categorical(name="y", options=("p", "q", "r")),
        Continuous(name="z", low=0.0, high=1.0, step=0.0),
    )
    values = {"y": Piecewise(points=(0.0, 1.0, 2.0), values=(0.0, 0.5, 1.0))}
    parties = tuple(delegation(name, [stance(1.0, 0.0)], values) for name in ("a", "b"))
    space = lower(Scenario(name="s", issues=issues, delegations=parties, calendar=calendar(1))).talks().space
    bids, bid = [], [0.0] * 3
    for number in range(number_of_outcomes(space, 4)):
        set_outcome(space, number, 4, bid)
        bids.append(tuple(bid))
    assert len(bids) == len(set(bids))
    assert set(bids) == {(2 + x / 2, float(y), z / 4) for x in range(5) for y in range(3) for z in range(5)}


def test_too_many_bids_are_refused_with_the_tactic_named():
    seller = stance(100.0, 20.0, tactic("micro", steps=2e6))
    with pytest.raises(ScenarioError, match=r"delegations.seller.stances.s.tactic: .*give it fewer steps"):
        lower(bilateral(seller, stance(0.0, 60.0)))
