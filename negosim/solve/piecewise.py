"""A Pareto frontier of pieces that need not be convex, as of one issue whose utilities have kinks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import of_parties, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.envelope import falling, joined, upper_envelope
from negosim.solve.results import FloatArray
from negosim.solve.tolerance import TOLERANCE, indifference, power_of_two

__all__ = ["PiecewiseFrontier", "polyline_frontier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecewiseFrontier:
    """A Pareto frontier of two parties that need not be convex: pieces of segments and single points.

    Parameters
    ----------
    starts, ends : ndarray, shape (k, 2)
        Ends of each piece, the first party's utility rising along it; equal for a single point.
    """

    starts: FloatArray
    ends: FloatArray

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
        x = np.asarray(first, dtype=np.float64)
        piece = np.searchsorted(self.ends[:, 0], x)
        inside = np.minimum(piece, len(self.ends) - 1)
        start, end = self.starts[inside], self.ends[inside]
        width = end[..., 0] - start[..., 0]
        share = np.clip((x - start[..., 0]) / np.where(width > 0, width, 1.0), 0.0, 1.0)
        best = start[..., 1] + share * (end[..., 1] - start[..., 1])
        return np.where(piece < len(self.ends), best, -np.inf)

    def above(self, least: ArrayLike) -> PiecewiseFrontier:
        """Restrict the frontier to the points that give both parties a given utility, within their indifference.

        Parameters
        ----------
        least : array_like, shape (2,)
            Utility that each party has to get.

        Returns
        -------
        PiecewiseFrontier
            Without pieces if there is no such point.
        """
        floor = of_parties("least", least, 2)
        floor = floor - self.indifference(floor)
        steps = self.ends - self.starts
        rise, fall = steps[:, 0], -steps[:, 1]
        low = np.clip((floor[0] - self.starts[:, 0]) / np.where(rise > 0, rise, np.inf), 0.0, 1.0)
        high = np.clip((self.starts[:, 1] - floor[1]) / np.where(fall > 0, fall, np.inf), 0.0, 1.0)
        high = np.where(fall > 0, high, 1.0)
        starts, ends = self.starts + low[:, None] * steps, self.starts + high[:, None] * steps
        kept = (low <= high) & (self.ends[:, 0] >= floor[0]) & (self.starts[:, 1] >= floor[1])
        return PiecewiseFrontier(starts=starts[kept], ends=ends[kept])

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
        points = np.concatenate((self.starts, self.ends))
        most = points.max(axis=0, initial=-np.inf)
        return indifference(most, np.abs(points).max(axis=0, initial=0.0), disagreement)

    def chain(self) -> Chain | None:
        """Return the frontier as a chain if it is convex; None if it has a drop or a dent.

        Returns
        -------
        Chain or None
            With the same points.
        """
        points = np.concatenate((self.starts[:1], self.ends))
        chain = chain_of(points)
        units = power_of_two(np.abs(points).max(axis=0))
        heights = np.concatenate((chain.second(self.starts[:, 0]), chain.second(self.ends[:, 0])))
        dent = heights - np.concatenate((self.starts[:, 1], self.ends[:, 1]))
        return chain if (dent <= TOLERANCE * units[1]).all() else None


def polyline_frontier(points: ArrayLike) -> PiecewiseFrontier:
    """Find the Pareto frontier of a curve of straight segments, as one issue with piecewise linear utilities draws it.

    Parameters
    ----------
    points : array_like, shape (k, 2)
        The corners of the curve in utility space, in order.

    Returns
    -------
    PiecewiseFrontier
        Exact, up to rounding in the last bits.

    Raises
    ------
    SolverError
        If there are no points, not two parties, or a value is not finite.

    Notes
    -----
    Source: our own derivation; the upper envelope of the segments that fall, and of the better ends of those that rise.
    """
    table = utility_table("points", points)
    of_parties("points", table[0], 2)
    units = power_of_two(np.abs(table).max(axis=0))
    corners = table / units
    before, after = corners[:-1], corners[1:]
    left, right = np.where((after[:, :1] >= before[:, :1]), (before, after), (after, before))
    falls = right[:, 1] < left[:, 1]
    ends = [np.maximum(left, right)[~falls], corners[[0, -1]]]
    functions = [joined(np.array(pair), 0) for pair in zip(left[falls], right[falls], strict=True)]
    pieces = falling(upper_envelope(functions + [joined(point[None, :], 0) for point in np.concatenate(ends)]))
    return PiecewiseFrontier(starts=pieces.starts * units, ends=pieces.ends * units)
