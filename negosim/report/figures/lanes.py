"""Short labels of dated events above the axes, in lanes so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from negosim.report.figures.palette import GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Label", "Placed", "draw_labels", "place"]

LANES = 6
FONT = 8.0
LETTER = 0.55  # width of a letter in font sizes, on average
LANE = 12.0  # height of a lane in points
SPACE = 6.0
LONGEST = 40
Extent = tuple[float, float, float, int]  # of a label: its event, where its text starts and stops, its lane
LEADER = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "linestyle": ":", "shrinkA": 0.0, "shrinkB": 0.0}


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be said at a place on the horizontal axis; ``first``: before others where room is short."""

    x: float
    text: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its lane, counted from the axes up; to the left of its place where ``left``."""

    label: Label
    lane: int
    left: bool


def place(labels: Sequence[Label], *, begin: float, end: float, points: float) -> list[Placed]:
    """Return the labels that there is room for, each in the lowest lane where it covers no other.

    Parameters
    ----------
    begin, end : float
        Limits of the horizontal axis.
    points : float
        Its length in points.
    """
    placed: list[Placed] = []
    extents: list[Extent] = []
    for label in sorted(labels, key=lambda label: (not label.first, -label.x)):
        at = (label.x - begin) / (end - begin) * points
        width = LETTER * FONT * len(label.text) + SPACE
        for crossing, left, lane in product((False, True), (False, True), range(LANES)):
            start, stop = (at - width, at) if left else (at, at + width)
            extent = (at, start, stop, lane)
            if start >= 0.0 and stop <= points and not any(_clash(extent, other, crossing) for other in extents):
                extents.append(extent)
                placed.append(Placed(label, lane, left))
                break
    return placed


def _clash(one: Extent, other: Extent, crossing: bool) -> bool:
    """Return whether two labels cover each other; unless ``crossing``, or the line of one crosses the other's text."""
    low, high = sorted((one, other), key=lambda extent: extent[3])
    if low[3] == high[3]:
        return low[1] < high[2] and high[1] < low[2]
    return not crossing and low[1] < high[0] < low[2]


def draw_labels(ax: Axes, labels: Sequence[Label]) -> int:
    """Draw a tick and a label for each event above the axes; return how many lanes they take."""
    from matplotlib.figure import Figure

    if isinstance(ax.figure, Figure):
        ax.figure.draw_without_rendering()  # so that the axes have their final width
    begin, end = ax.get_xlim()
    points = ax.get_position().width * ax.figure.bbox.width / ax.figure.dpi * 72.0
    shortened = [Label(label.x, shorten(label.text), label.first) for label in labels if begin <= label.x <= end]
    placed = place(shortened, begin=begin, end=end, points=points)
    for label in shortened:
        ax.axvline(label.x, color=GREY, linewidth=0.7, linestyle=":", zorder=1)
    for item in placed:
        ax.annotate(
            item.label.text,
            (item.label.x, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0.0, 4.0 + LANE * item.lane),
            textcoords="offset points",
            fontsize=FONT,
            color=GREY,
            ha="right" if item.left else "left",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            zorder=5.0,
            arrowprops={**LEADER, "relpos": (1.0 if item.left else 0.0, 0.0)},
        )
    return max((item.lane + 1 for item in placed), default=0)


def shorten(text: str) -> str:
    """Return a text of at most `LONGEST` letters, cut at a word."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
