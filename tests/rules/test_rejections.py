"""What a delegation learns when a ratifier of its own side rejects its deal."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from negosim import engine
from negosim.domain import Continuous, Effect, Piecewise, Protocol, Ratifier, Scenario, Shock
from tests.rules.made import (
    BUYER,
    SELLER,
    START,
    agreed,
    bilateral,
    calendar,
    day,
    deal,
    delegation,
    line,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
    term,
)
from tests.strategies import scenarios

STAYS = tactic("hardliner")


def selling(*ratifiers, seller, buyer=None, days=(0, 20, 40, 60, 80, 100, 120), **changes):
    """A seller whose delegation may sign too little, and a buyer who would accept up to 90."""
    buyer = buyer or stance(50.0, 90.0)
    return bilateral(seller, buyer, when=calendar(*days, horizon=140), ratifiers=ratifiers, **changes)


def board(**given):
    return Ratifier(**{"name": "board", "party": "seller", "delay": 1.0} | given)


def sellers_offers(talks):
    return [price for _, price in offers(talks, SELLER)]


def test_a_rejected_deal_is_not_struck_again():
    seller = stance(50.0, 95.0, STAYS, mandate=40.0)
    talks = run(selling(board(), seller=seller))
    assert (talks.table.tentatives, talks.table.rejections) == (1, 1)
    assert sellers_offers(talks) == [50.0] + 6 * [95.0]
    again = run(selling(board(), seller=replace(seller, learns=False)))
    assert (again.table.tentatives, again.table.rejections) == (7, 7)
    assert set(sellers_offers(again)) == {50.0}


@pytest.mark.parametrize("votes", [board(), board(threshold=60.0)], ids=["reservation", "threshold"])
def test_after_one_rejection_the_delegation_signs_what_its_ratifier_consents_to(votes):
    reservation = 60.0 if votes.threshold is None else 30.0
    talks = run(selling(votes, seller=stance(50.0, reservation, STAYS, mandate=40.0)))
    assert (talks.table.tentatives, talks.table.rejections) == (2, 1)
    assert agreed(talks)
    assert deal(talks) == 60.0


def test_it_does_not_accept_either_what_was_rejected():
    seller = stance(100.0, 60.0, tactic("polynomial", beta=50.0), mandate=20.0)
    talks = run(selling(board(), seller=seller, buyer=stance(45.0, 45.0, STAYS), protocol=Protocol(first="buyer")))
    assert (talks.table.tentatives, talks.table.rejections) == (1, 1)
    assert min(sellers_offers(talks)) > 60.0


def test_the_other_side_goes_on_as_before():
    talks = run(selling(board(), seller=stance(50.0, 95.0, STAYS, mandate=40.0), buyer=stance(50.0, 55.0, STAYS)))
    assert [price for _, price in offers(talks, BUYER)] == 6 * [50.0]
    assert talks.parties[BUYER].learnt_from is None


def test_a_rejection_by_the_other_sides_ratifier_teaches_nothing():
    talks = run(selling(board(party="buyer", threshold=45.0), seller=stance(50.0, 40.0, STAYS)))
    assert talks.parties[SELLER].learnt_from is None
    assert set(sellers_offers(talks)) == {50.0}
    assert talks.table.tentatives == 1


def test_it_knows_how_the_ratifiers_reservation_value_moves_with_the_lapse():
    # 95 at first, 10 less with each month of lapse; the buyer comes up to that on day 80
    seller = stance(50.0, 95.0, STAYS, mandate=40.0, pressure=10.0)
    scenario = selling(board(delay=0.0), seller=seller)
    scenario = replace(scenario, calendar=replace(scenario.calendar, expiry=START))
    talks = run(scenario)
    assert (talks.table.tentatives, talks.table.rejections) == (2, 1)
    assert deal(talks) == sellers_offers(talks)[-1] == pytest.approx(95.0 - 10.0 * 80.0 / 30.4375)


MOVED = {
    "a shock": (
        {"shocks": (Shock(name="x", date=day(30), effects=(Effect(party="seller", level="aspiration", by=0.0),)),)},
        2,
    ),
    "a shock that fades": (
        {
            "shocks": (
                Shock(name="x", date=day(10), effects=(Effect(party="seller", level="mandate", by=0.0, days=40.0),)),
            )
        },
        3,
    ),
    "a new administration": ({"seller_terms": (term("old"), term("new", starts=30))}, 2),
    "the same administration": ({"seller_terms": (term("old"), term("old", starts=30))}, 1),
    "the other's administration": ({"buyer_terms": (term("old"), term("new", starts=30))}, 1),
    "the other's shock": (
        {"shocks": (Shock(name="x", date=day(30), effects=(Effect(party="buyer", level="reservation", by=0.0),)),)},
        1,
    ),
    "news": ({"shocks": (Shock(name="x", date=day(30)),)}, 1),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_rejection_counts_until_something_changes_for_the_party(what):
    changes, rejections = MOVED[what]
    seller = stance(50.0, 95.0, STAYS, mandate=40.0, retreat=True)
    assert run(selling(board(), seller=seller, **changes)).table.rejections == rejections


def test_a_stance_taken_after_the_rejection_has_learnt_from_it():
    seller = [
        stance(50.0, 60.0, STAYS, name="open", mandate=40.0, after_rejection="next"),
        stance(55.0, 60.0, STAYS, name="next", mandate=40.0),
    ]
    talks = run(selling(board(), seller=seller))
    assert sellers_offers(talks) == [50.0, 60.0, 60.0]
    assert agreed(talks)
    deaf = [seller[0], replace(seller[1], learns=False)]
    assert set(sellers_offers(run(selling(board(), seller=deaf)))) == {50.0}


def test_a_random_vote_is_asked_again_for_a_better_deal_only():
    seller = stance(50.0, 45.0, STAYS, mandate=45.0)
    counts = []
    for talks in runs(selling(board(threshold=50.0, noise=10.0), seller=seller), 400):
        prices = sellers_offers(talks)
        counts.append(talks.table.rejections)
        assert prices == sorted(set(prices))
    assert counts.count(0) / 400 == pytest.approx(0.5, abs=0.1)
    assert counts.count(1) / 400 == pytest.approx(0.25, abs=0.1)


def test_a_script_leaves_out_what_was_rejected():
    seller = replace(stance(50.0, 20.0, script(50.0, 50.0, 40.0, 70.0)), mandate=20.0)
    talks = run(selling(board(threshold=60.0), seller=seller, buyer=stance(10.0, 90.0, STAYS)))
    assert talks.table.rejections <= 1
    waits = replace(seller, tactic=script(50.0, 50.0))
    result = engine.run(selling(board(threshold=60.0), seller=waits, buyer=stance(50.0, 90.0)))
    assert [row.kind for row in result.trace if row.party == "seller"].count("offer") == 1
    assert "wait" in {row.kind for row in result.trace if row.party == "seller"}


def test_sealed_offers_of_a_deal_that_was_rejected_are_spent():
    # the buyer's next offers would suit the seller's first one, which the seller cannot better
    scripted = replace(stance(50.0, 20.0, script(50.0)), mandate=20.0)
    protocol = Protocol(kind="simultaneous")
    talks = run(selling(board(threshold=60.0), seller=scripted, buyer=stance(50.0, 90.0, STAYS), protocol=protocol))
    assert (talks.table.tentatives, talks.table.rejections) == (1, 1)
    assert len(sellers_offers(talks)) == 1


def test_a_deal_of_equal_utility_is_not_better():
    # between 40 and 80 the price is all the same to the seller, and the board wants 70
    flat = Piecewise(points=(0.0, 40.0, 80.0, 100.0), values=(0.0, 0.5, 0.5, 1.0))
    seller = stance(45.0, 30.0, STAYS, retreat=True)
    parties = (
        delegation("seller", [seller], {"price": flat}),
        delegation("buyer", [stance(50.0, 90.0)], {"price": line(rising=False)}),
    )
    talks = run(
        Scenario(
            name="flat",
            issues=(Continuous(name="price", low=0.0, high=100.0, step=0.0),),
            delegations=parties,
            calendar=calendar(0, 20, 40, 60, horizon=60),
            ratifiers=(board(threshold=70.0, delay=0.0),),
            protocol=Protocol(first="seller"),
        )
    )
    assert (talks.table.rejections, agreed(talks)) == (1, True)
    assert deal(talks) == pytest.approx(80.0, abs=1e-3)


CHANGES = {"administration", "shock", "fade"}


@settings(max_examples=60)
@given(scenario=scenarios())
def test_no_deal_is_struck_that_is_no_better_for_the_side_that_rejected_one(scenario):
    parties = tuple(
        replace(party, stances={name: replace(each, learns=True) for name, each in party.stances.items()})
        for party in scenario.delegations
    )
    rejected = {}
    for row in engine.run(replace(scenario, delegations=parties), seed=4).trace:
        if row.kind in CHANGES:
            for party in [row.party] if row.party else list(rejected):
                rejected.pop(party, None)
        elif row.kind == "tentative":
            assert all(row.utilities[party] > worth for party, worth in rejected.items())
        elif row.kind == "rejected":
            rejected[row.party] = max(rejected.get(row.party, 0.0), row.utilities[row.party])
