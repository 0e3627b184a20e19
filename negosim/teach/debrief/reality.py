"""What really happened, next to the result of the game."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.domain.scenario import Record
from negosim.domain.terms import Terms
from negosim.report.document import Block, Paragraph, Row, Table, say
from negosim.teach.debrief.scores import Debrief

__all__ = ["reality_blocks"]

NOTHING = "\N{EN DASH}"


def reality_blocks(game: Debrief) -> Iterator[Block]:
    """Yield what really happened, if the scenario has a record."""
    record, words = game.result.scenario.record, game.words
    if record is None:
        return
    rows = tuple(Row(cells=cells) for cells in _pairs(game, record) if any(cell != NOTHING for cell in cells[1:]))
    if rows:
        yield Table(columns=("", words["this_run"], words["in_reality"]), rows=rows)
    if record.note:
        ended = record.note.endswith((".", "!", "?"))
        yield Paragraph(text=say(f"{record.note[:1].upper()}{record.note[1:]}{'' if ended else '.'}"))


def _pairs(game: Debrief, record: Record) -> Iterator[tuple[str, str, str]]:
    words, result = game.words, game.result
    deals = [deal for deal in result.tentative if deal.rejected_by] or list(result.tentative)
    if record.tentative is not None or record.tentative_terms:
        mine = _dated(game, deals[0].terms, deals[0].date) if deals else NOTHING
        yield words["tentative_deal"], mine, _dated(game, record.tentative_terms, record.tentative)
    yield words["agreement"], _dated(game, result.terms, result.concluded), _dated(game, record.terms, record.concluded)
    if record.in_force is not None:
        yield words["entry"], _dated(game, None, result.in_force), _dated(game, None, record.in_force)


def _dated(game: Debrief, outcome: Terms | None, day: date | None) -> str:
    said = game.terms(outcome) if outcome else ""
    return ", ".join(filter(None, (said, "" if day is None else day.isoformat()))) or NOTHING
