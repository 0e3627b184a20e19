"""The frontier of a convex two-party problem: a chain of segments, concave and falling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, utility_table
from negosim.solve.dominance import undominated
from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import indifference, power_of_two

__all__ = ["Chain", "chain_of", "supported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The Pareto frontier of a convex two-party problem with free disposal.

    Parameters
    ----------
    vertices : ndarray, shape (k, 2)
        The extreme points, the first party's utility rising and the second's falling.
    indices : ndarray of int, shape (k,)
        The outcome at each vertex, if the problem came from a list of outcomes; otherwise empty.
    """

    vertices: FloatArray
    indices: IndexArray

    def second(self, first: ArrayLike) -> FloatArray:
        """Return the second party's best utility given the first's; minus infinity if the first cannot get it.

        Parameters
        ----------
        first : array_like
            Utilities of the first party, any shape.

        Returns
        -------
        ndarray
            Utilities of the second party.
        """
        x, y = self.vertices.T
        return np.asarray(np.interp(_within_reach(first, x), x, y, right=-np.inf))

    def first(self, second: ArrayLike) -> FloatArray:
        """Return the first party's best utility given the second's; minus infinity if the second cannot get it.

        Parameters
        ----------
        second : array_like
            Utilities of the second party, any shape.

        Returns
        -------
        ndarray
            Utilities of the first party.
        """
        x, y = self.vertices[::-1].T
        return np.asarray(np.interp(_within_reach(second, y), y, x, right=-np.inf))

    def indifference(self, disagreement: FloatArray) -> FloatArray:
        """Return the difference in utility to which each party is indifferent, relative to what is at stake.

        Parameters
        ----------
        disagreement : ndarray, shape (2,)
            Utility of no agreement.

        Returns
        -------
        ndarray, shape (2,)
            See `negosim.solve.tolerance.indifference`.
        """
        return indifference(self.vertices.max(axis=0), np.abs(self.vertices).max(axis=0), disagreement)

    def rational(self, disagreement: FloatArray) -> FloatArray:
        """Restrict the chain to the points that are at least as good as no agreement for both parties.

        Parameters
        ----------
        disagreement : ndarray, shape (2,)
            Utility of no agreement.

        Returns
        -------
        ndarray, shape (k, 2)
            Vertices of the remaining chain, including its ends; no rows if it is empty.
        """
        best = np.array([self.first(disagreement[1]), self.second(disagreement[0])])
        if not (best >= disagreement - self.indifference(disagreement)).all():
            return np.empty((0, 2))
        left = np.array([max(disagreement[0], self.vertices[0, 0]), best[1]])
        right = np.array([best[0], max(disagreement[1], self.vertices[-1, 1])])
        x = self.vertices[:, 0]
        inner = self.vertices[(x > left[0]) & (x < right[0])]
        ends = [left] if left[0] >= right[0] else [left, right]
        return np.vstack((*ends[:1], inner, *ends[1:]))


def _within_reach(utilities: ArrayLike, vertices: FloatArray) -> FloatArray:
    """Clip values that exceed a party's best only by rounding."""
    values, best = np.asarray(utilities, dtype=np.float64), vertices[-1]
    slack = indifference(best, np.abs(vertices).max(), vertices[0])
    return np.where((values > best) & (values <= best + slack), best, values)


def chain_of(points: ArrayLike) -> Chain:
    """Build the frontier of all lotteries over points, with free disposal.

    Parameters
    ----------
    points : array_like, shape (m, 2)
        Utility points of two parties.

    Returns
    -------
    Chain
        The upper right part of the convex hull; `indices` point into `points`.

    Raises
    ------
    SolverError
        If there are no points, not two parties, or a value is not finite.

    Notes
    -----
    Source: Nash 1950 (lotteries over outcomes); Raiffa 1982, ch. 10-11.
    """
    table = utility_table("points", points)
    if table.shape[1] != 2:
        raise SolverError("points", f"must have two columns, one per party, has {table.shape[1]}")
    kept = undominated(table)
    order = np.lexsort((-kept, table[kept, 0]))
    kept = kept[order][::-1]
    new = np.concatenate(([True], np.diff(table[kept, 0]) != 0))
    kept = kept[new][::-1]
    kept = kept[supported(table[kept])]
    return Chain(vertices=table[kept], indices=kept)


def supported(points: FloatArray) -> IndexArray:
    """Find the points that no chord between two others passes above or through.

    Parameters
    ----------
    points : ndarray, shape (k, 2)
        A falling staircase: the first column strictly rising, the second strictly falling.

    Returns
    -------
    ndarray of int
        The extreme points, ascending.

    Notes
    -----
    All points under the chord of their neighbours are dropped at once, repeatedly. A point on the hull is never
    dropped, and every other point is eventually: a chain without such a point is concave.
    """
    kept = np.arange(len(points))
    # Scaled, so that products of utilities neither overflow nor vanish.
    scaled = points / power_of_two(np.abs(numbers("points", points)).max(axis=0))
    while len(kept) > 2:
        x, y = scaled[kept].T
        bend = np.diff(x)[:-1] * (y[2:] - y[:-2]) - (x[2:] - x[:-2]) * np.diff(y)[:-1]
        scale = np.abs(np.diff(x)[:-1] * (y[2:] - y[:-2])) + np.abs((x[2:] - x[:-2]) * np.diff(y)[:-1])
        flat = bend >= -4e-16 * scale
        if not flat.any():
            break
        kept = kept[np.concatenate(([True], ~flat, [True]))]
    return kept
