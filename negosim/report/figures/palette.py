"""Colours, markers and empty figures.

The colours are those of Okabe and Ito, which can be distinguished with any kind of colour vision; in addition, every
series has its own marker or line style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.figures.fonts import use_fonts

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
    "legend_below",
    "new_axes",
    "new_figure",
    "room_above",
    "settle",
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
    """Return an empty figure of a size in inches, with a layout that makes room for all parts."""
    from matplotlib.figure import Figure

    return Figure(figsize=size, dpi=DPI, layout="constrained")


def new_axes(ax: Axes | None) -> Axes:
    """Return the axes, or those of a new figure."""
    if ax is not None:
        return ax
    axes: Axes = new_figure().subplots()
    return axes


def legend_below(ax: Axes, *, columns: int) -> None:
    """Draw the legend below the axes if the figure makes room for it, else within them."""
    if _makes_room(ax):
        below = (0.5, -0.09)
        ax.legend(loc="upper center", bbox_to_anchor=below, ncols=columns, frameon=False, fontsize=9, markerscale=0.7)
    else:
        ax.legend(loc="best", framealpha=0.8, fontsize=7, markerscale=0.6)


def room_above(ax: Axes) -> float:
    """Return the room above the axes in points; unlimited if the figure makes room for what is drawn there."""
    if _makes_room(ax):
        return float("inf")
    return float((ax.figure.bbox.height - ax.bbox.y1) / ax.figure.dpi * 72.0)


def settle(ax: Axes) -> None:
    """Let the figure arrange its parts, so that the axes have their final size and place."""
    from matplotlib.figure import Figure

    use_fonts(ax)
    if isinstance(ax.figure, Figure):
        ax.figure.draw_without_rendering()


def _makes_room(ax: Axes) -> bool:
    from matplotlib.figure import Figure

    return not isinstance(ax.figure, Figure) or ax.figure.get_layout_engine() is not None


def tidy(ax: Axes) -> None:
    """Remove the upper and right spines, and draw a light grid behind the data."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    ax.set_axisbelow(True)
