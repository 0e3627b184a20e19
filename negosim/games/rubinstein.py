"""Alternating offers without a deadline: discounting, rates in continuous time, fixed costs of delay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import discount, plain, positive, require
from negosim.solve.results import BoolArray, FloatArray

__all__ = [
    "AlternatingOffers",
    "ShareInterval",
    "rubinstein",
    "rubinstein_fixed_costs",
    "rubinstein_limit",
    "rubinstein_rates",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternatingOffers:
    """Subgame-perfect division of a pie of size 1.

    Parameters
    ----------
    first, second : ndarray
        Shares of player 1 and player 2 when player 1 proposes; agreed at once.
    first_as_responder : ndarray
        Share of player 1 in the subgame in which player 2 proposes.
    """

    first: FloatArray
    second: FloatArray
    first_as_responder: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareInterval:
    """Every share of player 1 that some subgame-perfect equilibrium gives.

    Parameters
    ----------
    low, high : ndarray
        Ends of the interval; equal if the equilibrium is unique.
    unique : ndarray of bool
        Whether there is only one equilibrium share.
    """

    low: FloatArray
    high: FloatArray
    unique: BoolArray


def rubinstein(delta1: ArrayLike, delta2: ArrayLike) -> AlternatingOffers:
    """Divide a pie by alternating offers without a deadline; player 1 proposes first.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors per period, in [0, 1); batch axes broadcast.

    Returns
    -------
    AlternatingOffers
        Shares of a pie of size 1.

    Raises
    ------
    SolverError
        If a discount factor is NaN or lies outside [0, 1).

    Notes
    -----
    The proposer leaves the responder exactly the value of waiting: x₁ = (1 − δ₂) / (1 − δ₁δ₂), and player 1
    gets δ₁x₁ when player 2 proposes.

    Source: Rubinstein (1982); Osborne and Rubinstein (1990), chapter 3.
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    share = (1 - d2) / (1 - d1 * d2)
    return AlternatingOffers(first=plain(share), second=plain(1 - share), first_as_responder=plain(d1 * share))


def rubinstein_rates(rate1: ArrayLike, rate2: ArrayLike, *, period: ArrayLike) -> AlternatingOffers:
    """Divide a pie by alternating offers, with discount rates and the time between two offers.

    Parameters
    ----------
    rate1, rate2 : array_like
        Discount rates per unit of time, above 0.
    period : array_like
        Time between two offers, above 0; as it shrinks the shares approach `rubinstein_limit`.

    Returns
    -------
    AlternatingOffers
        Shares of a pie of size 1.

    Raises
    ------
    SolverError
        If a rate or the period is NaN, infinite or not above 0.

    Notes
    -----
    δᵢ = exp(−rᵢΔ). The formula is evaluated with expm1, so it is accurate for very short periods too.

    Source: Rubinstein (1982); Binmore (1987).
    """
    r1, r2, step = positive("rate1", rate1), positive("rate2", rate2), positive("period", period)
    share = np.expm1(-r2 * step) / np.expm1(-(r1 + r2) * step)
    waiting = np.exp(-r1 * step) * share
    return AlternatingOffers(first=plain(share), second=plain(1 - share), first_as_responder=plain(waiting))


def rubinstein_limit(rate1: ArrayLike, rate2: ArrayLike) -> FloatArray:
    """Return the share of player 1 as the time between two offers goes to zero.

    Parameters
    ----------
    rate1, rate2 : array_like
        Discount rates per unit of time, at least 0 and not both 0.

    Returns
    -------
    ndarray
        The share, whoever proposes first.

    Raises
    ------
    SolverError
        If a rate is NaN, infinite or negative, or if both are 0.

    Notes
    -----
    x₁ = r₂ / (r₁ + r₂): the Nash solution with weights inverse to impatience.

    Source: Binmore (1987); Binmore, Rubinstein and Wolinsky (1986).
    """
    r1, r2 = positive("rate1", rate1, or_zero=True), positive("rate2", rate2, or_zero=True)
    require(r1 + r2 > 0, "rate2", "both rates are 0: delay costs nothing, so the share is indeterminate")
    return plain(r2 / (r1 + r2))


def rubinstein_fixed_costs(cost1: ArrayLike, cost2: ArrayLike) -> ShareInterval:
    """Divide a pie by alternating offers when each period of delay costs a fixed amount.

    Parameters
    ----------
    cost1, cost2 : array_like
        Cost per period, in units of the pie, in (0, 1].

    Returns
    -------
    ShareInterval
        Equilibrium shares of player 1, who proposes first.

    Raises
    ------
    SolverError
        If a cost is NaN or lies outside (0, 1].

    Notes
    -----
    The player with the lower cost takes nearly all: x₁ = 1 if c₁ < c₂, x₁ = c₂ if c₁ > c₂. With equal costs c
    every x₁ in [c, 1] is an equilibrium share, and for c < 1 there are many.

    Source: Rubinstein (1982), fixed bargaining costs.
    """
    c1, c2 = positive("cost1", cost1), positive("cost2", cost2)
    for name, cost in (("cost1", c1), ("cost2", c2)):
        require(cost <= 1, name, "a period must not cost more than the pie of 1")
    low = np.where(c1 < c2, 1.0, c2)
    high = np.where(c1 > c2, c2, 1.0)
    unique: BoolArray = (low == high)[()]
    return ShareInterval(low=plain(low), high=plain(high), unique=unique)
