"""Rows written as Parquet, by one connection to DuckDB that each thread keeps."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["as_parquet"]

# Doubles beyond so many different ones are split into byte streams; without a limit the database hashes all of them
# before it finds that a dictionary does not pay.
DICTIONARY = 10_000
ROW_GROUP = 1 << 20
OPTIONS = (
    "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, "
    f"DICTIONARY_SIZE_LIMIT {DICTIONARY}, ROW_GROUP_SIZE {ROW_GROUP}"
)
# Opening and closing one takes as long as writing 100,000 rows.
_KEPT = threading.local()


def as_parquet(rows: Mapping[str, Any]) -> bytes:
    """Return rows as the bytes of a Parquet file.

    Parameters
    ----------
    rows : mapping of str to array
        The columns. Doubles are null if ``agreed`` is false, which is not written itself.
    """
    connection = _connection()
    columns = [(name, np.ascontiguousarray(column)) for name, column in rows.items() if name != "agreed"]
    source = {f"c{number}": column for number, (_, column) in enumerate(columns)}
    chosen = ", ".join(_sql(f"c{number}", name, column) for number, (name, column) in enumerate(columns))
    with tempfile.TemporaryDirectory(prefix="negosim-") as folder:
        file = Path(folder) / "rows.parquet"
        place = str(file).replace("'", "''")
        connection.register("source", {**source, "agreed": rows["agreed"]})
        try:
            connection.execute(f"COPY (SELECT {chosen} FROM source) TO '{place}' ({OPTIONS})")
        finally:
            connection.unregister("source")
        return file.read_bytes()


def _sql(key: str, name: str, column: Any) -> str:
    # Versions of the database before 1.5 do not see numpy's masks, so the rows that are there are given.
    value = f"CASE WHEN agreed THEN {key} END" if column.dtype == np.float64 else key
    return f'{value} AS "{name}"'


def _connection() -> Any:
    """Return this thread's connection; a process that was forked opens its own."""
    import duckdb

    if getattr(_KEPT, "process", None) != os.getpid():
        _KEPT.process, _KEPT.connection = os.getpid(), duckdb.connect()
        _KEPT.connection.execute("SET threads = 1")
    return _KEPT.connection
