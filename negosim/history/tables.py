"""Read the rows of a record's file, with the location of every error in them."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from negosim.errors import Fault, did_you_mean
from negosim.history.read import converter

Row = TypeVar("Row")
Folder = Path | Traversable
WANTED: Mapping[str, str] = {
    "date": "expected a date such as 2021-03-07",
    "float": "expected a number",
    "bool": "expected yes or no",
    "PartialDate": "expected a date such as 2021-03-07, 2021-03 or 2021",
}


def read_rows(
    folder: Folder,
    name: str,
    record: type[Row],
    faults: list[Fault],
    *,
    columns: Mapping[str, Sequence[str]] | None = None,
    optional: bool = False,
) -> tuple[Row, ...]:
    """Read one file of a record; its errors are added to ``faults``.

    Parameters
    ----------
    name : str
        The file's name, such as ``"positions.csv"``.
    record : type
        Dataclass of a row; a column may be missing if its field is a tuple or may be None.
    columns : mapping of str to sequence of str, optional
        For a field, the columns that can contain it, in order of preference; the file must have one of them. Default:
        the column with the field's name.
    optional : bool
        Whether the file may be missing; it then has no rows.

    Returns
    -------
    tuple of record
        The rows without errors, in the file's order.
    """
    file = folder / name
    if not file.is_file():
        if not optional:
            faults.append(Fault(file=name, path="", problem=f"the folder {folder} has no such file"))
        return ()
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(
            Fault(file=name, path="", problem=f"this file cannot be read: {error}", fix="save it as text in UTF-8")
        )
        return ()
    reader = csv.DictReader(lines)
    taken = _columns(record, columns or {}, reader.fieldnames or (), name, faults)
    if taken is None:
        return ()
    return tuple(_rows(reader, record, taken, name, faults))


def _columns(
    record: type[Any],
    given: Mapping[str, Sequence[str]],
    header: Sequence[str],
    name: str,
    faults: list[Fault],
) -> dict[str, str] | None:
    """Return the column of each field; None if a required column is missing."""
    taken, complete = {}, True
    for field, hint in get_type_hints(record).items():
        wanted = given.get(field, (field,))
        column = next((each for each in wanted if each in header), None)
        if column is not None:
            taken[field] = column
        elif field in given or not _may_lack(hint):
            problem = f"the column {' or '.join(repr(each) for each in wanted)} is missing"
            faults.append(Fault(file=name, path="", problem=problem, fix=did_you_mean(wanted[0], header) or "add it"))
            complete = False
    return taken if complete else None


def _may_lack(hint: Any) -> bool:
    return NoneType in get_args(hint) or hint == tuple[str, ...]


def _rows(
    reader: csv.DictReader[str], record: type[Row], columns: Mapping[str, str], name: str, faults: list[Fault]
) -> Iterator[Row]:
    hints = get_type_hints(record)
    missing = {field: () if hint == tuple[str, ...] else None for field, hint in hints.items() if field not in columns}
    readers = {field: (column, converter(hints[field]), hints[field]) for field, column in columns.items()}
    for raw in reader:
        values, before = dict(missing), len(faults)
        for field, (column, convert, hint) in readers.items():
            try:
                values[field] = _finite(convert((raw[column] or "").strip()))
            except (ValueError, KeyError):
                faults.append(_unreadable(name, reader.line_num, column, raw[column], hint))
        if len(faults) == before:
            yield record(**values)


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    return value


def _unreadable(name: str, line: int, column: str, text: str | None, hint: Any) -> Fault:
    kind: Callable[..., Any] = next((each for each in (*get_args(hint), hint) if each is not NoneType), str)
    wanted = WANTED.get(getattr(kind, "__name__", ""), "cannot be read")
    return Fault(file=name, path=f"line {line}, {column}", problem=f"{text or 'nothing'!r}: {wanted}")
