"""Alternating offers before a deadline: Ståhl's finite game, pies that shrink, offers in whole units."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import count, discount, numbers, plain, positive, require
from negosim.solve.results import FloatArray

__all__ = [
    "FiniteOffers",
    "GridOffers",
    "lapse_rounds",
    "shrinking_pies",
    "stahl",
    "stahl_grid",
    "ultimatum",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiniteOffers:
    """The division by backward induction if the number of offers is limited.

    Parameters
    ----------
    first, second : ndarray
        Shares of player 1, who proposes first, and player 2 in the first period.
    """

    first: FloatArray
    second: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class GridOffers:
    """Subgame-perfect play of the finite game in which offers are whole units of the pie.

    Parameters
    ----------
    status : str
        ``"ok"``, or ``"no_agreement"`` if there is none in any period.
    period : int or None
        Period of the agreement, counted from 1.
    first, second : float
        Shares agreed in that period (0 if there is no agreement).
    offers : tuple of (float or None)
        The responder's share in each period, were it reached; None if the proposer prefers a rejection.
    """

    status: str
    period: int | None
    first: float
    second: float
    offers: tuple[float | None, ...]


def stahl(delta1: ArrayLike, delta2: ArrayLike, *, periods: ArrayLike) -> FiniteOffers:
    """Divide a pie of 1 by alternating offers in at most `periods` periods; player 1 proposes first.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors per period, in [0, 1).
    periods : array_like of int
        Number of offers that can be made, at least 1; whoever makes the last one can ask for everything.

    Returns
    -------
    FiniteOffers
        Shares of the pie, agreed in the first period.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1) or `periods` is not a whole number of at least 1.

    Notes
    -----
    With T = 2n periods x₁ = (1 − δ₂)(1 − (δ₁δ₂)ⁿ)/(1 − δ₁δ₂); an odd T = 2n + 1 adds (δ₁δ₂)ⁿ. The shares
    alternate around the Rubinstein share and approach it.

    Source: Ståhl (1972); Binmore (1987).
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    total = count("periods", periods)
    product = d1 * d2
    decay = product ** (total // 2)
    share = (1 - d2) * (1 - decay) / (1 - product) + np.where(total % 2 == 1, decay, 0.0)
    return FiniteOffers(first=plain(share), second=plain(1 - share))


def shrinking_pies(pies: ArrayLike) -> FiniteOffers:
    """Divide a pie that shrinks with every rejected offer; after the last offer nothing is left.

    Parameters
    ----------
    pies : array_like, shape (..., periods)
        Size of the pie in each period, not increasing, at least 0. Player 1 proposes in the first.

    Returns
    -------
    FiniteOffers
        What the players get in the first period, in the pie's unit.

    Raises
    ------
    SolverError
        If the pies are empty, NaN, negative or grow.

    Notes
    -----
    The proposer of a period leaves the responder what it would get as the next proposer, so
    x₁ = c₁ − c₂ + c₃ − … .

    Source: Ståhl (1972); Binmore (2007).
    """
    sizes = np.atleast_1d(positive("pies", pies, or_zero=True))
    require(np.diff(sizes, axis=-1) <= 0, "pies", "a pie must not grow from one period to the next")
    signs = np.where(np.arange(sizes.shape[-1]) % 2 == 0, 1.0, -1.0)
    share = sizes @ signs
    return FiniteOffers(first=plain(share), second=plain(sizes[..., 0] - share))


def lapse_rounds(surplus: float, *, cost_per_round: float, rounds: int) -> FiniteOffers:
    """Divide a surplus that each further round of talks makes smaller by a fixed amount.

    Parameters
    ----------
    surplus : float
        The amount to divide in the first round, at least 0, in any unit.
    cost_per_round : float
        The cost of a round of delay, in the same unit, at least 0.
    rounds : int
        Number of rounds, at least 1.

    Returns
    -------
    FiniteOffers
        What the two sides get, in the surplus's unit.

    Raises
    ------
    SolverError
        If an amount is NaN or negative, or `rounds` is not a whole number of at least 1.

    Notes
    -----
    `shrinking_pies` with cₜ = max(surplus − (t − 1)·cost, 0).

    Source: Ståhl (1972), applied to a lapse (house rule).
    """
    start = positive("surplus", surplus, or_zero=True)
    cost = positive("cost_per_round", cost_per_round, or_zero=True)
    return shrinking_pies(np.maximum(start - cost * np.arange(int(count("rounds", rounds))), 0.0))


def stahl_grid(
    delta1: float, delta2: float, *, periods: int, units: int, accept_if_indifferent: bool = True
) -> GridOffers:
    """Divide a pie of 1 in whole units by alternating offers before a deadline, exactly.

    Parameters
    ----------
    delta1, delta2 : float
        Discount factors per period, in [0, 1), read as the decimal that they print as (0.9 is 9/10).
    periods : int
        Number of offers that can be made, at least 1.
    units : int
        Number of units that the pie is cut into, at least 1; an offer is a whole number of units.
    accept_if_indifferent : bool
        The tie rule: whether an indifferent responder accepts.

    Returns
    -------
    GridOffers
        The path of play. On a grid the tie rule changes the result by one unit.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1), or a number is not whole or below 1.

    Notes
    -----
    Backward induction in rational numbers, so that a tie is a tie. A proposer who would do better with a rejection
    makes no acceptable offer; if indifferent, it agrees.

    Source: Ståhl (1972); van Damme, Selten and Winter (1990) for the ties.
    """
    factors = tuple(Fraction(str(float(discount(name, d)))) for name, d in (("delta1", delta1), ("delta2", delta2)))
    total, cuts = int(count("periods", periods)), int(count("units", units))
    values = shares = (Fraction(0), Fraction(0))
    agreed_in: int | None = None
    offers: list[Fraction | None] = []
    for period in range(total, 0, -1):
        proposer = (period - 1) % 2
        waiting = (factors[0] * values[0], factors[1] * values[1])
        offer = _least_offer(waiting[1 - proposer], cuts, accept_if_indifferent)
        offers.insert(0, offer if offer is not None and 1 - offer >= waiting[proposer] else None)
        if offers[0] is not None:
            values = (1 - offers[0], offers[0]) if proposer == 0 else (offers[0], 1 - offers[0])
            agreed_in, shares = period, values
        else:
            values = waiting
    return GridOffers(
        status="no_agreement" if agreed_in is None else "ok",
        period=agreed_in,
        first=float(shares[0]),
        second=float(shares[1]),
        offers=tuple(None if offer is None else float(offer) for offer in offers),
    )


def _least_offer(waiting: Fraction, units: int, accept_if_indifferent: bool) -> Fraction | None:
    """Return the smallest offer that the responder accepts, or None if the pie is too small for one."""
    scaled = waiting * units
    least = -(-scaled.numerator // scaled.denominator)
    if least == scaled and not accept_if_indifferent:
        least += 1
    return Fraction(least, units) if least <= units else None


def ultimatum(*, units: int, accept_if_indifferent: bool = True, outside: float = 0.0) -> GridOffers:
    """Make one offer, take it or leave it, in whole units of a pie of 1.

    Parameters
    ----------
    units : int
        Number of units that the pie is cut into, at least 1.
    accept_if_indifferent : bool
        Whether an indifferent responder accepts.
    outside : float
        The responder's payoff from rejecting, in units of the pie, at least 0, read as the decimal it prints
        as.

    Returns
    -------
    GridOffers
        The division; ``"no_agreement"`` if no offer on the grid is better than rejecting.

    Raises
    ------
    SolverError
        If `units` is not a whole number of at least 1, or `outside` is NaN or negative.

    Notes
    -----
    Both tie rules are subgame perfect: the proposer keeps everything, or everything but one unit.

    Source: van Damme, Selten and Winter (1990); Muthoo (1991).
    """
    cuts = int(count("units", units))
    value = numbers("outside", outside)
    if value.ndim or value < 0:
        raise SolverError("outside", f"must be one number of at least 0; got {outside!r}")
    offer = _least_offer(Fraction(str(float(value))), cuts, accept_if_indifferent)
    if offer is None:
        return GridOffers(status="no_agreement", period=None, first=0.0, second=0.0, offers=(None,))
    return GridOffers(status="ok", period=1, first=float(1 - offer), second=float(offer), offers=(float(offer),))
