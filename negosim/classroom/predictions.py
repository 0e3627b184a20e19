"""The predictions of observers and ratifiers, next to what the two sides agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.places import role_title
from negosim.classroom.state import Room, Table
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.report.document import Document, Paragraph, Row, Section, say
from negosim.report.document import Table as Grid
from negosim.report.wording import within
from negosim.teach.korean import read_in_korean
from negosim.teach.words import Words

__all__ = ["predictions"]


def predictions(room: Room) -> Iterator[str]:
    """Yield a part of the debrief, as HTML, if there are any predictions."""
    from negosim.report.html import article_parts

    language = room.settings.language
    words = words_of_classroom(language, room.settings.lowered(1, language).scenario)
    rows = tuple(row for table in room.tables for row in _rows(room, table, words))
    if not rows:
        return
    expected = [(terms, table.deal) for table in room.tables for terms in table.predicted.values()]
    right = sum((terms is None) == (deal is None) for terms, deal in expected)
    columns = tuple(words[key] for key in ("table", "predicted_by", "prediction", "outcome"))
    note = Paragraph(text=say(words("predictions_note", right=right, n=len(expected))))
    section = Section(heading=words["predictions"], blocks=(note, Grid(columns=columns, rows=rows)))
    document = Document(title="", sections=(section,))
    yield article_parts(read_in_korean(document) if language == "ko" else document)[-1]


def _rows(room: Room, table: Table, words: Words) -> Iterator[Row]:
    scenario = room.settings.lowered(table.number, room.settings.language).scenario
    for student, terms in table.predicted.items():
        role = table.seat_of(student)
        who = words["observer"] if role is None else within(role_title(scenario, role))
        yield Row(cells=(str(table.number), who, _deal(words, scenario, terms), _deal(words, scenario, table.deal)))


def _deal(words: Words, scenario: Scenario, terms: Terms | None) -> str:
    return words["no_deal_typed"] if terms is None else words.terms(scenario, terms)
