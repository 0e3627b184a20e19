"""The rows of a table that are valid scenarios, judged from a few of them.

Most numbers are checked one by one: each must lie in a range that does not depend on other numbers, so every value
between those of two valid rows is valid. The numbers of a family are checked together, such as the parameters of a
distribution or the points of a value function: every corner of the box that the rows span is tried, and if one is not
valid, the box is halved. Numbers that must sum to one are summed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import ScenarioError, UsageError
from negosim.files import key_paths
from negosim.files.checking.parties import TOLERANCE
from negosim.study.tables.learning import Learnt, Lowering
from negosim.study.tables.table import Table

__all__ = ["FEW", "outside"]

Rows = npt.NDArray[np.int64]
Family = tuple[str, ...]
FEW = 16  # up to this many rows, lowering each is faster than learning from them
MOST_TOGETHER = 4  # up to this many columns, all corners are tried; of more, those of each pair
SUMS = (("values", "*", "weight"), ("successors", "*", "probability"))


def outside(table: Table, rows: Rows, learnt: Learnt) -> Rows:
    """Return the rows to lower one by one, since they may differ from what was learnt."""
    varied = [path for path in table.numbers if np.ptp(table.numbers[path][rows]) > 0.0]
    result = np.zeros(len(rows), np.bool_)
    for family, paths in _families(table, varied).items():
        if family[0] == "sum":
            result |= ~_sums_to_one(table, rows, paths[0])
        elif len(paths) > 1:
            result |= _beyond(_Box(table, learnt, rows, paths))
    return rows[result]


# ---- families ------------------------------------------------------------------------------------------------


def _families(table: Table, paths: Iterable[str]) -> Mapping[Family, list[str]]:
    families: dict[Family, list[str]] = defaultdict(list)
    for path in paths:
        families[_family(table.source.document().data, path)].append(path)
    return families


def _family(data: Mapping[str, Any], path: str) -> Family:
    """Return the family that a path is checked with: the table that it belongs to, or the path itself."""
    parts = key_paths.split_path(path)
    if any(_ends(parts, pattern) for pattern in SUMS):
        return ("sum", *parts[:-2])
    if parts[0] == "delegations" and parts[2:3] == ["values"] and "table" not in parts:
        return (*parts[:4], *(part for part in parts[4:5] if part in ("points", "values")))
    if {"tactic", "acceptance"} & set(parts):
        return tuple(parts[:5])
    here: Any = data
    for depth, part in enumerate(parts):
        if isinstance(here, Mapping) and "dist" in here:
            return tuple(parts[:depth])
        key = key_paths.find_key(here, part)
        here = None if key is None else key_paths.step(here, key)
    return tuple(parts)


def _ends(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    last = parts[-len(pattern) :]
    return len(last) == len(pattern) and all(own in ("*", part) for own, part in zip(pattern, last, strict=True))


# ---- sums ----------------------------------------------------------------------------------------------------


def _sums_to_one(table: Table, rows: Rows, path: str) -> npt.NDArray[np.bool_]:
    """Return whether the numbers of a path and its siblings sum to one, by row; false if one of them is drawn."""
    *start, _, last = key_paths.split_path(path)
    holder = table.source.document().data
    for part in start:
        key = key_paths.find_key(holder, part)
        holder = {} if key is None else key_paths.step(holder, key)
    siblings = [*holder] if isinstance(holder, Mapping) else key_paths.item_labels(holder)
    total = np.zeros(len(rows))
    for place, sibling in enumerate(siblings):
        own = table.numbers.get(".".join([*start, sibling, last]))
        item = key_paths.step(holder, sibling if isinstance(holder, Mapping) else place)
        number = item.get(last) if isinstance(item, Mapping) else None
        if own is not None:
            total += own[rows]
        elif isinstance(number, int | float):
            total += number
        else:
            return np.zeros(len(rows), np.bool_)
    return np.abs(total - 1.0) <= TOLERANCE


# ---- boxes ---------------------------------------------------------------------------------------------------


class _Box:
    """The rows of a table, in the columns of a family.

    Parameters
    ----------
    paths : sequence of str
        The columns of the family.
    """

    def __init__(self, table: Table, learnt: Learnt, rows: Rows, paths: Sequence[str]) -> None:
        self._table, self._learnt = table, learnt
        self._fixed = table.sets(int(rows[0]))
        self._paths = paths
        self.values = np.column_stack([table.numbers[path][rows] for path in paths])

    def holds(self, inside: Rows) -> bool:
        """Return whether what was learnt describes every corner of the box that some rows span."""
        low, high = self.values[inside].min(axis=0), self.values[inside].max(axis=0)
        return all(self._is_learnt(corner) for corner in _corners(low, high))

    def _is_learnt(self, corner: npt.NDArray[np.float64]) -> bool:
        values = {**self._fixed, **dict(zip(self._paths, corner.tolist(), strict=True))}
        try:
            other = Lowering(self._table.source.scenario(values))
        except (ScenarioError, UsageError):
            return False
        return self._learnt.describes(other, values)


def _corners(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64]) -> Iterator[npt.NDArray[np.float64]]:
    together = [tuple(range(len(low)))] if len(low) <= MOST_TOGETHER else combinations(range(len(low)), 2)
    for places in together:
        for ends in product((False, True), repeat=len(places)):
            corner = low.copy()
            for place, end in zip(places, ends, strict=True):
                corner[place] = high[place] if end else low[place]
            yield corner


def _beyond(box: _Box) -> npt.NDArray[np.bool_]:
    """Return a mask of the rows outside all valid parts of a box, which is halved until few rows are left."""
    result = np.zeros(len(box.values), np.bool_)
    parts = [np.arange(len(box.values))]
    while parts:
        part = parts.pop()
        if len(part) <= FEW:
            result[part] = True
        elif not box.holds(part):
            parts += _halves(box.values, part)
    return result


def _halves(values: npt.NDArray[np.float64], part: Rows) -> list[Rows]:
    """Return rows in two halves, divided at the median of the column that varies most, relative to all rows."""
    spread = np.ptp(values, axis=0)
    widest = int((np.ptp(values[part], axis=0) / np.where(spread > 0.0, spread, 1.0)).argmax())
    order = part[np.argsort(values[part, widest], kind="stable")]
    return [order[: len(order) // 2], order[len(order) // 2 :]]
