"""The Pareto frontier of a list of outcomes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import utility_table
from negosim.solve.dominance import staircase, undominated
from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import rounded

__all__ = ["Frontier", "pareto"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The outcomes that no other outcome dominates.

    Parameters
    ----------
    points : ndarray, shape (size, n)
        The distinct utility points, rounded to 14 digits, in ascending order of the first party's utility.
    indices : ndarray of int, shape (size,)
        An outcome for each point: the first in the list.
    efficient : ndarray of int, shape (k,), k >= size
        Every outcome on the frontier in the order of the list, those with the same utilities included.
    """

    points: FloatArray
    indices: IndexArray
    efficient: IndexArray

    @property
    def size(self) -> int:
        """The number of distinct utility points."""
        return len(self.points)


def pareto(utilities: ArrayLike) -> Frontier:
    """Find the Pareto frontier of a list of outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.

    Returns
    -------
    Frontier
        The outcomes that no other dominates.

    Raises
    ------
    SolverError
        If `utilities` is empty, has another shape, or holds NaN or infinity.

    Notes
    -----
    An outcome dominates another if no party likes it less and one likes it more, compared to 14 digits of the party's
    largest utility: a sum of weighted values differs in its last bits with the order of its terms, and would keep
    dominated outcomes. For two parties the time is that of one sort of the few outcomes that a coarse filter leaves.
    Three and more take time in proportion to the outcomes times the frontier's size.

    Source: Raiffa 1982, ch. 10-11.
    """
    table = rounded(utility_table("utilities", utilities))
    if table.shape[1] == 2:
        kept = staircase(table)
    else:
        kept = undominated(table)
        kept = kept[np.lexsort(table[kept].T[::-1])]
    points = table[kept]
    starts = np.flatnonzero(np.append(True, (points[1:] != points[:-1]).any(axis=1)))
    return Frontier(points=points[starts], indices=np.minimum.reduceat(kept, starts), efficient=np.sort(kept))
