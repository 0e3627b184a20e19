"""Win-sets on a line: deals that both the signatories and the ratifiers prefer to the status quo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, plain
from negosim.solve.results import FloatArray, StatusArray, statuses

__all__ = [
    "SpatialDeal",
    "spatial_bargain",
    "win_set",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialDeal:
    """A deal on a line that the proposer and the ratifier prefer to the status quo.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if no position is better than the status quo for both.
    deal : ndarray
        The position agreed; the status quo if there is no agreement.
    low, high : ndarray
        The win-set: positions that are at least as good as the status quo for the ratifier.
    unconstrained : ndarray
        The position that would be agreed without the ratifier.
    """

    status: StatusArray
    deal: FloatArray
    low: FloatArray
    high: FloatArray
    unconstrained: FloatArray


def win_set(status_quo: ArrayLike, *, ratifier: ArrayLike, proposer: ArrayLike) -> SpatialDeal:
    """Propose a position that a ratifier accepts or rejects; each prefers positions nearer to its ideal.

    Parameters
    ----------
    status_quo : array_like
        The position if nothing is ratified.
    ratifier, proposer : array_like
        Ideal positions.

    Returns
    -------
    SpatialDeal
        The proposal; ``"no_agreement"`` where the proposer cannot improve on the status quo.

    Raises
    ------
    SolverError
        If a number is NaN or infinite.

    Notes
    -----
    The win-set is [q, 2m − q] (or the reverse); the proposer takes the point of it nearest to its ideal.

    Source: Romer and Rosenthal (1978); Putnam (1988).
    """
    q, m, ideal = (
        numbers("status_quo", status_quo),
        numbers("ratifier", ratifier),
        numbers("proposer", proposer),
    )
    low, high = np.minimum(q, 2 * m - q), np.maximum(q, 2 * m - q)
    deal = np.clip(ideal, low, high)
    improves = np.abs(deal - ideal) < np.abs(q - ideal)
    return SpatialDeal(
        status=statuses(improves),
        deal=plain(np.where(improves, deal, q)),
        low=plain(np.broadcast_to(low, deal.shape)),
        high=plain(np.broadcast_to(high, deal.shape)),
        unconstrained=plain(np.broadcast_to(ideal, deal.shape)),
    )


def spatial_bargain(status_quo: ArrayLike, *, home: ArrayLike, foreign: ArrayLike, ratifier: ArrayLike) -> SpatialDeal:
    """Bargain over a position between two executives, one of whom needs a legislature's consent.

    Parameters
    ----------
    status_quo : array_like
        The position without a deal.
    home, foreign, ratifier : array_like
        Ideal positions; losses are squared distances.

    Returns
    -------
    SpatialDeal
        The Nash solution over the status quo, within the win-set.

    Raises
    ------
    SolverError
        If a number is NaN or infinite.

    Notes
    -----
    With p and f the executives' distances from the status quo on the same side, the Nash product
    x²(2p − x)(2f − x) is greatest at x = (3(p + f) − √(9(p + f)² − 32pf))/4, cut at twice the ratifier's
    distance.

    Source: Milner and Rosendorff (1997), the spatial set-up; the formula is our own algebra.
    """
    q = numbers("status_quo", status_quo)
    p, f = numbers("home", home) - q, numbers("foreign", foreign) - q
    m = numbers("ratifier", ratifier) - q
    side = np.sign(p)
    a, b = np.abs(p), np.where(p * f > 0, np.abs(f), 0.0)
    free = (3 * (a + b) - np.sqrt(9 * (a + b) ** 2 - 32 * a * b)) / 4
    free = np.where(p * f > 0, free, 0.0)
    reach = np.maximum(2 * side * m, 0.0)
    deal = np.minimum(free, reach)
    far = np.broadcast_to(q + 2 * m, deal.shape)
    return SpatialDeal(
        status=statuses(deal > 0),
        deal=plain(q + side * deal),
        low=plain(np.minimum(q, far)),
        high=plain(np.maximum(q, far)),
        unconstrained=plain(np.broadcast_to(q + side * free, deal.shape)),
    )
