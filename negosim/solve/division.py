"""Fair division of issues by points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve import convex
from negosim.solve.arguments import numbers
from negosim.solve.linear import divided_frontier
from negosim.solve.results import FloatArray, IndexArray, Status
from negosim.solve.tolerance import TOLERANCE

__all__ = ["AdjustedWinner", "adjusted_winner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedWinner:
    """How the issues are divided.

    Parameters
    ----------
    status : Status
        Always `ok`: such a division exists.
    shares : ndarray, shape (issues,)
        The first party's share of each issue, 0 to 1.
    points : ndarray, shape (2,)
        The points each party wins, by its own count: equal.
    divided : ndarray of int
        The issues that are split; none or one unless several have the same ratio of points.
    """

    status: Status
    shares: FloatArray
    points: FloatArray
    divided: IndexArray


def adjusted_winner(first: ArrayLike, second: ArrayLike) -> AdjustedWinner:
    """Divide issues so that both parties win the same number of points, as large as possible.

    Parameters
    ----------
    first, second : array_like, shape (issues,)
        The points each party puts on each issue, with the same sum (as 100).

    Returns
    -------
    AdjustedWinner
        Efficient, equitable and envy-free.

    Raises
    ------
    SolverError
        If points are below zero or not finite, the numbers of issues or the sums differ.

    Notes
    -----
    The point of equal totals on the frontier of all divisions: each issue goes to the party that values it more, then
    issues are transferred in order of the ratio of points until the totals are equal.

    Source: Brams and Taylor 1996, ch. 4-5; Raiffa 1982, pp. 176-177 (Panama Canal).
    """
    totals = numbers("first", first).sum(), numbers("second", second).sum()
    if not np.isclose(*totals, rtol=1e-9, atol=0.0):
        raise SolverError("second", f"its points must sum to those of first, {totals[0]:g}, not to {totals[1]:g}")
    frontier = divided_frontier(first, second)
    equal = convex.egalitarian(frontier.chain, (0.0, 0.0))
    points = np.full(2, equal.value)
    shares = frontier.values_at(float(points[0]))
    # Shares are sums of interpolated corners: an issue within rounding of whole is whole.
    shares = np.where(np.abs(shares - np.round(shares)) < TOLERANCE, np.round(shares), shares)
    return AdjustedWinner(
        status=Status.OK, shares=shares, points=points, divided=np.flatnonzero((shares > 0) & (shares < 1))
    )
