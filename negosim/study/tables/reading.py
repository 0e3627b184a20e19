"""Tables of parameters, read from a file or taken from Python, and checked against the scenario."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError, printable
from negosim.files import key_paths, override, parse_value
from negosim.study.sweeps.source import Source
from negosim.study.sweeps.whole import takes_whole
from negosim.study.tables.table import Table

__all__ = ["read_table"]

Column = npt.NDArray[Any]
BLOCK = 50_000  # rows of a CSV file that are parsed at a time
KINDS = (".csv", ".parquet")


def read_table(source: Source, given: Any) -> Table:
    """Return a table of parameters of a scenario.

    Parameters
    ----------
    source : Source
        The scenario.
    given : path, mapping of str to array, or data frame
        A CSV or Parquet file with a column for each path; or the columns themselves.

    Raises
    ------
    UsageError
        If the file cannot be read, a column is not a path of the scenario, or a value is missing or of the wrong type;
        the message names the file, the row and the column.
    """
    if isinstance(given, str | os.PathLike):
        name = printable(os.fspath(given))
        columns = _from_file(Path(given), name)
    else:
        name, columns = "the table", _from_python(given)
    if not columns:
        raise UsageError(f"{name}: there are no columns; give a column for each path to set")
    if not all(len(values) for values in columns.values()):
        raise UsageError(f"{name}: there are no rows; give at least one")
    columns = {path: _checked(values, f"{name}, column '{printable(path)}'") for path, values in columns.items()}
    _check_paths(source, columns, name)
    document = source.document()
    return Table(
        source=source,
        name=name,
        columns={
            path: _as_whole(values, f"{name}, column '{path}'") if takes_whole(document, path) else values
            for path, values in columns.items()
        },
    )


# ---- files ---------------------------------------------------------------------------------------------------


def _from_file(file: Path, name: str) -> dict[str, Column]:
    if file.suffix.lower() not in KINDS:
        raise UsageError(f"{name}: the name of a table must end in .csv or .parquet")
    if not file.is_file():
        raise UsageError(f"{name}: there is no such file")
    try:
        return _from_csv(file, name) if file.suffix.lower() == ".csv" else _from_parquet(file, name)
    except OSError as error:
        raise UsageError(f"{name}: this file cannot be read: {error.strerror or error}") from None


def _from_csv(file: Path, name: str) -> dict[str, Column]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        try:
            return _columns_of_text(stream, name)
        except UnicodeDecodeError:
            raise UsageError(f"{name}: this is not text in UTF-8; save the table as CSV in UTF-8") from None
        except csv.Error as error:
            raise UsageError(f"{name}: this is not CSV: {error}") from None


def _columns_of_text(stream: TextIO, name: str) -> dict[str, Column]:
    reader = csv.reader(stream, strict=True)
    head = [cell.strip() for cell in next(reader, [])]
    if not any(head):
        raise UsageError(f"{name}: this file is empty; give the paths of the columns in the first line")
    _check_head(head, name)
    blocks: list[list[Column]] = [[] for _ in head]
    first = 0
    while lines := list(islice(reader, BLOCK)):
        for row, cells in enumerate(lines, start=first + 1):
            if len(cells) != len(head):
                raise UsageError(f"{name}, row {row}: it has {_cells(len(cells))}, but the first line has {len(head)}")
        for parts, column in zip(blocks, zip(*lines, strict=True), strict=True):
            parts.append(_values_of(column))
        first += len(lines)
    return {path: _joined(parts) for path, parts in zip(head, blocks, strict=True)}


def _check_head(head: Sequence[str], name: str) -> None:
    if len(head) == 1 and {";", "\t"} & set(head[0]):
        raise UsageError(f"{name}: the first line has no comma; separate the columns with commas")
    for place, path in enumerate(head):
        if not path:
            raise UsageError(f"{name}: column {place + 1} has no name; name it after the path that it sets")
        if path in head[:place]:
            raise UsageError(f"{name}: there are two columns '{printable(path)}'; leave one out")


def _cells(count: int) -> str:
    return f"{count} value{'s' * (count != 1)}"


def _values_of(cells: Sequence[str]) -> Column:
    """Return the values of a column of text: numbers, or else values of TOML."""
    try:
        return np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        known = {cell: parse_value(cell) for cell in set(cells)}
        return _objects(known[cell] for cell in cells)


def _joined(parts: Sequence[Column]) -> Column:
    if any(part.dtype == object for part in parts):
        return _objects(value for part in parts for value in part.tolist())
    return np.concatenate(parts) if parts else np.empty(0)


def _from_parquet(file: Path, name: str) -> dict[str, Column]:
    import duckdb

    with duckdb.connect() as connection:
        try:
            result = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
            arrays = result.fetchnumpy()
        except duckdb.Error as error:
            raise UsageError(f"{name}: this file cannot be read as Parquet ({str(error).strip()})") from None
    for path, values in arrays.items():
        missing = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else np.zeros(0, np.bool_)
        if missing.any():
            raise UsageError(_missing(f"{name}, column '{printable(path)}'", int(missing.argmax())))
    return {path: _parsed(np.ma.getdata(values)) for path, values in arrays.items()}


# ---- Python --------------------------------------------------------------------------------------------------


def _from_python(given: Any) -> dict[str, Column]:
    if not (isinstance(given, Mapping) or hasattr(given, "columns")):
        raise UsageError(
            f"the table is given as {type(given).__name__}; give a .csv or .parquet file, a data frame, or a "
            "dictionary of arrays by path"
        )
    names = list(given if isinstance(given, Mapping) else given.columns)
    columns = {str(path): _parsed(np.asarray(given[path])) for path in names}
    if len(columns) < len(names):
        raise UsageError("the table: two columns have the same name; leave one out")
    lengths = {path: values.shape for path, values in columns.items()}
    for path, shape in lengths.items():
        if len(shape) != 1:
            raise UsageError(
                f"the table, column '{printable(path)}': give a one-dimensional array, with a value for each row"
            )
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"'{printable(path)}' {shape[0]:,}" for path, shape in lengths.items())
        raise UsageError(f"the table: every column needs the same number of rows, not {listed}")
    return columns


def _parsed(values: Column) -> Column:
    """Return a column in which texts are parsed as values: dates, words, truth values, numbers."""
    if values.dtype.kind not in "OUT":
        return values
    return _objects(parse_value(item) if isinstance(item, str) else item for item in values.tolist())


# ---- values --------------------------------------------------------------------------------------------------


def _checked(values: Column, where: str) -> Column:
    """Return a column as numbers, if it has only numbers, or as objects."""
    kind = values.dtype.kind
    if kind in "iu":
        return values.astype(np.int64)
    if kind == "f":
        return _finite(values.astype(np.float64), where)
    if kind == "M":
        return _dates(values, where)
    if kind not in "Ob":
        raise UsageError(f"{where}: these are not numbers, dates, words or truth values")
    items = values.tolist()
    numbers = [type(item) in (int, float) for item in items]
    if all(numbers):
        return _checked(np.array(items), where)
    _check_items(items, numbers, where)
    return _objects(items)


def _finite(values: Column, where: str) -> Column:
    wrong = ~np.isfinite(values)
    if wrong.any():
        row = int(wrong.argmax())
        raise UsageError(f"{_at(where, row)}: {values[row]:g} is not a finite number; leave the row out")
    return values


def _dates(values: Column, where: str) -> Column:
    days = values.astype("datetime64[D]")
    missing = np.isnat(values)
    if missing.any():
        raise UsageError(_missing(where, int(missing.argmax())))
    if (days != values).any():
        row = int((days != values).argmax())
        raise UsageError(f"{_at(where, row)}: {values[row]} has a time of day; give a date")
    return _objects(days.tolist())


def _check_items(items: Sequence[Any], numbers: Sequence[bool], where: str) -> None:
    for row, item in enumerate(items):
        if item is None or item == "" or item != item:
            raise UsageError(_missing(where, row))
        if not isinstance(item, int | float | str | date | bool):
            raise UsageError(f"{_at(where, row)}: {item!r} is not a number, date, word or truth value")
    if any(numbers):
        row = numbers.index(not numbers[0])
        item, kind = (items[row], "a number") if numbers[0] else (items[row], "text")
        raise UsageError(f"{_at(where, row)}: {item!r} is not {kind}, but the rows before it are")


def _as_whole(values: Column, where: str) -> Column:
    """Return a column of whole numbers."""
    if values.dtype != np.float64:
        return values
    wrong = values != np.rint(values)
    if wrong.any():
        row = int(wrong.argmax())
        raise UsageError(
            f"{_at(where, row)}: {values[row]:g} is not a whole number, but this path takes only whole numbers"
        )
    return values.astype(np.int64)


def _at(where: str, row: int) -> str:
    table, comma, column = where.partition(", column ")
    return f"{table}, row {row + 1}{comma}{column}"


def _missing(where: str, row: int) -> str:
    return f"{_at(where, row)}: the value is missing; give one, or leave the row out"


def _objects(items: Iterable[Any]) -> Column:
    listed = list(items)
    array = np.empty(len(listed), object)
    array[:] = listed
    return array


# ---- paths ---------------------------------------------------------------------------------------------------


def _check_paths(source: Source, columns: Mapping[str, Column], name: str) -> None:
    """Check that every column is a path of the scenario, and that no two set the same value or parts of it."""
    document = source.document()
    known: dict[tuple[str, ...], str] = {}
    for path, values in columns.items():
        try:
            override(document, path, values[:1].tolist()[0])
        except UsageError as error:
            raise UsageError(f"{name}, column '{printable(path)}': {error}") from None
        keys = tuple(_keys(document.data, path))
        for other, shown in known.items():
            shorter = min(len(keys), len(other))
            if keys[:shorter] == other[:shorter]:
                raise UsageError(f"{name}: the columns '{shown}' and '{path}' set the same value; leave one out")
        known[keys] = path


def _keys(data: Any, path: str) -> Iterator[str]:
    here = data
    for part in key_paths.split_path(path):
        key = key_paths.find_key(here, part)
        here = None if key is None else key_paths.step(here, key)
        yield part if key is None else str(key)
