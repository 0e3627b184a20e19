"""Ratifiers for whom a person or a program votes."""

import pytest

from negosim import files
from negosim.domain import Ratifier
from negosim.engine import Accept, CallSeat, Offer, OpenSeat, Wait, WalkAway, result_of, run, start
from negosim.errors import UsageError
from tests.rules.made import bilateral, calendar, script, stance

RATIFIERS = (
    Ratifier(name="council", title="The council", party="seller", threshold=45.0, delay=3.0),
    Ratifier(name="board", party="buyer", role="legislature", delay=9.0),
)


def made(price=50.0, **changes):
    """Return talks that reach a deal at a price in the first round."""
    seller, buyer = stance(price, 40.0, script(price)), stance(price, 60.0, script(price))
    when = calendar(*range(0, 300, 30), horizon=300)
    return bilateral(seller, buyer, when=when, **{"ratifiers": RATIFIERS, **changes})


def votes(result):
    return [row.note for row in result.trace if row.kind in ("ratified", "rejected")]


def seat(decision, seen):
    def decide(view):
        seen.append(view)
        return decision

    return CallSeat(decide)


@pytest.mark.parametrize("decision", [Wait(), WalkAway()])
def test_whatever_does_not_accept_a_deal_rejects_it(decision):
    result = run(made(), seats={"council": seat(decision, [])})
    assert votes(result)[0] == "The council rejects the deal"
    assert result.tentative[0].rejected_by == "council"
    assert not result.agreed


def test_a_seat_consents_to_what_the_threshold_rejects():
    scenario = made(42.0)
    assert votes(run(scenario))[0] == "The council rejects the deal"
    result = run(scenario, seats={"council": seat(Accept(), [])})
    assert votes(result) == ["The council consents", "board consents"]
    assert (result.agreed, result.terms) == (True, {"price": 42.0})


def test_a_ratifier_sees_the_deal_and_its_own_threshold():
    seen = []
    run(made(), seats={"council": seat(Accept(), seen), "board": seat(Accept(), seen)})
    assert [(view.ratifier, view.party, view.threshold, view.time) for view in seen] == [
        ("council", "seller", 45.0, 3.5),
        ("board", "buyer", 60.0, 9.5),
    ]
    for view in seen:
        assert (view.standing.terms, view.may_accept, view.may_offer, view.mediated) == (
            {"price": 50.0},
            True,
            False,
            False,
        )
        assert set(view.standing.utilities) == {view.party}


def test_seats_that_vote_as_advised_change_nothing():
    for scenario in (made(), made(42.0), files.load("sma11"), files.load("wage_strike")):
        advised = {ratifier.name: CallSeat(lambda view: view.advice()) for ratifier in scenario.ratifiers}
        for seed in (None, 1, 2):
            assert run(scenario, seed=seed, seats=advised) == run(scenario, seed=seed)


def test_an_open_seat_is_asked_for_its_vote():
    session = start(made(), seats={"board": OpenSeat()})
    view = session.advance()
    assert (view.ratifier, view.party) == ("board", "buyer")
    with pytest.raises(UsageError, match="this is a vote on a deal; accept it, or wait to reject it"):
        session.answer(Offer({"price": 55.0}))
    session.answer(Accept())
    assert session.advance() is None
    assert result_of(session).agreed
    with pytest.raises(UsageError, match="the seat of board is open"):
        run(made(), seats={"board": OpenSeat()})


def test_a_turn_at_the_table_has_no_threshold():
    view = start(made(), seats={"seller": OpenSeat()}).advance()
    assert view.ratifier == ""
    with pytest.raises(UsageError, match="only a ratifier has a threshold"):
        _ = view.threshold


def test_a_seat_for_nobody_is_refused():
    with pytest.raises(UsageError, match="there is no delegation or ratifier 'counsil'; did you mean 'council'"):
        run(made(), seats={"counsil": seat(Accept(), [])})


def test_a_ratifier_that_has_the_name_of_a_party_votes_by_its_threshold():
    named = made(ratifiers=(Ratifier(name="seller", party="seller", threshold=55.0),))
    result = run(named, seats={"seller": CallSeat(lambda view: view.advice())})
    assert votes(result)[0] == "seller rejects the deal"
