"""Quantiles and their intervals from the histogram of a tally."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor, nan

from negosim.study.estimate.intervals import Interval, quantile_ranks
from negosim.study.estimate.measures import Measure
from negosim.study.estimate.tally import Moments, bin_edges

__all__ = ["SortedBins"]

CLOSE = 1e-9  # share of a step by which a multiple may be missed


class SortedBins:
    """The bins of a histogram in the order of their values: a sample known to the width of a bin.

    Parameters
    ----------
    moments : Moments
        Moments of the sample, with its histogram.
    measure : Measure
        The measure, which determines the values that a bin may contain.
    """

    def __init__(self, moments: Moments, measure: Measure) -> None:
        self._moments, self._measure = moments, measure
        bins = sorted(moments.bins.items())
        self._keys = [key for key, _ in bins]
        self._ranks = list(accumulate([times for _, times in bins]))  # of the largest value of each bin

    def quantile(self, p: float) -> float:
        """Return the smallest value that at least the share ``p`` of the sample does not exceed; nan if it is empty.

        It is interpolated within its bin.
        """
        n = self._moments.count
        if n == 0:
            return nan
        rank = min(max(p * n, 0.0), float(n))
        place = min(bisect_left(self._ranks, rank), len(self._keys) - 1)
        low, high = self._values(place)
        times = self._moments.bins[self._keys[place]]
        x = low + (high - low) * max(0.0, rank - (self._ranks[place] - times)) / times
        multiples = _multiples(low, x, self._measure.step)
        return multiples[1] if multiples else x

    def interval(self, p: float) -> Interval | None:
        """Return the 95 % interval of a quantile; ``None`` if the sample is too small."""
        ranks = quantile_ranks(self._moments.count, p)
        if ranks is None:
            return None
        low, high = (bisect_left(self._ranks, rank) for rank in ranks)
        return self._values(low)[0], self._values(high)[1]

    def _values(self, place: int) -> tuple[float, float]:
        """Return the lowest and the highest value that a bin may contain."""
        key = self._keys[place]
        low, high = bin_edges(key, even=self._measure.even)
        low, high = _multiples(low, high, self._measure.step, open_end=True) or (low, high)
        low = max(low, self._moments.least)
        return low, max(low, min(high, self._moments.most))


def _multiples(low: float, high: float, step: float, *, open_end: bool = False) -> tuple[float, float] | None:
    """Return the first and the last multiple of a step in an interval; ``None`` without a step, or if there is none.

    With ``open_end``, the end further from zero is not part of the interval, as in a bin.
    """
    if step == 0.0:
        return None
    first, last = ceil(low / step - CLOSE), floor(high / step + CLOSE)
    if open_end and low >= 0.0:
        last = ceil(high / step - CLOSE) - 1
    elif open_end:
        first = floor(low / step + CLOSE) + 1
    exact = Fraction(str(step))
    return (float(first * exact), float(last * exact)) if first <= last else None
