"""Change one value of a document, named by its path, as `--set` and sweeps do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from negosim.errors import UsageError
from negosim.files import key_paths
from negosim.files.document import Document, plain
from negosim.files.key_paths import Path
from negosim.files.wire import ScenarioTable

ORIGIN = "--set"
SHOWN_PATHS = 3


def override(document: Document, path: str, value: object) -> Document:
    """Return a copy of the document with one value changed.

    Parameters
    ----------
    path : str
        The keys of the value, joined by dots, as in ``"delegations.washington.stances.trump.reservation"``. An item of
        a list is named by its name, its date or its position, as in ``"shocks.walkout.date"``. A key may be new if
        the schema defines it.
    value : object
        A value of a type that TOML has.

    Raises
    ------
    UsageError
        If there is nothing at the path; the message suggests similar paths.
    """
    keys = _find(document, path)
    data = _replaced(document.data, keys, plain(value))
    origins = {place: file for place, file in document.origins.items() if place[: len(keys)] != keys}
    return replace(document, data=data, origins={**origins, keys: ORIGIN})


def paths(document: Document) -> list[str]:
    """Return the path of every value of a document, as `override` accepts it."""
    return list(key_paths.written_leaves(document.data))


def parse_value(text: str) -> object:
    """Parse a value from the command line as TOML; text that is not TOML is a string.

    Examples
    --------
    >>> parse_value("12.5"), parse_value("true"), parse_value("boulware"), parse_value("[1, 2]")
    (12.5, True, 'boulware', [1, 2])
    """
    stripped = text.strip()
    try:
        parsed = tomllib.loads(f"value = {stripped}\n")
    except (ValueError, RecursionError):
        parsed = {}
    if set(parsed) == {"value"}:
        return parsed["value"]
    if re.fullmatch(r"[+-]?\.\d+(e[+-]?\d+)?|[+-]?\d+\.|[+-]?0\d*(\.\d+)?", stripped, re.IGNORECASE):
        return float(stripped)  # numbers as people type them: .5, 5. and 007
    return stripped


def _find(document: Document, text: str) -> Path:
    """Return the keys of a written path."""
    keys: list[str | int] = []
    here: Any = document.data
    parts = key_paths.split_path(text)
    for position, part in enumerate(parts):
        key = key_paths.find_key(here, part)
        if key is None and _may_be_new(document, tuple(keys), here, part, position == len(parts) - 1):
            key = part
        if key is None:
            raise UsageError(_nowhere(document, text, tuple(keys), part))
        keys.append(key)
        here = key_paths.step(here, key)
    if not keys:
        raise UsageError(f"'{text}' is not a path of {document.shown or document.name}; name keys joined by dots")
    return tuple(keys)


def _may_be_new(document: Document, keys: Path, here: Any, part: str, last: bool) -> bool:
    """Return whether the schema defines a key that the document lacks."""
    if here is not None and not isinstance(here, Mapping):
        return False
    if not keys and part == "extends":
        return False
    model = key_paths.model_at(ScenarioTable, document.data, keys)
    if key_paths.keys_of(model):
        if part in key_paths.keys_of(model):
            return True
        return last and model.model_config.get("extra") == "allow"
    annotation = key_paths.annotation_at(ScenarioTable, document.data, (*keys, part))
    # A table of numbers or words may get a new entry. A table of tables may not: the path is probably misspelt.
    return last and annotation is not None and not _is_table(key_paths.resolve(annotation, None))


def _is_table(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, BaseModel)


def _replaced(here: Any, keys: Path, value: object) -> Any:
    """Return a copy of a tree with another value at a path; only the tables along the path are copied."""
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(here, list) and isinstance(key, int):
        return [*here[:key], _replaced(here[key], rest, value), *here[key + 1 :]]
    table: dict[str, Any] = dict(here) if isinstance(here, Mapping) else {}
    table[str(key)] = _replaced(table.get(str(key)), rest, value)
    return table


def _nowhere(document: Document, text: str, keys: Path, part: str) -> str:
    """Return the message for a wrong path: up to where it is valid, and which paths are similar."""
    there = key_paths.write_path(document.data, keys)
    lacks = f"'{there}' has no '{part}'" if there else f"there is no '{part}'"
    start = f"'{text}' is not a path of {document.shown or document.name}: {lacks}"
    inside = _inside(document, keys)
    if not inside:
        return f"{start}, as '{there}' is a single value"
    near = _nearest(document, text, keys, get_close_matches(part, inside, n=1, cutoff=0.6))
    if near:
        return f"{start}; did you mean {' or '.join(repr(path) for path in near)}?"
    return f"{start}; it has {', '.join(inside)}"


def _inside(document: Document, keys: Path) -> list[str]:
    """Return what may follow in a path: the existing keys or items, and the keys that the schema defines."""
    here: Any = document.data
    for key in keys:
        here = key_paths.step(here, key)
    if isinstance(here, list):
        return key_paths.item_labels(here)
    inside = [str(key) for key in here] if isinstance(here, Mapping) else []
    known = key_paths.keys_of(key_paths.model_at(ScenarioTable, document.data, keys))
    return inside + [key for key in known if key not in inside and (keys or key != "extends")]


def _nearest(document: Document, text: str, keys: Path, siblings: list[str]) -> list[str]:
    """Return the paths that were probably meant: with one part corrected, the start supplied, or similar as a whole."""
    listed = paths(document)
    known = set(listed)
    for path in listed:
        known.update(path[: dot.start()] for dot in re.finditer(r"\.", path))
    rest = key_paths.split_path(text)[len(keys) + 1 :]
    suggested = [
        ".".join([*filter(None, [key_paths.write_path(document.data, keys)]), near, *rest]) for near in siblings
    ]
    suggested = [path for path in suggested if not rest or path in known]
    with_start = [] if keys else [path for path in listed if path.endswith(f".{text}")]
    alike = get_close_matches(text, sorted(known), n=SHOWN_PATHS, cutoff=0.6)
    return (with_start or suggested or alike)[:SHOWN_PATHS]
