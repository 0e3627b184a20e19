"""Notes beside marks, placed so that they cover no line of offers, no other note and no edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["Note", "draw_notes", "xy_of"]

FONT = 9.0
LETTER = 0.62  # width of a bold letter in font sizes, on average
NEAR, FAR, FURTHER = 12.0, 26.0, 42.0  # distances from a mark in points
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside a mark, in the colour of the mark."""

    x: float
    y: float
    text: str
    color: str


def draw_notes(ax: Axes, notes: Sequence[Note], lines: Sequence[Line2D]) -> None:
    """Write notes on axes whose limits and scales are final.

    Parameters
    ----------
    lines : sequence of Line2D
        Step lines that no note may cover.
    """
    from matplotlib.patheffects import withStroke

    taken = [box for line in lines for box in _segments(ax, line)] + [_mark(ax, note) for note in notes]
    for note in notes:
        dx, dy, box = _free_place(ax, note, taken)
        taken.append(box)
        ax.annotate(
            note.text,
            (note.x, note.y),
            xytext=(dx, dy),
            textcoords="offset points",
            ha="left" if dx > 0.0 else "right",
            va="bottom" if dy > 0.0 else "top",
            color=note.color,
            weight="bold",
            fontsize=FONT,
            zorder=7,
            path_effects=[withStroke(linewidth=3.0, foreground="white")],
        )


def _free_place(ax: Axes, note: Note, taken: Sequence[Box]) -> tuple[float, float, Box]:
    """Return the offset of a note and the box that it takes; the least bad one if none is free."""
    edges = tuple(value * 72.0 / ax.figure.dpi for value in ax.bbox.extents)
    candidates = []
    for dx, dy in ((dx, dy) for away in (NEAR, FAR, FURTHER) for dy in (away, -away) for dx in (NEAR, -NEAR)):
        box = _box(ax, note, dx, dy)
        outside = box[0] < edges[0] or box[2] > edges[2] or box[1] < edges[1] or box[3] > edges[3]
        candidates.append((100 * outside + sum(_overlap(box, other) for other in taken), (dx, dy, box)))
    return min(candidates, key=lambda candidate: candidate[0])[1]


def _box(ax: Axes, note: Note, dx: float, dy: float) -> Box:
    x, y = _points(ax, note.x, note.y)
    width, height = LETTER * FONT * len(note.text), 1.2 * FONT
    left = x + dx if dx > 0.0 else x + dx - width
    bottom = y + dy if dy > 0.0 else y + dy - height
    return left, bottom, left + width, bottom + height


def _mark(ax: Axes, note: Note) -> Box:
    x, y = _points(ax, note.x, note.y)
    return x - NEAR / 2, y - NEAR / 2, x + NEAR / 2, y + NEAR / 2


def _segments(ax: Axes, line: Line2D) -> Iterator[Box]:
    """Yield the horizontal and the vertical parts of a line drawn in steps, and its last marker."""
    points = [_points(ax, x, y) for x, y in xy_of(line)]
    for (x, y), (next_x, next_y) in pairwise(points):
        yield x - 4.0, y - 4.0, next_x, y + 4.0
        yield next_x - 2.0, min(y, next_y), next_x + 2.0, max(y, next_y)
    for x, y in points[-1:]:
        yield x - 5.0, y - 5.0, x + 5.0, y + 5.0


def _points(ax: Axes, x: float, y: float) -> tuple[float, float]:
    place = ax.transData.transform((x, y)) * 72.0 / ax.figure.dpi
    return float(place[0]), float(place[1])


def xy_of(line: Line2D) -> list[tuple[float, float]]:
    """Return the points of a line."""
    return [(float(x), float(y)) for x, y in np.asarray(line.get_xydata())]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
