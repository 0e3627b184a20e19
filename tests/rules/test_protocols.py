"""Ultimatum and simultaneous offers."""

import pytest

from negosim.domain import Acceptance, Calendar, Protocol
from negosim.rules.advance import take_turn
from negosim.rules.offers import heard
from negosim.rules.records import BROKEN_OFF, ENDED, WAIT, WALK_AWAY
from negosim.rules.rounds import open_round
from negosim.rules.table import act
from tests.rules.made import (
    BUYER,
    SELLER,
    START,
    agreed,
    begun,
    bilateral,
    calendar,
    day,
    deal,
    meetings,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
)

STAYS = tactic("hardliner")
ULTIMATUM = Protocol(kind="ultimatum", first="seller")


@pytest.mark.parametrize(("price", "taken"), [(60.0, True), (60.1, False)])
def test_an_ultimatum_is_taken_when_it_is_no_worse_than_no_agreement(price, taken):
    talks = run(bilateral(stance(price, 10.0, STAYS), stance(5.0, 60.0), protocol=ULTIMATUM))
    assert agreed(talks) is taken
    assert talks.parties[BUYER].offers_made == 0
    if taken:
        assert deal(talks) == pytest.approx(price)
    else:
        assert talks.table.ending == BROKEN_OFF
        assert talks.table.meetings_held == 1


def test_an_ultimatum_is_answered_by_the_acceptance_condition_too():
    proud = stance(5.0, 60.0, accept=Acceptance(kind="const", parameters={"c": 0.5}))
    assert not agreed(run(bilateral(stance(55.0, 10.0, STAYS), proud, protocol=ULTIMATUM)))
    assert agreed(run(bilateral(stance(50.0, 10.0, STAYS), proud, protocol=ULTIMATUM)))


def test_an_ultimatum_that_was_never_put_cannot_be_taken():
    scenario = bilateral(stance(55.0, 10.0, STAYS), stance(5.0, 60.0), protocol=ULTIMATUM)
    talks = begun(scenario)
    open_round(talks, 0.0)
    act(talks, talks.parties[SELLER], 0.0, WAIT)
    take_turn(talks, 0.5)
    assert talks.table.ending == BROKEN_OFF


def sealed(seller, buyer, *, first=None, days=(0,)):
    """Three pairs of sealed offers in each round."""
    return bilateral(
        stance(90.0, 0.0, seller, retreat=True),
        stance(10.0, 100.0, buyer, retreat=True),
        protocol=Protocol(kind="simultaneous", first=first),
        when=Calendar(start=START, horizon=day(90), rounds=meetings(*days, exchanges=3)),
    )


def test_sealed_offers_are_opened_together():
    talks = run(sealed(script(90.0, 80.0, 70.0), script(10.0, 20.0, 30.0)))
    assert [when for when, _ in offers(talks, SELLER)] == [when for when, _ in offers(talks, BUYER)]
    assert not agreed(talks)


@pytest.mark.parametrize(("asked", "offered"), [(50.0, 60.0), (50.0, 50.0)])
def test_sealed_offers_that_cross_are_settled_by_a_coin(asked, offered):
    prices = [deal(talks) for talks in runs(sealed(script(asked), script(offered)), 2_000)]
    assert set(prices) == {asked, offered}
    if asked != offered:
        assert prices.count(asked) / 2_000 == pytest.approx(0.5, abs=4 * 0.5 / 2_000**0.5)


def test_a_sealed_offer_is_not_heard_before_it_is_opened():
    # absolute tit-for-tat answers the last offer but one: in the second exchange it knows only the first
    talks = run(sealed(script(90.0, 80.0, 75.0), tactic("random_absolute_tft")))
    assert [terms for _, terms in offers(talks, BUYER)] == pytest.approx([10.0, 10.0, 20.0])


def test_with_alternating_offers_the_last_offer_is_heard():
    talks = run(bilateral(stance(90.0, 0.0, STAYS), stance(10.0, 100.0, STAYS), when=calendar(0, 10, horizon=10)))
    assert heard(talks.parties[BUYER]) == talks.parties[SELLER].offers_made == 2


def test_who_is_named_first_makes_no_difference_to_sealed_offers():
    how = tactic("polynomial", beta=0.5)
    one, other = (run(sealed(how, how, first=first, days=(0, 30, 60))) for first in ("seller", "buyer"))
    for party in (SELLER, BUYER):
        assert len(offers(one, party)) > 3
        assert offers(one, party) == offers(other, party)


def test_a_delegation_may_break_off():
    talks = begun(bilateral(stance(90.0, 0.0), stance(10.0, 100.0)))
    act(talks, talks.parties[SELLER], 0.0, WALK_AWAY)
    assert (talks.table.phase, talks.table.ending, talks.table.end) == (ENDED, BROKEN_OFF, 0.0)
