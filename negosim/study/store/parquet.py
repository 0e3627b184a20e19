"""Read and write Parquet by DuckDB, with one connection per thread."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["as_parquet"]

# A column with more distinct doubles than this is split into byte streams; without a limit the database hashes all of
# them before it finds that a dictionary does not pay off.
DICTIONARY = 10_000
ROW_GROUP = 1 << 20
OPTIONS = (
    "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, "
    f"DICTIONARY_SIZE_LIMIT {DICTIONARY}, ROW_GROUP_SIZE {ROW_GROUP}"
)
# The connection of each thread: opening and closing one takes as long as writing 100,000 rows.
_KEPT = threading.local()


def as_parquet(rows: Mapping[str, Any]) -> bytes:
    """Return rows as the bytes of a Parquet file.

    Parameters
    ----------
    rows : mapping of str to array
        The columns. Doubles are null if ``agreed`` is false; that column itself is not written.
    """
    columns = {name: column for name, column in rows.items() if name != "agreed"}
    # Versions of the database before 1.5 ignore numpy's masks, so the mask is passed as a column.
    return _parquet_bytes(columns, {"agreed": rows["agreed"]}, "CASE WHEN agreed THEN {key} END")


def columns_as_parquet(columns: Mapping[str, Any]) -> bytes:
    """Return columns as the bytes of a Parquet file; doubles that are nan are null.

    Parameters
    ----------
    columns : mapping of str to array
        The columns.
    """
    return _parquet_bytes(columns, {}, "CASE WHEN NOT isnan({key}) THEN {key} END")


def read_parquet(file: Path) -> dict[str, Any]:
    """Return the columns of a Parquet file as arrays; doubles that are null are nan.

    Raises
    ------
    duckdb.Error
        If it is not a Parquet file.
    """
    arrays = _connection().execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchnumpy()
    return {
        name: column.filled(np.nan) if np.ma.is_masked(column) else np.ma.getdata(column)
        for name, column in arrays.items()
    }


def _parquet_bytes(columns: Mapping[str, Any], others: Mapping[str, Any], double: str) -> bytes:
    """Return columns as the bytes of a Parquet file.

    Parameters
    ----------
    others : mapping of str to array
        Further columns, which the SQL for doubles may use.
    double : str
        The SQL for a column of doubles, with ``{key}`` for its name.
    """
    connection = _connection()
    arrays = {f"c{number}": np.ascontiguousarray(column) for number, column in enumerate(columns.values())}
    chosen = ", ".join(
        f'{double.format(key=key) if array.dtype == np.float64 else key} AS "{_quoted(name)}"'
        for (key, array), name in zip(arrays.items(), columns, strict=True)
    )
    with tempfile.TemporaryDirectory(prefix="negosim-") as folder:
        file = Path(folder) / "rows.parquet"
        place = str(file).replace("'", "''")
        connection.register("source", {**others, **arrays})
        try:
            connection.execute(f"COPY (SELECT {chosen} FROM source) TO '{place}' ({OPTIONS})")
        finally:
            connection.unregister("source")
        return file.read_bytes()


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _connection() -> Any:
    """Return this thread's connection; a process that was forked opens its own."""
    import duckdb

    if getattr(_KEPT, "process", None) != os.getpid():
        _KEPT.process, _KEPT.connection = os.getpid(), duckdb.connect()
        _KEPT.connection.execute("SET threads = 1")
    return _KEPT.connection
