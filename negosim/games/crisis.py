"""Bargaining in the shadow of force: the range, risk and return, shifting power."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import discount, numbers, plain, positive, probability, require, together
from negosim.solve.results import FloatArray, StatusArray, statuses

__all__ = [
    "BargainingRange",
    "RiskReturn",
    "ShiftingPower",
    "bargaining_range",
    "risk_return",
    "shifting_power",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainingRange:
    """Divisions that both sides prefer to breakdown.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if some side profits from breakdown (costs with a negative sum).
    low, high, width : ndarray
        Side A's least and greatest share in the range, and their difference (negative if there is none).
    """

    status: StatusArray
    low: FloatArray
    high: FloatArray
    width: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReturn:
    """The demand that trades a better bargain against the risk of breakdown.

    Parameters
    ----------
    demand : ndarray
        Side A's demand.
    breakdown : ndarray
        Probability that side B refuses.
    value : ndarray
        Side A's expected payoff.
    """

    demand: FloatArray
    breakdown: FloatArray
    value: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftingPower:
    """Whether a shift of power leaves room for a deal today.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"`` if a deal is possible, otherwise ``"no_agreement"``.
    threshold : ndarray
        The rising side's future power above which no deal today is possible.
    """

    status: StatusArray
    threshold: FloatArray


def bargaining_range(power: ArrayLike, *, cost_a: ArrayLike, cost_b: ArrayLike) -> BargainingRange:
    """Find the divisions that both sides prefer to a costly contest.

    Parameters
    ----------
    power : array_like
        Side A's expected share p in a contest, in [0, 1].
    cost_a, cost_b : array_like
        What the contest costs either side, in units of the pie of 1; negative if a side gains from it.

    Returns
    -------
    BargainingRange
        Side A's shares, cut to [0, 1].

    Raises
    ------
    SolverError
        If power lies outside [0, 1] or a cost is NaN or infinite.

    Notes
    -----
    [p − c_A, p + c_B].

    Source: Fearon (1995), section on the existence of negotiated settlements.
    """
    p, a, b = together(probability("power", power), numbers("cost_a", cost_a), numbers("cost_b", cost_b))
    low, high = np.maximum(p - a, 0.0), np.minimum(p + b, 1.0)
    return BargainingRange(status=statuses(low <= high), low=plain(low), high=plain(high), width=plain(high - low))


def risk_return(power: ArrayLike, *, cost_a: ArrayLike, highest_cost_b: ArrayLike) -> RiskReturn:
    """Choose the demand of side A if only side B knows its cost of a contest.

    Parameters
    ----------
    power : array_like
        Side A's expected share p in a contest, in [0, 1].
    cost_a : array_like
        Side A's cost, at least 0.
    highest_cost_b : array_like
        Side B's cost is uniform on [0, C]; C above 0, and p + C at most 1.

    Returns
    -------
    RiskReturn
        The demand, the risk of breakdown that it runs, and its value.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    The demand p + (C − c_A)/2, not below p, is refused with probability (C − c_A)/(2C).

    Source: Fearon (1995), private information; Powell (1999).
    """
    p, c = probability("power", power), positive("cost_a", cost_a, or_zero=True)
    p, c, top = together(p, c, positive("highest_cost_b", highest_cost_b))
    require(p + top <= 1, "highest_cost_b", "power and the highest cost must not sum to more than the pie of 1")
    extra = np.maximum(top - c, 0.0) / 2
    risk = extra / top
    return RiskReturn(
        demand=plain(p + extra),
        breakdown=plain(risk),
        value=plain((1 - risk) * (p + extra) + risk * (p - c)),
    )


def shifting_power(
    delta: ArrayLike, *, power_now: ArrayLike, power_later: ArrayLike, cost_a: ArrayLike, cost_b: ArrayLike
) -> ShiftingPower:
    """Return whether a side that will be stronger can be kept from an early contest by any deal.

    Parameters
    ----------
    delta : array_like
        Discount factor per period, in (0, 1).
    power_now, power_later : array_like
        The rising side A's expected share in a contest now and later, in [0, 1].
    cost_a, cost_b : array_like
        What a contest costs either side, at least 0, in units of the per-period pie of 1, which lasts indefinitely.

    Returns
    -------
    ShiftingPower
        ``"ok"`` if a deal is possible, and the future power above which none is.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    No deal iff δp₂ − p₁ > (1 − δ)(c_B + δc_A): B's expected loss exceeds everything that A could give up today.

    Source: Powell (2006); Fearon (1995), commitment problems.
    """
    d = discount("delta", delta)
    require(d > 0, "delta", "must be above 0: without a future there is no shift of power")
    now, later = probability("power_now", power_now), probability("power_later", power_later)
    a, b = positive("cost_a", cost_a, or_zero=True), positive("cost_b", cost_b, or_zero=True)
    room = (1 - d) * (b + d * a)
    threshold = (now + room) / d
    return ShiftingPower(
        status=statuses(d * later - now <= room),
        threshold=plain(np.broadcast_to(threshold, np.broadcast_shapes(threshold.shape, later.shape))),
    )
