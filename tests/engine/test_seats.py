"""Whoever sits at the table may do what the protocol allows, and sees what is public and its own."""

import json
from datetime import date

import pytest

from negosim.domain import Effect, Protocol, Shock
from negosim.engine import Accept, CallSeat, Offer, OpenSeat, ScriptSeat, Wait, WalkAway, result_of, run, start
from negosim.engine.decisions import decision_of, dict_of
from negosim.errors import UsageError
from tests.engine.builders import market


def test_a_script_of_the_tactics_own_decisions_changes_nothing():
    scenario = market()
    decisions = {"buyer": [], "seller": []}

    def note(name):
        def decide(view):
            decisions[name].append(view.advice())
            return decisions[name][-1]

        return CallSeat(decide)

    plain = run(scenario)
    noted = run(scenario, seats={"buyer": note("buyer"), "seller": note("seller")})
    replayed = run(scenario, seats={name: ScriptSeat(made) for name, made in decisions.items()})
    assert plain.as_dict() == noted.as_dict() == replayed.as_dict()


def test_there_is_nothing_to_accept_before_an_offer():
    with pytest.raises(UsageError, match="no offer to accept"):
        run(market(), seats={"buyer": ScriptSeat([Accept()])})


def test_an_ultimatum_is_taken_or_left():
    scenario = market(protocol=Protocol(kind="ultimatum", first="buyer"))
    with pytest.raises(UsageError, match="take-it-or-leave-it"):
        run(scenario, seats={"seller": ScriptSeat([Offer({"price": 60.0})])})
    taken = run(scenario, seats={"seller": ScriptSeat([Accept()])})
    assert taken.terms == next(row.terms for row in taken.trace if row.kind == "offer")
    assert run(scenario).ending == "broken_off"


def test_sealed_offers_cannot_be_accepted():
    scenario = market(protocol=Protocol(kind="simultaneous", first="buyer"))
    with pytest.raises(UsageError, match="no offer to accept"):
        run(scenario, seats={"seller": ScriptSeat([Offer({"price": 80.0}), Accept()])})


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"price": 101.0}, "lies outside the issue's range 0 to 100 EUR"),
        ({"prize": 50.0}, "did you mean 'price'"),
        ({}, "has no value for price"),
        ({"price": "much"}, "is not a number"),
    ],
)
def test_an_offer_outside_the_outcome_space_cannot_be_made(terms, words):
    with pytest.raises(UsageError, match=words):
        run(market(), seats={"buyer": ScriptSeat([Offer(terms)])})


def test_a_person_may_sign_below_the_own_reservation_value():
    result = run(market(), seats={"buyer": ScriptSeat([Offer({"price": 95.0})])})
    assert result.agreed
    assert result.surplus["buyer"] < 0.0


def test_a_view_shows_no_utility_of_the_other_side():
    seen = []
    run(market(), seats={"buyer": CallSeat(lambda view: seen.append(view.events) or view.advice())})
    shown = {party for events in seen for row in events if row.utilities for party in row.utilities}
    assert shown == {"buyer"}


def test_a_view_shows_what_a_delegation_needs():
    def look(view):
        assert (view.party, view.other) == ("buyer", "seller")
        assert view.reservation_level == view.mandate_level == 70.0
        assert view.aspiration_level == 10.0
        assert view.utility({"price": 25.0}) == 0.75
        assert view.administrations == {"buyer": "buyer-gov", "seller": "seller-gov"}
        assert view.turns_left == 1
        seen.append(view.stance)
        return Wait()

    seen = []
    run(market(rounds=2), seats={"buyer": CallSeat(look)})
    assert seen == ["calm", "calm"]


def test_asking_for_advice_changes_nothing():
    def curious(view):
        for _ in range(3):
            view.advice()
            view.utility({"price": 33.0})
        return view.advice()

    assert run(market(), seats={"buyer": CallSeat(curious)}).as_dict() == run(market()).as_dict()


def test_walking_away_ends_the_talks_for_good():
    result = run(market(), seats={"buyer": ScriptSeat([Wait(), WalkAway()])})
    assert not result.agreed
    assert [row.kind for row in result.trace].count("round") == 2


def test_a_view_shows_no_offer_that_is_still_sealed():
    def look(view):
        assert not [row for row in view.events if row.party == "buyer" and row.time == view.time]
        return view.advice()

    run(market(protocol=Protocol(kind="simultaneous", first="buyer")), seats={"seller": CallSeat(look)})


def test_a_view_shows_what_a_shock_moves_for_its_own_side_alone():
    effects = (
        Effect(party="buyer", level="reservation", by=-5.0, days=4.0),
        Effect(party="seller", level="aspiration", by=3.0, days=6.0),
    )
    shock = Shock(name="scare", date=date(2020, 1, 6), effects=effects)
    views = {"buyer": [], "seller": []}

    def note(name):
        return CallSeat(lambda view: views[name].append(view.events) or Wait())

    result = run(market(shocks=(shock,)), seats={name: note(name) for name in views})
    for name, seen in views.items():
        assert {party for events in seen for row in events for party, _ in row.moves} == {name}
        assert {row.party for events in seen for row in events if row.kind == "fade"} == {name}
    reported = next(row for row in result.trace if row.kind == "shock")
    assert {party for party, _ in reported.moves} == {"buyer", "seller"}
    assert "aspiration +3" in reported.as_dict()["note"]


def test_decisions_survive_json():
    for decision in (Offer({"price": 1 / 3, "n": 2, "o": "x"}, "Well?"), Accept("Yes."), Wait(), WalkAway("No.")):
        assert decision_of(json.loads(json.dumps(dict_of(decision)))) == decision


def test_what_is_said_with_a_decision_is_heard_by_the_other_side():
    heard = []
    speaker = ScriptSeat([Offer({"price": 20.0}, "Twenty."), Wait("Not yet."), WalkAway("Good bye.")])
    listener = CallSeat(lambda view: heard.append(view.events[-2].note) or Wait())
    result = run(market(), seats={"buyer": speaker, "seller": listener})
    assert [row.note for row in result.trace if row.party == "buyer"][1:] == ["Twenty.", "Not yet.", "Good bye."]
    assert "Twenty." in [row.note for row in result.trace if row.kind == "offer"]
    assert len(heard) == 2


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
def test_talks_played_turn_by_turn_are_the_same_as_those_that_are_run(kind):
    scenario = market(protocol=Protocol(kind=kind, first="buyer"))
    session = start(scenario, seed=3, seats={"buyer": OpenSeat(), "seller": OpenSeat()})
    turns = 0
    while (view := session.advance()) is not None:
        assert session.advance() is view
        session.answer(view.advice())
        turns += 1
    assert turns > 1
    assert session.advance() is None
    assert result_of(session).as_dict() == run(scenario, seed=3).as_dict()


def test_a_turn_stays_open_after_a_decision_that_is_not_allowed():
    session = start(market(), seats={"buyer": OpenSeat()})
    with pytest.raises(UsageError, match="no open seat has a turn now"):
        session.answer(Wait())
    session.advance()
    for decision in (Accept(), Offer({"price": 200.0})):
        with pytest.raises(UsageError):
            session.answer(decision)
    session.answer(Offer({"price": 95.0}))
    assert session.advance() is None
    assert result_of(session).terms == {"price": 95.0}


def test_an_open_seat_cannot_be_run():
    with pytest.raises(UsageError, match="the seat of buyer is open"):
        run(market(), seats={"buyer": OpenSeat()})


def test_an_error_of_a_seat_is_the_seats_own():
    def fail(view):
        raise ZeroDivisionError(view.party)

    with pytest.raises(ZeroDivisionError, match="buyer"):
        run(market(), seats={"buyer": CallSeat(fail)})
