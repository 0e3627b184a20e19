"""How each row of a table is run: by what was learnt from similar rows, or on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from negosim.errors import ScenarioError, UsageError
from negosim.study.tables.learning import Learnt, Lowering, learn
from negosim.study.tables.ranges import FEW, outside
from negosim.study.tables.table import Table, distinct

__all__ = ["Plan", "plan_of"]

Rows = npt.NDArray[np.int64]
ALONE = -1
TRIED = 3  # rows that are tried for each column
MOST_GROUPS = 512  # of which the records are kept


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plan:
    """How each row is run.

    Parameters
    ----------
    learnt : tuple of Learnt
        What was learnt from groups of rows.
    group : array of int, shape (rows,)
        The group of each row; ``ALONE`` for a row that is lowered on its own.
    """

    learnt: tuple[Learnt, ...]
    group: npt.NDArray[np.int32]


def plan_of(table: Table) -> Plan:
    """Return how each row is run.

    Rows are grouped by the columns that are not numbers. If nothing can be learnt from a group, it is divided again by
    the columns that are not simply numbers of the records.

    Raises
    ------
    UsageError
        If a row that is tried is not a valid scenario.
    """
    group = np.full(table.rows, ALONE, np.int32)
    result: list[Learnt] = []
    structural = [path for path in table.paths if path not in table.numbers]
    for rows, learnt in islice(_groups(table, structural, np.arange(table.rows)), MOST_GROUPS):
        group[rows] = len(result)
        group[outside(table, rows, learnt)] = ALONE
        result.append(learnt)
    return Plan(learnt=tuple(result), group=group)


def _groups(table: Table, structural: Sequence[str], rows: Rows) -> Iterator[tuple[Rows, Learnt]]:
    """Yield groups of rows with what was learnt from each; rows from which nothing could be learnt are left out."""
    for alike in distinct(table, structural, rows):
        varied = [path for path in table.numbers if path not in structural and np.ptp(table.numbers[path][alike]) > 0.0]
        if len(alike) <= FEW + TRIED * len(varied):
            continue
        learnt = learn(table, alike, varied)
        if learnt is not None:
            yield alike, learnt
            continue
        others = [path for path in varied if not _is_number(table, alike, path)]
        if others:
            yield from _groups(table, [*structural, *others], alike)


def _is_number(table: Table, rows: Rows, path: str) -> bool:
    """Return whether a column is simply a number in some places; also if it cannot be tried on its own."""
    values = table.numbers[path][rows]
    first = table.sets(int(rows[0]))
    tried = [{**first, path: table.sets(int(rows[place]))[path]} for place in (0, values.argmin(), values.argmax())]
    try:
        base, *others = (Lowering(table.source.scenario(sets)) for sets in tried)
    except (ScenarioError, UsageError):
        return True
    if any(other.structure != base.structure for other in others):
        return False
    numbers = [sets[path] for sets in tried]
    return all(_moves_alike(base, other, numbers[0], number) for other, number in zip(others, numbers[1:], strict=True))


def _moves_alike(base: Lowering, other: Lowering, before: float, after: float) -> bool:
    """Return whether all differences between two scenarios are between the same two numbers."""
    places = other.differences(base.words)
    pairs = zip(base.words.view(np.float64)[places], other.words.view(np.float64)[places], strict=True)
    return all((left, right) == (before, after) for left, right in pairs)
