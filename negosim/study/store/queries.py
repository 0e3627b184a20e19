"""SQL queries over the folder of a sweep, run by DuckDB: the tables `replicates` and `points`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from negosim.domain.issues import Categorical, Integer
from negosim.domain.scenario import Scenario
from negosim.errors import StoreError, UsageError
from negosim.rules.records import GRAIN
from negosim.study.frames import Tabular
from negosim.study.store.folder import CHUNKS, Progress, check_chunks, chunk_file, read_sweep
from negosim.study.store.manifest import Manifest
from negosim.study.store.rows import PACKED, WIDE, columns_of_issues, unpacking_sql
from negosim.study.store.statements import check_reads
from negosim.study.sweeps.points import setting_of

__all__ = ["Answer", "connect", "query"]

MOST_ROWS = 1_000_000
SECONDS = 60.0
# Only the chunks are read, nothing is written to disk, and no variable of Python is taken for a table.
LIMITS = {
    "memory_limit": "'2GB'",
    "temp_directory": "''",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Tabular):
    """The result of a query.

    Parameters
    ----------
    columns : tuple of str
        Names of the columns.
    values : list of tuple
        The rows, in the order of the query.
    """

    columns: tuple[str, ...]
    values: list[tuple[Any, ...]]

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows, each a dict from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim query --json`` prints it."""
        rows = [{name: _plain(value) for name, value in row.items()} for row in self.rows()]
        return {"columns": list(self.columns), "rows": rows}


def query(folder: str | os.PathLike[str], sql: str, *, seconds: float = SECONDS) -> Answer:
    """Run a query over the rows of a sweep.

    Parameters
    ----------
    folder : path
        The folder of the sweep.
    sql : str
        One SELECT. The table ``replicates`` has a row per replicate: ``point``, ``replicate``, ``agreed``, ``ending``,
        a column per issue, ``tentative``, ``concluded``, ``in_force`` and ``end`` in days from the start,
        ``lapse_days``, ``rounds``, ``meetings``, ``tentatives``, ``rejections`` and ``offers_<party>``. The table
        ``points`` has a row per point: ``point``, ``n``, a column per varied path, ``start``.
    seconds : float
        Time limit, in seconds.

    Returns
    -------
    Answer
        The columns and rows of the result.

    Raises
    ------
    StoreError
        If the folder is not that of a sweep, has no rows, or a chunk is damaged.
    UsageError
        If the query is not a single SELECT, takes too much time or memory, or is rejected by the database.
    """
    import duckdb

    with connect(folder) as connection, _ended_after(connection, seconds):
        try:
            check_reads(connection, sql)
            result = connection.execute(sql)
            columns = _distinct([column[0] for column in result.description or []])
            values = result.fetchmany(MOST_ROWS + 1)
        except duckdb.InterruptException:
            raise UsageError(
                f"this query takes longer than {seconds:g} s; select fewer rows, or allow more time"
            ) from None
        except duckdb.OutOfMemoryException:
            raise UsageError("this query takes too much memory; aggregate the rows, or select fewer") from None
        except duckdb.Error as error:
            raise UsageError(f"this query cannot be run: {str(error).strip()}") from None
    if len(values) > MOST_ROWS:
        raise UsageError(f"this query returns more than {MOST_ROWS:,} rows; aggregate them, or add a LIMIT")
    return Answer(columns=columns, values=values)


@contextmanager
def _ended_after(connection: Any, seconds: float) -> Iterator[None]:
    """Interrupt the query of a connection after a number of seconds."""
    if not seconds > 0.0:
        raise UsageError(f"{seconds:g} seconds is not a valid time limit; give a number above 0")
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def connect(folder: str | os.PathLike[str]) -> Any:
    """Return a connection with the tables of a sweep that can read nothing else.

    Raises
    ------
    StoreError
        If the folder is not that of a sweep, has no rows, or a chunk is damaged.
    """
    import duckdb

    path = Path(folder)
    manifest, progress = read_sweep(path)
    if manifest.aggregate:
        raise StoreError(f"{path}: this sweep stores only aggregates (--aggregate), so there are no rows to read")
    if not progress.chunks:
        raise StoreError(f"{path}: no chunk of this sweep is finished; run it again with the same --out")
    check_chunks(path, progress)
    connection = duckdb.connect()
    scenarios = _scenarios(manifest)
    _make_points(connection, manifest, progress, scenarios)
    connection.execute(f"CREATE VIEW replicates AS {_rows_sql(path, progress, scenarios[0])}")
    files = ", ".join(_text(_place(path, name)) for name in progress.chunks)
    connection.execute(f"SET allowed_paths = [{files}]")
    for setting, value in LIMITS.items():
        connection.execute(f"SET {setting} = {value}")
    return connection


def _place(folder: Path, name: str) -> str:
    return str(folder.resolve() / CHUNKS / chunk_file(folder, name).name)


def _scenarios(manifest: Manifest) -> list[Scenario]:
    """Return the scenario of each point, with which its rows are read."""
    return [setting_of(manifest.source, point) for point in manifest.points]


def _make_points(connection: Any, manifest: Manifest, progress: Progress, scenarios: Sequence[Scenario]) -> None:
    paths = list(manifest.points[0].sets)
    values = {path: [point.sets[path] for point in manifest.points] for path in paths}
    types = {path: _sql_type(column) for path, column in values.items()}
    columns = [("point", "UINTEGER"), ("n", "BIGINT"), *types.items()]
    columns += [("start", "DATE"), ("horizon_day", "INTEGER"), ("expiry_day", "INTEGER")]
    connection.execute(f"CREATE TABLE points ({', '.join(f'{_quoted(name)} {kind}' for name, kind in columns)})")
    rows = []
    for point, scenario in zip(manifest.points, scenarios, strict=True):
        calendar, tally = scenario.calendar, progress.tallies.get(point.number)
        sets = [str(point.sets[path]) if types[path] == "VARCHAR" else point.sets[path] for path in paths]
        expiry = None if calendar.expiry is None else (calendar.expiry - calendar.start).days
        ends = (calendar.start, (calendar.horizon - calendar.start).days, expiry)
        rows.append((point.number, 0 if tally is None else tally.rows, *sets, *ends))
    connection.executemany(f"INSERT INTO points VALUES ({', '.join('?' * len(columns))})", rows)


def _rows_sql(folder: Path, progress: Progress, scenario: Scenario) -> str:
    """Return the SQL that unpacks the rows of all chunks."""
    issues = scenario.issues
    columns = columns_of_issues([issue.name for issue in issues])
    selects = []
    for layout in (PACKED, WIDE):
        files = [_place(folder, name) for name, chunk in progress.chunks.items() if chunk.layout == layout]
        if files:
            listed = ", ".join(_text(place) for place in sorted(files))
            selects.append(
                f"SELECT {unpacking_sql(layout, columns, lapse=scenario.moves_expiry)} FROM read_parquet([{listed}])"
            )
    values = ", ".join(_value_sql(_quoted(name), issue) for name, issue in zip(columns, issues, strict=True))
    offers = ", ".join(
        f"offers_{number} AS {_quoted(f'offers_{party}')}" for number, party in enumerate(scenario.parties)
    )
    lapse = f"lapse / {GRAIN}" if scenario.moves_expiry else 'coalesce(greatest(0, "end" - expiry_day), 0)'
    return f"""
        WITH packed AS ({" UNION ALL BY NAME ".join(selects)}), timed AS (
            SELECT * EXCLUDE (tentative_lag), (nullif(tentative_lag, 0) - 1) / {GRAIN} AS deal,
                concluded + (nullif(in_force_lag, 0) - 1) / {GRAIN} AS in_force,
                coalesce(in_force, 0) + end_lag / {GRAIN} AS "end"
            FROM packed JOIN points USING (point)
        )
        SELECT point, replicate, ending = 1 AS agreed, ['agreed', 'horizon', 'broken_off'][ending] AS ending, {values},
            coalesce(concluded - deal, deal) AS tentative, concluded, in_force, "end",
            {lapse} AS lapse_days, rounds, rounds + uncounted AS meetings,
            rejections + undecided + (ending = 1)::INTEGER AS tentatives, rejections, {offers}
        FROM timed"""


def _value_sql(column: str, issue: Any) -> str:
    if isinstance(issue, Categorical):
        return f"[{', '.join(_text(option) for option in issue.options)}][{column}::INTEGER + 1] AS {column}"
    return f"{column}::BIGINT AS {column}" if isinstance(issue, Integer) else column


def _sql_type(values: Sequence[Any]) -> str:
    for kinds, name in (((bool,), "BOOLEAN"), ((int,), "BIGINT"), ((int, float), "DOUBLE"), ((date,), "DATE")):
        if all(isinstance(value, kinds) and (name == "BOOLEAN" or not isinstance(value, bool)) for value in values):
            return name
    return "VARCHAR"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of columns, with a number added to a name that is repeated."""
    result: list[str] = []
    for name in names:
        times = sum(other == name or other.startswith(f"{name}_") for other in result) if name in result else 0
        result.append(f"{name}_{times + 1}" if times else name)
    return tuple(result)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
