"""The only function that changes a class: the same events in the same order give the same state.

An event has been checked (:mod:`negosim.classroom.requests`) and is in the log before it is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any, NamedTuple

from negosim.classroom.dealing import Team, paired_anew, tables_for
from negosim.classroom.names import LEFT_OUT
from negosim.classroom.second_chance import better_for_both
from negosim.classroom.settings import Settings
from negosim.classroom.state import Message, Room, Student, Table, Turn, enrolled_as
from negosim.classroom.talks import enter_deal, has_room_for_a_deal, played
from negosim.engine.decisions import decision_of

__all__ = ["Event", "apply", "replayed"]

FOREVER = float("inf")


class Event(NamedTuple):
    """Something that has happened in a class.

    Parameters
    ----------
    at : float
        Time in seconds since the epoch, by the server's clock.
    kind : str
        One of `EFFECTS`.
    data : mapping
        The event's own data, which can be written as JSON.
    """

    at: float
    kind: str
    data: Mapping[str, Any]


def apply(room: Room, event: Event) -> None:
    """Apply an event to a class, in place."""
    EFFECTS[event.kind](room, event.at, event.data)
    for table in room.tables:
        _settle(room, table)


def replayed(events: Iterable[Event]) -> Room:
    """Return the class that results from events, the first of which opens it.

    The talks of a table are played once at the end, and earlier only if an effect depends on their state.
    """
    first, *rest = events
    room = Room(settings=Settings.from_dict(first.data))
    for event in rest:
        EFFECTS[event.kind](room, event.at, event.data)
    for table in room.tables:
        _settle(room, table)
    return room


# ---- people ----------------------------------------------------------------------------------------------------


def _joined(room: Room, at: float, data: Mapping[str, Any]) -> None:
    student = Student(joined=at, **data)
    room.students[student.id] = student
    if room.phase in ("preparing", "talking"):
        _place_latecomer(room, student.id, at)


def _place_latecomer(room: Room, student: str, at: float) -> None:
    """Give a latecomer a seat of the program at a table where no student has decided anything.

    If there is none, the latecomer watches a table or joins a team; without observers and teams, the latecomer
    negotiates with the program.
    """
    open_tables = [table for table in room.current if not table.done]
    for table in open_tables:
        free = next((role for role in table.roles if role not in table.seats), None)
        if free is not None and not any(not turn.program for turn in table.script):
            table.script = []
            break
    else:
        table, free = _room_for_one_more(room, open_tables)
    if free is None:
        _observe(room, table, student)
        return
    _seat(room, table, free, student)
    if room.phase == "talking":
        _update(room, table, at)


def _room_for_one_more(room: Room, tables: list[Table]) -> tuple[Table, str | None]:
    """Return the table and the role for a latecomer; the role is ``None`` for an observer."""
    if tables and room.settings.observers:
        return min(tables, key=lambda table: len(table.observers)), None
    if tables and room.settings.team > 1:
        sides = ((table, party) for table in tables for party in table.parties if party in table.seats)
        return min(sides, key=lambda side: len(side[0].seats[side[1]]))
    table = _new_table(room)
    return table, table.parties[table.number % 2]


def _paired(room: Room, _: float, __: Mapping[str, Any]) -> None:
    students = [student.id for student in room.present]
    Random(room.settings.seed).shuffle(students)
    settings = room.settings
    others = len(settings.ratifiers) + settings.observers
    tables = [_new_table(room) for _ in range(tables_for(len(students), settings.team, others))]
    sides = [(table, party) for table in tables for party in table.parties[:: 1 if table.number % 2 else -1]]
    seats = [*sides * settings.team, *((table, ratifier) for table in tables for ratifier in table.ratifiers)]
    for student, seat in zip(students, seats, strict=False):
        _seat(room, *seat, student)
    for place, student in enumerate(students[len(seats) :]):
        if settings.observers:
            _observe(room, tables[place % len(tables)], student)
        else:
            _seat(room, *sides[place % len(sides)], student)
    room.phase = "preparing"


def _dealt_again(room: Room, _: float, data: Mapping[str, Any]) -> None:
    """Begin another game with new pairs, in which everybody keeps their role or takes the other one."""
    before, met = room.current, {frozenset(_teams(room, table)) for table in room.tables}
    sides = [[team for table in before if (team := _teams(room, table)[place])] for place in (0, 1)]
    first, second = sides[::-1] if data["exchange"] else sides
    room.game += 1
    room.phase, room.began, room.deadline = "preparing", None, None
    room.revealed, room.second_chance, room.news = 0, "none", []
    random = Random(f"{room.settings.seed}:{room.game}")
    watching = [each for table in before for each in table.observers if not room.students[each].deleted]
    voting = [(role, each.id) for table in before for role in table.ratifiers for each in room.members(table, role)]
    for teams in paired_anew(first, second, met=met, random=random):
        table = _new_table(room)
        for party, team in zip(table.parties, teams, strict=True):
            for student in team:
                _seat(room, table, party, student)
    for place, student in enumerate(random.sample(watching, len(watching))):
        _observe(room, room.current[place % len(room.current)], student)
    for ratifier in room.settings.ratifiers:
        students = [student for role, student in voting if role == ratifier]
        for place, student in enumerate(random.sample(students, len(students))):
            _seat(room, room.current[place % len(room.current)], ratifier, student)


def _teams(room: Room, table: Table) -> tuple[Team, ...]:
    return tuple(tuple(student.id for student in room.members(table, party)) for party in table.parties)


def _new_table(room: Room) -> Table:
    assigned = room.settings.assigned(len(room.tables) + 1)
    table = Table(
        assigned=assigned, ratifiers=room.settings.ratifiers, game=room.game, began=room.began, programs=set()
    )
    table.programs.update(table.roles)
    room.tables.append(table)
    return table


def _seat(room: Room, table: Table, role: str, student: str) -> None:
    table.seats.setdefault(role, []).append(student)
    table.programs.discard(role)
    table.version += 1
    room.students[student].table = table.number


def _observe(room: Room, table: Table, student: str) -> None:
    table.observers.append(student)
    table.version += 1
    room.students[student].table = table.number


def _speaks(room: Room, _: float, data: Mapping[str, Any]) -> None:
    room.students[data["student"]].language = data["language"]


def _prepared(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.prepared[data["party"]] = dict(data["levels"])
    table.version += 1


def _rated(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table, student = room.tables[data["table"] - 1], data["student"]
    table.ratings[student], table.answers[student] = dict(data["ratings"]), dict(data["answers"])


def _predicted(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.predicted[data["student"]] = data["terms"]


def _deleted(room: Room, at: float, data: Mapping[str, Any]) -> None:
    """Delete the name and the texts of a student; if the talks are still under way, the program takes over."""
    student = room.students[data["student"]]
    for identity in enrolled_as(student, room.settings.roster):
        del room.settings.roster[identity]
    student.name, student.key, student.pin, student.deleted = room.pseudonym(student.id), "", "", True
    for table in room.tables:
        _left(room, table, student.id, at)


def _left(room: Room, table: Table, student: str, at: float) -> None:
    if student not in table.people:
        return
    table.answers[student] = dict.fromkeys(table.answers.get(student, ()), LEFT_OUT)
    table.said = [said._replace(text=LEFT_OUT) if said.student == student else said for said in table.said]
    table.version += 1
    party = table.seat_of(student)
    if party is not None and not (table.done or party in table.programs or room.members(table, party)):
        _taken_over(room, at, {"table": table.number, "party": party})


# ---- the talks -------------------------------------------------------------------------------------------------


def _begun(room: Room, at: float, _: Mapping[str, Any]) -> None:
    room.phase, room.began = "talking", at
    room.deadline = at + 60.0 * room.settings.minutes
    for table in room.current:
        table.began = at
        _update(room, table, at)


def _update(room: Room, table: Table, at: float) -> None:
    """Record that the script of a table has changed; if the program has a seat there, it decides at once."""
    table.version += 1
    table.due = at
    if table.programs:
        _settle(room, table)


def _settle(room: Room, table: Table) -> None:
    """Bring a table up to date with its script.

    A pair that talks in person has ended if no turns are left for another deal.
    """
    if table.due is None:
        return
    at, table.due = table.due, None
    played(table, at)
    if not (table.done or table.votes) and room.deal_only(table) and not has_room_for_a_deal(table):
        played(table, at, silent=FOREVER)


def _moved(room: Room, at: float, data: Mapping[str, Any]) -> None:
    table, party = room.tables[data["table"] - 1], data["party"]
    table.script.append(Turn(party, decision_of(data["decision"]), at, program=False))
    table.nudged.discard(party)
    _update(room, table, at)


def _typed(room: Room, at: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.typed[data["party"]] = data["terms"]
    table.nudged.discard(data["party"])
    table.version += 1
    first, second = table.parties
    if len(table.typed) == 2 and table.typed[first] == table.typed[second]:
        enter_deal(table, room.share_used(at), at)
        table.typed = {}
        _update(room, table, at)


def _said(room: Room, at: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.said.append(Message(data["party"], data["student"], data["text"], at))
    table.version += 1


def _preferred(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.preferred[data["party"]] = data["terms"]
    table.version += 1
    if not room.may_improve(table):
        table.improved = better_for_both(table)


# ---- the instructor --------------------------------------------------------------------------------------------


def _nudged(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.nudged.add(data["party"])
    table.version += 1


def _time_added(room: Room, _: float, data: Mapping[str, Any]) -> None:
    if room.deadline is not None:
        room.deadline += data["seconds"]


def _frozen(room: Room, at: float, _: Mapping[str, Any]) -> None:
    room.frozen = at


def _thawed(room: Room, at: float, _: Mapping[str, Any]) -> None:
    if room.frozen is not None and room.deadline is not None:
        room.deadline += at - room.frozen
    room.frozen = None


def _taken_over(room: Room, at: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    _settle(room, table)
    table.programs.add(data["party"])
    table.nudged = set()
    if data["party"] in table.parties:
        table.typed = {}
    table.version += 1
    if room.phase == "talking" and not table.done:
        _update(room, table, at)


def _given_back(room: Room, _: float, data: Mapping[str, Any]) -> None:
    table = room.tables[data["table"] - 1]
    table.programs.discard(data["party"])
    table.version += 1


def _announced(room: Room, at: float, data: Mapping[str, Any]) -> None:
    room.news.append((at, data["text"]))


def _closed(room: Room, at: float, _: Mapping[str, Any]) -> None:
    room.phase, room.frozen = "closed", None
    for table in room.current:
        table.nudged = set()
        _settle(room, table)
        if not table.done:
            table.typed = {}
            table.version += 1
            played(table, at, silent=FOREVER)


def _second_chance_opened(room: Room, _: float, __: Mapping[str, Any]) -> None:
    room.second_chance = "open"
    for table in room.current:
        table.version += 1


def _second_chance_over(room: Room, _: float, __: Mapping[str, Any]) -> None:
    for table in room.current:
        if room.may_improve(table):
            table.improved = better_for_both(table)
        table.version += 1
    room.second_chance = "over"


def _revealed(room: Room, _: float, data: Mapping[str, Any]) -> None:
    room.revealed = data["parts"]


EFFECTS: Mapping[str, Callable[[Room, float, Mapping[str, Any]], None]] = {
    "joined": _joined,
    "speaks": _speaks,
    "paired": _paired,
    "dealt_again": _dealt_again,
    "prepared": _prepared,
    "predicted": _predicted,
    "begun": _begun,
    "moved": _moved,
    "typed": _typed,
    "said": _said,
    "nudged": _nudged,
    "time_added": _time_added,
    "frozen": _frozen,
    "thawed": _thawed,
    "taken_over": _taken_over,
    "given_back": _given_back,
    "deleted": _deleted,
    "announced": _announced,
    "closed": _closed,
    "second_chance_opened": _second_chance_opened,
    "preferred": _preferred,
    "second_chance_over": _second_chance_over,
    "revealed": _revealed,
    "rated": _rated,
}
