"""The aggregates of a sweep: whole numbers that can be merged in any order without rounding.

Each measure has the count, the sum and the sum of squares of ``round(value * 2**shift)``, and a histogram. Numbers with
the same sign, exponent and first 12 bits of the mantissa share a bin: its width is 1/4,096 of a power of two, so no
range has to be known beforehand, and whole numbers up to 4,096 have bins of their own. Utilities, which lie around
[0, 1], have bins that are all 1/4,096 wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import inf
from struct import pack, unpack
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns
from negosim.study.estimate.measures import Measure
from negosim.study.store.digest import MASK, hash_rows

__all__ = ["Moments", "Tally", "add_tally", "bin_edges", "moments_of", "tally_rows"]

MANTISSA_BITS = 12
_DROPPED = 52 - MANTISSA_BITS
_SIGN = 1 << 23
EVEN_BITS = 12
SPAN = 16  # up to this many bins per value, counting in an array is faster than sorting
LARGEST = 1 << 41
HALF = 20


@dataclass(slots=True)
class Moments:
    """Count, sum and sum of squares of a measure's whole numbers, its histogram, and its smallest and largest value."""

    count: int = 0
    total: int = 0
    squares: int = 0
    bins: dict[int, int] = field(default_factory=dict)
    least: float = inf
    most: float = -inf

    def add(self, other: Moments) -> None:
        """Add the numbers of another one."""
        self.least = min(self.least, other.least)
        self.most = max(self.most, other.most)
        self.count += other.count
        self.total += other.total
        self.squares += other.squares
        for key, times in other.bins.items():
            self.bins[key] = self.bins.get(key, 0) + times


@dataclass(slots=True)
class Tally:
    """The counts of a point's replicates.

    Parameters
    ----------
    rows : int
        Number of replicates.
    endings : dict of int to int
        Number of replicates with each ending, by its number in the rules.
    low, high : int
        The lanes of the digest.
    moments : dict of str to Moments
        Moments by measure.
    """

    rows: int = 0
    endings: dict[int, int] = field(default_factory=dict)
    low: int = 0
    high: int = 0
    moments: dict[str, Moments] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add the numbers of another one."""
        self.rows += other.rows
        self.low = (self.low + other.low) & MASK
        self.high = (self.high + other.high) & MASK
        for ending, times in other.endings.items():
            self.endings[ending] = self.endings.get(ending, 0) + times
        for name, moments in other.moments.items():
            self.moments.setdefault(name, Moments()).add(moments)

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON; sums as text, since they may be too long for readers of JSON."""
        return {
            "rows": self.rows,
            "endings": {str(ending): times for ending, times in sorted(self.endings.items())},
            "digest": [str(self.low), str(self.high)],
            "moments": {
                name: {
                    "count": m.count,
                    "total": str(m.total),
                    "squares": str(m.squares),
                    "range": [m.least.hex(), m.most.hex()],
                    "bins": _written_bins(m.bins),
                }
                for name, m in self.moments.items()
            },
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Tally:
        """Return the tally from the result of `as_dict`."""
        moments = {name: _read_moments(entry) for name, entry in data["moments"].items()}
        low, high = (int(lane) for lane in data["digest"])
        endings = {int(ending): times for ending, times in data["endings"].items()}
        return Tally(data["rows"], endings, low, high, moments)


def add_tally(tallies: dict[int, Tally], point: int, tally: Tally) -> None:
    """Add a tally to that of its point, or make it that of its point if there is none."""
    if point in tallies:
        tallies[point].add(tally)
    else:
        tallies[point] = tally


def tally_rows(columns: Columns, measures: Sequence[Measure], point: int, first: int) -> Tally:
    """Return the tally of consecutive replicates of a point."""
    low, high = hash_rows(columns, point, first)
    times = np.bincount(columns.ending)
    endings = {ending: int(count) for ending, count in enumerate(times) if count}
    tally = Tally(rows=len(columns.agreed), endings=endings, low=low, high=high)
    for measure in measures:
        tally.moments[measure.name] = moments_of(
            np.asarray(measure.values(columns), np.float64), measure.shift, even=measure.even
        )
    return tally


def _written_bins(bins: Mapping[int, int]) -> list[list[int]]:
    """Return the steps from each bin to the next, which are short numbers, and the counts of the bins."""
    keys = sorted(bins)
    return [[key - before for before, key in zip([0, *keys], keys, strict=False)], [bins[key] for key in keys]]


def _read_moments(data: Mapping[str, Any]) -> Moments:
    least, most = (float.fromhex(end) for end in data["range"])
    steps, times = data["bins"]
    bins = dict(zip(accumulate(steps), times, strict=True))
    return Moments(data["count"], int(data["total"]), int(data["squares"]), bins, least, most)


@lru_cache(maxsize=1 << 16)  # the points of a sweep share most bins
def bin_edges(key: int, *, even: bool = False) -> tuple[float, float]:
    """Return the lower and the upper end of a bin; the one further from zero is not part of it.

    Parameters
    ----------
    even : bool
        Whether the bins are those of utilities, all of the same width.

    Examples
    --------
    >>> bin_edges(int(_keys(np.array([14.0]))[0]))
    (14.0, 14.001953125)
    """
    if even:
        return key / 2.0**EVEN_BITS, (key + 1) / 2.0**EVEN_BITS
    if key >= _SIGN:
        return _value(key - _SIGN), _value(key - _SIGN + 1)
    mirrored = _SIGN - 1 - key
    return -_value(mirrored + 1), -_value(mirrored)


def _value(magnitude: int) -> float:
    value: float = unpack("<d", pack("<Q", magnitude << _DROPPED))[0]
    return value


def _keys(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the numbers of the bins of values; they increase with the values."""
    bits = np.ascontiguousarray(values).view(np.int64)
    magnitude = (bits & np.int64(0x7FFF_FFFF_FFFF_FFFF)) >> _DROPPED
    return np.where(values < 0.0, _SIGN - 1 - magnitude, _SIGN + magnitude)


def moments_of(values: npt.NDArray[np.float64], shift: int, *, even: bool = False) -> Moments:
    """Return the moments of values, leaving out nan.

    Parameters
    ----------
    values : array, shape (rows,)
        At most 2**16 values, so that the sums fit into 64 bits.
    shift : int
        The whole numbers are ``round(value * 2**shift)``.
    even : bool
        Whether all bins of the histogram have the same width.
    """
    there = values[values == values]
    if not there.size:
        return Moments()
    least, most = float(there.min()), float(there.max())
    total, squares = _sums(np.rint(there * 2.0**shift), largest=max(-least, most) * 2.0**shift)
    keys = np.floor(there * 2.0**EVEN_BITS).astype(np.int64) if even else _keys(there)
    return Moments(int(there.size), total, squares, _histogram(keys), least, most)


def _sums(whole: npt.NDArray[np.float64], *, largest: float) -> tuple[int, int]:
    """Return the exact sum and sum of squares of whole numbers; computed in halves, which fit into 64 bits."""
    if largest >= LARGEST - 1:
        exact = [int(value) for value in whole]
        return sum(exact), sum(value * value for value in exact)
    numbers = whole.astype(np.int64)
    upper, lower = numbers >> HALF, numbers & ((1 << HALF) - 1)
    squares = (int(upper @ upper) << 2 * HALF) + (int(upper @ lower) << (HALF + 1)) + int(lower @ lower)
    return int(numbers.sum()), squares


def _histogram(keys: npt.NDArray[np.int64]) -> dict[int, int]:
    least = int(keys.min())
    if int(keys.max()) - least < SPAN * len(keys):
        times = np.bincount(keys - least)
        filled = np.flatnonzero(times)
        return dict(zip((filled + least).tolist(), times[filled].tolist(), strict=True))
    different, counts = np.unique(keys, return_counts=True)
    return dict(zip(different.tolist(), counts.tolist(), strict=True))
