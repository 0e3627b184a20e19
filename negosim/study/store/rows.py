"""Rows of a sweep as Parquet: how results are packed into few bytes without losing a bit, and how SQL unpacks them.

Stored are ``point``, ``replicate``, the issues' terms, ``concluded``, and two columns of 64 bits: ``counts`` and
``lags``. Whatever else a query sees follows from these. The counts of one negotiation go together, and so do its lags,
so a dictionary of whole combinations is smaller and faster than one for each. A chunk in which a number is too large
for its bits has a column for each instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from negosim.batch.columns import Columns
from negosim.rules.layout import GRAIN

__all__ = ["PACKED", "WIDE", "columns_of_issues", "joined", "packed_rows", "unpacking_sql"]

# Name and bits of the fields of each packed column, from the lowest bit up. Lags are in steps of 1/1024 day, of which
# every time is a multiple: from the last tentative deal to the conclusion, or where there is none, from the start to
# the deal; from the conclusion to the consent of all; from that, or from the start, to the end. The first two are one
# more than the steps, and 0 where there was no deal, or no consent.
FIELDS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "counts": (
        ("ending", 2),
        ("undecided", 2),
        ("rejections", 8),
        ("rounds", 14),
        ("uncounted", 10),
        ("offers_0", 14),
        ("offers_1", 14),
    ),
    "lags": (("tentative_lag", 22), ("in_force_lag", 20), ("end_lag", 22)),
}
PACKED, WIDE = "packed", "wide"
# Columns of the files and of the table that queries see; an issue of such a name gets another column.
TAKEN = (
    *(name for fields in FIELDS.values() for name, _ in fields),
    *("point", "replicate", *FIELDS),
    *("agreed", "tentative", "concluded", "in_force", "end", "lapse_days", "meetings", "tentatives"),
)


def columns_of_issues(issues: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of issues: their names, or with a prefix where a name is taken.

    Examples
    --------
    >>> columns_of_issues(["price", "rounds"])
    ('price', 'issue_rounds')
    """
    taken, columns = set(TAKEN), []
    for issue in issues:
        name = issue
        while name.lower() in taken:  # SQL tells no capitals apart
            name = f"issue_{name}"
        taken.add(name.lower())
        columns.append(name)
    return tuple(columns)


def packed_rows(columns: Columns, issues: Sequence[str], point: int, first: int) -> dict[str, Any]:
    """Return the rows of consecutive replicates of a point, as arrays by column.

    Terms and ``concluded`` mean something only where ``agreed`` is true.
    """
    rows = len(columns.agreed)
    table: dict[str, Any] = {
        "agreed": columns.agreed,
        "point": np.full(rows, point, np.uint32),
        "replicate": np.arange(first, first + rows, dtype=np.uint64),
        **{name: columns.terms[:, number] for number, name in enumerate(columns_of_issues(issues))},
        "concluded": columns.concluded,
    }
    fields = _counts(columns) | _lags(columns)
    packed = {word: _packed(fields, layout) for word, layout in FIELDS.items()}
    return table | (fields if any(word is None for word in packed.values()) else packed)


def _counts(columns: Columns) -> dict[str, Any]:
    return {
        "ending": columns.ending,
        "undecided": columns.tentatives - columns.rejections - columns.agreed,
        "rejections": columns.rejections,
        "rounds": columns.rounds,
        "uncounted": columns.meetings - columns.rounds,
        "offers_0": columns.offers[:, 0],
        "offers_1": columns.offers[:, 1],
    }


def _lags(columns: Columns) -> dict[str, Any]:
    """Return the lags in steps; none is negative, since a deal comes before its conclusion and that before consent."""
    deal = np.abs(np.fmax(columns.concluded, 0.0) - columns.tentative)  # fmax takes the number, where the other is nan
    consent = columns.in_force - columns.concluded
    end = columns.end - np.fmax(columns.in_force, 0.0)
    return {
        "tentative_lag": np.fmax(deal * GRAIN + 1.0, 0.0).astype(np.int64),
        "in_force_lag": np.fmax(consent * GRAIN + 1.0, 0.0).astype(np.int64),
        "end_lag": (end * GRAIN).astype(np.int64),
    }


def _packed(fields: Mapping[str, Any], layout: Sequence[tuple[str, int]]) -> Any:
    """Return the fields in one column of 64 bits; ``None`` where one is too large for its bits."""
    word, shift = np.zeros(len(fields[layout[0][0]]), np.int64), 0
    for name, bits in layout:
        field = fields[name]
        if int(np.bitwise_or.reduce(field)) >> bits:  # of a negative number, the sign is left
            return None
        word |= np.left_shift(field, shift, dtype=np.int64)
        shift += bits
    return word.view(np.uint64)


def joined(blocks: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], str]:
    """Return blocks of packed rows as one, and its layout: packed, or wide where a block is."""
    layout = PACKED if all("counts" in block for block in blocks) else WIDE
    parts = blocks if layout == PACKED else [_unpacked(block) for block in blocks]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, layout


def _unpacked(block: Mapping[str, Any]) -> dict[str, Any]:
    """Return each field in a column of its own."""
    table = {name: column for name, column in block.items() if name not in FIELDS}
    for word, layout in FIELDS.items() if "counts" in block else ():
        shift = 0
        for name, bits in layout:
            table[name] = ((block[word] >> np.uint64(shift)) & np.uint64((1 << bits) - 1)).astype(np.int64)
            shift += bits
    return table


def unpacking_sql(layout: str, issues: Sequence[str]) -> str:
    """Return the SQL columns that the files of a layout hold, each field in one of its own."""
    columns = ["point", "replicate", *(f'"{name}"' for name in issues), "concluded"]
    for word, fields in FIELDS.items():
        shift = 0
        for name, bits in fields:
            columns.append(name if layout == WIDE else f"(({word} >> {shift}) & {(1 << bits) - 1})::BIGINT AS {name}")
            shift += bits
    return ", ".join(columns)
