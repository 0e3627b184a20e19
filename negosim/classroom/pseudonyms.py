"""A class without names: pseudonyms instead of names, and without what people wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from negosim.classroom.apply import Event
from negosim.classroom.names import LEFT_OUT, pseudonym
from negosim.classroom.state import Room, enrolled_as

__all__ = ["events_without_names", "room_without_names", "without_student"]


def room_without_names(room: Room) -> Room:
    """Return a class with pseudonyms instead of names, numbered in the order in which students joined."""
    students = {
        student.id: replace(student, name=pseudonym(number), key=pseudonym(number))
        for number, student in enumerate(room.students.values(), start=1)
    }
    return replace(room, settings=replace(room.settings, roster={}), students=students)


def events_without_names(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a class with the same pseudonyms, without what people wrote."""
    number = 0
    for event in events:
        number += event.kind == "joined"
        yield event._replace(data={**event.data, **_instead(event.kind, event.data, number)})


def _instead(kind: str, data: Mapping[str, Any], number: int) -> dict[str, Any]:
    if kind == "opened":
        return {"roster": {}}
    if kind == "joined":
        return {"name": pseudonym(number), "key": pseudonym(number)}
    if kind in ("said", "announced"):
        return {"text": LEFT_OUT}
    return _without_answers(data) if kind == "rated" else {}


def _without_answers(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"answers": dict.fromkeys(data["answers"], LEFT_OUT)}


def without_student(room: Room, student: str) -> Callable[[Event], Event]:
    """Return a function that removes the name and the texts of a student from an event."""
    identities = enrolled_as(room.students[student], room.settings.roster)

    def instead(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
        if kind == "opened":
            return {"roster": {key: name for key, name in data["roster"].items() if key not in identities}}
        if kind == "joined" and data["id"] == student:
            return {"name": room.pseudonym(student), "key": "", "pin": ""}
        if kind == "said" and data["student"] == student:
            return {"text": LEFT_OUT}
        return _without_answers(data) if kind == "rated" and data["student"] == student else {}

    return lambda event: event._replace(data={**event.data, **instead(event.kind, event.data)})
