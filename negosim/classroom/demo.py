"""Simulated students, to try out a class: they join, prepare, and decide as their parties' tactics would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from random import Random

from negosim.classroom.host import Host
from negosim.classroom.requests import Refused, questions_to
from negosim.classroom.second_chance import gains_of
from negosim.classroom.state import Table
from negosim.classroom.talks import at_table
from negosim.domain.issues import Categorical, Integer, Issue
from negosim.domain.terms import Terms, Value
from negosim.engine import Accept, Offer, Wait
from negosim.engine.run import run
from negosim.errors import UsageError
from negosim.teach.play.values import on_step
from negosim.teach.reflection import LIKERT, RATINGS

__all__ = ["MOST_SIMULATED", "simulate"]

MOST_SIMULATED = 300
OUTCOMES = 20  # that a student considers in the second chance
PACE = 1.0  # seconds between two checks of a student's phone


async def simulate(host: Host, count: int, *, pace: float = PACE, seed: int = 0) -> None:
    """Let simulated students take part, game after game, until the task is cancelled.

    Parameters
    ----------
    count : int
        Number of simulated students.
    pace : float
        Mean number of seconds between two checks of a student's phone.
    seed : int
        Seed of the students' random choices.
    """
    random = Random(seed)
    students = [_join(host, number) for number in range(1, count + 1)]
    while True:
        await asyncio.sleep(pace / count)
        student = random.choice(students)
        if host.room.students[student].deleted:
            continue
        for form in _wishes(host, student, random):
            with suppress(Refused, UsageError):
                host.student(student, form)


def _join(host: Host, number: int) -> str:
    student = host.join({"name": f"Student {number}", "pin": f"{number:04d}"})
    host.arrive(student)
    return student


def _wishes(host: Host, student: str, random: Random) -> Iterator[Mapping[str, str]]:
    """Yield the forms that a student would send now."""
    room, seat, table = host.room, host.room.table_of(student), host.room.table_at(student)
    if table is not None and room.side_of(student) is None:
        yield from _from_outside(host, table, student, random)
    if seat is None:
        return
    table, party = seat
    if party in table.ratifiers:
        if room.phase == "talking" and table.mover == party:
            yield _decision(table)
    elif room.phase == "preparing" and not table.prepared.get(party):
        yield {"do": "prepare", **_notes(table, party, random)}
    elif room.may_improve(table) and party not in table.preferred:
        yield from _better(table, party, random)
    elif table.done and student not in table.ratings:
        low, high = LIKERT
        yield {"do": "rate", **{item: str(random.randint(low + 1, high)) for item in RATINGS}}
    elif room.phase == "talking" and room.deal_only(table) and not table.votes and party not in table.typed:
        if table.typed or random.random() < 0.2:
            yield _deal(table)
    elif room.phase == "talking" and table.mover == party:
        yield _decision(table)


def _from_outside(host: Host, table: Table, student: str, random: Random) -> Iterator[dict[str, str]]:
    """Yield the form that an observer or a ratifier would send now, apart from a vote."""
    if host.room.may_predict(table, student) and student not in table.predicted:
        issues = table.assigned.lowered.scenario.issues
        yield {"do": "predict", **_fields({issue.name: _any(issue, random) for issue in issues})}
    elif table.done and student not in table.answers:
        yield {"do": "rate", **dict.fromkeys(questions_to(table, student), "…")}


def _notes(table: Table, party: str, random: Random) -> dict[str, str]:
    with at_table(table) as stage:
        view = stage.views[party]
        limit, target = view.reservation_level, view.aspiration_level
    scale = 1.0 if table.assigned.lowered.scenario.in_units else 100.0
    near = limit + (target - limit) * random.uniform(0.0, 0.3)
    return {"limit": f"{scale * near:.4g}", "target": f"{scale * target:.4g}"}


def _decision(table: Table) -> dict[str, str]:
    with at_table(table) as stage:
        advice = None if stage.waits_for is None else stage.waits_for.advice()
    turn = {"turn": str(len(table.script))}
    if isinstance(advice, Offer):
        return {"do": "offer", **turn, **_fields(advice.terms)}
    return {"do": {Accept: "accept", Wait: "wait"}.get(type(advice), "walk"), **turn}


def _deal(table: Table) -> dict[str, str]:
    """Return the deal on which the tactics of the two sides would have agreed."""
    assigned, turn = table.assigned, {"turn": str(len(table.script))}
    result = run(assigned.lowered, seed=assigned.seed, replicate=assigned.replicate)
    deal = result.terms or next((each.terms for each in result.tentative), None)
    return {"do": "no_deal", **turn} if deal is None else {"do": "deal", **turn, **_fields(deal)}


def _better(table: Table, party: str, random: Random) -> Iterator[dict[str, str]]:
    """Yield an answer in the second chance: the drawn outcome that improves least on the deal, if any does."""
    issues = table.assigned.lowered.scenario.issues
    drawn = [{issue.name: _any(issue, random) for issue in issues} for _ in range(OUTCOMES)]
    gains = [(gain, place) for place, terms in enumerate(drawn) if (gain := gains_of(table, terms)[party]) > 0.0]
    if gains:
        yield {"do": "prefer", **_fields(drawn[min(gains)[1]])}


def _any(issue: Issue, random: Random) -> Value:
    if isinstance(issue, Categorical):
        return random.choice(issue.options)
    if isinstance(issue, Integer):
        return random.randint(issue.low, issue.high)
    return on_step(issue, random.uniform(issue.low, issue.high))


def _fields(terms: Terms) -> dict[str, str]:
    return {f"issue.{name}": value if isinstance(value, str) else f"{value:.10g}" for name, value in terms.items()}
