"""Rows of a sweep as Parquet: how results are packed into few bytes without losing a bit, and how SQL unpacks them.

Every column follows from these: ``point``, ``replicate``, the issues' terms, ``concluded``, ``tentative_lag`` (days
from the last tentative deal to the conclusion; where there was none, the deal's own day), ``in_force_lag`` (days from
the conclusion until all had consented), ``end_lag`` (days from then, or from the horizon, to the end) and ``counts``.
Counts of one negotiation go together, so a dictionary of whole combinations is smaller than one per count: they
are packed into 64 bits. Where one is too large for its bits, that chunk has a column for each of them instead.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from negosim.batch.columns import Columns

__all__ = ["PACKED", "WIDE", "as_parquet", "columns_of_issues", "counts_sql", "packed_rows"]

# Name, bits; from the lowest bit up.
FIELDS: tuple[tuple[str, int], ...] = (
    ("ending", 2),
    ("undecided", 2),
    ("rejections", 8),
    ("rounds", 14),
    ("uncounted", 10),
    ("offers_0", 14),
    ("offers_1", 14),
)
PACKED, WIDE = "packed", "wide"
# Columns of the files and of the table that queries see; an issue of such a name gets another column.
TAKEN = (
    *(name for name, _ in FIELDS),
    *("point", "replicate", "counts", "tentative_lag", "in_force_lag", "end_lag"),
    *("agreed", "tentative", "concluded", "in_force", "end", "lapse_days", "meetings", "tentatives"),
)
ROW_GROUP = 1 << 20


def columns_of_issues(issues: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of issues: their names, or with a prefix where a name is taken.

    Examples
    --------
    >>> columns_of_issues(["price", "rounds"])
    ('price', 'issue_rounds')
    """
    taken, found = set(TAKEN), []
    for issue in issues:
        name = issue
        while name.lower() in taken:  # SQL tells no capitals apart
            name = f"issue_{name}"
        taken.add(name.lower())
        found.append(name)
    return tuple(found)


def packed_rows(columns: Columns, issues: Sequence[str], point: int, first: int, horizon: int) -> dict[str, Any]:
    """Return the rows of consecutive replicates of a point, as arrays by column; masked where there is no value.

    Parameters
    ----------
    horizon : int
        Days from the start to the horizon of that point.
    """
    rows = len(columns.agreed)
    agreed = columns.agreed
    in_force = ~np.isnan(columns.in_force)
    last = np.where(in_force, columns.in_force, float(horizon))
    packed: dict[str, Any] = {
        "point": np.full(rows, point, np.uint32),
        "replicate": np.arange(first, first + rows, dtype=np.uint64),
        **{name: _masked(columns.terms[:, i], agreed) for i, name in enumerate(columns_of_issues(issues))},
        "concluded": _masked(columns.concluded, agreed),
        "tentative_lag": _masked(
            np.where(agreed, columns.concluded - columns.tentative, columns.tentative), ~np.isnan(columns.tentative)
        ),
        "in_force_lag": _masked(columns.in_force - columns.concluded, in_force),
        "end_lag": columns.end - last,
    }
    return packed | _counts(columns)


def _masked(values: Any, there: Any) -> Any:
    return np.ma.masked_array(np.where(there, values, 0.0), ~there)


def _counts(columns: Columns) -> dict[str, Any]:
    """Return the counts in one column of 64 bits, or each in its own."""
    fields: tuple[Any, ...] = (
        columns.ending,
        columns.tentatives - columns.rejections - columns.agreed,
        columns.rejections,
        columns.rounds,
        columns.meetings - columns.rounds,
        columns.offers[:, 0],
        columns.offers[:, 1],
    )
    packed, shift = np.zeros(len(columns.agreed), np.uint64), 0
    for (_, bits), field in zip(FIELDS, fields, strict=True):
        if field.size and (int(field.min()) < 0 or int(field.max()) >> bits):
            return {name: np.asarray(field, np.int32) for (name, _), field in zip(FIELDS, fields, strict=True)}
        packed |= field.astype(np.uint64) << np.uint64(shift)
        shift += bits
    return {"counts": packed}


def unpacked_counts(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return each count in a column of its own, for a chunk of which a part did not fit."""
    if "counts" not in table:
        return dict(table)
    parts, shift = {}, 0
    for name, bits in FIELDS:
        parts[name] = ((table["counts"] >> np.uint64(shift)) & np.uint64((1 << bits) - 1)).astype(np.int32)
        shift += bits
    return {**{name: column for name, column in table.items() if name != "counts"}, **parts}


def counts_sql(layout: str) -> str:
    """Return the SQL columns of the counts in files of a layout."""
    if layout == WIDE:
        return ", ".join(name for name, _ in FIELDS)
    parts, shift = [], 0
    for name, bits in FIELDS:
        parts.append(f"((counts >> {shift}) & {(1 << bits) - 1})::INTEGER AS {name}")
        shift += bits
    return ", ".join(parts)


def as_parquet(blocks: Sequence[Mapping[str, Any]]) -> tuple[bytes, str]:
    """Return blocks of packed rows as the bytes of one Parquet file, and its layout.

    Doubles are split into byte streams and compressed by zstd: the sign, the exponent and the first bits of the
    mantissa hardly vary, the rest is noise that no compression makes smaller.
    """
    import duckdb

    layout = PACKED if all("counts" in block for block in blocks) else WIDE
    tables = blocks if layout == PACKED else [unpacked_counts(block) for block in blocks]
    rows = {name: _joined([table[name] for table in tables]) for name in tables[0]}
    table: dict[str, Any] = {}
    chosen = [_given(table, f"c{number}", name, column) for number, (name, column) in enumerate(rows.items())]
    with tempfile.TemporaryDirectory(prefix="negosim-") as folder, duckdb.connect() as connection:
        file = Path(folder) / "rows.parquet"
        connection.execute("SET threads = 1")
        connection.register("rows", table)
        place = str(file).replace("'", "''")
        connection.execute(
            f"COPY (SELECT {', '.join(chosen)} FROM rows) TO '{place}' "
            f"(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROW_GROUP})"
        )
        return file.read_bytes(), layout


def _joined(parts: list[Any]) -> Any:
    if not any(isinstance(part, np.ma.MaskedArray) for part in parts):
        return np.concatenate(parts)
    return np.ma.concatenate(parts)  # type: ignore[no-untyped-call]


def _given(table: dict[str, Any], key: str, name: str, column: Any) -> str:
    """Put a column into the table that the database reads, its mask beside it; return the SQL of the column.

    The mask goes by itself since older versions of the database take what is masked for what is there.
    """
    if not np.ma.is_masked(column):
        table[key] = np.asarray(column)
        return f'{key} AS "{name}"'
    table[key], table[f"{key}_there"] = column.data, ~np.ma.getmaskarray(column)
    return f'CASE WHEN {key}_there THEN {key} END AS "{name}"'
