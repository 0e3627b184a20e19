"""Linear pools of two forecasts, with the weight that would have scored best.

The score of a pool is quadratic in its weight, so the best weight over several cases has a closed form.
Source: Yao, Vehtari, Simpson and Gelman (2018), with the continuous ranked probability score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.forecast.scores import OUTER, RESAMPLES, Interval

__all__ = ["Terms", "best_weight", "pooled_score", "terms", "weight_interval"]

Reals = npt.NDArray[np.float64]
FEWEST = 2  # cases; with fewer the weight is a half


@dataclass(frozen=True, slots=True)
class Terms:
    """The coefficients of the score of a pool: constant + linear w + square w², w being the first forecast's weight."""

    constant: float
    linear: float
    square: float


def _mean_distance(first: Reals, second: Reals) -> float:
    """Return the mean absolute difference of two samples."""
    x, y = np.sort(first), np.sort(second)
    below = np.searchsorted(y, x)
    sums = np.concatenate([[0.0], np.cumsum(y)])
    return float(np.mean(x * (2.0 * below - len(y)) + sums[-1] - 2.0 * sums[below]) / len(y))


def terms(first: Reals, second: Reals, truth: float) -> Terms:
    """Return how the score of the pool of two samples depends on the weight of the first."""
    far_first, far_second = float(np.mean(np.abs(first - truth))), float(np.mean(np.abs(second - truth)))
    one, two = _mean_distance(first, first), _mean_distance(second, second)
    both = _mean_distance(first, second)
    return Terms(far_second - two / 2.0, far_first - far_second - both + two, both - one / 2.0 - two / 2.0)


def pooled_score(each: Terms, weight: float) -> float:
    """Return the score of the pool with a weight."""
    return each.constant + each.linear * weight + each.square * weight**2


def best_weight(several: Sequence[Terms]) -> float:
    """Return the weight of the first forecast with the least mean score; a half for fewer than two cases."""
    if len(several) < FEWEST:
        return 0.5
    return _best(np.array([each.linear for each in several]), np.array([each.square for each in several]))


def _best(linear: Reals, square: Reals) -> float:
    slope, bend = float(linear.mean()), float(square.mean())
    if bend <= 0.0:
        return 1.0 if slope + bend < 0.0 else 0.0
    return float(np.clip(-slope / (2.0 * bend), 0.0, 1.0))


def weight_interval(several: Sequence[Terms], *, seed: int = 0) -> Interval:
    """Return the best weight with its interval by resampling the cases."""
    linear = np.array([each.linear for each in several])
    square = np.array([each.square for each in several])
    chosen = np.random.default_rng(seed).integers(0, len(several), (RESAMPLES, len(several)))
    weights = [_best(linear[each], square[each]) for each in chosen]
    low, high = np.quantile(weights, OUTER)
    return Interval(best_weight(several), float(low), float(high))
