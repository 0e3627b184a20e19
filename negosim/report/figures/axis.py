"""Axes for dates and for values, with a scale that shows a distant opening and a narrow zone at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import asinh, ceil, floor, log10, sinh
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Stretch", "date_axis", "day_number", "stretch_for", "ticks", "value_axis"]

FAR = 6.0  # a value further out than this many medians would flatten the rest on a linear scale
CRUSHED = 0.05  # of the axis: a zone narrower than this cannot be read on a linear scale
CLOSEST = 0.06  # of the axis: the least distance between two ticks
MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class Stretch:
    """A scale that is linear within ``width`` of a centre and logarithmic further away."""

    centre: float
    width: float

    def forward(self, y: float) -> float:
        """Return the position of a value on the axis."""
        return asinh((y - self.centre) / self.width)

    def inverse(self, place: float) -> float:
        """Return the value at a position on the axis."""
        return self.centre + self.width * sinh(place)


def day_number(day: date) -> float:
    """Return a date as matplotlib counts days."""
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def stretch_for(values: Sequence[float], zone: tuple[float, float] | None = None) -> Stretch | None:
    """Return the stretched scale on which all values can be read; ``None`` if a linear scale will do.

    Parameters
    ----------
    values : sequence of float
        The values that the axis shows.
    zone : tuple of float, optional
        A zone of agreement, which must be visible too.
    """
    sizes = [abs(value) for value in values if value != 0.0]
    if sizes and max(sizes) > FAR * median(sizes):
        return Stretch(0.0, median(sizes) / 2.0)
    if zone is not None and 0.0 < zone[1] - zone[0] < CRUSHED * (max(values) - min(values)):
        return Stretch((zone[0] + zone[1]) / 2.0, zone[1] - zone[0])
    return None


def value_axis(
    ax: Axes,
    values: Sequence[float],
    low: float,
    high: float,
    *,
    zone: tuple[float, float] | None = None,
    stretch: bool = True,
) -> str:
    """Set scale, limits and ticks of the vertical axis for these values.

    Parameters
    ----------
    low, high : float
        The range of the issue: the axis ends there if the margin would go beyond.
    zone : tuple of float, optional
        A zone of agreement that must be visible.
    stretch : bool
        Whether the scale may be stretched; otherwise it is linear.

    Returns
    -------
    str
        A note on the scale for the label of the axis; empty if it is linear.
    """
    bottom, top = min(values), max(values)
    scale = stretch_for(values, zone) if stretch else None
    if scale is None:
        margin = MARGIN * ((top - bottom) or abs(top) or 1.0)
        ax.set_ylim(max(low - margin, bottom - margin), min(high + margin, top + 2 * margin))
        return ""
    if scale.centre == 0.0 and low <= 0.0:
        bottom = min(bottom, 0.0)
    first, last = scale.forward(bottom), scale.forward(top)
    bottom = bottom if bottom == 0.0 else scale.inverse(first - MARGIN / 2 * (last - first))
    top = scale.inverse(last + MARGIN * (last - first))
    _set_scale(ax, scale)
    ax.set_ylim(bottom, top)
    chosen = ticks(bottom, top, scale)
    ax.set_yticks(chosen, [f"{tick:,g}" for tick in chosen])
    ax.minorticks_off()
    return f"\n(scale stretched around {scale.centre:,.3g})"


def _set_scale(ax: Axes, scale: Stretch) -> None:
    import numpy as np

    ax.set_yscale(
        "function",
        functions=(
            lambda y: np.arcsinh((np.asarray(y) - scale.centre) / scale.width),
            lambda place: scale.centre + scale.width * np.sinh(place),
        ),
    )


def ticks(low: float, high: float, scale: Stretch) -> list[float]:
    """Return round values, in order, that are well apart on a stretched scale; the roundest are chosen first."""
    first, last = scale.forward(low), scale.forward(high)
    chosen: list[float] = []
    for tick in _round_values(low, high, scale):
        place = scale.forward(tick)
        if all(abs(place - scale.forward(other)) >= CLOSEST * (last - first) for other in chosen):
            chosen.append(tick)
    return sorted(chosen)


def _round_values(low: float, high: float, scale: Stretch) -> Iterator[float]:
    """Yield multiples of 5, 2 and 1 times powers of ten, coarse ones first, fine ones only near the centre."""
    power = floor(log10(max(high - low, scale.width)))
    while 10.0**power > scale.width / 20.0:
        for step in (5.0 * 10.0**power, 2.0 * 10.0**power, 10.0**power):
            begin = max(low, scale.centre - 20.0 * step)
            end = min(high, scale.centre + 20.0 * step)
            yield from (round(number * step, 12) for number in range(ceil(begin / step), floor(end / step) + 1))
        power -= 1


def date_axis(ax: Axes, first: date, last: date) -> None:
    """Set limits and ticks of the horizontal axis for a span of dates."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=4, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.set_xlim(day_number(first), day_number(last))
