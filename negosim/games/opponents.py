"""Learning about an opponent from its offers: small updates with exact answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, plain, positive, require, together, within
from negosim.solve.results import FloatArray

__all__ = [
    "FrequencyModel",
    "NiceTarget",
    "ReservationPosterior",
    "bayesian_preferences",
    "frequency_model",
    "nice_tit_for_tat",
    "reservation_posterior",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationPosterior:
    """The posterior of a truthful buyer's reservation value after rejected prices; uniform on [low, high].

    Parameters
    ----------
    low, high, mean : float
        The posterior's ends and mean.
    """

    low: float
    high: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyModel:
    """Weights and values inferred from the frequencies of an opponent's bids.

    Parameters
    ----------
    weights : ndarray, shape (issues,)
        Weight of each issue; sum 1.
    counts : tuple of dict
        For each issue, how often each value was bid.
    values : tuple of dict
        For each issue, each value's count relative to the most frequent one's.
    """

    weights: FloatArray
    counts: tuple[dict[Hashable, int], ...]
    values: tuple[dict[Hashable, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NiceTarget:
    """The target utility of nice tit-for-tat.

    Parameters
    ----------
    conceded : ndarray
        Share of the way to the Nash point that the opponent has conceded, in [0, 1].
    target : ndarray
        Utility to ask for.
    """

    conceded: FloatArray
    target: FloatArray


def reservation_posterior(rejected: ArrayLike, *, low: float = 0.0, high: float = 1.0) -> ReservationPosterior:
    """Learn a truthful buyer's reservation value from the prices that it has rejected.

    Parameters
    ----------
    rejected : array_like
        Prices rejected so far; may be empty.
    low, high : float
        Ends of the uniform prior; low below high.

    Returns
    -------
    ReservationPosterior
        The prior, cut at the lowest rejected price.

    Raises
    ------
    SolverError
        If a number is NaN, low is not below high, or a price at or below `low` was rejected, which
        contradicts the prior.

    Notes
    -----
    A truthful buyer rejects exactly the prices above its reservation value.

    Source: Zeng and Sycara (1998), one-sided and noiseless.
    """
    bottom, top = float(numbers("low", low)), float(numbers("high", high))
    require(bottom < top, "low", "must be below high")
    if np.size(rejected):
        prices = numbers("rejected", rejected)
        require(prices > bottom, "rejected", "a price at or below the prior's low end cannot have been rejected")
        top = min(top, float(prices.min()))
    return ReservationPosterior(low=bottom, high=top, mean=(bottom + top) / 2)


def bayesian_preferences(
    utilities: ArrayLike, target: ArrayLike, *, sigma: ArrayLike, prior: ArrayLike | None = None
) -> FloatArray:
    """Weigh hypotheses about an opponent's preferences by how well its bid fits its presumed concession.

    Parameters
    ----------
    utilities : array_like, shape (..., hypotheses)
        Utility of the bid to the opponent under each hypothesis.
    target : array_like
        Utility that the opponent is presumed to ask for at this time.
    sigma : array_like
        Standard deviation of the fit, above 0.
    prior : array_like, shape (..., hypotheses), optional
        Prior probabilities, or any weights in proportion; uniform if not given.

    Returns
    -------
    ndarray, shape (..., hypotheses)
        Posterior probabilities.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, sigma is not above 0, or the prior is negative or sums to 0.

    Notes
    -----
    P(h | o) ∝ P(h) exp(−(u_h(o) − u_target)²/2σ²).

    Source: Hindriks and Tykhonov (2008).
    """
    u = np.atleast_1d(numbers("utilities", utilities))
    wanted = numbers("target", target)[..., np.newaxis]
    spread = positive("sigma", sigma)[..., np.newaxis]
    weights = np.ones(u.shape[-1]) if prior is None else positive("prior", prior, or_zero=True)
    require(weights.sum(axis=-1) > 0, "prior", "must not be 0 for every hypothesis")
    fit = -((u - wanted) ** 2) / (2 * spread**2)
    possible = np.broadcast_to(weights > 0, np.broadcast_shapes(fit.shape, weights.shape))
    best = np.max(np.where(possible, fit, -np.inf), axis=-1, keepdims=True)
    likelihood = weights * np.exp(np.minimum(fit - best, 0.0))
    return plain(likelihood / likelihood.sum(axis=-1, keepdims=True))


def frequency_model(
    bids: Sequence[Sequence[Hashable]], *, epsilon: float = 0.1, weights: ArrayLike | None = None
) -> FrequencyModel:
    """Infer an opponent's weights from the issues it leaves unchanged, and its values from how often it bids them.

    Parameters
    ----------
    bids : sequence of sequences
        The opponent's bids in order, one value for each issue.
    epsilon : float
        Increase of an issue's weight each time its value stays the same from one bid to the next, at least 0.
    weights : array_like, shape (issues,), optional
        Weights to start from, at least 0; equal ones if not given.

    Returns
    -------
    FrequencyModel
        Weights, made to sum to 1 at the end, and counts.

    Raises
    ------
    SolverError
        If there are no bids, they differ in length, or a number is out of range.

    Notes
    -----
    Source: van Krimpen, Looije and Hajizadeh (2013), the HardHeaded agent.
    """
    if len(bids) == 0 or len(bids[0]) == 0:
        raise SolverError("bids", "is empty; give at least one bid with at least one issue")
    issues = len(bids[0])
    require([len(bid) == issues for bid in bids], "bids", f"each must have a value for all {issues} issues")
    step = float(positive("epsilon", epsilon, or_zero=True))
    start = np.full(issues, 1 / issues) if weights is None else positive("weights", weights, or_zero=True)
    require(start.shape == (issues,), "weights", f"must be {issues} numbers, one for each issue")
    same = [sum(bid[i] == last[i] for last, bid in pairwise(bids)) for i in range(issues)]
    raw = start + step * np.array(same)
    require(raw.sum() > 0, "weights", "are all 0")
    counts = tuple(dict(Counter(bid[i] for bid in bids)) for i in range(issues))
    values = tuple({value: n / max(seen.values()) for value, n in seen.items()} for seen in counts)
    return FrequencyModel(weights=raw / raw.sum(), counts=counts, values=values)


def nice_tit_for_tat(
    first_offer: ArrayLike, current_offer: ArrayLike, *, nash: ArrayLike, own_first: ArrayLike = 1.0
) -> NiceTarget:
    """Match the opponent's concessions, measured on the way to the Nash point.

    Parameters
    ----------
    first_offer, current_offer : array_like
        Own utility of the opponent's first and of its present offer, in [0, 1].
    nash : array_like
        Own utility at the Nash point, in [0, 1]; above `first_offer`.
    own_first : array_like
        Own utility of one's own first offer, in [0, 1]; at least `nash`.

    Returns
    -------
    NiceTarget
        The opponent's progress, cut to [0, 1], and one's own target.

    Raises
    ------
    SolverError
        If a utility lies outside [0, 1], or the Nash point is not between the two first offers.

    Notes
    -----
    f = (u_now − u_first)/(u_Nash − u_first); target u_own − f(u_own − u_Nash), for a first offer of one's own
    of utility 1: 1 − f(1 − u_Nash).

    Source: simplified from Baarslag, Hindriks and Jonker (2013), the nice tit-for-tat agent.
    """
    first, now = (
        within("first_offer", first_offer, 0.0, 1.0),
        within("current_offer", current_offer, 0.0, 1.0),
    )
    best, start = within("nash", nash, 0.0, 1.0), within("own_first", own_first, 0.0, 1.0)
    first, now, best, start = together(first, now, best, start)
    require(first < best, "nash", "must be above the opponent's first offer: otherwise there is nothing to concede")
    require(best <= start, "own_first", "must be at least the utility at the Nash point")
    conceded = np.clip((now - first) / (best - first), 0.0, 1.0)
    return NiceTarget(conceded=plain(conceded), target=plain(start - conceded * (start - best)))
