"""Colours, markers and empty figures.

The colours are those of Okabe and Ito, told apart with any kind of colour vision; every series has a marker or a line
of its own besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "AGREED",
    "GREY",
    "MARKERS",
    "PARTIES",
    "REAL",
    "REJECTED",
    "SHADES",
    "TENTATIVE",
    "ZONE",
    "new_axes",
    "new_figure",
    "tidy",
]

PARTIES = ("#0072B2", "#D55E00")
MARKERS = ("o", "s")
ZONE = "#009E73"
AGREED = "#00664B"
REJECTED = "#A30B37"
TENTATIVE = "#444444"
REAL = "#000000"
GREY = "#666666"
SHADES = ("#F4F4F4", "#E6E9EE", "#F5EFE6", "#EAF1EA")
SIZE = (12.0, 7.0)
DPI = 100


def new_figure(size: tuple[float, float] = SIZE) -> Figure:
    """Return an empty figure of that size in inches, whose parts make room for each other."""
    from matplotlib.figure import Figure

    return Figure(figsize=size, dpi=DPI, layout="constrained")


def new_axes(ax: Axes | None) -> Axes:
    """Return the axes, or those of a new figure."""
    if ax is not None:
        return ax
    axes: Axes = new_figure().subplots()
    return axes


def tidy(ax: Axes) -> None:
    """Leave out the frame that says nothing, and draw a light grid behind."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    ax.set_axisbelow(True)
