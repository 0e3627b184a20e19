"""Read a table of the record into a dataclass, converting each column to the type of its field."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from negosim.history.partial import PartialDate

Record = TypeVar("Record")


@cache
def read_table(name: str, record: type[Record]) -> tuple[Record, ...]:
    """Read one CSV file of the record.

    Parameters
    ----------
    name : str
        Name of the file without its ending.
    record : type
        Dataclass whose fields are the file's columns.

    Returns
    -------
    tuple of record
        One per row, in the file's order.
    """
    converters = {field: converter(hint) for field, hint in get_type_hints(record).items()}
    text = (files("negosim.history") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(
        record(**{field: convert(row[field]) for field, convert in converters.items()})
        for row in csv.DictReader(text.splitlines())
    )


def converter(hint: Any) -> Callable[[str], Any]:
    """Return a function that converts the text of a column to the type of its field."""
    if isinstance(hint, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        read = _READERS[inner]
        return lambda text: read(text) if text else None
    return _READERS[hint]


def _ids(text: str) -> tuple[str, ...]:
    return tuple(text.split(";"))


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text.lower()]


_READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: _yes_or_no,
    float: float,
    dt.date: dt.date.fromisoformat,
    PartialDate: PartialDate.parse,
    tuple[str, ...]: _ids,
    tuple[int, int]: _span,
}
