"""How issues are divided by points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.report.figures.palette import PARTIES
from negosim.report.figures.theory_axes import finish, theory_axes
from negosim.solve import AdjustedWinner

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_division"]


def plot_division(
    division: AdjustedWinner,
    points: tuple[ArrayLike, ArrayLike],
    issues: Sequence[str],
    *,
    names: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """Draw the points that two parties put on each issue; those of the issues they win are filled.

    Parameters
    ----------
    division : AdjustedWinner
        The division.
    points : tuple of array_like, each shape (issues,)
        The points of both parties.
    issues : sequence of str
        Names of the issues.
    names : tuple of str
        The two parties.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with the issues in the order in which they would be transferred from the second party to the first.
    """
    axes = theory_axes(ax)
    first, second = (np.asarray(side, dtype=np.float64) for side in points)
    order = np.argsort(second / np.maximum(first, 1e-12), kind="stable")
    rows = np.arange(len(issues))
    for sign, side, share, name, color in (
        (-1.0, first, division.shares, names[0], PARTIES[0]),
        (1.0, second, 1.0 - division.shares, names[1], PARTIES[1]),
    ):
        axes.barh(rows, sign * side[order], 0.75, facecolor="none", edgecolor=color, linewidth=0.8)
        axes.barh(rows, sign * (side * share)[order], 0.75, color=color, alpha=0.85, label=f"won by {name}")
    axes.axvline(0.0, color="black", linewidth=0.8)
    axes.set_yticks(rows, [issues[number] for number in order])
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    return finish(axes, f"points of {names[0]} (left) and of {names[1]} (right)", "", below=True)
