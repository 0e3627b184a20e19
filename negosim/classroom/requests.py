"""Requests of students, checked against the state of the class and converted into events.

Nothing here changes the class. A request that is not allowed is refused with a message for the student.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from negosim.classroom.apply import Event
from negosim.classroom.names import LONGEST_NAME, LONGEST_TEXT, hashed, key_of, tidy
from negosim.classroom.second_chance import is_better
from negosim.classroom.state import MOST_STUDENTS, Room, Student, Table
from negosim.domain.issues import Issue
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms, Value
from negosim.engine import Accept, Decision, Offer, Wait, WalkAway
from negosim.engine.decisions import dict_of
from negosim.errors import UsageError
from negosim.teach.play.phrases import words_of_play
from negosim.teach.play.values import on_step, read_number, read_value
from negosim.teach.reflection import (
    LIKERT,
    PREPARATION,
    QUESTION_TO_OBSERVERS,
    QUESTION_TO_RATIFIERS,
    QUESTIONS,
    RATINGS,
)
from negosim.teach.translating import LANGUAGES
from negosim.teach.words import Words

__all__ = [
    "STUDENT_REQUESTS",
    "Form",
    "Refused",
    "join_event",
    "questions_to",
    "student_event",
    "typed_terms",
]

Form = Mapping[str, str]
MOST_MESSAGES = 500
DECISIONS: Mapping[str, Decision] = {"accept": Accept(), "wait": Wait(), "walk": WalkAway()}
PIN = re.compile(r"\d{4,8}")


class Refused(Exception):  # noqa: N818 - not an error of the program but an answer
    """A request is refused.

    Parameters
    ----------
    key : str
        Key of the reason in :mod:`negosim.classroom.phrases`.
    **blanks : object
        Values for the blanks of that sentence.
    """

    def __init__(self, key: str, **blanks: object) -> None:
        self.key, self.blanks = key, blanks
        super().__init__(key)


# ---- joining ---------------------------------------------------------------------------------------------------


def join_event(room: Room, form: Form, now: float) -> tuple[str, Event | None]:
    """Return the id of the student who joins, and the event; ``None`` instead of the event for a student who returns.

    Parameters
    ----------
    form : mapping of str to str
        ``name``, ``pin`` and ``language``, as typed.
    now : float
        Time in seconds since the epoch.

    Raises
    ------
    Refused
        If the name or the PIN is not valid, or the class is full or over; the key is ``wrong_pin`` if the name is
        taken and the PIN does not match.
    """
    name = tidy(form.get("name", ""), LONGEST_NAME)
    pin = form.get("pin", "").strip()
    if not key_of(name):
        raise Refused("no_name")
    if not PIN.fullmatch(pin):
        raise Refused("no_pin")
    name, key = _enrolled(room, name)
    secret = hashed(f"{key}:{int(pin)}:{len(pin)}", room.settings.secret)
    known = next((student for student in room.students.values() if student.key == key), None)
    if known is not None:
        if not hmac.compare_digest(known.pin, secret):
            raise Refused("wrong_pin", name=known.name)
        return known.id, None
    if len(room.students) >= MOST_STUDENTS:
        raise Refused("room_full", most=f"{MOST_STUDENTS:,}")
    if room.phase == "closed":
        raise Refused("too_late_to_join")
    student = Student(
        id=secrets.token_hex(8), name=name, key=key, pin=secret, language=_language(form, room), joined=now
    )
    fields = {field: getattr(student, field) for field in ("id", "name", "key", "pin", "language")}
    return student.id, Event(now, "joined", fields)


def _enrolled(room: Room, name: str) -> tuple[str, str]:
    """Return the name and the key of a student: those of the roster, if there is one."""
    key, roster = key_of(name), room.settings.roster
    if not roster:
        return name, key
    for identity, enrolled in roster.items():
        if key in (key_of(identity), key_of(enrolled)):
            return enrolled, key_of(identity)
    raise Refused("not_enrolled", name=name)


def _language(form: Form, room: Room) -> str:
    wanted = form.get("language", "")
    return wanted if wanted in LANGUAGES else room.settings.language


# ---- students --------------------------------------------------------------------------------------------------


def student_event(room: Room, student: str, form: Form, now: float) -> Event:
    """Return the event that a student requests.

    Parameters
    ----------
    student : str
        The id of the student.
    form : mapping of str to str
        ``do`` names the request; the other fields contain what was typed.
    now : float
        Time in seconds since the epoch.

    Raises
    ------
    Refused
        If the request is unknown or not allowed now, or what was typed is not valid.
    """
    ask = STUDENT_REQUESTS.get(form.get("do", ""))
    if ask is None:
        raise Refused("not_understood")
    if room.students[student].deleted:
        raise Refused("not_now")
    return Event(now, *ask(room, student, form, now))


def _asks_language(room: Room, student: str, form: Form, _: float) -> tuple[str, dict[str, Any]]:
    return "speaks", {"student": student, "language": _language(form, room)}


def _asks_to_prepare(room: Room, student: str, form: Form, _: float) -> tuple[str, dict[str, Any]]:
    if room.phase != "preparing" or (side := room.side_of(student)) is None:
        raise Refused("not_now")
    table, party = side
    levels = {}
    for key in PREPARATION:
        text = form.get(key, "").strip()
        if text:
            levels[key] = _level(room, table, student, text)
    return "prepared", {"student": student, "table": table.number, "party": party, "levels": levels}


def _level(room: Room, table: Table, student: str, text: str) -> float:
    language = room.students[student].language
    scenario = room.settings.lowered(table.number, language).scenario
    words = words_of_play(language, scenario)
    if scenario.in_units:
        return float(_value(scenario.issues[0], text[:LONGEST_TEXT], scenario, words))
    points = read_number(text[:LONGEST_NAME])
    if points is None or not 0.0 <= points <= 100.0:
        raise Refused("plain", text=words("no_points", text=text[:LONGEST_NAME]))
    return points / 100.0


def _value(issue: Issue, text: str, scenario: Scenario, words: Words) -> Value:
    try:
        return read_value(issue, text, scenario, words)
    except UsageError as error:
        raise Refused("plain", text=error) from None


def typed_terms(room: Room, table: Table, student: str, form: Form) -> Terms:
    """Return the terms that a student has typed, rounded to the steps of their issues.

    An issue that is not on the table yet has its status quo. When a pair types only its deal, all issues are typed.

    Raises
    ------
    Refused
        If a value is missing, or is not a value of its issue.
    """
    language = room.students[student].language
    scenario = room.settings.lowered(table.number, language).scenario
    words = words_of_play(language, scenario)
    terms = {} if room.deal_only(table) and not table.done else dict(table.status_quo)
    for issue in scenario.issues:
        if issue.name in terms:
            continue
        text = form.get(f"issue.{issue.name}", "").strip()[:LONGEST_TEXT]
        if not text:
            raise Refused("no_value", issue=words.short(issue))
        terms[issue.name] = on_step(issue, _value(issue, text, scenario, words))
    return terms


def _in_the_talks(room: Room, student: str, now: float) -> tuple[Table, str]:
    """Return the table and the role of a student who may act now, by the server's clock."""
    seat = room.table_of(student)
    if room.phase != "talking" or seat is None:
        raise Refused("talks_over" if room.phase == "closed" else "not_begun")
    if room.frozen is not None:
        raise Refused("frozen")
    if room.left(now) == 0.0:
        raise Refused("time_is_up")
    table, role = seat
    if role in table.programs:
        raise Refused("program_sits")
    if table.done:
        raise Refused("talks_over")
    return table, role


def _at_the_table(room: Room, student: str, now: float) -> tuple[Table, str]:
    """Return the table and the party of a student who may negotiate now."""
    table, role = _in_the_talks(room, student, now)
    if role in table.ratifiers:
        raise Refused("not_now")
    return table, role


def _asks_to_move(room: Room, student: str, form: Form, now: float) -> tuple[str, dict[str, Any]]:
    """Return a move at the table, or the vote of a ratifier: ``Accept`` consents, ``Wait`` rejects."""
    table, party = _in_the_talks(room, student, now)
    if room.deal_only(table) and party in table.parties:
        raise Refused("not_now")
    if table.mover != party:
        raise Refused("not_your_turn")
    if form.get("turn") != str(len(table.script)):
        raise Refused("moved_on")
    decision = _decision(room, table, student, form)
    if isinstance(decision, Accept) and not table.may_accept:
        raise Refused("nothing_to_accept")
    if isinstance(decision, Offer) and not table.may_offer:
        raise Refused("take_or_leave")
    return "moved", {"student": student, "table": table.number, "party": party, "decision": dict_of(decision)}


def _decision(room: Room, table: Table, student: str, form: Form) -> Decision:
    if form["do"] == "offer":
        return Offer(typed_terms(room, table, student, form))
    return DECISIONS[form["do"]]


def _asks_to_type(room: Room, student: str, form: Form, now: float) -> tuple[str, dict[str, Any]]:
    table, party = _at_the_table(room, student, now)
    if not room.deal_only(table) or table.votes:
        raise Refused("not_now")
    if form.get("turn") != str(len(table.script)):
        raise Refused("moved_on")
    terms = None if form["do"] == "no_deal" else dict(typed_terms(room, table, student, form))
    return "typed", {"student": student, "table": table.number, "party": party, "terms": terms}


def _asks_to_say(room: Room, student: str, form: Form, now: float) -> tuple[str, dict[str, Any]]:
    table, party = _at_the_table(room, student, now)
    if len(form.get("text", "")) > 4 * LONGEST_TEXT:
        raise Refused("too_long", most=LONGEST_TEXT)
    text = tidy(form.get("text", ""), LONGEST_TEXT)
    if not text:
        raise Refused("nothing_said")
    if table.programs.intersection(table.parties) or len(table.said) >= MOST_MESSAGES:
        raise Refused("not_now")
    return "said", {"student": student, "table": table.number, "party": party, "text": text}


def _asks_for_seat(room: Room, student: str, _: Form, __: float) -> tuple[str, dict[str, Any]]:
    seat = room.table_of(student)
    if seat is None or seat[1] not in seat[0].programs or seat[0].done or room.phase == "closed":
        raise Refused("not_now")
    return "given_back", {"student": student, "table": seat[0].number, "party": seat[1]}


def _asks_to_rate(room: Room, student: str, form: Form, _: float) -> tuple[str, dict[str, Any]]:
    table = room.table_at(student)
    if table is None or not table.done:
        raise Refused("not_now")
    scale = [str(x) for x in range(LIKERT[0], LIKERT[1] + 1)]
    statements = RATINGS if room.side_of(student) is not None else ()
    ratings = {item: int(form[item]) for item in statements if form.get(item) in scale}
    asked = questions_to(table, student)
    answers = {item: said for item in asked if (said := tidy(form.get(item, ""), LONGEST_TEXT))}
    return "rated", {"student": student, "table": table.number, "ratings": ratings, "answers": answers}


def questions_to(table: Table, student: str) -> Mapping[str, Mapping[str, str]]:
    """Return the questions that a student answers in writing after the talks, by key and language."""
    role = table.seat_of(student)
    if role is None:
        return QUESTION_TO_OBSERVERS
    return QUESTION_TO_RATIFIERS if role in table.ratifiers else QUESTIONS


def _asks_to_predict(room: Room, student: str, form: Form, _: float) -> tuple[str, dict[str, Any]]:
    table = room.table_at(student)
    if table is None or not room.may_predict(table, student):
        raise Refused("not_now")
    terms = None if form["do"] == "predict_none" else dict(typed_terms(room, table, student, form))
    return "predicted", {"student": student, "table": table.number, "terms": terms}


def _asks_to_prefer(room: Room, student: str, form: Form, _: float) -> tuple[str, dict[str, Any]]:
    side = room.side_of(student)
    if side is None or not room.may_improve(side[0]):
        raise Refused("not_now")
    table, party = side
    terms = dict(typed_terms(room, table, student, form))
    if not is_better(table, party, terms):
        raise Refused("not_better")
    return "preferred", {"student": student, "table": table.number, "party": party, "terms": terms}


Request = Callable[[Room, str, Form, float], tuple[str, dict[str, Any]]]
STUDENT_REQUESTS: Mapping[str, Request] = {
    "language": _asks_language,
    "prepare": _asks_to_prepare,
    **dict.fromkeys(("offer", "accept", "wait", "walk"), _asks_to_move),
    **dict.fromkeys(("deal", "no_deal"), _asks_to_type),
    "say": _asks_to_say,
    "sit": _asks_for_seat,
    "prefer": _asks_to_prefer,
    "rate": _asks_to_rate,
    **dict.fromkeys(("predict", "predict_none"), _asks_to_predict),
}
