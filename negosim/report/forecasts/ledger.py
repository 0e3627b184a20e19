"""A forecast of the agreement still to come, and the scores of a ledger, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from negosim.report.document import Document, Paragraph, Row, Table, say

__all__ = ["describe_entry", "describe_scores"]

SHOWN = (10, 50, 90)  # percentiles
NO_RECORD = "-"


def describe_entry(entry: Mapping[str, Any]) -> Document:
    """Return a dated forecast, an entry of a ledger, as a document."""
    known = entry["known"]
    figures = (
        f"Known on {known['as_of']}: consumer prices {known['consumer_prices']:+g} %, the defence budget "
        f"{known['defence_budget']:+g} %, the last step {known['last_step']:+g} %."
    )
    rows = tuple(
        Row(cells=(label, *(f"{entry[name][level - 1]:.{digits}f}" for level in SHOWN)))
        for label, name, digits in (("growth, %", "growth", 1), ("lapse, days", "lapse", 0))
    )
    return Document(
        title=f"{entry['agreement']}, forecast on {entry['made']}",
        subtitle=f"The agreement in force expires on {entry['expiry']}; prior '{entry['prior']}'.",
        lead=(
            Paragraph(text=say(figures)),
            Table(columns=("", *(f"{level} %" for level in SHOWN)), rows=rows, right=(False, True, True, True)),
        ),
        colophon=f"digest {entry['digest']}, reference table {entry['reference']}",
    )


def describe_scores(rows: Sequence[Mapping[str, Any]]) -> Document:
    """Return the scores of a ledger as a document."""
    waiting = sum("growth" not in row for row in rows)
    table = tuple(
        Row(cells=(row["agreement"], row["made"], row["prior"], *_cells(row, "growth"), *_cells(row, "lapse")))
        for row in rows
    )
    columns = ("Agreement", "Made", "Prior", "Growth", "CRPS", "Lapse", "CRPS")
    right = (False, False, False, True, True, True, True)
    lead = f"{len(rows)} forecasts; {waiting} of agreements that are not in the record yet."
    return Document(
        title="Scores of the ledger",
        lead=(Paragraph(text=say(lead)), Table(columns=columns, rows=table, right=right)),
    )


def _cells(row: Mapping[str, Any], name: str) -> tuple[str, str]:
    if name not in row:
        return NO_RECORD, NO_RECORD
    return f"{row[name]['truth']:g}", f"{row[name]['crps']:.2f}"
