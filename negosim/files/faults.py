"""Clear messages, one per mistake, for the errors that pydantic reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from negosim.errors import did_you_mean
from negosim.files.key_paths import Data, Path, annotation_at, keys_of, model_at, resolve, step
from negosim.files.wire import DrawnNumber, ScenarioTable
from negosim.files.wire.issues import ISSUE_KINDS
from negosim.files.wire.table import FINDINGS, Finding

MOST_SHOWN = 200
_TAG = re.compile(r"<[a-z]+>|\[key\]")
_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
    "date_type": "a date",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "tuple_type": "a list",
    "list_type": "a list",
}


def findings_of(error: ValidationError, data: Data) -> Iterator[Finding]:
    """Yield a finding for each mistake that pydantic found in the data of a file."""
    details = error.errors(include_url=False)
    if len(details) > MOST_SHOWN:
        yield Finding((), f"there are {len(details):,} errors; only the first {MOST_SHOWN} are listed")
    for detail in details[:MOST_SHOWN]:
        path = untagged(detail["loc"], data)
        kind = detail["type"]
        context = detail.get("ctx", {})
        if kind == FINDINGS:
            for finding in context[FINDINGS]:
                yield finding._replace(path=(*path, *finding.path))
        elif kind in _WANTED:
            yield _wrong_type(path, _WANTED[kind], detail["input"], data)
        elif kind == "extra_forbidden":
            yield _unknown_key(path, data)
        elif kind in ("union_tag_not_found", "union_tag_invalid"):
            yield _unknown_issue_kind(path, data)
        elif kind == "missing":
            yield from _missing(path, data)
        else:
            yield _out_of_bounds(path, kind, detail["input"], context, data)


def untagged(location: tuple[int | str, ...], data: Data) -> Path:
    """Return an error's location without the names of the unions' branches and pydantic's mark on keys."""
    path: list[int | str] = []
    here: Any = data
    for part in location:
        is_key = isinstance(here, Mapping) and part in here
        if is_key or not (isinstance(part, str) and _TAG.fullmatch(part)):
            path.append(part)
            here = step(here, part)
    return tuple(path)


def shown(value: Any) -> str:
    """Return a value as it is written in the file, shortened if it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + (value if len(value) <= 40 else value[:39] + "…") + '"'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else repr(value)
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a number of more than twenty digits"
    return str(value)


def _wrong_type(path: Path, wanted: str, value: Any, data: Data) -> Finding:
    if wanted == "a number" and _may_be_drawn(path, data):
        wanted = "a number or a distribution { dist = … }"
    return Finding(path, f"expected {wanted}, not {_described(value)}", _type_fix(wanted, value))


def _described(value: Any) -> str:
    text = shown(value)
    if isinstance(value, str):
        return f"the string {text}"
    if isinstance(value, dt.datetime):
        return f"the date with a time {text}"
    if isinstance(value, dt.date):
        return f"the date {text}"
    return text


def _type_fix(wanted: str, value: Any) -> str:
    if isinstance(value, dt.datetime):
        return f"write {value.date()}" if wanted == "a date" else ""
    if not isinstance(value, str):
        return f"write [ {shown(value)} ]" if wanted == "a list" and not isinstance(value, Mapping) else ""
    if wanted == "a date":
        return _date_fix(value)
    bare = value.strip().rstrip("%").strip()
    if wanted.startswith("a number") or wanted == "a whole number":
        return f"write {bare} without quotes" if _reads_as_number(bare) else ""
    if wanted == "true or false" and value.lower() in ("true", "false"):
        return f"write {value.lower()} without quotes"
    return ""


def _date_fix(text: str) -> str:
    try:
        return f"write {dt.date.fromisoformat(text.strip())} without quotes"
    except ValueError:
        return "write a date such as 2020-03-31, without quotes"


def _reads_as_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _unknown_key(path: Path, data: Data) -> Finding:
    key = str(path[-1])
    allowed = keys_of(model_at(ScenarioTable, data, path[:-1]))
    listed = f"; allowed keys: {', '.join(allowed)}" if allowed else ""
    return Finding(path, f"unknown key '{key}'{listed}", did_you_mean(key, allowed))


def _unknown_issue_kind(path: Path, data: Data) -> Finding:
    table: Any = data
    for key in path:
        table = step(table, key)
    kinds = ", ".join(ISSUE_KINDS)
    if not isinstance(table, Mapping):
        return Finding(path, f"expected a table, not {_described(table)}", f"write a table with a kind: {kinds}")
    if "kind" not in table:
        return Finding((*path, "kind"), "this key is missing", f"write kind = one of {kinds}")
    kind = table["kind"]
    hint = did_you_mean(kind, ISSUE_KINDS) if isinstance(kind, str) else ""
    return Finding((*path, "kind"), f"{shown(kind)} is not a kind of issue; the kinds are {kinds}", hint)


def _missing(path: Path, data: Data) -> Iterator[Finding]:
    """Yield a finding, unless the key is present but misspelt: that is reported as an unknown key."""
    key = str(path[-1])
    model = model_at(ScenarioTable, data, path[:-1])
    described = ""
    table: Any = data
    for part in path[:-1]:
        table = step(table, part)
    if keys_of(model):
        info = next(info for name, info in model.model_fields.items() if (info.alias or name) == key)
        described = f": {info.description}" if info.description else ""
    unknown = [other for other in table if other not in keys_of(model)] if isinstance(table, Mapping) else []
    if not did_you_mean(key, unknown):
        yield Finding(path, f"this key is missing{described.rstrip('.')}", f"write {key} = …")


def _out_of_bounds(path: Path, kind: str, value: Any, context: Mapping[str, Any], data: Data) -> Finding:
    text = shown(value)
    match kind:
        case "finite_number":
            return Finding(path, f"{text} is not a finite number", "write a finite number")
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return Finding(path, f"{text} is out of range: allowed is {_bounds(kind, context)}", _scaled(kind, value))
        case "literal_error":
            allowed = _literals(path, data)
            hint = did_you_mean(value, allowed) if isinstance(value, str) else ""
            return Finding(path, f"{text} is not one of {', '.join(allowed)}", hint)
        case "string_pattern_mismatch":
            problem = f"{text} is not a valid name: names contain letters, digits, _ and -, and begin with a letter"
            return Finding(path, problem, "choose another name")
        case "too_short" | "too_long":
            wanted = context.get("min_length", context.get("max_length"))
            have = context.get("actual_length")
            bound = "at least" if kind == "too_short" else "at most"
            items = "item" if wanted == 1 else "items"
            return Finding(path, f"expected {bound} {wanted} {items}, not {'more' if have is None else have}")
    return Finding(path, f"{text} is not valid here ({kind.replace('_', ' ')})")


def _bounds(kind: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "greater_than_equal":
            return f"{'above 0: ' if 0 < context['ge'] < 1e-9 else ''}{context['ge']:g} or more"
        case "less_than_equal":
            return f"{context['le']:g} or less"
        case "greater_than":
            return f"above {context['gt']:g}"
    return f"below {context['lt']:g}"


def _scaled(kind: str, value: Any) -> str:
    """Suggest a share if a percentage was written."""
    if kind == "less_than_equal" and isinstance(value, int | float) and 5 <= value <= 100:
        return f"did you mean {value / 100:g}?"
    return ""


def _literals(path: Path, data: Data) -> list[str]:
    return [str(word) for word in get_args(resolve(annotation_at(ScenarioTable, data, path), None))]


def _may_be_drawn(path: Path, data: Data) -> bool:
    """Return whether the value may also be a distribution."""
    annotation = annotation_at(ScenarioTable, data, path)
    return resolve(annotation, {"dist": ""}) is DrawnNumber
