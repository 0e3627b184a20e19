"""Payoffs during or instead of bargaining: outside options, inside options, risk of breakdown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import discount, pairs, plain, positive, probability, require, together
from negosim.solve.arguments import numbers as checked
from negosim.solve.results import BoolArray, FloatArray, StatusArray, statuses

__all__ = [
    "BreakdownDivision",
    "InsideOptions",
    "OutsideOptions",
    "breakdown_risk",
    "discounting_and_breakdown",
    "inside_options",
    "outside_options",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOptions:
    """Division of a pie of 1 when a responder may leave for an outside option.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if the outside options together exceed the pie.
    first, second : ndarray
        Shares when player 1 proposes; NaN if there is no agreement.
    first_as_responder : ndarray
        Share of player 1 when player 2 proposes; NaN if there is no agreement.
    threshold1, threshold2 : ndarray
        Value that an option must exceed to have an effect, if the other player has none.
    binding1, binding2 : ndarray of bool
        Whether the option sets the player's share when it responds.
    """

    status: StatusArray
    first: FloatArray
    second: FloatArray
    first_as_responder: FloatArray
    threshold1: FloatArray
    threshold2: FloatArray
    binding1: BoolArray
    binding2: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideOptions:
    """Division of a pie of 1 when players receive a flow until they agree.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if perpetual disagreement is worth more than the pie.
    first, second : ndarray
        Shares when player 1 proposes; NaN if there is no agreement.
    limit_first, limit_second : ndarray
        Shares as the period goes to zero: the weighted Nash solution.
    disagreement : ndarray
        Value of perpetual disagreement; the last axis is the two players.
    weight_first : ndarray
        Player 1's weight in the limit.
    """

    status: StatusArray
    first: FloatArray
    second: FloatArray
    limit_first: FloatArray
    limit_second: FloatArray
    disagreement: FloatArray
    weight_first: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownDivision:
    """Division of a pie of 1 when a rejection may end the talks.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if the breakdown payoffs exceed the pie.
    first, second : ndarray
        Shares when player 1 proposes; NaN if there is no agreement.
    limit_first : ndarray
        Share of player 1 as the probability goes to zero (split the difference).
    """

    status: StatusArray
    first: FloatArray
    second: FloatArray
    limit_first: FloatArray


def outside_options(
    delta1: ArrayLike, delta2: ArrayLike, *, outside1: ArrayLike = 0.0, outside2: ArrayLike = 0.0
) -> OutsideOptions:
    """Divide a pie by alternating offers when the responder may opt out.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors per period, in [0, 1).
    outside1, outside2 : array_like
        What a player gets by leaving when it responds, in units of the pie, at least 0.

    Returns
    -------
    OutsideOptions
        The division; player 1 proposes first.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1), or an option is NaN or negative.

    Notes
    -----
    An outside option is a constraint, not a disagreement point: it matters only if it beats what the player
    would get anyway. The share x₁ solves x = 1 − max(δ₂(1 − max(δ₁x, w₁)), w₂), whose fixed point is the
    Rubinstein share clipped: x₁ = min(max((1 − δ₂)/(1 − δ₁δ₂), 1 − δ₂(1 − w₁)), 1 − w₂).

    Source: Binmore, Shaked and Sutton (1989); Muthoo (1999), proposition 5.1.
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    w1, w2 = positive("outside1", outside1, or_zero=True), positive("outside2", outside2, or_zero=True)
    d1, d2, w1, w2 = together(d1, d2, w1, w2)
    possible = w1 + w2 <= 1
    free = (1 - d2) / (1 - d1 * d2)
    share = np.minimum(np.maximum(free, 1 - d2 * (1 - w1)), 1 - w2)
    as_responder = np.maximum(d1 * share, w1)
    return OutsideOptions(
        status=statuses(possible),
        first=plain(np.where(possible, share, np.nan)),
        second=plain(np.where(possible, 1 - share, np.nan)),
        first_as_responder=plain(np.where(possible, as_responder, np.nan)),
        threshold1=plain(d1 * free),
        threshold2=plain(1 - free),
        binding1=(w1 > d1 * share)[()],
        binding2=(w2 > d2 * (1 - as_responder))[()],
    )


def inside_options(rates: ArrayLike, flows: ArrayLike, *, period: ArrayLike) -> InsideOptions:
    """Divide a pie by alternating offers when each player receives a flow while they bargain.

    Parameters
    ----------
    rates : array_like, shape (..., 2)
        Discount rates per unit of time, above 0.
    flows : array_like, shape (..., 2)
        Payoff per unit of time until agreement, in units of the pie; negative if disagreement hurts.
    period : array_like
        Time between two offers, above 0; broadcasts against the batch axes.

    Returns
    -------
    InsideOptions
        Shares for this period, player 1 proposing first, and in the limit.

    Raises
    ------
    SolverError
        If a rate or the period is not above 0, or a number is NaN or infinite.

    Notes
    -----
    1 − x₁ = (1 − δ₂)d₂ + δ₂x₂ and 1 − x₂ = (1 − δ₁)d₁ + δ₁x₁ with dᵢ = gᵢ/rᵢ and δᵢ = exp(−rᵢΔ). As Δ → 0:
    x₁ = d₁ + (1 − d₁ − d₂) r₂/(r₁ + r₂), the Nash solution over d with weight rⱼ/(rᵢ + rⱼ). This is the model
    of an agreement that has lapsed: what the lapse is worth to a side moves its disagreement point.

    Source: Muthoo (1999), chapter 6; Binmore (1985).
    """
    r1, r2 = pairs("rates", positive("rates", rates))
    g1, g2 = pairs("flows", checked("flows", flows))
    r1, r2, g1, g2, step = together(r1, r2, g1, g2, positive("period", period))
    d1, d2 = g1 / r1, g2 / r2
    lost1, lost2 = -np.expm1(-r1 * step), -np.expm1(-r2 * step)
    both_lost = -np.expm1(-(r1 + r2) * step)
    share = (lost2 * (1 - d2) + (1 - lost2) * lost1 * d1) / both_lost
    weight = r2 / (r1 + r2)
    limit = d1 + weight * (1 - d1 - d2)
    possible = d1 + d2 <= 1
    return InsideOptions(
        status=statuses(possible),
        first=plain(np.where(possible, share, np.nan)),
        second=plain(np.where(possible, 1 - share, np.nan)),
        limit_first=plain(np.where(possible, limit, np.nan)),
        limit_second=plain(np.where(possible, 1 - limit, np.nan)),
        disagreement=np.stack([d1, d2], axis=-1),
        weight_first=plain(weight),
    )


def breakdown_risk(probability_of_breakdown: ArrayLike, payoffs: ArrayLike) -> BreakdownDivision:
    """Divide a pie by alternating offers when each rejection ends the talks with some probability.

    Parameters
    ----------
    probability_of_breakdown : array_like
        Probability that the talks end after a rejection, in (0, 1]. There is no discounting.
    payoffs : array_like, shape (..., 2)
        What the players get at a breakdown, in units of the pie.

    Returns
    -------
    BreakdownDivision
        Shares, player 1 proposing first, and the limit of a vanishing risk.

    Raises
    ------
    SolverError
        If the probability lies outside (0, 1], or a payoff is NaN or infinite.

    Notes
    -----
    x₁ = b₁ + (1 − b₁ − b₂)/(2 − p). As p → 0 the players split the difference over the breakdown payoffs,
    which, unlike outside options, are the disagreement point.

    Source: Binmore, Rubinstein and Wolinsky (1986); Muthoo (1999), proposition 4.1.
    """
    p = probability("probability_of_breakdown", probability_of_breakdown)
    require(p > 0, "probability_of_breakdown", "must be above 0; the limit of a vanishing risk is `limit_first`")
    p, b1, b2 = together(p, *pairs("payoffs", checked("payoffs", payoffs)))
    surplus = 1 - b1 - b2
    possible = surplus >= 0
    share = b1 + surplus / (2 - p)
    return BreakdownDivision(
        status=statuses(possible),
        first=plain(np.where(possible, share, np.nan)),
        second=plain(np.where(possible, 1 - share, np.nan)),
        limit_first=plain(np.where(possible, b1 + surplus / 2, np.nan)),
    )


def discounting_and_breakdown(
    rates: ArrayLike, payoffs: ArrayLike, *, breakdown_rate: ArrayLike, period: ArrayLike
) -> InsideOptions:
    """Divide a pie by alternating offers when players are impatient and the talks may break down at any time.

    Parameters
    ----------
    rates : array_like, shape (..., 2)
        Discount rates per unit of time, above 0.
    payoffs : array_like, shape (..., 2)
        What the players get at a breakdown, in units of the pie.
    breakdown_rate : array_like
        Poisson rate of a breakdown per unit of time, at least 0.
    period : array_like
        Time between two offers, above 0.

    Returns
    -------
    InsideOptions
        Shares for this period and in the limit.

    Raises
    ------
    SolverError
        If a rate or the period is not above 0, the breakdown rate is negative, or a number is NaN or
        infinite.

    Notes
    -----
    A breakdown that pays bᵢ and arrives at rate λ is worth the flow λbᵢ to a player who discounts at rᵢ + λ,
    so this is `inside_options` with those flows and rates. In the limit dᵢ = λbᵢ/(rᵢ + λ), and player i's
    weight is (rⱼ + λ)/(r₁ + r₂ + 2λ).

    Source: Binmore, Rubinstein and Wolinsky (1986); Muthoo (1999), section 4.3.
    """
    impatience = positive("rates", rates)
    arrival = positive("breakdown_rate", breakdown_rate, or_zero=True)[..., np.newaxis]
    return inside_options(impatience + arrival, arrival * checked("payoffs", payoffs), period=period)
