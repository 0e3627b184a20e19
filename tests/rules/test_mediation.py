"""A mediator's proposal, and the impasse at which one comes."""

import pytest

from negosim.domain import Continuous, Effect, Protocol, Ratifier, Shock
from negosim.engine import Accept, CallSeat, Offer, OpenSeat, Wait, result_of, start
from negosim.engine import run as run_talks
from negosim.errors import UsageError
from negosim.files.dump import tables_of
from negosim.zopa import zones
from tests.rules.made import agreed, bilateral, calendar, day, deal, run, script, stance, tactic

SELLER = stance(90.0, 40.0, tactic("hardliner"))
BUYER = stance(10.0, 60.0, tactic("hardliner"))


def made(*shocks, seller=SELLER, buyer=BUYER, **changes):
    return bilateral(seller, buyer, when=calendar(*range(0, 300, 30), horizon=300), shocks=shocks, **changes)


def proposed(price, on=100, **changes):
    return Shock(name="m", date=day(on), proposal={"price": price}, **changes)


@pytest.mark.parametrize("price", [40.0, 50.0, 60.0])
def test_a_proposal_within_both_limits_is_the_deal(price):
    talks = run(made(proposed(price)))
    assert agreed(talks)
    assert (deal(talks), talks.table.tentative_at) == (price, 100.0)


@pytest.mark.parametrize("price", [39.9, 60.1])
def test_a_proposal_below_one_limit_changes_nothing(price):
    talks = run(made(proposed(price)))
    assert not agreed(talks)
    assert talks.table.tentatives == 0


def test_a_proposal_is_judged_by_the_mandate():
    talks = run(made(proposed(45.0), seller=stance(90.0, 40.0, tactic("hardliner"), mandate=48.0)))
    assert talks.table.tentatives == 0


@pytest.mark.parametrize(
    "moved",
    [
        {"stances": {"seller": "soft"}},
        {"effects": (Effect(party="seller", level="reservation", by=-10.0),)},
    ],
)
def test_a_proposal_is_judged_by_what_the_same_event_has_moved(moved):
    softer = stance(90.0, 30.0, tactic("hardliner"), name="soft")
    scenario = made(proposed(35.0, **moved), seller=[SELLER, softer])
    talks, result = run(scenario), run_talks(scenario, seed=1)
    assert (agreed(talks), deal(talks)) == (True, 35.0)
    assert (result.agreed, result.terms) == (True, {"price": 35.0})


def test_a_proposal_goes_to_the_ratifiers_and_one_that_was_rejected_is_not_accepted_again():
    strict = (Ratifier(name="r", party="seller", threshold=52.0, delay=3.0),)
    talks = run(made(proposed(50.0), proposed(50.0, 150), ratifiers=strict))
    assert (talks.table.tentatives, talks.table.rejections) == (1, 1)
    talks = run(made(proposed(50.0), proposed(53.0, 150), ratifiers=strict))
    assert agreed(talks)
    assert deal(talks) == 53.0


def test_a_proposal_while_a_deal_is_before_the_ratifiers_comes_to_nothing():
    slow = (Ratifier(name="r", party="seller", delay=200.0),)
    talks = run(made(proposed(50.0), proposed(55.0, 150), ratifiers=slow))
    assert (talks.table.tentatives, deal(talks)) == (1, 50.0)


def test_an_impasse_is_so_many_rounds_in_which_neither_side_concedes():
    for rounds, when in ((1, 30.0), (2, 60.0), (4, 120.0)):
        talks = run(made(Shock(name="m", impasse=rounds, proposal={"price": 50.0})))
        assert int(talks.table.tentative_at) == when


def test_a_concession_of_either_side_puts_an_impasse_off():
    moves = stance(90.0, 40.0, script(90.0, 90.0, 80.0, 80.0, 80.0))
    talks = run(made(Shock(name="m", impasse=2, proposal={"price": 50.0}), seller=moves))
    assert int(talks.table.tentative_at) == 120.0


def test_an_event_comes_at_the_first_impasse_alone():
    first = Shock(name="m", impasse=1, proposal={"price": 70.0})
    talks = run(made(first, Shock(name="n", impasse=3, proposal={"price": 50.0})))
    assert int(talks.table.tentative_at) == 90.0


@pytest.mark.parametrize("kind", ["alternating", "simultaneous"])
def test_a_mediator_helps_under_any_protocol_of_several_rounds(kind):
    protocol = Protocol(kind=kind, first="seller")
    talks = run(made(Shock(name="m", impasse=2, proposal={"price": 50.0}), protocol=protocol))
    assert agreed(talks)


def seated(answer, seen):
    """Return a seat that waits at the table and gives an answer to proposals."""

    def decide(view):
        if not view.mediated:
            return Wait()
        seen.append(view)
        return answer(view)

    return CallSeat(decide)


def test_a_person_answers_a_proposal_itself():
    seen = []
    for answer, agrees in ((lambda view: Accept(), True), (lambda view: Wait(), False)):
        result = run_talks(made(proposed(20.0, under={})), seats={"seller": seated(answer, seen)})
        assert result.agreed == agrees
    answers = {row.party: row.note for row in result.trace if row.kind == "answer"}
    assert answers == {"seller": "does not accept the proposal", "buyer": "accepts the proposal"}
    assert [(view.may_offer, view.may_accept, view.standing.terms) for view in seen] == [
        (False, True, {"price": 20.0})
    ] * 2
    assert isinstance(seen[0].advice(), Wait)  # 20 is below the limit


def test_an_open_seat_is_asked_for_its_answer():
    for answer, agrees in ((Accept(), True), (Wait(), False)):
        session = start(made(proposed(50.0)), seats={"seller": OpenSeat(), "buyer": OpenSeat()})
        while (view := session.advance()) is not None:
            session.answer(answer if view.mediated else Wait())
        assert result_of(session).agreed == agrees


def test_a_counter_offer_to_a_mediator_is_refused():
    with pytest.raises(UsageError, match="this is a mediator's proposal; accept it or wait"):
        run_talks(made(proposed(50.0)), seats={"seller": seated(lambda view: Offer({"price": 80.0}), [])})


def test_neither_side_hears_the_answer_of_the_other():
    heard = {"seller": set(), "buyer": set()}

    def listening(party, answer):
        def decide(view):
            heard[party] |= {row.party for row in view.events if row.kind == "answer"}
            return answer if view.mediated else Wait()

        return CallSeat(decide)

    seats = {"seller": listening("seller", Accept()), "buyer": listening("buyer", Wait())}
    assert not run_talks(made(proposed(50.0)), seats=seats).agreed
    assert heard == {"seller": {"seller"}, "buyer": {"buyer"}}


def test_zones_are_those_of_talks_in_which_nothing_is_signed():
    outcome = zones(made(proposed(50.0)))
    assert [period.zone for period in outcome.periods] == [(40.0, 60.0)]
    assert len(outcome.days) == 301


def test_a_proposal_is_written_as_a_file_has_it():
    scenario = made(
        Shock(name="m", impasse=2, proposal={"price": 50.0}), issue=Continuous(name="price", low=0.0, high=100.0)
    )
    assert tables_of(scenario)["shocks"] == [{"name": "m", "impasse": 2, "proposal": {"price": 50}}]
