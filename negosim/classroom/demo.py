"""Simulated students, to try a class out: they join, prepare, and decide as the tactics of their parties would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from random import Random

from negosim.classroom.host import Host
from negosim.classroom.requests import Refused
from negosim.classroom.state import Student, Table
from negosim.classroom.talks import at_table
from negosim.domain.terms import Terms
from negosim.engine import Accept, Offer, Wait
from negosim.engine.run import run
from negosim.errors import UsageError
from negosim.teach.reflection import LIKERT, RATINGS

__all__ = ["MOST_SIMULATED", "simulate"]

MOST_SIMULATED = 300
PACE = 1.0  # seconds between two looks of a student at the phone


async def simulate(host: Host, count: int, *, pace: float = PACE, seed: int = 0) -> None:
    """Let simulated students take part until the talks are over.

    Parameters
    ----------
    count : int
        How many of them.
    pace : float
        Seconds between two looks of a student at the phone, on average.
    """
    random = Random(seed)
    students = [_join(host, number) for number in range(1, count + 1)]
    waiting = students
    while waiting:
        await asyncio.sleep(pace / max(1, len(waiting)))
        student = random.choice(waiting)
        for form in _wishes(host, student, random):
            with suppress(Refused, UsageError):
                host.student(student, form)
        waiting = [each.id for each in host.room.present if each.id in students and not _is_through(host, each)]


def _is_through(host: Host, student: Student) -> bool:
    seat = host.room.table_of(student.id)
    return seat is not None and student.id in seat[0].ratings


def _join(host: Host, number: int) -> str:
    student = host.join({"name": f"Student {number}", "pin": f"{number:04d}"})
    host.arrive(student)
    return student


def _wishes(host: Host, student: str, random: Random) -> Iterator[Mapping[str, str]]:
    """Yield what a student would do now."""
    room, seat = host.room, host.room.table_of(student)
    if seat is None:
        return
    table, party = seat
    if room.phase == "preparing" and not table.prepared.get(party):
        yield {"do": "prepare", **_notes(table, party, random)}
    elif table.done:
        low, high = LIKERT
        yield {"do": "rate", **{item: str(random.randint(low + 1, high)) for item in RATINGS}}
    elif room.phase == "talking" and room.deal_only(table) and party not in table.typed:
        if table.typed or random.random() < 0.2:
            yield _deal(table)
    elif room.phase == "talking" and table.mover == party:
        yield _decision(table)


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
    """Return the deal on which the tactics of the two would have agreed."""
    assigned, turn = table.assigned, {"turn": str(len(table.script))}
    result = run(assigned.lowered, seed=assigned.seed, replicate=assigned.replicate)
    deal = result.terms or next((each.terms for each in result.tentative), None)
    return {"do": "no_deal", **turn} if deal is None else {"do": "deal", **turn, **_fields(deal)}


def _fields(terms: Terms) -> dict[str, str]:
    return {f"issue.{name}": value if isinstance(value, str) else f"{value:.10g}" for name, value in terms.items()}
