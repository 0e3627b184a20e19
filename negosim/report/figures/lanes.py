"""Labels of dated events above the axes, in lanes so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from negosim.report.figures.palette import GREY, room_above, settle

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Label", "Placed", "draw_labels", "place"]

LANES = 8
FONT = 8.0
LETTER = 0.55  # width of a letter in font sizes, on average
LANE = 12.0  # height of a lane in points
SPACE = 6.0
TITLE = 30.0  # height of the title above the lanes in points
LENGTHS = (60, 40, 24)  # of a text, in letters, tried in this order
Extent = tuple[float, float, float, int]  # of a label: its event, where its text starts and stops, its lane
LEADER = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "linestyle": ":", "shrinkA": 0.0, "shrinkB": 0.0}


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a position on the horizontal axis; labels with ``first`` are placed before the others."""

    x: float
    text: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its lane, counted from the axes upwards; to the left of its position if ``left``."""

    label: Label
    lane: int
    left: bool


def place(labels: Sequence[Label], *, begin: float, end: float, points: float, lanes: int = LANES) -> list[Placed]:
    """Return the labels for which there is room, each in the lowest lane in which it covers no other.

    A label whose leader line would cross another label is shortened, or left out.

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
        for length, left, lane in product(LENGTHS, (False, True), range(lanes)):
            text = shorten(label.text, length)
            width = LETTER * FONT * len(text) + SPACE
            start, stop = (at - width, at) if left else (at, at + width)
            extent = (at, start, stop, lane)
            if start >= 0.0 and stop <= points and not any(_clash(extent, other) for other in extents):
                extents.append(extent)
                placed.append(Placed(Label(label.x, text, label.first), lane, left))
                break
    return placed


def _clash(one: Extent, other: Extent) -> bool:
    """Return whether two labels cover each other, or the leader line of one crosses the text of the other."""
    low, high = sorted((one, other), key=lambda extent: extent[3])
    if low[3] == high[3]:
        return low[1] < high[2] and high[1] < low[2]
    return low[1] < high[0] < low[2]


def draw_labels(ax: Axes, labels: Sequence[Label]) -> int:
    """Draw a line and a label for each event above the axes; return the number of lanes used."""
    settle(ax)
    begin, end = ax.get_xlim()
    points = ax.get_position().width * ax.figure.bbox.width / ax.figure.dpi * 72.0
    lanes = int(min(LANES, (room_above(ax) - TITLE) / LANE))
    shown = [label for label in labels if begin <= label.x <= end]
    placed = place(shown, begin=begin, end=end, points=points, lanes=lanes)
    for item in placed:
        ax.axvline(item.label.x, color=GREY, linewidth=0.7, linestyle=":", zorder=1)
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


def shorten(text: str, longest: int) -> str:
    """Return a text of at most ``longest`` letters and an ellipsis, cut at a word."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
