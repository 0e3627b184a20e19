"""The state of a class: students, tables and the clock. Only :func:`negosim.classroom.apply.apply` changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from negosim.classroom.names import key_of, pseudonym
from negosim.classroom.settings import Settings
from negosim.domain.terms import Terms
from negosim.engine import Decision
from negosim.teach.slips import Assigned

__all__ = ["MOST_STUDENTS", "Message", "Phase", "Proposal", "Room", "Student", "Table", "Turn", "enrolled_as"]

MOST_STUDENTS = 1_000
Phase = Literal["joining", "preparing", "talking", "closed"]


class Turn(NamedTuple):
    """A decision at a table.

    Parameters
    ----------
    party : str
        The party or the ratifier that decided.
    at : float
        When it was made, in seconds of the server's clock.
    program : bool
        Whether the program decided for the party.
    """

    party: str
    decision: Decision
    at: float
    program: bool


class Proposal(NamedTuple):
    """An offer: who made it, its terms, and when it was made."""

    party: str
    terms: Terms
    at: float


class Message(NamedTuple):
    """A message from a student of one side to the other side."""

    party: str
    student: str
    text: str
    at: float


@dataclass(kw_only=True, slots=True)
class Student:
    """A person in the class.

    Parameters
    ----------
    key : str
        The normalized name, which is unique in the class.
    pin : str
        The PIN, hashed.
    table : int or None
        The number of the table at which the student sits or watches.
    deleted : bool
        Whether the name and the texts have been deleted.
    """

    id: str
    name: str
    key: str
    pin: str
    language: str
    joined: float
    table: int | None = None
    deleted: bool = False


def enrolled_as(student: Student, roster: Mapping[str, str]) -> list[str]:
    """Return the ids of a student on a roster."""
    return [identity for identity in roster if student.key and key_of(identity) == student.key]


@dataclass(kw_only=True, slots=True)
class Table:
    """A negotiation between people, or between people and the program.

    Parameters
    ----------
    ratifiers : tuple of str
        The ratifiers that students may play; the program plays all others.
    seats : dict of str to list of str
        Students by party or ratifier; the program plays those without students.
    programs : set of str
        Parties and ratifiers for which the program decides now.
    game : int
        Number of the class's game, from 1.
    began : float or None
        When the talks of the class began, in seconds of the server's clock.
    prepared : dict of str to (mapping of str to float)
        What each party wrote down before the talks, by question: values of the issue, or utilities.
    observers : list of str
        The ids of the observers.
    ratings, answers : dict of str to mapping
        What each student answered after the talks.
    predicted : dict of str to Terms or None
        The deal that each observer or ratifier predicts; ``None`` for no deal.
    script : list of Turn
        The decisions in order; everything else about the talks follows from them.
    typed : dict of str to Terms or None
        The deal that each side has typed, if the pair talks in person; ``None`` for no deal.
    mover : str or None
        The party or the ratifier that decides next.
    status_quo : Terms
        The status quo of the issues that are not on the table yet.
    offers : list of Proposal
        The offers in order.
    done : bool
        Whether the talks have ended.
    deal : Terms or None
        The agreement.
    rejected : list of (Terms, str)
        Deals that were rejected, each with the ratifier that rejected it.
    preferred : dict of str to Terms
        The outcome that each side named in the second chance.
    improved : Terms or None
        The new deal of the second chance; ``None`` if there is none.
    due : float or None
        When the script changed, if the talks have not been played again since.
    version : int
        Number of changes of the table.
    """

    assigned: Assigned
    ratifiers: tuple[str, ...] = ()
    seats: dict[str, list[str]] = field(default_factory=dict)
    observers: list[str] = field(default_factory=list)
    programs: set[str]
    game: int = 1
    began: float | None = None
    prepared: dict[str, Mapping[str, float]] = field(default_factory=dict)
    ratings: dict[str, Mapping[str, int]] = field(default_factory=dict)
    answers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    predicted: dict[str, Terms | None] = field(default_factory=dict)
    script: list[Turn] = field(default_factory=list)
    typed: dict[str, Terms | None] = field(default_factory=dict)
    said: list[Message] = field(default_factory=list)
    nudged: set[str] = field(default_factory=set)
    mover: str | None = None
    may_accept: bool = False
    may_offer: bool = False
    status_quo: Terms = field(default_factory=dict)
    offers: list[Proposal] = field(default_factory=list)
    done: bool = False
    ended: float | None = None
    deal: Terms | None = None
    rejected: list[tuple[Terms, str]] = field(default_factory=list)
    preferred: dict[str, Terms] = field(default_factory=dict)
    improved: Terms | None = None
    due: float | None = None
    version: int = 0

    @property
    def number(self) -> int:
        """The number of the table, from 1."""
        return self.assigned.number

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties of the scenario."""
        return self.assigned.lowered.scenario.parties

    @property
    def roles(self) -> tuple[str, ...]:
        """The parties, and the ratifiers that students may play."""
        return (*self.parties, *self.ratifiers)

    @property
    def votes(self) -> bool:
        """Whether the talks are waiting for the vote of a ratifier."""
        return self.mover in self.ratifiers

    @property
    def people(self) -> list[str]:
        """The ids of the students and the observers at the table."""
        return [*(student for members in self.seats.values() for student in members), *self.observers]

    def seat_of(self, student: str) -> str | None:
        """Return the party or the ratifier that a student plays at the table; ``None`` if the student plays none."""
        return next((party for party, members in self.seats.items() if student in members), None)

    def other(self, party: str) -> str:
        """Return the other party."""
        first, second = self.parties
        return second if party == first else first


@dataclass(kw_only=True)
class Room:
    """A room of a class.

    Parameters
    ----------
    began, deadline : float or None
        When the talks began and when they end, in seconds of the server's clock.
    frozen : float or None
        Since when the clock has been stopped; ``None`` if it is running.
    news : list of (float, str)
        The time and the text of each of the instructor's announcements.
    game : int
        Number of the current game, from 1; each game has new pairs.
    revealed : int
        Number of parts of the debrief that are shown.
    second_chance : {"none", "open", "over"}
        State of the second chance, in which pairs with a deal may improve it.
    """

    settings: Settings
    phase: Phase = "joining"
    students: dict[str, Student] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    began: float | None = None
    deadline: float | None = None
    frozen: float | None = None
    news: list[tuple[float, str]] = field(default_factory=list)
    game: int = 1
    revealed: int = 0
    second_chance: Literal["none", "open", "over"] = "none"

    @property
    def present(self) -> list[Student]:
        """The students who have not been deleted, in the order in which they joined."""
        return [student for student in self.students.values() if not student.deleted]

    @property
    def current(self) -> list[Table]:
        """The tables of the current game."""
        return [table for table in self.tables if table.game == self.game]

    def pseudonym(self, student: str) -> str:
        """Return the pseudonym of a student, from the order in which students joined."""
        return pseudonym(list(self.students).index(student) + 1)

    def table(self, number: int) -> Table | None:
        """Return the table with a number; ``None`` if there is none."""
        return self.tables[number - 1] if 1 <= number <= len(self.tables) else None

    def table_at(self, student: str) -> Table | None:
        """Return the table at which a student sits or watches; ``None`` before the pairs are formed."""
        number = self.students[student].table
        return None if number is None else self.tables[number - 1]

    def table_of(self, student: str) -> tuple[Table, str] | None:
        """Return the table of a student and the party or ratifier that the student plays; ``None`` for an observer."""
        table = self.table_at(student)
        seat = None if table is None else table.seat_of(student)
        return None if table is None or seat is None else (table, seat)

    def side_of(self, student: str) -> tuple[Table, str] | None:
        """Return the table and the party of a student; ``None`` for observers and ratifiers."""
        seat = self.table_of(student)
        return None if seat is None or seat[1] in seat[0].ratifiers else seat

    def members(self, table: Table, party: str) -> list[Student]:
        """Return the students who play a party or a ratifier and have not been deleted."""
        everybody = (self.students[student] for student in table.seats.get(party, ()))
        return [student for student in everybody if not student.deleted]

    def left(self, now: float) -> float | None:
        """Return the seconds that are left of the talks; ``None`` before they begin and after they are closed."""
        if self.deadline is None or self.phase == "closed":
            return None
        return max(0.0, self.deadline - (now if self.frozen is None else self.frozen))

    def share_used(self, now: float) -> float:
        """Return the share of the talks' time that has passed, from 0 to 1."""
        left = self.left(now)
        if left is None or self.began is None or self.deadline is None:
            return 0.0
        return min(1.0, max(0.0, 1.0 - left / max(self.deadline - self.began, 1e-9)))

    def may_improve(self, table: Table) -> bool:
        """Return whether a side of a table may still name an outcome in the second chance."""
        waits = any(party not in table.preferred for party in table.parties if party in table.seats)
        return self.second_chance == "open" and table.game == self.game and table.deal is not None and waits

    def may_predict(self, table: Table, student: str) -> bool:
        """Return whether a student may predict the deal of a table now, as an observer or a ratifier."""
        open_ = self.phase in ("preparing", "talking") and not table.done and not table.votes
        return open_ and self.side_of(student) is None

    def deal_only(self, table: Table) -> bool:
        """Return whether the two sides of a table talk in person and type only their deal."""
        return self.settings.deal_only and all(
            party in table.seats and party not in table.programs for party in table.parties
        )
