"""The engine runs one negotiation to its end and writes down what happens."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from negosim import files
from negosim.domain import (
    Calendar,
    Candidate,
    Distribution,
    Effect,
    Protocol,
    Ratifier,
    Round,
    Shock,
    Tactic,
    Term,
)
from negosim.engine import Accept, CallSeat, Offer, Pending, ScriptSeat, Wait, WalkAway, run
from negosim.errors import UsageError
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.records import NEVER
from tests.engine.builders import START, delegation, market, stance
from tests.strategies import scenarios


def kinds(result):
    return [row.kind for row in result.trace]


def test_a_zone_leads_to_an_agreement_within_it():
    result = run(market())
    assert result.agreed
    assert result.ending == "agreed"
    assert 40.0 <= result.terms["price"] <= 70.0
    assert result.concluded == result.in_force == result.tentative[0].date


def test_a_gap_ends_at_the_horizon():
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"poor": stance("poor", 5.0, 30.0)})
    result = run(market(buyer=buyer))
    assert not result.agreed
    assert result.terms is None
    assert result.ending == "horizon"
    assert set(result.surplus.values()) == {0.0}


def test_the_cost_of_the_lapse_is_taken_from_the_surplus_alone():
    lapsing = {
        "calendar": Calendar(start=START, horizon=date(2020, 1, 25), expiry=START, rounds=market().calendar.rounds)
    }
    free, costly = run(market(**lapsing)), run(market(**lapsing, lapse_cost={"buyer": 0.3}))
    assert costly.terms == free.terms
    assert costly.utilities == free.utilities
    cost = 0.3 * free.lapse_days / 30.4375
    assert costly.lapse_cost == {"buyer": pytest.approx(cost), "seller": 0.0}
    assert costly.surplus["buyer"] == pytest.approx(free.surplus["buyer"] - cost)
    assert costly.surplus["seller"] == free.surplus["seller"]


def test_without_an_agreement_the_lapse_lasts_to_the_end_of_the_horizon_day():
    poor = delegation("buyer", worst=100.0, best=0.0, stances={"poor": stance("poor", 5.0, 30.0)})
    lapsing = Calendar(start=START, horizon=date(2020, 1, 25), expiry=START, rounds=market().calendar.rounds)
    result = run(market(buyer=poor, calendar=lapsing, lapse_cost={"seller": 0.5}))
    assert result.lapse_days == 25.0
    assert result.surplus == {"buyer": 0.0, "seller": pytest.approx(-0.5 * 25.0 / 30.4375)}


def test_the_same_replicate_gives_the_same_bytes_and_another_does_not():
    drawn = Distribution(dist="norm", parameters=(("loc", 60.0), ("scale", 5.0)))
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, drawn)})
    scenario = market(buyer=buyer)

    def text(**which):
        return json.dumps(run(scenario, **which).as_dict())

    assert text(seed=3, replicate=5) == text(seed=3, replicate=5)
    assert text(seed=0, replicate=0) == text(seed=0) == text(replicate=0)
    assert len({text(), text(seed=0), text(seed=1), text(replicate=1)}) == 4


@settings(max_examples=100)
@given(scenario=scenarios())
def test_the_engine_and_the_bare_rules_end_with_the_same_bits(scenario):
    lowered = lower(scenario)
    talks = lowered.talks()
    negotiate(talks, 7, 3)
    table = talks.table
    result = run(lowered, seed=7, replicate=3)
    assert result.agreed == (table.concluded != NEVER)
    assert result.rounds == table.rounds_held
    assert len(result.tentative) == table.tentatives
    made = [sum(row.kind == "offer" and row.party == name for row in result.trace) for name in scenario.parties]
    assert made == [party.offers_made for party in talks.parties]
    assert result.ending == ("open", "agreed", "horizon", "broken_off")[table.ending] or result.agreed
    if result.agreed:
        numbers = [
            float(issue.options.index(value) if isinstance(value, str) else value)
            for issue, value in zip(scenario.issues, result.terms.values(), strict=True)
        ]
        assert [x.hex() for x in numbers] == [x.hex() for x in table.settled]


@settings(max_examples=30)
@given(scenario=scenarios())
def test_any_trace_is_in_order_and_its_utilities_lie_between_0_and_1(scenario):
    rows = run(scenario, seed=1).trace
    assert [row.time for row in rows] == sorted(row.time for row in rows)
    assert all(0.0 <= u <= 1.0 for row in rows if row.utilities for u in row.utilities.values())


def test_at_one_instant_office_changes_before_expiry_shock_vote_and_round():
    day = date(2020, 1, 7)
    terms = (
        Term(starts=date(2019, 1, 1), candidates=(Candidate(name="old", stance="calm"),)),
        Term(starts=day, candidates=(Candidate(name="new", stance="calm"),)),
    )
    seller = delegation("seller", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 40.0)}, terms=terms)
    meetings = (Round(date=date(2020, 1, 5)), Round(date=day))
    scenario = market(
        seller=seller,
        calendar=Calendar(start=START, horizon=date(2020, 3, 1), expiry=day, rounds=meetings),
        shocks=(Shock(name="news", date=day),),
        ratifiers=(Ratifier(name="senate", party="seller", threshold=99.0, delay=1.5),),
    )
    seats = {
        "buyer": ScriptSeat([Offer({"price": 50.0})]),
        "seller": CallSeat(lambda view: Accept() if view.date < day else Wait()),
    }
    result = run(scenario, seats=seats)
    assert [row.kind for row in result.trace if row.date == day][:5] == [
        "administration",
        "expiry",
        "shock",
        "rejected",
        "round",
    ]


def test_a_rejected_deal_sends_the_delegations_back():
    ratifier = Ratifier(name="board", party="seller", threshold=80.0, delay=1.0)
    result = run(market(ratifiers=(ratifier,)))
    assert not result.agreed
    assert all(deal.rejected_by == "board" and deal.ratified is False for deal in result.tentative)
    assert kinds(result).count("tentative") == kinds(result).count("rejected") > 0


def test_concluded_by_heads_of_state_is_in_force_after_the_legislature():
    ratifiers = (
        Ratifier(name="president", party="buyer", delay=1.0),
        Ratifier(name="parliament", party="buyer", role="legislature", delay=20.0),
    )
    deal = CallSeat(lambda view: Accept())
    result = run(market(ratifiers=ratifiers, horizon=date(2020, 3, 1)), seats={"seller": deal})
    assert (result.concluded - result.tentative[0].date).days == 1
    assert (result.in_force - result.tentative[0].date).days == 20


def test_a_walkout_ends_the_round_in_session():
    calendar = Calendar(start=START, horizon=date(2020, 2, 1), rounds=(Round(date=date(2020, 1, 5), days=4.0),))
    walkout = Shock(name="walkout", date=date(2020, 1, 7), ends_round=True)
    quiet = run(market(calendar=calendar, protocol=Protocol(first="buyer", exchanges=4)))
    broken = run(market(calendar=calendar, protocol=Protocol(first="buyer", exchanges=4), shocks=(walkout,)))
    assert kinds(broken).count("offer") < kinds(quiet).count("offer")
    assert max(row.date for row in broken.trace if row.kind == "offer") < date(2020, 1, 7)


def test_a_shock_that_wears_off_leaves_the_level_as_it_was():
    shock = Shock(
        name="scare",
        date=date(2020, 1, 6),
        effects=(Effect(party="buyer", level="reservation", by=-40.0, days=10.0),),
    )
    seen = {}

    def look(view):
        seen[view.date] = view.reservation_level
        return Wait()

    run(market(shocks=(shock,)), seats={"buyer": CallSeat(look), "seller": CallSeat(lambda view: Wait())})
    assert seen[date(2020, 1, 5)] == 70.0
    assert seen[date(2020, 1, 7)] == 30.0
    assert seen[date(2020, 1, 17)] == 70.0


def test_real_time_pace_changes_nothing():
    scenario = market(horizon=date(2020, 1, 9))
    assert run(scenario, seconds_per_day=1e-4).as_dict() == run(scenario).as_dict()


@pytest.mark.parametrize("which", [{"seed": -1}, {"replicate": -1}, {"seed": 1 << 63}])
def test_a_number_out_of_range_is_refused(which):
    with pytest.raises(UsageError, match=r"out of range; give a whole number from 0"):
        run(market(), **which)


def test_a_seat_for_nobody_is_refused_with_the_nearest_name():
    with pytest.raises(UsageError, match=r"did you mean 'buyer'"):
        run(market(), seats={"buyr": ScriptSeat([])})


def test_a_broken_off_negotiation_says_who_left():
    result = run(market(), seats={"seller": ScriptSeat([WalkAway()])})
    assert result.ending == "broken_off"
    assert result.trace[-1].party == "seller"


def test_the_horizon_ends_a_negotiation_that_waits():
    silent = {name: CallSeat(lambda view: Wait()) for name in ("buyer", "seller")}
    result = run(market(), seats=silent)
    assert result.ending == "horizon"
    assert kinds(result).count("wait") == 20
    assert kinds(result)[-1] == "end"


LAST = date(2020, 1, 31)


def ultimatum(*, lasts=1.0, **more):
    """The seller's only offer, 65, on the last day, which the buyer would accept."""
    more.setdefault("buyer", delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, 70.0)}))
    seller = {"calm": stance("calm", 65.0, 40.0, tactic=Tactic(kind="hardliner"))}
    return market(
        seller=delegation("seller", worst=0.0, best=100.0, stances=seller),
        protocol=Protocol(kind="ultimatum", first="seller"),
        calendar=Calendar(start=START, horizon=LAST, rounds=(Round(date=LAST, days=lasts),)),
        **more,
    )


def test_an_ultimatum_on_the_last_day_is_answered_on_that_day():
    result = run(ultimatum())
    assert (result.agreed, result.terms, result.concluded) == (True, {"price": 65.0}, LAST)
    assert (result.ending, result.pending) == ("agreed", None)
    poor = delegation("buyer", worst=100.0, best=0.0, stances={"poor": stance("poor", 10.0, 60.0)})
    assert run(ultimatum(buyer=poor)).ending == "broken_off"


def test_an_answer_that_falls_after_the_last_day_is_pending():
    result = run(ultimatum(lasts=2.0))
    assert result.ending == "horizon"
    assert result.as_dict()["pending"] == {"kind": "answer", "by": "buyer"}
    assert [row.date for row in result.trace if row.kind in ("offer", "end")] == [LAST, LAST]
    assert result.trace[-1].time == 31.0


@pytest.mark.parametrize(("role", "agreed"), [("head_of_state", False), ("legislature", True)])
def test_a_vote_that_falls_after_the_last_day_is_pending(role, agreed):
    result = run(ultimatum(ratifiers=(Ratifier(name="senate", party="buyer", role=role, delay=0.5),)))
    assert (result.agreed, result.in_force) == (agreed, None)
    assert result.pending == Pending(kind="vote", by="senate")
    assert result.tentative[0].ratified is (True if agreed else None)


def test_sealed_offers_that_do_not_meet_leave_nothing_to_answer():
    poor = delegation("buyer", worst=100.0, best=0.0, stances={"poor": stance("poor", 5.0, 30.0)})
    result = run(market(buyer=poor, protocol=Protocol(kind="simultaneous")))
    assert (result.ending, result.pending) == ("horizon", None)


def test_turns_left_are_those_before_the_end_of_the_last_day():
    seen = []

    def look(view):
        seen.append(view.turns_left)
        return Wait()

    meeting = Round(date=LAST, days=2.0, exchanges=4)
    calendar = Calendar(start=START, horizon=LAST, rounds=(meeting,))
    run(market(calendar=calendar), seats=dict.fromkeys(("buyer", "seller"), CallSeat(look)))
    assert seen == [3, 2, 1, 0]


def test_a_result_keeps_the_scenario_it_came_from():
    scenario = replace(market(), title="A sale")
    assert run(scenario).scenario.title == "A sale"


def test_a_drawn_effect_is_reported_with_the_amount_of_the_run():
    note = "speaks with the president"
    said = [
        next(row.words for row in run(files.load("trump_era"), **which).trace if note in row.note)
        for which in ({}, {"seed": 0})
    ]
    assert "Washington: reservation unchanged" in said[0]
    assert "drawn" not in said[1]
    assert said[1] != said[0]
