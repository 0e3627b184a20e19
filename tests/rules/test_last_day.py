"""The horizon is a whole day, turns keep to their days, and refusals are remembered."""

from fractions import Fraction
from math import floor

import pytest

from negosim import files
from negosim.engine import run
from negosim.rules.lower import lower
from negosim.rules.rounds import time_of_turn
from negosim.study.parity import disagreements

EDGE = """
title = "Edge"
[issues.price]
kind = "continuous"
range = [0, 100]
[calendar]
start = 2025-01-01
horizon = 2025-01-31
rounds = [{{ date = {day}, days = {days} }}]
[protocol]
kind = "{kind}"
first = "seller"
exchanges = 2
[delegations.seller.values]
price = {{ worst = 0, best = 100 }}
[delegations.seller.stances.s]
aspiration = 90
reservation = 20
tactic = {{ kind = "linear" }}
[[delegations.seller.administrations]]
name = "s"
from = 2024-01-01
[delegations.buyer.values]
price = {{ worst = 100, best = 0 }}
[delegations.buyer.stances.b]
aspiration = 10
reservation = 95
tactic = {{ kind = "linear" }}
[[delegations.buyer.administrations]]
name = "b"
from = 2024-01-01
"""
RATIFIER = """
[[ratifiers]]
name = "court"
party = "buyer"
threshold = {threshold}
delay = {delay}
"""


def scenario(*, kind="alternating", day="2025-01-31", days=1, more=""):
    return files.build(files.from_text(EDGE.format(kind=kind, day=day, days=days) + more, name="edge"))


def test_a_turn_is_on_the_day_that_its_share_of_the_round_gives():
    table = lower(scenario()).talks().table
    table.round_began = 0.0
    for days in range(1, 121):
        for turns in range(1, 61):
            table.round_lasts, table.turns = float(days), turns
            for turn in range(turns):
                table.turn = turn
                exact = Fraction(days * turn, turns)
                assert time_of_turn(table) == floor(exact * 1024) / 1024
                assert floor(time_of_turn(table)) == floor(exact)


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
@pytest.mark.parametrize(("day", "days"), [("2025-01-31", 1), ("2025-01-31", 5), ("2025-01-30", 9), ("2025-01-15", 3)])
def test_a_round_that_begins_by_the_horizon_has_all_its_turns(kind, day, days):
    result = run(scenario(kind=kind, day=day, days=days))
    assert result.agreed, [row.as_dict() for row in result.trace]
    assert str(result.concluded) <= "2025-01-31"
    assert [row.time for row in result.trace] == sorted(row.time for row in result.trace)


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
def test_all_turns_are_taken_where_nobody_agrees(kind):
    document = files.from_text(EDGE.format(kind=kind, day="2025-01-31", days=4), name="edge")
    result = run(files.build(files.override(document, "delegations.buyer.stances.b.reservation", 15)))
    turns = [row for row in result.trace if row.kind in ("offer", "broken_off")]
    assert len(turns) == (2 if kind == "ultimatum" else 4)
    assert not result.agreed


def test_a_vote_on_the_last_day_is_held_and_a_later_one_is_pending():
    held = run(scenario(more=RATIFIER.format(threshold=99, delay=0)))
    assert held.agreed
    late = run(scenario(more=RATIFIER.format(threshold=99, delay=1)))
    assert not late.agreed
    assert late.ending == "horizon"
    assert late.tentative[-1].ratified is None


def test_a_shock_may_strike_on_the_last_day_of_its_window():
    shock = """
[[shocks]]
name = "storm"
hazard = 1000000
from = 2025-01-31
effects = [{ party = "buyer", level = "aspiration", by = 1 }]
"""
    result = run(scenario(day="2025-01-02", more=shock))
    assert [str(row.date) for row in result.trace if row.kind == "shock"] in (["2025-01-31"], [])
    assert run(scenario(day="2025-01-31", more=shock)).trace[2].kind == "shock"


@pytest.mark.parametrize("kind", ["alternating", "simultaneous", "ultimatum"])
def test_the_drivers_agree_on_the_last_day(kind):
    for days in (1, 4):
        for more in ("", RATIFIER.format(threshold=60, delay=0), RATIFIER.format(threshold=60, delay=1)):
            assert not list(disagreements(lower(scenario(kind=kind, days=days, more=more)), 0, 20))


WEEKLY = "rounds = [" + ", ".join(f"{{ date = 2025-01-{day:02} }}" for day in range(2, 31, 4)) + "]"


def refusing(more="", **stance):
    text = EDGE.format(kind="alternating", day="2025-01-31", days=1).replace(
        "rounds = [{ date = 2025-01-31, days = 1 }]", WEEKLY
    )
    lines = "".join(f"{key} = {value}\n" for key, value in stance.items())
    text = text.replace("aspiration = 10\n", f"aspiration = 10\nmandate = 95\n{lines}")
    text = text.replace("reservation = 95", "reservation = 30").replace("reservation = 20", "reservation = 5")
    text = text.replace('tactic = { kind = "linear" }', 'tactic = { kind = "hardliner" }', 1)
    text = text.replace("aspiration = 90", "aspiration = 50")
    return files.build(files.from_text(text + RATIFIER.format(threshold=30, delay=0) + more, name="refusing"))


def test_a_deal_that_was_refused_is_not_struck_again():
    learning, stubborn = run(refusing()), run(refusing(learns="false"))
    assert len(stubborn.tentative) > 2
    assert {deal.terms["price"] for deal in stubborn.tentative} == {50.0}
    assert len(learning.tentative) == 1
    offers = [row.terms["price"] for row in learning.trace if row.kind == "offer" and row.party == "buyer"]
    assert max(offers) < 50.0


def test_what_changes_the_party_lets_it_try_again():
    call = """
[[shocks]]
name = "call"
date = 2025-01-24
effects = [{ party = "buyer", level = "aspiration", by = 1 }]
"""
    assert len(run(refusing(call)).tentative) == 2
    assert not list(disagreements(lower(refusing(call)), 0, 5))
