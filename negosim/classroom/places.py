"""The place of a student at a table, with the words of the student's language."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.state import Room, Student, Table
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.engine import Row, View
from negosim.report.wording import NO_BREAK, party_title, ratifier_title, within
from negosim.rules.lower import Lowered
from negosim.teach.amounts import outcome_in_words
from negosim.teach.play.phrases import words_of_play
from negosim.teach.play.situation import meeting_in_words
from negosim.teach.words import Words

__all__ = ["Place", "place_of", "role_title"]


def role_title(scenario: Scenario, role: str) -> str:
    """Return the display name of a party or a ratifier."""
    return party_title(scenario, role) if role in scenario.parties else ratifier_title(scenario, role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A student at a table.

    Parameters
    ----------
    party : str
        The party or the ratifier that the student plays; empty for an observer.
    lowered : Lowered
        The scenario of the table in the student's language.
    words, play : Words
        The words of the classroom and of a game in that language.
    """

    room: Room
    student: Student
    table: Table
    party: str
    lowered: Lowered
    words: Words
    play: Words

    @property
    def scenario(self) -> Scenario:
        """The scenario in the student's language."""
        return self.lowered.scenario

    @property
    def negotiates(self) -> bool:
        """Whether the student plays one of the parties."""
        return self.party in self.table.parties

    def title(self, role: str) -> str:
        """Return the title of a party or a ratifier within a sentence."""
        return within(role_title(self.scenario, role))

    def terms(self, terms: Terms) -> str:
        """Return terms in words; with several issues, lines may break between any two words on a phone."""
        said = outcome_in_words(self.play, self.scenario, terms)
        return said if self.scenario.in_units else said.replace(NO_BREAK, " ")

    def deal(self, terms: Terms | None) -> str:
        """Return a deal in words, or the words for no deal."""
        return self.words["no_deal_typed"] if terms is None else self.terms(terms)

    def date(self, view: View, rows: tuple[Row, ...]) -> str:
        """Return the day and the meeting."""
        met = any(row.kind == "round" for row in rows)
        return self.words("date_line", date=view.date, meeting=meeting_in_words(self.play, view, rows) if met else "")


def place_of(room: Room, student: str) -> Place | None:
    """Return the place of a student; ``None`` before the pairs are formed."""
    table, who = room.table_at(student), room.students[student]
    if table is None:
        return None
    lowered = room.settings.lowered(table.number, who.language)
    return Place(
        room=room,
        student=who,
        table=table,
        party=table.seat_of(student) or "",
        lowered=lowered,
        words=words_of_classroom(who.language, lowered.scenario),
        play=words_of_play(who.language, lowered.scenario),
    )
