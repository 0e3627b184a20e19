"""Scores of predictive distributions that are given as samples.

Source: Gneiting and Raftery (2007), Gneiting, Balabdaoui and Raftery (2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["DAYS_PER_UNIT", "Interval", "bootstrap", "covers", "crps", "pit", "signed_log"]

Reals = npt.NDArray[np.float64]
DAYS_PER_UNIT = 30.0  # a month: within it the log scale of dates is nearly linear
RESAMPLES = 4000
OUTER = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with a 95 % interval."""

    value: float
    low: float
    high: float


def crps(sample: npt.ArrayLike, truth: float) -> float:
    """Return the continuous ranked probability score of a sample: lower is better, 0 is a certain hit.

    It is the mean distance of the sample from the truth, less half the mean distance within the sample.

    Parameters
    ----------
    sample : array of float
        Draws from the forecast.
    truth : float
        What happened, in the same unit, which is the unit of the score.
    """
    draws = np.sort(np.asarray(sample, float))
    n = len(draws)
    within = np.sum((2.0 * np.arange(1, n + 1) - n - 1.0) * draws) / n**2
    return float(np.mean(np.abs(draws - truth)) - within)


def covers(sample: npt.ArrayLike, truth: float, share: float) -> bool:
    """Return whether the central interval with that share of the sample holds the truth."""
    low, high = np.quantile(np.asarray(sample, float), [(1.0 - share) / 2.0, (1.0 + share) / 2.0])
    return bool(low <= truth <= high)


def pit(sample: npt.ArrayLike, truth: float) -> float:
    """Return the probability integral transform: the share of the sample below the truth, ties counted half."""
    draws = np.asarray(sample, float)
    return float(np.mean(draws < truth) + 0.5 * np.mean(draws == truth))


def signed_log(days: npt.ArrayLike) -> Reals:
    """Return days on a scale that is linear within a month and logarithmic beyond: sign(d) ln(1 + |d|/30)."""
    d = np.asarray(days, float)
    return np.asarray(np.sign(d) * np.log1p(np.abs(d) / DAYS_PER_UNIT))


def bootstrap(differences: Sequence[float] | Reals, *, seed: int = 0) -> Interval:
    """Return the mean of differences between paired scores, with its interval by resampling the agreements.

    Parameters
    ----------
    differences : sequence of float
        Score of one forecast less that of another, per agreement.
    """
    values = np.asarray(differences, float)
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.quantile(means, OUTER)
    return Interval(float(values.mean()), float(low), float(high))
