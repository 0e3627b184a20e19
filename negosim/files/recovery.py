"""Reading data that has faults as far as it goes, so that the other checks can still be made on the rest."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from negosim.files.faults import MOST_TOLD, findings_of, untagged
from negosim.files.key_paths import Path, step
from negosim.files.wire import ScenarioTable
from negosim.files.wire.table import Finding

MOST_REPAIRS = 40
_DAY = dt.date(2000, 1, 1)

# What takes the place of a value that must be there, by its key; checks that rest on it are not made.
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
# What takes the place of an item of a list, by the list's key.
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
    """What could be made of the data of a file.

    Parameters
    ----------
    table : ScenarioTable or None
        The data as a model, broken values left out or stood in for; ``None`` if too much is broken.
    findings : list of Finding
        What is wrong with the data by itself.
    broken : set of tuple
        The paths of the broken values.
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
    if first.error_count() > MOST_TOLD:
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
    """Return the place to fix: the value, or the table that is invalid without it."""
    if kind == "missing" and path[-1] not in _STAND_INS:
        path = path[:-1]
    while path in broken:  # what stood in for it will not do either
        path = path[:-1]
    return path


def _joined_fix(data: dict[str, Any], path: Path, kind: str) -> Path:
    """Take a broken value out of the data, or put another in its place; return the place, empty if it failed."""
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
