"""Axes of the size of a textbook page, and the lines drawn on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negosim.report.figures.palette import new_figure, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["DASHES", "SERIES", "count_axis", "finish", "line_style", "theory_axes"]

PAGE = (7.2, 4.2)
SQUARE = (5.6, 5.2)
# Okabe and Ito; each line also has its own dashes, so that a print without colour can be read.
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (7, 2, 1.5, 2)), (0, (1, 1)), (0, (9, 3)))


def theory_axes(ax: Axes | None, *, square: bool = False) -> Axes:
    """Return the axes, or those of a new figure of the size of a page."""
    if ax is not None:
        return ax
    axes: Axes = new_figure(SQUARE if square else PAGE).subplots()
    return axes


def line_style(number: int) -> dict[str, Any]:
    """Return colour and dashes of the n-th line, counted from 0."""
    return {"color": SERIES[number % len(SERIES)], "linestyle": DASHES[number % len(DASHES)], "linewidth": 1.8}


def count_axis(ax: Axes) -> None:
    """Put ticks only at whole numbers on the horizontal axis."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def finish(ax: Axes, x: str, y: str, *, legend: bool = True, below: bool = False) -> Axes:
    """Label the axes, draw the grid and the legend, and return the axes."""
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    tidy(ax)
    if legend and below:
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=3, frameon=False, fontsize=9)
    elif legend:
        ax.legend(frameon=False, fontsize=9)
    return ax
