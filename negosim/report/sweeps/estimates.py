"""Estimates as cells of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.sweeps.digits import NOTHING, decimals_for, ends, plain, rounded
from negosim.study.estimate.intervals import Interval

if TYPE_CHECKING:
    from negosim.study.estimate.estimates import Estimate, Mean
    from negosim.study.estimate.summary import PointSummary

__all__ = ["DATES", "MEAN", "MEDIAN", "date_cells", "mean_cells", "median_cells"]

DATES = ("tentative", "concluded", "in_force")
MEAN = ("mean", "95 % interval", "sd")
MEDIAN = ("5 % below", "median", "95 % interval", "5 % above")
MIDDLE = (0.05, 0.5, 0.95)


def mean_cells(mean: Mean, unit: float = 1.0) -> tuple[str, str, str]:
    """Return a mean, its interval and the standard deviation, in a unit as `scale_of` returns it."""
    if mean.n == 0:
        return NOTHING, NOTHING, NOTHING
    value = mean.mean / unit
    if mean.n == 1:
        return plain(value), NOTHING, NOTHING
    if mean.interval is None:
        return plain(value), "all the same", "0"
    decimals = decimals_for(mean.half_width / unit)
    return rounded(value, decimals), ends(_in(unit, mean.interval), decimals), rounded(mean.sd / unit, decimals)


def median_cells(estimate: Estimate, unit: float = 1.0) -> tuple[str, str, str, str]:
    """Return the 5 % quantile, the median, its interval and the 95 % quantile, in a unit as `scale_of` returns it."""
    if estimate.n == 0:
        return NOTHING, NOTHING, NOTHING, NOTHING
    low, median, high = quantiles = [estimate.quantiles[p] / unit for p in MIDDLE]
    interval = _in(unit, estimate.median_interval)
    if interval is None or interval[0] == interval[1] or all(x.is_integer() for x in (*quantiles, *interval)):
        return plain(low), plain(median), ends(interval), plain(high)
    decimals = decimals_for((interval[1] - interval[0]) / 2.0)
    return rounded(low, decimals), rounded(median, decimals), ends(interval, decimals), rounded(high, decimals)


def date_cells(point: PointSummary, estimate: Estimate) -> tuple[str, str, str, str]:
    """Return the date of the 5 % quantile, of the median, of its interval and of the 95 % quantile."""
    interval = estimate.median_interval
    low, median, high = (point.date_of(estimate.quantiles[p]).isoformat() for p in MIDDLE)
    if interval is None:
        return low, median, NOTHING, high
    return low, median, " to ".join(point.date_of(days).isoformat() for days in interval), high


def _in(unit: float, interval: Interval | None) -> Interval | None:
    return None if interval is None else (interval[0] / unit, interval[1] / unit)
