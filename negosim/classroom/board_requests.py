"""Requests of the instructor, checked against the state of the class and converted into events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from negosim.classroom.apply import Event
from negosim.classroom.names import LONGEST_TEXT, tidy
from negosim.classroom.requests import Form, Refused
from negosim.classroom.state import Room
from negosim.teach.play.values import read_number

__all__ = ["BOARD_REQUESTS", "board_event"]


def board_event(room: Room, form: Form, now: float) -> Event:
    """Return the event that the instructor requests.

    Parameters
    ----------
    form : mapping of str to str
        ``do`` names the request; the other fields contain what was typed.
    now : float
        Time in seconds since the epoch.

    Raises
    ------
    Refused
        If the request is unknown or not allowed now, or what was typed is not valid.
    """
    ask = BOARD_REQUESTS.get(form.get("do", ""))
    if ask is None:
        raise Refused("not_understood")
    phases, data = ask
    if room.phase not in phases:
        raise Refused("not_now")
    return Event(now, form["do"], data(room, form))


def _students_present(room: Room, _: Form) -> dict[str, Any]:
    if not room.present:
        raise Refused("nobody_joined")
    return {}


def _seat_of(room: Room, form: Form) -> dict[str, Any]:
    number = form.get("table", "")
    table = room.table(int(number)) if number.isdecimal() and len(number) < 6 else None
    party = form.get("party", "")
    if table is None or table.done or not room.members(table, party):
        raise Refused("not_now")
    return {"table": table.number, "party": party}


def _of_a_person(room: Room, form: Form) -> dict[str, Any]:
    seat = _seat_of(room, form)
    if seat["party"] in room.tables[seat["table"] - 1].programs:
        raise Refused("not_now")
    return seat


def _of_the_program(room: Room, form: Form) -> dict[str, Any]:
    seat = _seat_of(room, form)
    if seat["party"] not in room.tables[seat["table"] - 1].programs:
        raise Refused("not_now")
    return seat


def _minutes(_: Room, form: Form) -> dict[str, Any]:
    minutes = read_number(form.get("minutes", "")[:20])
    if minutes is None or not 0.0 < minutes <= 120.0:
        raise Refused("no_minutes")
    return {"seconds": 60.0 * minutes}


def _clock(*, stands: bool) -> Callable[[Room, Form], dict[str, Any]]:
    def data(room: Room, _: Form) -> dict[str, Any]:
        if (room.frozen is not None) != stands:
            raise Refused("not_now")
        return {}

    return data


def _news(_: Room, form: Form) -> dict[str, Any]:
    text = tidy(form.get("text", ""), LONGEST_TEXT)
    if not text:
        raise Refused("nothing_said")
    return {"text": text}


def _parts(_: Room, form: Form) -> dict[str, Any]:
    parts = form.get("parts", "")
    if not (parts.isdecimal() and 0 <= int(parts[:4]) <= 50):
        raise Refused("not_understood")
    return {"parts": int(parts[:4])}


def _second_chance(before: str) -> Callable[[Room, Form], dict[str, Any]]:
    def data(room: Room, _: Form) -> dict[str, Any]:
        if room.second_chance != before or all(table.deal is None for table in room.current):
            raise Refused("not_now")
        return {}

    return data


def _exchange(_: Room, form: Form) -> dict[str, Any]:
    return {"exchange": form.get("exchange") == "yes"}


def _student_of(room: Room, form: Form) -> dict[str, Any]:
    """Return the student with a pseudonym; ids stay secret, since they are part of a student's token."""
    student = next((each for each in room.present if room.pseudonym(each.id) == form.get("student")), None)
    if student is None:
        raise Refused("no_student")
    return {"student": student.id}


def _nothing(_: Room, __: Form) -> dict[str, Any]:
    return {}


BOARD_REQUESTS: Mapping[str, tuple[tuple[str, ...], Callable[[Room, Form], dict[str, Any]]]] = {
    "paired": (("joining",), _students_present),
    "dealt_again": (("closed",), _exchange),
    "begun": (("preparing",), _nothing),
    "closed": (("talking",), _nothing),
    "nudged": (("talking",), _of_a_person),
    "taken_over": (("preparing", "talking"), _of_a_person),
    "given_back": (("preparing", "talking"), _of_the_program),
    "time_added": (("talking",), _minutes),
    "frozen": (("talking",), _clock(stands=False)),
    "thawed": (("talking",), _clock(stands=True)),
    "announced": (("joining", "preparing", "talking"), _news),
    "second_chance_opened": (("closed",), _second_chance("none")),
    "second_chance_over": (("closed",), _second_chance("open")),
    "revealed": (("closed",), _parts),
    "deleted": (("joining", "preparing", "talking", "closed"), _student_of),
}
