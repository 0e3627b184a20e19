"""Traces of runs as a table: in CSV, JSON lines or Parquet, with a codebook that describes each column."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negosim.domain import Categorical, Integer, Issue, Scenario
from negosim.domain.issues import bounds
from negosim.engine import Result, Row
from negosim.engine.result import KINDS
from negosim.errors import UsageError
from negosim.study.frames import Tabular

__all__ = ["Column", "Traces", "check_trace", "traces"]

FILES = (".csv", ".jsonl", ".parquet")
SQL = {"text": "VARCHAR", "whole number": "BIGINT", "number": "DOUBLE", "date": "DATE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table of traces, as the codebook describes it.

    Parameters
    ----------
    column : str
        Its name.
    type : {"text", "number", "whole number", "date"}
        Type of its values.
    unit : str
        Unit of its values; empty if there is none.
    values : str
        Its possible values, if they are limited.
    description : str
        What its values mean.
    """

    column: str
    type: str
    unit: str = ""
    values: str = ""
    description: str

    def as_dict(self) -> dict[str, str]:
        """Return it as a row of the codebook."""
        return {
            "column": self.column,
            "type": self.type,
            "unit": self.unit,
            "values": self.values,
            "description": self.description,
        }


COMMON = (
    Column(column="scenario", type="text", description="Name of the scenario."),
    Column(column="seed", type="whole number", description="Seed of the random numbers; missing in the typical run."),
    Column(column="replicate", type="whole number", description="Number of the replicate; missing in the typical run."),
    Column(column="entry", type="whole number", description="Number of the entry in its run, from 0."),
    Column(column="date", type="date", description="When it happened."),
    Column(column="time", type="number", unit="days", description="The same, as days since the scenario's start."),
    Column(
        column="kind",
        type="text",
        values=", ".join(KINDS),
        description="What happened.",
    ),
    Column(column="party", type="text", description="The party whose move or event it is; missing if it is both."),
    Column(column="event", type="text", description="Name of the shock that happens, or of the issue that opens."),
    Column(column="note", type="text", description="What happened or was said, in words."),
)


@dataclass(frozen=True, slots=True)
class Traces(Tabular):
    """The traces of runs of one scenario, with a row for each entry.

    Parameters
    ----------
    results : tuple of Result
        The runs, in order.
    """

    results: tuple[Result, ...]

    @property
    def codebook(self) -> tuple[Column, ...]:
        """Descriptions of the columns, in order."""
        return _columns(self.results[0].scenario)

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows, each a dict from column to value; missing values are ``None``."""
        names = [column.column for column in self.codebook]
        return [
            dict(zip(names, _cells(result, place, row), strict=True))
            for result in self.results
            for place, row in enumerate(result.trace)
        ]

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write the rows to a file and the codebook beside it, as ``NAME.codebook.csv``, replacing existing files.

        Parameters
        ----------
        path : path
            A file whose name ends with .csv, .jsonl or .parquet. Dates are written as 2021-01-31.

        Returns
        -------
        Path
            Path of the codebook.

        Raises
        ------
        UsageError
            If the name has another ending, or a file cannot be written.
        """
        check_trace(path)
        target = Path(path)
        codebook = target.with_name(f"{target.stem}.codebook.csv")
        write = {".csv": _write_csv, ".jsonl": _write_jsonl, ".parquet": _write_parquet}[target.suffix.lower()]
        try:
            write(target, self)
            _write_table(codebook, [column.as_dict() for column in self.codebook])
        except OSError as error:
            raise UsageError(f"{target}: the trace cannot be written: {error.strerror or error}") from None
        return codebook


def traces(results: Result | Iterable[Result]) -> Traces:
    """Return the traces of one or more runs of a scenario as a table.

    Raises
    ------
    UsageError
        If there is no run, or the runs differ in issues or parties.

    Examples
    --------
    >>> import negosim
    >>> table = negosim.traces(negosim.run("used_car"))
    >>> {name: table.rows()[3][name] for name in ("kind", "party", "price", "utility_seller")}
    {'kind': 'offer', 'party': 'seller', 'price': 11900.0, 'utility_seller': 0.79}
    """
    runs = (results,) if isinstance(results, Result) else tuple(results)
    if not runs or not all(isinstance(run, Result) for run in runs):
        raise UsageError("traces are made from one or more results of negosim.run")
    first = runs[0].scenario
    for run in runs:
        if (run.scenario.issues, run.scenario.parties) != (first.issues, first.parties):
            names = f"'{first.name}' and '{run.scenario.name}'"
            raise UsageError(f"the runs of {names} differ in issues or parties; write a table for each")
    return Traces(runs)


def check_trace(path: str | os.PathLike[str]) -> None:
    """Check that traces can be written to a file of that name.

    Raises
    ------
    UsageError
        If its ending is unknown, or its folder does not exist.
    """
    target = Path(path)
    if target.suffix.lower() not in FILES:
        raise UsageError(f"{target}: the name of a trace must end in {', '.join(FILES[:-1])} or {FILES[-1]}")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; create it first")


def _columns(scenario: Scenario) -> tuple[Column, ...]:
    taken = {column.column for column in COMMON}
    issues = [_column_of_issue(issue, _free(issue.name, "issue", taken)) for issue in scenario.issues]
    utilities = [
        Column(
            column=_free(f"utility_{party.name}", "party", taken),
            type="number",
            values="0 to 1",
            description=f"Utility of the terms to {party.title or party.name}.",
        )
        for party in scenario.delegations
    ]
    return (*COMMON, *issues, *utilities)


def _free(name: str, prefix: str, taken: set[str]) -> str:
    """Return a name for a column that is not taken, even in another case, and take it."""
    while name.lower() in taken:
        name = f"{prefix}_{name}"
    taken.add(name.lower())
    return name


def _column_of_issue(issue: Issue, name: str) -> Column:
    what = f"Terms offered or agreed: {issue.title or issue.name}."
    if issue.opens is not None:
        what += f" Until {issue.opens} it is not on the table and has its status quo, {issue.status_quo}."
    if isinstance(issue, Categorical):
        return Column(column=name, type="text", values=", ".join(issue.options), description=what)
    low, high = bounds(issue)
    kind = "whole number" if isinstance(issue, Integer) else "number"
    return Column(column=name, type=kind, unit=issue.unit, values=f"{low:g} to {high:g}", description=what)


def _cells(result: Result, place: int, row: Row) -> list[Any]:
    scenario = result.scenario
    terms = [None] * len(scenario.issues) if row.terms is None else [row.terms[each.name] for each in scenario.issues]
    utilities = [None if row.utilities is None else row.utilities[party] for party in scenario.parties]
    about = [scenario.name, result.seed, result.replicate, place, row.date.isoformat(), row.time]
    return [*about, row.kind, row.party, row.event or None, row.words or None, *terms, *utilities]


# ---- files -------------------------------------------------------------------------------------------------------


def _write_table(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_csv(path: Path, table: Traces) -> None:
    _write_table(path, table.rows())


def _write_jsonl(path: Path, table: Traces) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in table.rows())


def _write_parquet(path: Path, table: Traces) -> None:
    import duckdb
    import numpy as np

    rows, columns = table.rows(), table.codebook
    texts = {
        f"c{number}": np.array([_text(row[column.column]) for row in rows], object)
        for number, column in enumerate(columns)
    }
    chosen = ", ".join(
        f'CAST(c{number} AS {SQL[column.type]}) AS "{column.column.replace(chr(34), chr(34) * 2)}"'
        for number, column in enumerate(columns)
    )
    with tempfile.TemporaryDirectory(prefix="negosim-") as folder, duckdb.connect() as connection:
        connection.execute("SET pandas_analyze_sample = 0")  # every column is passed as text, which loses no digits
        connection.register("source", texts)
        draft = Path(folder) / "trace.parquet"
        place = str(draft).replace("'", "''")
        connection.execute(f"COPY (SELECT {chosen} FROM source) TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
        path.write_bytes(draft.read_bytes())


def _text(value: Any) -> str | None:
    """Return a value as text that the database reads without loss."""
    return None if value is None else repr(value) if isinstance(value, float) else str(value)
