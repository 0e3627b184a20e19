"""Read as much as possible of data with errors, so that the remaining checks can run on the rest."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from negosim.files.faults import MOST_SHOWN, findings_of, untagged
from negosim.files.key_paths import Path, step
from negosim.files.wire import ScenarioTable
from negosim.files.wire.table import Finding

MOST_REPAIRS = 40
_DAY = dt.date(2000, 1, 1)

# Placeholders for required values, by key; checks that depend on a placeholder are skipped.
_STAND_INS: Mapping[str, Any] = {
    "issues": {"x": {"kind": "continuous", "range": [0, 1]}},
    "delegations": {},
    "calendar": {"start": dt.date.min, "horizon": dt.date.max},
    "start": dt.date.min,
    "horizon": dt.date.max,
    "aspiration": 0.5,
    "reservation": 0.5,
    "tactic": {"kind": "linear"},
}
# Placeholders for items of lists, by the key of the list.
_STAND_IN_ITEMS: Mapping[str, Any] = {
    "rounds": {"date": _DAY},
    "gaps": {"gap": 1.0},
    "administrations": {"name": "x", "from": _DAY, "stance": "x"},
    "successors": {"name": "x", "probability": 0.0, "stance": "x"},
    "correlations": {"between": ["x", "y"], "rho": 0.0},
    "shocks": {"name": "x", "date": _DAY},
    "effects": {"party": "x", "level": "reservation", "by": 0.0},
    "ratifiers": {"name": "x", "party": "x"},
    "offers": 0.0,
}


class Reading(NamedTuple):
    """The data of a file, as far as it could be read.

    Parameters
    ----------
    table : ScenarioTable or None
        The data as a model, with invalid values left out or replaced by placeholders; ``None`` if too much is invalid.
    findings : list of Finding
        The errors of single values.
    broken : set of tuple
        The paths of the invalid values.
    """

    table: ScenarioTable | None
    findings: list[Finding]
    broken: set[Path]


def read_table(data: Mapping[str, Any]) -> Reading:
    """Validate the data of a file, and continue after errors."""
    try:
        return Reading(ScenarioTable.model_validate(data), [], set())
    except ValidationError as error:
        first = error
    findings = list(findings_of(first, data))
    if first.error_count() > MOST_SHOWN:
        return Reading(None, findings, set())
    rest = copy.deepcopy(dict(data))
    broken: set[Path] = set()
    latest = first
    for _ in range(MOST_REPAIRS):
        fixed: set[Path] = set()
        for detail in latest.errors(include_url=False, include_context=False):
            path = _broken_place(untagged(detail["loc"], rest), detail["type"], broken)
            if any(path[:length] in fixed for length in range(len(path) + 1)):
                continue
            place = _joined_fix(rest, path, detail["type"])
            if not place:
                return Reading(None, findings, broken)
            fixed.add(place)
        broken |= fixed
        try:
            return Reading(ScenarioTable.model_validate(rest), findings, broken)
        except ValidationError as again:
            latest = again
    return Reading(None, findings, broken)


def _broken_place(path: Path, kind: str, broken: set[Path]) -> Path:
    """Return the path to repair: the value, or the table that is invalid without it."""
    if kind == "missing" and path[-1] not in _STAND_INS:
        path = path[:-1]
    while path in broken:  # its placeholder is invalid too
        path = path[:-1]
    return path


def _joined_fix(data: dict[str, Any], path: Path, kind: str) -> Path:
    """Remove an invalid value from the data, or replace it; return its path, empty if that is impossible."""
    if not path:
        return ()
    holder: Any = data
    for key in path[:-1]:
        holder = step(holder, key)
    last = path[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
        if kind != "extra_forbidden" and last in _STAND_INS:
            holder[str(last)] = copy.deepcopy(_STAND_INS[str(last)])
        return path
    if isinstance(holder, list) and path[-2] in _STAND_IN_ITEMS:
        holder[int(last)] = copy.deepcopy(_STAND_IN_ITEMS[str(path[-2])])
        return path
    return _joined_fix(data, path[:-1], kind)
