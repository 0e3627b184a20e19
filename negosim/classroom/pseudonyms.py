"""A class without names: a number for each student, and nothing of what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from negosim.classroom.apply import Event
from negosim.classroom.state import Room

__all__ = ["events_without_names", "room_without_names"]

LEFT_OUT = "(left out)"


def room_without_names(room: Room) -> Room:
    """Return a class with numbers for names, in the order in which the students joined."""
    students = {
        student.id: replace(
            student, name=_pseudonym(number), key=_pseudonym(number), answers=dict.fromkeys(student.answers, LEFT_OUT)
        )
        for number, student in enumerate(room.students.values(), start=1)
    }
    return replace(room, settings=replace(room.settings, roster={}), students=students)


def events_without_names(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a class with the same numbers, without what people wrote."""
    number = 0
    for event in events:
        number += event.kind == "joined"
        yield event._replace(data={**event.data, **_instead(event.kind, event.data, number)})


def _instead(kind: str, data: Mapping[str, Any], number: int) -> dict[str, Any]:
    if kind == "opened":
        return {"roster": {}}
    if kind == "joined":
        return {"name": _pseudonym(number), "key": _pseudonym(number)}
    if kind in ("said", "announced"):
        return {"text": LEFT_OUT}
    return {"answers": dict.fromkeys(data["answers"], LEFT_OUT)} if kind == "rated" else {}


def _pseudonym(number: int) -> str:
    return f"S{number}"
