"""Rows of a sweep in Parquet: results are packed into few bytes without loss, and unpacked by SQL.

The stored columns are ``point``, ``replicate``, the issues' terms, ``concluded``, and two columns of 64 bits,
``counts`` and ``lags``. The other columns of a query are computed from these. The counts of a negotiation are
correlated, and so are its lags, so a dictionary of whole combinations is smaller and faster than one for each field. If
a number is too large for its bits, every field of the chunk has a column of its own instead. The lapse is computed from
the expiry; if the scenario may move the expiry, the lapse has a column, ``lapse``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from negosim.batch.columns import Columns
from negosim.rules.records import GRAIN

__all__ = ["PACKED", "WIDE", "Rows", "columns_of_issues", "unpacking_sql"]

# Names and bits of the fields of each packed column, from the lowest bit up. Lags are in steps of 1/1024 day, of which
# every time is a multiple. The first runs from the last tentative deal to the conclusion or, without one, from the
# start to the deal; the second from the conclusion to the consent of all; the third from there, or else from the
# start, to the end. The first two are the number of steps plus one, and 0 if there was no deal, or no consent.
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
# Columns of the files and of the table that queries see; an issue with such a name has a column with another name.
TAKEN = (
    *(name for fields in FIELDS.values() for name, _ in fields),
    *("point", "replicate", "lapse", *FIELDS),
    *("agreed", "tentative", "concluded", "in_force", "end", "lapse_days", "meetings", "tentatives"),
)


def columns_of_issues(issues: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of issues: their names, with a prefix if the name is taken.

    Examples
    --------
    >>> columns_of_issues(["price", "rounds"])
    ('price', 'issue_rounds')
    """
    taken, columns = set(TAKEN), []
    for issue in issues:
        name = issue
        while name.lower() in taken:  # SQL ignores case
            name = f"issue_{name}"
        taken.add(name.lower())
        columns.append(name)
    return tuple(columns)


class Rows:
    """Rows of a chunk, packed as they are added.

    Parameters
    ----------
    issues : sequence of str
        Names of the issues.
    count : int
        Number of rows.
    lapse : bool
        Whether the lapse has a column, in steps of 1/1024 day.

    Attributes
    ----------
    table : dict of str to array
        The columns. Terms and ``concluded`` are valid only if ``agreed`` is true.
    layout : {"packed", "wide"}
        Whether the fields are packed, or each has a column of its own.
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
        """Give each field a column of its own."""
        self.layout = WIDE
        for word, layout in FIELDS.items():
            packed, shift = self.table.pop(word), 0
            for name, bits in layout:
                self.table[name] = ((packed >> np.uint64(shift)) & np.uint64((1 << bits) - 1)).astype(np.int64)
                shift += bits


def _all_fields() -> Iterator[tuple[str, int]]:
    return chain.from_iterable(FIELDS.values())


def _fits(field: Any, bits: int) -> bool:
    return not int(np.bitwise_or.reduce(field)) >> bits  # of a negative number, the sign bits remain


def _pack(fields: Mapping[str, Any], layout: Sequence[tuple[str, int]], word: Any) -> None:
    """Pack the fields of each row side by side into 64 bits."""
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
    deal = np.abs(np.fmax(columns.concluded, 0.0) - columns.tentative)  # fmax returns the number if the other is nan
    consent = columns.in_force - columns.concluded
    end = columns.end - np.fmax(columns.in_force, 0.0)
    return {
        "tentative_lag": np.fmax(deal * GRAIN + 1.0, 0.0).astype(np.int64),
        "in_force_lag": np.fmax(consent * GRAIN + 1.0, 0.0).astype(np.int64),
        "end_lag": (end * GRAIN).astype(np.int64),
    }


def unpacking_sql(layout: str, issues: Sequence[str], *, lapse: bool = False) -> str:
    """Return the SQL for the columns of files in a layout, with each field in a column of its own."""
    columns = ["point", "replicate", *(f'"{name}"' for name in issues), "concluded", *(["lapse"] if lapse else [])]
    for word, fields in FIELDS.items():
        shift = 0
        for name, bits in fields:
            columns.append(name if layout == WIDE else f"(({word} >> {shift}) & {(1 << bits) - 1})::BIGINT AS {name}")
            shift += bits
    return ", ".join(columns)
