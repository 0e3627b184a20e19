"""Several issues at once under a deadline: each proposal is a whole package."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, discount, positive, require, within
from negosim.solve.results import FloatArray

__all__ = ["Package", "package_deal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The agreement of the first period.

    Parameters
    ----------
    first, second : float
        Utilities of player 1 and player 2.
    shares_first : ndarray, shape (issues,)
        Player 1's share of each issue; player 2 has the rest.
    values : ndarray, shape (periods, 2)
        Utilities of an agreement in each period, were it reached, undiscounted.
    """

    first: float
    second: float
    shares_first: FloatArray
    values: FloatArray


def package_deal(
    weights1: ArrayLike, weights2: ArrayLike, *, delta: ArrayLike, periods: int, first_proposer: int = 0
) -> Package:
    """Divide several issues in one package by alternating offers before a deadline.

    Parameters
    ----------
    weights1, weights2 : array_like, shape (issues,)
        What each issue, a divisible unit, is worth to the players; at least 0, not all 0.
    delta : float or pair of float
        Discount factor per period, common or one for each player, in [0, 1).
    periods : int
        Number of offers that can be made, at least 1.
    first_proposer : int
        0 if player 1 makes the first offer, 1 if player 2 does.

    Returns
    -------
    Package
        The package agreed in the first period.

    Raises
    ------
    SolverError
        If weights are empty, negative, all zero or of unequal length, the discount factor lies outside [0,
        1), or a count is out of range.

    Notes
    -----
    In each period the proposer maximises its own utility subject to the responder's getting δ times what it would get
    next period: a fractional knapsack. The issues are given away in ascending order of their value to the proposer
    relative to the responder, the last of them in part.

    Source: Fatima, Wooldridge and Jennings (2004), (2006), the package deal procedure.
    """
    weights = _weights(weights1, weights2)
    factors = np.broadcast_to(discount("delta", delta), (2,))
    total = int(count("periods", periods))
    starts = int(within("first_proposer", first_proposer, 0, 1))
    values = np.empty((total, 2))
    waiting = np.zeros(2)
    for period in range(total - 1, -1, -1):
        proposer = (starts + period) % 2
        given = _give(weights[proposer], weights[1 - proposer], waiting[1 - proposer])
        shares = 1 - given if proposer == 0 else given
        values[period] = weights[0] @ shares, weights[1] @ (1 - shares)
        waiting = factors * values[period]
    return Package(first=float(values[0, 0]), second=float(values[0, 1]), shares_first=shares, values=values)


def _weights(weights1: ArrayLike, weights2: ArrayLike) -> FloatArray:
    """Check both players' weights and stack them."""
    checked = []
    for name, given in (("weights1", weights1), ("weights2", weights2)):
        weights = np.atleast_1d(positive(name, given, or_zero=True))
        require(weights.ndim == 1, name, "must be one weight for each issue")
        require(weights.sum() > 0, name, "are all 0: this player cares about nothing")
        checked.append(weights)
    require(checked[0].shape == checked[1].shape, "weights2", "must have as many issues as weights1")
    return np.stack(checked)


def _give(own: FloatArray, other: FloatArray, target: float) -> FloatArray:
    """Return the shares of the issues to give away so that the other gets `target` at the least cost."""
    given = np.zeros(own.size)
    worth = np.flatnonzero(other > 0)
    order = worth[np.argsort(own[worth] / other[worth], kind="stable")]
    for issue in order:
        given[issue] = min(1.0, max(0.0, target / other[issue]))
        target -= given[issue] * other[issue]
    # The proposer keeps issues that neither side values, since giving them away would change nothing.
    return given
