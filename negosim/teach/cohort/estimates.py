"""Estimates from a class: means, shares and slopes with 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

__all__ = ["Estimate", "Slope", "mean_of", "percentiles", "proportion", "slope_of"]

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with its 95 % interval.

    Parameters
    ----------
    low, high : float or None
        Ends of the interval; ``None`` if there are too few data.
    n : int
        Number of observations.
    """

    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """A least-squares line."""

    slope: Estimate
    intercept: float


def mean_of(values: Sequence[float]) -> Estimate | None:
    """Return the mean with Student's t interval; ``None`` without values, and no interval for fewer than three."""
    from scipy.stats import t

    n = len(values)
    if n == 0:
        return None
    mean = sum(values) / n
    if n < 3:
        return Estimate(value=mean, low=None, high=None, n=n)
    error = sqrt(sum((x - mean) ** 2 for x in values) / (n - 1) / n)
    reach = float(t.ppf(0.5 + CONFIDENCE / 2.0, n - 1)) * error
    return Estimate(value=mean, low=mean - reach, high=mean + reach, n=n)


def proportion(count: int, n: int) -> Estimate | None:
    """Return a proportion with its Wilson interval; ``None`` without observations.

    Notes
    -----
    Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
    """
    from scipy.stats import binomtest

    if n == 0:
        return None
    interval = binomtest(count, n).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(value=count / n, low=float(interval.low), high=float(interval.high), n=n)


def slope_of(x: Sequence[float], y: Sequence[float]) -> Slope | None:
    """Return the least-squares line; ``None`` with fewer than three points or only one value of x."""
    from scipy.stats import linregress, t

    if len(x) < 3 or max(x) == min(x):
        return None
    line = linregress(x, y)
    reach = float(t.ppf(0.5 + CONFIDENCE / 2.0, len(x) - 2)) * float(line.stderr)
    value = float(line.slope)
    slope = Estimate(value=value, low=value - reach, high=value + reach, n=len(x))
    return Slope(slope=slope, intercept=float(line.intercept))


def percentiles(values: Sequence[float | None]) -> list[float | None]:
    """Return, for each value, the percentage of the other values that are smaller; ties count half.

    Values of ``None`` are ignored and have no percentile, and neither has a single value.
    """
    known = [x for x in values if x is not None]
    if len(known) < 2:
        return [None] * len(values)
    return [
        None
        if x is None
        else 100.0 * (sum(y < x for y in known) + 0.5 * (sum(y == x for y in known) - 1)) / (len(known) - 1)
        for x in values
    ]
