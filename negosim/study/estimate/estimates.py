"""Estimates from a tally: means, shares and quantiles, each with its 95 % interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt, nan, sqrt
from typing import Any

from negosim.study.estimate.intervals import Interval, mean_interval, share_interval
from negosim.study.estimate.measures import Measure
from negosim.study.estimate.quantiles import SortedBins
from negosim.study.estimate.tally import Moments, bin_edges

__all__ = ["QUANTILES", "Estimate", "Mean", "Share", "as_json", "estimate_of", "mean_of", "share_of"]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How often an event happened.

    Parameters
    ----------
    p : float
        Share of the replicates in which it happened.
    se : float
        Its standard error, ``sqrt(p (1 - p) / n)``; 0 if the event never or always happened, so use
        the interval.
    interval : tuple of float
        Its exact 95 % interval.
    n : int
        Number of replicates.
    count : int
        Number of replicates in which it happened.
    """

    p: float
    se: float
    interval: Interval
    n: int
    count: int

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON."""
        return {"p": self.p, "se": self.se, "interval": list(self.interval), "n": self.n, "count": self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of a number over the replicates that have it.

    Parameters
    ----------
    n : int
        Number of replicates that have it.
    mean, sd : float
        Its mean and standard deviation; the latter with ``n - 1``, and nan for one replicate.
    se : float
        Standard error of the mean.
    interval : tuple of float or None
        The 95 % interval by Student's t; ``None`` for one replicate, and if all of them have the same value, which
        says nothing about the spread.
    """

    n: int
    mean: float
    se: float
    sd: float
    interval: Interval | None

    @property
    def half_width(self) -> float:
        """Half the width of the interval; nan if there is none."""
        return nan if self.interval is None else (self.interval[1] - self.interval[0]) / 2.0

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON; null if there is no data."""
        return {
            "n": self.n,
            "mean": as_json(self.mean),
            "se": as_json(self.se),
            "interval": as_json(self.interval),
            "sd": as_json(self.sd),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Mean):
    """The mean and the quantiles of a number over the replicates that have it.

    Parameters
    ----------
    quantiles : dict of float to float
        Quantiles by probability, to one part in 4,096.
    quantile_intervals : dict of float to tuple of float or None
        Their 95 % intervals from order statistics; ``None`` if there are too few replicates.
    """

    quantiles: dict[float, float]
    quantile_intervals: dict[float, Interval | None]

    @property
    def median(self) -> float:
        """The median."""
        return self.quantiles[0.5]

    @property
    def median_interval(self) -> Interval | None:
        """The interval of the median."""
        return self.quantile_intervals[0.5]

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON; null if there is no data."""
        return {
            **Mean.as_dict(self),
            "quantiles": {f"{p:g}": as_json(value) for p, value in self.quantiles.items()},
            "quantile_intervals": {f"{p:g}": as_json(ends) for p, ends in self.quantile_intervals.items()},
        }


def share_of(count: int, n: int) -> Share:
    """Return the share of ``count`` in ``n`` replicates."""
    p = count / n
    return Share(p=p, se=sqrt(p * (1.0 - p) / n), interval=share_interval(count, n), n=n, count=count)


def mean_of(moments: Moments, measure: Measure) -> Mean:
    """Return the mean of a measure; its interval is limited to the values that the measure can have."""
    n = moments.count
    if n == 0:
        return Mean(n=0, mean=nan, se=nan, sd=nan, interval=None)
    unit = 2.0**-measure.shift
    mean = moments.total / n * unit
    if n == 1:
        return Mean(n=1, mean=mean, se=nan, sd=nan, interval=None)
    spread = n * moments.squares - moments.total * moments.total
    sd = _sqrt_of_ratio(spread, n * (n - 1)) * unit
    se = sd / sqrt(n)
    interval = mean_interval(mean, se, _degrees(moments, measure, sd)) if spread else None
    if interval is not None:
        interval = max(interval[0], measure.low), min(interval[1], measure.high)
    return Mean(n=n, mean=mean, se=se, sd=sd, interval=interval)


def estimate_of(moments: Moments, measure: Measure) -> Estimate:
    """Return the estimates of a measure."""
    mean, bins = mean_of(moments, measure), SortedBins(moments, measure)
    return Estimate(
        n=mean.n,
        mean=mean.mean,
        se=mean.se,
        sd=mean.sd,
        interval=mean.interval,
        quantiles={p: bins.quantile(p) for p in QUANTILES},
        quantile_intervals={p: bins.interval(p) for p in QUANTILES},
    )


def as_json(value: Any) -> Any:
    """Return a number or an interval in the types of JSON: null for nan or ``None``."""
    if isinstance(value, tuple):
        return list(value)
    return None if value is None or value != value else value


def _degrees(moments: Moments, measure: Measure, sd: float) -> int:
    """Return the degrees of freedom of a standard error: the number of values that differ from the most common one.

    With n different values these are Student's n - 1. If nearly all values are the same, such as a lapse of 0 days,
    only the few others show the spread, and with n - 1 the interval would be far too short. A bin wider than the
    standard deviation does not show which values are the same.

    Source: house rule.
    """
    commonest = max(moments.bins, key=moments.bins.__getitem__)
    low, high = bin_edges(commonest, even=measure.even)
    return moments.count - (moments.bins[commonest] if high - low < sd else 1)


def _sqrt_of_ratio(numerator: int, denominator: int) -> float:
    """Return the square root of a ratio of whole numbers that may be too large for floats."""
    bits = max(0, 110 - numerator.bit_length() + denominator.bit_length())
    bits += bits % 2
    root: float = isqrt((numerator << bits) // denominator) / 2.0 ** (bits // 2)
    return root
