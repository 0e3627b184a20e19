"""The trace of a run, grouped into meetings, quiet spells and events between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.calendar import Round
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.engine import Result, Row
from negosim.engine.session import BREAKS_OFF
from negosim.report.wording import terms as terms_in_words

__all__ = ["Happening", "Meeting", "Move", "QuietSpell", "chronicle"]

AT_THE_TABLE = {"offer", "accept", "wait", "broken_off"}
UNCHANGED = " stays in office"
CLOSING = {"tentative", "concluded", "in_force"}


@dataclass(frozen=True, slots=True)
class Move:
    """What a party does at the table, and says with it; ``stays`` if it repeats its last offer."""

    party: str
    kind: str
    terms: Terms | None
    stays: bool = False
    text: str = ""


@dataclass(slots=True)
class Meeting:
    """A round: its date, its name, the moves at the table and how it closed.

    Parameters
    ----------
    name : str
        "round 3", or the name of a contact that does not count as a round.
    listed : Round or None
        The entry in the calendar; ``None`` if the round was drawn.
    closing : list of Row
        The rows of a tentative deal, a conclusion or an entry into force at the table.
    """

    day: date
    name: str
    listed: Round | None
    moves: list[Move] = field(default_factory=list)
    closing: list[Row] = field(default_factory=list)
    last_day: date | None = None

    @property
    def quiet(self) -> bool:
        """Whether both parties only repeat their last offers, without a word."""
        return not self.closing and all(move.kind == "offer" and move.stays and not move.text for move in self.moves)


@dataclass(frozen=True, slots=True)
class QuietSpell:
    """Consecutive meetings at which neither side moves."""

    meetings: tuple[Meeting, ...]

    @property
    def day(self) -> date:
        """The first day."""
        return self.meetings[0].day


@dataclass(frozen=True, slots=True)
class Happening:
    """Rows of one moment away from the table: a vote and its consequences, a shock, a change of administration."""

    day: date
    rows: tuple[Row, ...]


Item = Meeting | QuietSpell | Happening


def chronicle(result: Result) -> tuple[Item, ...]:
    """Return the events of a run in order, with consecutive quiet meetings grouped."""
    return tuple(_grouped(_gathered(result)))


def _gathered(result: Result) -> list[Meeting | Happening]:
    items: list[Meeting | Happening] = []
    said: dict[str, str] = {}
    meeting: Meeting | None = None
    for row in result.trace:
        if row.kind in ("start", "answer") or row.note.endswith(UNCHANGED):
            continue
        if row.kind == "round":
            meeting = Meeting(row.date, row.note.partition(";")[0], _listed(result.scenario, row))
            items.append(meeting)
        elif row.kind in AT_THE_TABLE and meeting is not None:
            meeting.last_day = row.date
            _add_move(meeting, row, said, result.scenario)
        elif row.kind in CLOSING and items and _continues(items[-1], row):
            _continue(items[-1], row, items)
        else:
            items.append(Happening(row.date, (row,)))
    return items


def _add_move(meeting: Meeting, row: Row, said: dict[str, str], scenario: Scenario) -> None:
    """Add a move; an offer repeated within the meeting without a word is left out."""
    party = row.party or ""
    if row.kind == "offer" and row.terms is not None:
        words = terms_in_words(scenario, row.terms)
        stays = said.get(party) == words
        if stays and not row.note and any(move.party == party and move.kind == "offer" for move in meeting.moves):
            return
        said[party] = words
        meeting.moves.append(Move(party, row.kind, row.terms, stays, row.note))
    else:
        text = "" if row.note == BREAKS_OFF else row.note
        meeting.moves.append(Move(party, row.kind, row.terms, text=text))


def _continues(item: Meeting | Happening, row: Row) -> bool:
    """Return whether a closing row belongs to the item before it."""
    if isinstance(item, Meeting):
        return item.last_day == row.date
    return item.day == row.date and item.rows[-1].kind in ("ratified", "concluded")


def _continue(item: Meeting | Happening, row: Row, items: list[Meeting | Happening]) -> None:
    if isinstance(item, Meeting):
        item.closing.append(row)
    else:
        items[-1] = Happening(item.day, (*item.rows, row))


def _listed(scenario: Scenario, row: Row) -> Round | None:
    return next((entry for entry in scenario.calendar.rounds if entry.date == row.date), None)


def _grouped(items: Sequence[Meeting | Happening]) -> Iterator[Item]:
    spell: list[Meeting] = []
    for item in items:
        if isinstance(item, Meeting) and item.moves and item.quiet:
            spell.append(item)
            continue
        yield from _spell(spell)
        spell = []
        yield item
    yield from _spell(spell)


def _spell(meetings: list[Meeting]) -> Iterator[Item]:
    if len(meetings) > 1:
        yield QuietSpell(tuple(meetings))
    else:
        yield from meetings
