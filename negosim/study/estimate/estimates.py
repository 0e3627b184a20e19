"""Estimates from a tally: means, shares and quantiles, each with its standard error."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isqrt, sqrt
from typing import Any

from negosim.study.estimate.tally import Moments, bin_edges

__all__ = ["QUANTILES", "Estimate", "Share", "estimate_of", "half_width_of_share", "quantile_of", "share_of"]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How often something happened.

    Parameters
    ----------
    p : float
        The share of the replicates.
    se : float
        Its standard error, ``sqrt(p (1 - p) / n)``.
    n : int
        How many replicates there were.
    count : int
        In how many of them it happened.
    """

    p: float
    se: float
    n: int
    count: int

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"p": self.p, "se": self.se, "n": self.n, "count": self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What is known of a number over the replicates that have it.

    Parameters
    ----------
    n : int
        How many have it.
    mean, sd : float
        Their mean and standard deviation; the latter with ``n - 1``, nan for one replicate.
    se : float
        Standard error of the mean.
    quantiles : dict of float to float
        Quantiles by probability, to one part in 4,096.
    median_se : float
        Standard error of the median, from the quantiles one binomial standard deviation to either side.
    """

    n: int
    mean: float
    se: float
    sd: float
    quantiles: dict[float, float]
    median_se: float

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it; null where there is nothing to estimate from."""
        return {
            "n": self.n,
            "mean": _number(self.mean),
            "se": _number(self.se),
            "sd": _number(self.sd),
            "median_se": _number(self.median_se),
            "quantiles": {f"{p:g}": _number(value) for p, value in self.quantiles.items()},
        }


def share_of(count: int, n: int) -> Share:
    """Return the share that a count is of all replicates."""
    p = count / n
    return Share(p=p, se=sqrt(p * (1.0 - p) / n), n=n, count=count)


def half_width_of_share(count: int, n: int) -> float:
    """Return half the width of Wilson's 95 % interval of a share; it does not vanish where the share is 0 or 1.

    Source: Wilson (1927).
    """
    p, square = count / n, Z95 * Z95
    return Z95 * sqrt(p * (1.0 - p) / n + square / (4.0 * n * n)) / (1.0 + square / n)


def estimate_of(moments: Moments, shift: int, *, whole: bool = False, even: bool = False) -> Estimate:
    """Return the estimates of a measure.

    Parameters
    ----------
    shift : int
        The measure's; its sums are of ``round(value * 2**shift)``.
    whole : bool
        Whether the values lie on the lower ends of the bins, as whole numbers and dates do; quantiles are such
        values then, otherwise they are interpolated within the bins.
    even : bool
        Whether the bins are as wide everywhere.
    """
    n = moments.count
    if n == 0:
        nan = float("nan")
        return Estimate(n=0, mean=nan, se=nan, sd=nan, quantiles=dict.fromkeys(QUANTILES, nan), median_se=nan)
    unit = 2.0**-shift
    spread = n * moments.squares - moments.total * moments.total
    sd = sqrt_of_ratio(spread, n * (n - 1)) * unit if n > 1 else float("nan")
    quantiles = {p: quantile_of(moments, p, whole=whole, even=even) for p in QUANTILES}
    return Estimate(
        n=n,
        mean=moments.total / n * unit,
        se=sd / sqrt(n),
        sd=sd,
        quantiles=quantiles,
        median_se=_median_se(moments, whole, even),
    )


def quantile_of(moments: Moments, p: float, *, whole: bool = False, even: bool = False) -> float:
    """Return a quantile from the histogram: the least value that at least the share ``p`` does not exceed."""
    rank = min(max(p * moments.count, 0.0), float(moments.count))
    below = 0
    for key in sorted(moments.bins):
        times = moments.bins[key]
        if below + times >= rank:
            low, high = bin_edges(key, even=even)
            low, high = max(low, moments.least), min(high, moments.most)
            return low if whole else low + (high - low) * max(0.0, rank - below) / times
        below += times
    return moments.most


def sqrt_of_ratio(numerator: int, denominator: int) -> float:
    """Return the root of a ratio of whole numbers that may be too large for floats."""
    bits = max(0, 110 - numerator.bit_length() + denominator.bit_length())
    bits += bits % 2
    root: float = isqrt((numerator << bits) // denominator) / 2.0 ** (bits // 2)
    return root


def _median_se(moments: Moments, whole: bool, even: bool) -> float:
    n = moments.count
    if n < 2:
        return float("nan")
    step = sqrt(n) / 2.0
    low, high = max(0, floor(n / 2 - step)), min(n, ceil(n / 2 + step))
    ends = [quantile_of(moments, rank / n, whole=whole, even=even) for rank in (low, high)]
    return (ends[1] - ends[0]) / 2.0


def _number(value: float) -> float | None:
    return None if value != value else value
