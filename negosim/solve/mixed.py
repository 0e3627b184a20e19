"""Exact frontiers of two parties that need not be convex: finite and divisible issues together, or a curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.additive import additive_pareto
from negosim.solve.arguments import of_parties, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.envelope import Segments, joined, upper_envelope
from negosim.solve.linear import LinearFrontier, linear_frontier
from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import TOLERANCE, power_of_two

__all__ = ["MixedFrontier", "PiecewiseFrontier", "mixed_frontier", "polyline_frontier"]


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
        """Give the best of the second party where the first gets so much; minus infinity where it cannot.

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

    def chain(self) -> Chain | None:
        """Give the frontier as a chain where it is convex; None where it has a drop or a dent.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedFrontier(PiecewiseFrontier):
    """The Pareto frontier of a space with finite and divisible issues.

    Parameters
    ----------
    choices : ndarray of int, shape (k, finite issues)
        Number of the chosen value of each finite issue on the piece.
    offsets : ndarray, shape (k, 2)
        What that choice adds to each party's utility.
    divisible : LinearFrontier
        The frontier of the divisible issues alone.
    """

    choices: IndexArray
    offsets: FloatArray
    divisible: LinearFrontier

    def terms_at(self, first: float) -> tuple[IndexArray, FloatArray]:
        """Give the terms of the best agreement in which the first party gets at least so much.

        Parameters
        ----------
        first : float
            Utility of the first party.

        Returns
        -------
        choice : ndarray of int, shape (finite issues,)
            Number of the value of each finite issue.
        values : ndarray, shape (divisible issues,)
            Value of each divisible issue, 0 to 1.

        Raises
        ------
        SolverError
            If the first party cannot get so much.
        """
        # What rounding adds to a utility must not lead past a drop, to other terms.
        slack = TOLERANCE * float(power_of_two(np.abs(self.ends[:, 0]).max()))
        piece = int(np.searchsorted(self.ends[:, 0], first - slack))
        if piece == len(self.ends):
            raise SolverError("first", f"{first:g} is beyond the frontier, which ends at {self.ends[-1, 0]:g}")
        x = self.divisible.chain.vertices[:, 0]
        at = max(first, self.starts[piece, 0]) - self.offsets[piece, 0]
        return self.choices[piece], self.divisible.values_at(float(np.clip(at, x[0], x[-1])))


def mixed_frontier(
    values: Sequence[ArrayLike], first: ArrayLike, second: ArrayLike, *, base: ArrayLike = (0.0, 0.0)
) -> MixedFrontier:
    """Find the Pareto frontier of additive preferences over finite and divisible issues.

    Parameters
    ----------
    values : sequence of array_like, each shape (values of the issue, 2)
        What each value of a finite issue adds to each party's utility; empty where there is none.
    first, second : array_like, shape (divisible issues,)
        What each party's utility rises when a divisible issue goes from 0 to 1.
    base : array_like, shape (2,), default: (0, 0)
        Utility of each party with all divisible issues at 0.

    Returns
    -------
    MixedFrontier
        Exact, up to rounding in the last bits.

    Raises
    ------
    SolverError
        If an issue is empty, a shape does not fit, or a number is not finite.

    Notes
    -----
    Each efficient choice of the finite issues moves the chain of the divisible ones; the frontier is the
    upper envelope of the moved chains, merged two by two, without what falls to no party's loss.

    Source: Raiffa 1982, ch. 10-11; the envelope is own algebra.
    """
    finite = additive_pareto(values or [np.zeros((1, 2))])  # without finite issues: one choice, of nothing
    divisible = linear_frontier(first, second, base=base)
    vertices = divisible.chain.vertices
    # In units in which utilities lie below 1, so that what is too small to count is the same for both parties.
    units = power_of_two(np.maximum(np.abs(vertices).max(axis=0), np.abs(finite.points).max(axis=0)))
    envelopes = [joined((vertices + point) / units, owner) for owner, point in enumerate(finite.points)]
    pieces = _falling(upper_envelope(envelopes))
    return MixedFrontier(
        starts=pieces.starts * units,
        ends=pieces.ends * units,
        choices=finite.choices[pieces.owners, : len(values)],
        offsets=finite.points[pieces.owners],
        divisible=divisible,
    )


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
    Source: own algebra; the upper envelope of the segments that fall, and of the better ends of those that rise.
    """
    table = utility_table(points, "points")
    of_parties(table[0], 2, "points")
    units = power_of_two(np.abs(table).max(axis=0))
    corners = table / units
    before, after = corners[:-1], corners[1:]
    left, right = np.where((after[:, :1] >= before[:, :1]), (before, after), (after, before))
    falling = right[:, 1] < left[:, 1]
    ends = [np.maximum(left, right)[~falling], corners[[0, -1]]]
    functions = [joined(np.array(pair), 0) for pair in zip(left[falling], right[falling], strict=True)]
    pieces = _falling(upper_envelope(functions + [joined(point[None, :], 0) for point in np.concatenate(ends)]))
    return PiecewiseFrontier(starts=pieces.starts * units, ends=pieces.ends * units)


def _falling(pieces: Segments) -> Segments:
    """Keep the falling segments, and of level ones before a drop the right end."""
    level = pieces.starts[:, 1] <= pieces.ends[:, 1] + 0.1 * TOLERANCE
    last = np.append(pieces.ends[:-1, 1] > pieces.starts[1:, 1] + TOLERANCE, True)
    starts = np.where(level[:, None], pieces.ends, pieces.starts)
    kept = ~level | last
    return Segments(starts=starts[kept], ends=pieces.ends[kept], owners=pieces.owners[kept])
