"""Scales of axes on which both a far opening and a close end can be read, and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import asinh, floor, log10
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["date_axis", "day_number", "linear_width", "ticks", "value_axis"]

FAR = 6.0  # times the median: from here on a linear scale would flatten the rest
CLOSEST = 0.045  # of the axis: ticks nearer to each other than that are left out
MARGIN = 0.06


def day_number(day: date) -> float:
    """Return a date as matplotlib counts days."""
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def linear_width(values: Sequence[float]) -> float | None:
    """Return up to where a scale should be linear, ``None`` where it can be so throughout.

    Where the largest value is far above the median, the scale is linear near zero and logarithmic beyond.
    """
    sizes = [abs(value) for value in values if value != 0.0]
    if not sizes:
        return None
    middle = median(sizes)
    return middle / 2.0 if max(sizes) > FAR * middle else None


def value_axis(ax: Axes, values: Sequence[float], low: float, high: float) -> None:
    """Set scale, limits and ticks of the vertical axis for these values.

    Parameters
    ----------
    low, high : float
        The range of the issue: the axis ends there where the margin would go beyond.
    """
    bottom, top = min(values), max(values)
    width = linear_width(values)
    if width is None:
        margin = MARGIN * ((top - bottom) or abs(top) or 1.0)
        ax.set_ylim(max(low - margin, bottom - margin), min(high + margin, top + 2 * margin))
        return
    ax.set_yscale("asinh", linear_width=width)
    bottom, top = min(bottom, 0.0) if low <= 0.0 else bottom, top * 1.5
    ax.set_ylim(bottom, top)
    chosen = ticks(bottom, top, width)
    ax.set_yticks(chosen, [f"{tick:g}" for tick in chosen])
    ax.minorticks_off()


def ticks(low: float, high: float, width: float) -> list[float]:
    """Return round values that stand well apart on a scale that is linear up to ``width``."""
    span = asinh(high / width) - asinh(low / width)
    chosen: list[float] = []
    for tick in _round_values(low, high):
        place = (asinh(tick / width) - asinh(low / width)) / span
        if not chosen or place - (asinh(chosen[-1] / width) - asinh(low / width)) / span >= CLOSEST:
            chosen.append(tick)
    return chosen


def _round_values(low: float, high: float) -> list[float]:
    largest = max(abs(low), abs(high))
    powers = range(floor(log10(largest)) - 3, floor(log10(largest)) + 1)
    positive = [factor * 10.0**power for power in powers for factor in (1.0, 2.0, 3.0, 5.0)]
    return sorted(value for value in (0.0, *positive, *(-value for value in positive)) if low <= value <= high)


def date_axis(ax: Axes, first: date, last: date) -> None:
    """Set limits and ticks of the horizontal axis for a span of dates."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=4, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.set_xlim(day_number(first), day_number(last))
