"""Rows of a sweep as Parquet: how results are packed into few bytes without losing a bit, and how SQL unpacks them.

Stored are ``point``, ``replicate``, the issues' terms, ``concluded``, and two columns of 64 bits: ``counts`` and
``lags``. Whatever else a query sees follows from these. The counts of one negotiation go together, and so do its lags,
so a dictionary of whole combinations is smaller and faster than one for each. A chunk in which a number is too large
for its bits has a column for each instead. The lapse follows from the expiry; where the scenario may move that, it has
a column, ``lapse``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from negosim.batch.columns import Columns
from negosim.rules.records import GRAIN

__all__ = ["PACKED", "WIDE", "Rows", "columns_of_issues", "unpacking_sql"]

# Name and bits of the fields of each packed column, from the lowest bit up. Lags are in steps of 1/1024 day, of which
# every time is a multiple: from the last tentative deal to the conclusion, or where there is none, from the start to
# the deal; from the conclusion to the consent of all; from that, or from the start, to the end. The first two are one
# more than the steps, and 0 if there was no deal, or no consent.
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
    *("point", "replicate", "lapse", *FIELDS),
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


class Rows:
    """Rows of a chunk, packed as they come.

    Parameters
    ----------
    issues : sequence of str
        Names of the issues.
    count : int
        How many rows there will be.
    lapse : bool
        Whether the lapse has a column, in steps of 1/1024 day.

    Attributes
    ----------
    table : dict of str to array
        The columns. Terms and ``concluded`` mean something only where ``agreed`` is true.
    layout : {"packed", "wide"}
        Whether the fields are packed, or each has a column.
    """

    def __init__(self, issues: Sequence[str], count: int, *, lapse: bool = False) -> None:
        self._terms = columns_of_issues(issues)
        self._size = 0
        self.layout = PACKED
        kinds = {"agreed": np.bool_, "point": np.uint32, "replicate": np.uint64}
        kinds |= dict.fromkeys((*self._terms, "concluded"), np.float64) | dict.fromkeys(FIELDS, np.uint64)
        kinds |= {"lapse": np.int64} if lapse else {}
        self.table: dict[str, Any] = {name: np.empty(count, kind) for name, kind in kinds.items()}

    def add(self, columns: Columns, point: int, first: int) -> None:
        """Add consecutive replicates of a point, from number ``first`` on."""
        count = len(columns.agreed)
        place = slice(self._size, self._size + count)
        self.table["agreed"][place] = columns.agreed
        self.table["point"][place] = point
        self.table["replicate"][place] = np.arange(first, first + count, dtype=np.uint64)
        for number, name in enumerate(self._terms):
            self.table[name][place] = columns.terms[:, number]
        self.table["concluded"][place] = columns.concluded
        if "lapse" in self.table:
            self.table["lapse"][place] = columns.lapse_days * GRAIN
        self._add_fields(_counts(columns) | _lags(columns), place)
        self._size += count

    def _add_fields(self, fields: Mapping[str, Any], place: slice) -> None:
        if self.layout == PACKED and not all(_fits(fields[name], bits) for name, bits in _all_fields()):
            self._widen()
        if self.layout == WIDE:
            for name, field in fields.items():
                self.table[name][place] = field
            return
        for word, layout in FIELDS.items():
            _pack(fields, layout, self.table[word][place].view(np.int64))

    def _widen(self) -> None:
        """Return each field a column of its own."""
        self.layout = WIDE
        for word, layout in FIELDS.items():
            packed, shift = self.table.pop(word), 0
            for name, bits in layout:
                self.table[name] = ((packed >> np.uint64(shift)) & np.uint64((1 << bits) - 1)).astype(np.int64)
                shift += bits


def _all_fields() -> Iterator[tuple[str, int]]:
    return chain.from_iterable(FIELDS.values())


def _fits(field: Any, bits: int) -> bool:
    return not int(np.bitwise_or.reduce(field)) >> bits  # of a negative number, the sign is left


def _pack(fields: Mapping[str, Any], layout: Sequence[tuple[str, int]], word: Any) -> None:
    """Write fields side by side into 64 bits each."""
    shift = 0
    word[:] = 0
    for name, bits in layout:
        word |= np.left_shift(fields[name], shift, dtype=np.int64)
        shift += bits


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


def unpacking_sql(layout: str, issues: Sequence[str], *, lapse: bool = False) -> str:
    """Return the SQL columns that the files of a layout hold, each field in one of its own."""
    columns = ["point", "replicate", *(f'"{name}"' for name in issues), "concluded", *(["lapse"] if lapse else [])]
    for word, fields in FIELDS.items():
        shift = 0
        for name, bits in fields:
            columns.append(name if layout == WIDE else f"(({word} >> {shift}) & {(1 << bits) - 1})::BIGINT AS {name}")
            shift += bits
    return ", ".join(columns)
