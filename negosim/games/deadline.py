"""Deadlines: binding rejected offers, and optimism about the last offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, discount, plain, probability, within
from negosim.solve.results import BoolArray, FloatArray, StatusArray, statuses
from negosim.solve.tolerance import TOLERANCE

__all__ = [
    "DeadlineEffect",
    "ElectionDelay",
    "Optimism",
    "election_delay",
    "fershtman_seidmann",
    "fershtman_seidmann_threshold",
    "yildiz",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEffect:
    """Play under a deadline when a rejected offer binds whoever rejected it.

    Parameters
    ----------
    immediate : bool
        Whether the players agree in the first period.
    value : float
        Expected payoff of either player before the first proposer is drawn.
    """

    immediate: bool
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimism:
    """When optimists agree before a deadline.

    Parameters
    ----------
    perceived : ndarray, shape (..., dates)
        Sum of what the two expect to get at each date.
    agrees : ndarray of bool, shape (..., dates)
        Whether an agreement is possible at the date.
    waiting : ndarray of int
        Number of dates in a row, just before the last one, at which they wait.
    """

    perceived: FloatArray
    agrees: BoolArray
    waiting: np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionDelay:
    """Whether two sides settle before an election that each hopes to win.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"`` if they settle before it, ``"no_agreement"`` if they wait.
    expectations : ndarray
        Sum of what the sides expect from it; above 1 they are optimists.
    """

    status: StatusArray
    expectations: FloatArray


def fershtman_seidmann_threshold() -> float:
    """Discount factor above which two periods of binding rejections end in delay.

    Returns
    -------
    float
        3 − √5.

    Notes
    -----
    A responder with one period to go accepts x ≥ δ(1 + x)/2, that is x* = δ/(2 − δ); waiting for the deadline
    is worth δ/2 to the proposer, more than 1 − x* iff δ > 3 − √5.

    Source: Fershtman and Seidmann (1993); two periods are our own derivation.
    """
    return float(3 - np.sqrt(5.0))


def fershtman_seidmann(delta: float, *, periods: int, units: int = 40) -> DeadlineEffect:
    """Bargain before a deadline when nobody can accept less than an offer it has rejected.

    Parameters
    ----------
    delta : float
        Common discount factor per period, in [0, 1).
    periods : int
        Number of offers that can be made, at least 1; each proposer is drawn with probability 1/2.
    units : int
        Number of units the pie of 1 is cut into, at least 2; offers are whole units.

    Returns
    -------
    DeadlineEffect
        Whether they agree at once, and the value of the game.

    Raises
    ------
    SolverError
        If the discount factor lies outside [0, 1), or a number is not whole or too small.

    Notes
    -----
    Backward induction over the two floors (the best offer that each player has rejected). A responder accepts
    an offer at or above its floor that is worth at least rejecting it; a proposer agrees if indifferent.

    Source: Fershtman and Seidmann (1993).
    """
    d = float(discount("delta", delta))
    cuts, total = int(count("units", units, least=2)), int(count("periods", periods))
    grid = np.arange(cuts + 1) / cuts
    # Value of a player by its own floor and the other's; by symmetry the other's value is the transpose.
    value = np.zeros((cuts + 1, cuts + 1))
    agreed = False
    for _ in range(total):
        proposing, responding, agrees = _period(grid, d * value)
        value = (proposing + responding.T) / 2
        agreed = bool(agrees[0, 0])
    return DeadlineEffect(immediate=agreed, value=float(value[0, 0]))


def _period(grid: FloatArray, later: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Values of proposing and responding, and agreement, by (proposer's floor, responder's floor)."""
    steps = np.arange(grid.size)
    raised = np.maximum(steps[:, None], steps[None, :])  # the responder's floor if it rejects, by (floor, offer)
    own, other = later[:, raised], later.T[:, raised]  # values of a rejection, by (floor, floor, offer)
    accepts = (steps[None, :] >= steps[:, None])[None] & (grid >= other - TOLERANCE)
    payoff = np.where(accepts, 1 - grid, own)
    best = payoff >= payoff.max(axis=2, keepdims=True) - TOLERANCE
    agrees: BoolArray = (accepts & best).any(axis=2)
    chosen = np.where(agrees, (accepts & best).argmax(axis=2), best.argmax(axis=2))[:, :, None]
    waiting = np.take_along_axis(other, chosen, axis=2)[:, :, 0]
    return payoff.max(axis=2), np.where(agrees, grid[chosen[:, :, 0]], waiting), agrees


def yildiz(delta: ArrayLike, *, optimism: ArrayLike, dates: int) -> Optimism:
    """Bargain before a deadline if the players together expect to make more offers than there are.

    Parameters
    ----------
    delta : array_like
        Common discount factor per date, in [0, 1).
    optimism : array_like
        y = p₁ + p₂ − 1, where pᵢ is the probability that i gives to its own proposing at a date; in [0, 1].
    dates : int
        Number of dates T, at least 1.

    Returns
    -------
    Optimism
        Dates of agreement and of waiting.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    S_T = 1 + y. At t they agree iff δS_{t+1} ≤ 1, and then S_t = (1 + y)(1 − δS_{t+1}) + δS_{t+1}; otherwise
    S_t = δS_{t+1}. They wait for about ln(1 + y)/r before the deadline.

    Source: Yildiz (2003), (2004).
    """
    d, y = discount("delta", delta), within("optimism", optimism, 0.0, 1.0)
    total = int(count("dates", dates))
    sums = [np.broadcast_to(1 + y, np.broadcast_shapes(d.shape, y.shape))]
    agrees = [np.ones(sums[0].shape, dtype=bool)]
    for _ in range(total - 1):
        later = d * sums[0]
        possible = later <= 1
        sums.insert(0, np.where(possible, (1 + y) * (1 - later) + later, later))
        agrees.insert(0, possible)
    dated = np.stack(agrees, axis=-1)
    waits = ~dated[..., -2::-1]
    waiting = np.cumprod(waits, axis=-1).sum(axis=-1)
    return Optimism(perceived=np.stack(sums, axis=-1), agrees=dated, waiting=waiting.astype(np.int64)[()])


def election_delay(
    delta: ArrayLike, *, belief1: ArrayLike, belief2: ArrayLike, pie_later: ArrayLike = 1.0
) -> ElectionDelay:
    """Return whether two sides wait for an election that decides who will set the terms.

    Parameters
    ----------
    delta : array_like
        Common discount factor until after the election, in [0, 1).
    belief1, belief2 : array_like
        Probability that each side gives to the outcome that lets it set the terms.
    pie_later : array_like
        Size of the pie after the election, relative to before, in [0, 1].

    Returns
    -------
    ElectionDelay
        Whether they settle before it.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    They wait iff δ(p₁ + p₂) > 1: what the two expect from waiting is more than there is.

    Source: Simsek and Yildiz (2016).
    """
    d, sooner = discount("delta", delta), within("pie_later", pie_later, 0.0, 1.0)
    hopes = probability("belief1", belief1) + probability("belief2", belief2)
    return ElectionDelay(
        status=statuses(d * hopes * sooner <= 1),
        expectations=plain(np.broadcast_to(hopes, np.broadcast_shapes(hopes.shape, d.shape, sooner.shape))),
    )
