"""Two-level games: an agreement at the table must be ratified at home."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import discount, numbers, plain, require, within
from negosim.solve.results import FloatArray, StatusArray, statuses

__all__ = [
    "CappedDivision",
    "RatifiedOffers",
    "RiskyRatification",
    "capped_division",
    "ratification_floors",
    "uncertain_ratification",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CappedDivision:
    """Solutions on an interval of which the payer's ratifier allows only the lower part.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if the cap is below what the payee accepts.
    nash, kalai_smorodinsky : ndarray
        The two solutions' terms; NaN if there is no agreement.
    """

    status: StatusArray
    nash: FloatArray
    kalai_smorodinsky: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifiedOffers:
    """Alternating offers of which only ratifiable ones count.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if the floors together exceed the pie.
    first, second : ndarray
        Shares of the pie of 1 when player 1 proposes; NaN if there is no agreement.
    first_as_responder : ndarray
        Share of player 1 when player 2 proposes; NaN if there is no agreement.
    """

    status: StatusArray
    first: FloatArray
    second: FloatArray
    first_as_responder: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskyRatification:
    """A demand that may fail at home on the other side.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if failing is at least as good as any deal.
    demand : ndarray
        The demand with the highest expected payoff.
    ratified : ndarray
        Probability that it is ratified.
    value : ndarray
        Its expected payoff.
    """

    status: StatusArray
    demand: FloatArray
    ratified: FloatArray
    value: FloatArray


def capped_division(low: ArrayLike, high: ArrayLike, *, cap: ArrayLike) -> CappedDivision:
    """Divide an interval between a payee and a payer whose ratifier allows no more than a cap.

    Parameters
    ----------
    low, high : array_like
        The payee's and the payer's reservation values; low below high. Utilities are x − low and high − x.
    cap : array_like
        Most that the payer's ratifier consents to.

    Returns
    -------
    CappedDivision
        The terms, in the unit of the interval.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, or low is not below high.

    Notes
    -----
    With W = high − low and c = cap − low (at most W): Nash low + min(W/2, c), so that a slack cap has no
    effect (independence of irrelevant alternatives); Kalai-Smorodinsky low + cW/(c + W), which any cap below
    `high` moves. Being bound at home gets a better deal abroad: the Schelling conjecture.

    Source: Schelling (1960); Putnam (1988); Kalai and Smorodinsky (1975).
    """
    bottom, top = numbers("low", low), numbers("high", high)
    require(bottom < top, "low", "must be below high: a reservation value above the other side's ideal")
    unit = top - bottom
    room = np.minimum(numbers("cap", cap) - bottom, unit)
    possible = room >= 0
    ratio = np.maximum(room, 0.0) * unit / (np.maximum(room, 0.0) + unit)
    nash = np.where(possible, bottom + np.minimum(unit / 2, room), np.nan)
    return CappedDivision(
        status=statuses(possible),
        nash=plain(nash),
        kalai_smorodinsky=plain(np.where(possible, bottom + ratio, np.nan)),
    )


def ratification_floors(
    delta1: ArrayLike, delta2: ArrayLike, *, floor1: ArrayLike = 0.0, floor2: ArrayLike = 0.0
) -> RatifiedOffers:
    """Divide a pie by alternating offers if each side's ratifier insists on a minimum share.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors per period, in [0, 1).
    floor1, floor2 : array_like
        Least share of the pie of 1 that each side's ratifier consents to, in [0, 1].

    Returns
    -------
    RatifiedOffers
        The division; player 1 proposes first.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1) or a floor outside [0, 1].

    Notes
    -----
    The Rubinstein share, clipped: x₁ = min(max((1 − δ₂)/(1 − δ₁δ₂), 1 − δ₂(1 − k₁)), 1 − k₂). With equal
    patience and a floor on the responder's side only, min(1/(1 + δ), 1 − k₂).

    Source: Tarar (2001); Milner and Rosendorff (1997).
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    k1, k2 = within("floor1", floor1, 0.0, 1.0), within("floor2", floor2, 0.0, 1.0)
    possible = k1 + k2 <= 1
    free = (1 - d2) / (1 - d1 * d2)
    share = np.minimum(np.maximum(free, 1 - d2 * (1 - k1)), 1 - k2)
    waiting = np.maximum(d1 * share, k1)
    return RatifiedOffers(
        status=statuses(np.broadcast_to(possible, share.shape)),
        first=plain(np.where(possible, share, np.nan)),
        second=plain(np.where(possible, 1 - share, np.nan)),
        first_as_responder=plain(np.where(possible, waiting, np.nan)),
    )


def uncertain_ratification(low: ArrayLike, high: ArrayLike, *, failure_payoff: ArrayLike = 0.0) -> RiskyRatification:
    """Choose a demand if the other side's ratifier's threshold is unknown.

    Parameters
    ----------
    low, high : array_like
        The ratifier's threshold is uniform on [low, high]; low below high.
    failure_payoff : array_like
        Payoff of the demanding side if ratification fails.

    Returns
    -------
    RiskyRatification
        The demand x, worth x if ratified.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, or low is not below high.

    Notes
    -----
    x = (b + d)/2, but at least a, is ratified with probability (b − x)/(b − a): the risk of involuntary defection is
    taken deliberately.

    Source: in the spirit of Iida (1993); our own algebra.
    """
    bottom, top = numbers("low", low), numbers("high", high)
    require(bottom < top, "low", "must be below high")
    failing = numbers("failure_payoff", failure_payoff)
    demand = np.clip((top + failing) / 2, bottom, top)
    ratified = (top - demand) / (top - bottom)
    return RiskyRatification(
        status=statuses(np.broadcast_to(failing < top, demand.shape)),
        demand=plain(demand),
        ratified=plain(ratified),
        value=plain(ratified * demand + (1 - ratified) * failing),
    )
