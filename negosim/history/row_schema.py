"""The JSON Schema of a record's files: an array of rows for each table."""

from __future__ import annotations

import datetime as dt
from types import NoneType
from typing import Any, get_args, get_type_hints

from negosim.history.dyad import FIGURES, RENEWAL_COLUMNS
from negosim.history.partial import PartialDate
from negosim.history.records import Inauguration, Known, Position, Renewal
from negosim.history.upcoming import DATES, NUMBERS

__all__ = ["record_schema"]

TABLES: dict[str, type] = {
    "agreements.csv": Renewal,
    "opening.csv": Known,
    "positions.csv": Position,
    "inaugurations.csv": Inauguration,
}
DAY = {"type": "string", "format": "date"}
TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string", "minLength": 1},
    float: {"type": "string", "pattern": r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"},
    bool: {"enum": ["yes", "no"]},
    dt.date: DAY,
    PartialDate: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    tuple[str, ...]: {"type": "string", "description": "Ids of sources, separated by semicolons."},
}


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record: its files by name, each CSV file as a list of rows of text.

    Other columns and files are allowed.
    """
    side = {
        "type": "object",
        "required": ["name", "side"],
        "properties": {
            "name": {"type": "string", "description": "Its name."},
            "side": {"type": "string", "description": "Its abbreviation in positions.csv."},
        },
    }
    about = {
        "type": "object",
        "required": ["payer", "payee"],
        "properties": {
            "title": {"type": "string"},
            "about": {"type": "string"},
            "payer": side,
            "payee": side,
            "next": _next(),
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "negosim record",
        "description": "A series of agreements on what one side pays to the other.",
        "type": "object",
        "required": ["record.toml", "agreements.csv", "opening.csv"],
        "properties": {
            "record.toml": about,
            **{name: {"type": "array", "items": _row(name, record)} for name, record in TABLES.items()},
        },
    }


def _next() -> dict[str, Any]:
    """Return the schema of the next agreement; dates in TOML are text here."""
    numbers = {name: {"type": "number"} for name in NUMBERS}
    properties = {"id": {"type": "string"}, **dict.fromkeys(DATES, DAY), **numbers}
    return {"type": "object", "required": list(properties), "properties": properties}


def _row(file: str, record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    needed = [name for name, hint in hints.items() if NoneType not in get_args(hint) and hint != tuple[str, ...]]
    row: dict[str, Any] = {"type": "object", "description": (record.__doc__ or "").splitlines()[0]}
    row["properties"] = {name: _column(hint) for name, hint in hints.items()}
    if file == "agreements.csv":
        return _first_may_lack(row)
    if file == "opening.csv":
        row["properties"]["figure"] = {"enum": list(FIGURES)}
    return {**row, "required": needed}


def _first_may_lack(row: dict[str, Any]) -> dict[str, Any]:
    """Allow the first agreement to lack what a renewal has, and growth to be in any of its columns."""
    growth = row["properties"].pop("growth_pct")
    for name in RENEWAL_COLUMNS["growth_pct"]:
        row["properties"][name] = _or_empty(growth)
    for name in ("previous_expiry", "concluded_date"):
        row["properties"][name] = _or_empty(row["properties"][name])
    has_growth = [{"required": [name]} for name in RENEWAL_COLUMNS["growth_pct"]]
    return {**row, "required": ["id", "previous_expiry", "concluded_date"], "anyOf": has_growth}


def _column(hint: Any) -> dict[str, Any]:
    inner = [each for each in get_args(hint) if each is not NoneType]
    if NoneType in get_args(hint):
        return _or_empty(TYPES[inner[0]])
    return TYPES[hint]


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"const": ""}, schema]}
