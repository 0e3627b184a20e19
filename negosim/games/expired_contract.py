"""Bargaining after a contract has expired: hold out under its terms, strike, or let it lapse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.games.signalling import SeparatingDelay, separating_delay
from negosim.solve.arguments import discount, numbers, plain, positive, require
from negosim.solve.results import BoolArray, FloatArray, StatusArray, statuses
from negosim.solve.tolerance import TOLERANCE

__all__ = [
    "LapsedAgreement",
    "ThreatChoice",
    "WageContract",
    "haller_holden",
    "lapsed_agreement",
    "strike_signal",
    "threat_choice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WageContract:
    """Equilibrium wages when a union may strike but need not.

    Parameters
    ----------
    low, high : ndarray
        Ends of the interval of equilibrium wages; equal if striking is not credible.
    strike_wage : ndarray
        Wage that the union proposes if it strikes after each refusal of its own offers.
    firm_offer : ndarray
        Wage that the firm proposes in that equilibrium.
    credible : ndarray of bool
        Whether the union prefers a strike to working under the old wage indefinitely.
    least_delta : ndarray
        Lowest discount factor at which striking is credible.
    """

    low: FloatArray
    high: FloatArray
    strike_wage: FloatArray
    firm_offer: FloatArray
    credible: BoolArray
    least_delta: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatChoice:
    """The threat of a union under an expired contract.

    Parameters
    ----------
    threat : ndarray of str
        ``"strike"``, ``"holdout"`` or ``"indifferent"``.
    strike_wage, holdout_wage : ndarray
        Wages that the two threats lead to.
    threshold : ndarray
        Lowest old wage at which holding out is at least as good.
    """

    threat: StatusArray
    strike_wage: FloatArray
    holdout_wage: FloatArray
    threshold: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedAgreement:
    """The effect of an agreement's lapse on the zone of agreement.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if the losses do not open a zone.
    low, high : ndarray
        The payee's and the payer's reservation values after the losses.
    deal : ndarray
        The terms that relative patience picks; NaN if there is no zone.
    """

    status: StatusArray
    low: FloatArray
    high: FloatArray
    deal: FloatArray


def haller_holden(pie: ArrayLike, old_wage: ArrayLike, *, delta: ArrayLike) -> WageContract:
    """Bargain over a wage after the contract has expired: until agreement the union works at the old wage or strikes.

    Parameters
    ----------
    pie : array_like
        The firm's earnings per period with work, above 0.
    old_wage : array_like
        Wage under the expired contract, at least 0 and at most the pie.
    delta : array_like
        Common discount factor per period, in [0, 1).

    Returns
    -------
    WageContract
        The interval of equilibrium wages; the theory does not select one.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range, or the old wage exceeds the pie.

    Notes
    -----
    If the union strikes after its own offer is refused and works on after refusing the firm's, it proposes
    (v + δw₀)/(1 + δ) and the firm (w₀ + δv)/(1 + δ); if it never strikes the wage stays w₀; all between are
    equilibrium wages. Striking is credible iff δ ≥ √(w₀/v) (our own algebra).

    Source: Haller and Holden (1990); Fernandez and Glazer (1991).
    """
    v, w0, d = positive("pie", pie), positive("old_wage", old_wage, or_zero=True), discount("delta", delta)
    require(w0 <= v, "old_wage", "must not exceed the pie: the firm would rather close")
    top, offer = (v + d * w0) / (1 + d), (w0 + d * v) / (1 + d)
    least = np.sqrt(w0 / v)
    credible = d >= least
    return WageContract(
        low=plain(np.broadcast_to(w0, top.shape)),
        high=plain(np.where(credible, top, w0)),
        strike_wage=plain(top),
        firm_offer=plain(offer),
        credible=credible[()],
        least_delta=plain(np.broadcast_to(least, top.shape)),
    )


def threat_choice(
    pie: ArrayLike,
    old_wage: ArrayLike,
    *,
    holdout_loss: ArrayLike,
    strike_union: ArrayLike = 0.0,
    strike_firm: ArrayLike = 0.0,
) -> ThreatChoice:
    """Choose between working to rule under the old contract and striking.

    Parameters
    ----------
    pie : array_like
        The amount to divide at full efficiency, above 0.
    old_wage : array_like
        Wage under the expired contract, at least 0.
    holdout_loss : array_like
        The loss of output while the union holds out, at least 0.
    strike_union, strike_firm : array_like
        Payoffs of the two sides during a strike; together at most the pie.

    Returns
    -------
    ThreatChoice
        The better threat and both wages.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    Both split the surplus over the dispute equally: holding out gives w₀ + L/2, striking s + (v − s − f)/2.
    The union holds out iff w₀ ≥ s + (v − s − f − L)/2.

    Source: Cramton and Tracy (1992), the core with complete information.
    """
    v, w0 = positive("pie", pie), positive("old_wage", old_wage, or_zero=True)
    loss = positive("holdout_loss", holdout_loss, or_zero=True)
    s, f = numbers("strike_union", strike_union), numbers("strike_firm", strike_firm)
    require(s + f <= v, "strike_union", "the strike's payoffs must not sum to more than the pie")
    strike, holdout = s + (v - s - f) / 2, w0 + loss / 2
    tie = np.abs(strike - holdout) <= TOLERANCE * np.maximum(v, w0 + loss)
    threat: StatusArray = np.where(tie, "indifferent", np.where(holdout > strike, "holdout", "strike"))[()]
    return ThreatChoice(
        threat=threat,
        strike_wage=plain(np.broadcast_to(strike, tie.shape)),
        holdout_wage=plain(np.broadcast_to(holdout, tie.shape)),
        threshold=plain(np.broadcast_to(strike - loss / 2, tie.shape)),
    )


def strike_signal(
    value_high: ArrayLike,
    value_low: ArrayLike,
    *,
    rate: ArrayLike,
    strike_union: ArrayLike = 0.0,
    strike_firm: ArrayLike = 0.0,
) -> SeparatingDelay:
    """Find how long a low-value firm endures a strike to prove that it cannot pay more.

    Parameters
    ----------
    value_high, value_low : array_like
        Earnings of the firm of the high and of the low type.
    rate : array_like
        Common discount rate per unit of time, above 0.
    strike_union, strike_firm : array_like
        What the two sides get during a strike.

    Returns
    -------
    SeparatingDelay
        Wages of the two types and the length of the strike against the low one.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    Wages s + (v − s − f)/2 for either type, and (v_H − f) − w_H = e^{−rD}((v_H − f) − w_L).

    Source: Cramton and Tracy (1992); Admati and Perry (1987).
    """
    s, f = numbers("strike_union", strike_union), numbers("strike_firm", strike_firm)
    high, low = numbers("value_high", value_high) - f, numbers("value_low", value_low) - f
    require(s < low, "strike_union", "must be below what the low type has beyond its payoff in a strike")
    return separating_delay((high, low), ((high + s) / 2, (low + s) / 2), rate=rate)


def lapsed_agreement(
    reservations: tuple[ArrayLike, ArrayLike],
    losses: tuple[ArrayLike, ArrayLike] = (0.0, 0.0),
    *,
    rates: tuple[ArrayLike, ArrayLike] = (1.0, 1.0),
) -> LapsedAgreement:
    """Shift both reservation values by the cost of a lapse, and divide the zone by relative patience.

    Parameters
    ----------
    reservations : pair of array_like
        Least that the payee accepts and most that the payer grants, in the issue's unit.
    losses : pair of array_like
        Costs of the lapse to the payee and the payer, in the same unit, at least 0.
    rates : pair of array_like
        Discount rates of the payee and the payer, above 0.

    Returns
    -------
    LapsedAgreement
        The zone and the terms.

    Raises
    ------
    SolverError
        If a number is NaN, infinite or out of range.

    Notes
    -----
    The zone is [s − L₁, b + L₂], non-empty iff the losses cover the gap; x = low + (high − low) r₂/(r₁ + r₂).

    Source: Muthoo (1999), chapter 6, the limit of frequent offers.
    """
    low = numbers("reservations", reservations[0]) - positive("losses", losses[0], or_zero=True)
    high = numbers("reservations", reservations[1]) + positive("losses", losses[1], or_zero=True)
    r1, r2 = positive("rates", rates[0]), positive("rates", rates[1])
    possible = low <= high
    deal = np.where(possible, low + (high - low) * r2 / (r1 + r2), np.nan)
    return LapsedAgreement(
        status=statuses(np.broadcast_to(possible, deal.shape)),
        low=plain(low),
        high=plain(high),
        deal=plain(deal),
    )
