"""The answer to a query as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negosim.report.document import Document, Row, Table
from negosim.report.sweeps.digits import NOTHING, plain

if TYPE_CHECKING:
    from negosim.study.store.queries import Answer

__all__ = ["describe_answer"]

MOST_ROWS = 1_000


def describe_answer(answer: Answer) -> Document:
    """Return the result of a query as a document; only the first rows if there are many."""
    rows = tuple(Row(cells=tuple(_cell(value) for value in row)) for row in answer.values[:MOST_ROWS])
    right = tuple(_is_numeric(row[place] for row in answer.values) for place in range(len(answer.columns)))
    count = f"{len(answer.values):,} row{'' if len(answer.values) == 1 else 's'}"
    shown = f"{count}; the first {MOST_ROWS:,} are shown" if len(answer.values) > MOST_ROWS else count
    return Document(title="Query", lead=(Table(columns=answer.columns, rows=rows, right=right),), colophon=shown)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return NOTHING if value != value else plain(value, "")
    return NOTHING if value is None else str(value)


def _is_numeric(values: Any) -> bool:
    return all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values)
