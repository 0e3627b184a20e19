"""The exact frontier of additive preferences over more outcomes than can be listed, issue by issue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import utility_table
from negosim.solve.frontier import pareto
from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import rounded

__all__ = ["AdditiveFrontier", "additive_pareto"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditiveFrontier:
    """The Pareto frontier of an outcome space that is a product of issues.

    Parameters
    ----------
    points : ndarray, shape (size, n)
        The distinct utility points, rounded to 14 digits, in ascending order of the first party's utility.
    choices : ndarray of int, shape (size, issues)
        Number of the chosen value of each issue in an outcome that reaches the point.
    outcomes : int
        The number of outcomes in the space.
    """

    points: FloatArray
    choices: IndexArray
    outcomes: int

    @property
    def size(self) -> int:
        """The number of distinct utility points."""
        return len(self.points)


def additive_pareto(values: Sequence[ArrayLike]) -> AdditiveFrontier:
    """Find the Pareto frontier of additive preferences without listing the outcomes.

    Parameters
    ----------
    values : sequence of array_like, each shape (values of the issue, n)
        What each value of an issue adds to each party's utility, the weight of the issue included.

    Returns
    -------
    AdditiveFrontier
        The same frontier as that of all outcomes.

    Raises
    ------
    SolverError
        If there is no issue, an issue has no value, the numbers of parties differ, or a number is not finite.

    Notes
    -----
    A partial outcome that another dominates cannot be part of an efficient outcome, for the same completion
    serves both. So the frontier of the first k issues, plus all values of the next, holds that of k + 1; what
    is dominated is dropped on the way.

    Source: Nemhauser and Ullmann 1969 (dominance in the dynamic program of the knapsack).
    """
    tables = [utility_table(f"values[{number}]", table) for number, table in enumerate(values)]
    if not tables:
        raise SolverError("values", "is empty: give at least one issue")
    parties = tables[0].shape[1]
    for number, table in enumerate(tables):
        if table.shape[1] != parties:
            raise SolverError(f"values[{number}]", f"must hold {parties} parties, holds {table.shape[1]}")
    sums, parents, chosen = np.zeros((1, parties)), [], []
    # Small issues first keep the intermediate frontiers small.
    order = sorted(range(len(tables)), key=lambda number: len(tables[number]))
    for number in order:
        width = len(tables[number])
        candidates = (sums[:, None, :] + tables[number][None, :, :]).reshape(-1, parties)
        kept = pareto(candidates).indices
        sums = candidates[kept]
        parents.append(kept // width)
        chosen.append(kept % width)
    return AdditiveFrontier(
        points=rounded(sums),
        choices=_traced(parents, chosen, order),
        outcomes=math.prod(len(table) for table in tables),
    )


def _traced(parents: list[IndexArray], chosen: list[IndexArray], order: list[int]) -> IndexArray:
    """Follow each point back through the merges to the value of each issue."""
    at = np.arange(len(parents[-1]))
    choices = np.empty((len(at), len(order)), dtype=np.int64)
    for parent, choice, number in zip(reversed(parents), reversed(chosen), reversed(order), strict=True):
        choices[:, number] = choice[at]
        at = parent[at]
    return choices
