"""A bargaining problem in utility space: outcomes, frontier, disagreement point, solutions and their paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.report.figures.palette import GREY, REAL, ZONE
from negosim.report.figures.theory_axes import SERIES, finish, theory_axes
from negosim.solve import Chain, PointSolution, Solution, chain_of, pareto
from negosim.solve.arguments import of_parties
from negosim.solve.results import FloatArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_problem"]

MARKS = ("^", "v", "P", "X", "D", "p")
Names = tuple[str, str]


def plot_problem(
    outcomes: ArrayLike | Chain,
    disagreement: ArrayLike,
    *,
    solutions: Mapping[str, Solution | PointSolution] | None = None,
    lotteries: bool = False,
    names: Names = ("the first party", "the second party"),
    ax: Axes | None = None,
) -> Axes:
    """Draw a two-party bargaining problem and some of its solutions.

    Parameters
    ----------
    outcomes : array_like, shape (m, 2), or Chain
        Utilities of the outcomes, or the frontier of a convex problem.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    solutions : mapping of str to Solution or PointSolution, optional
        Solutions by their names in the legend; the path of a solution that has one is drawn too.
    lotteries : bool, default: False
        Whether the frontier of lotteries over listed outcomes is drawn.
    names : tuple of str, optional
        The parties.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If the outcomes or the disagreement point are not of two parties.
    """
    axes = theory_axes(ax, square=True)
    point = of_parties("disagreement", disagreement, 2)
    if isinstance(outcomes, Chain):
        _draw_chain(axes, outcomes)
        better = _under(outcomes.rational(point), point)
    else:
        _draw_outcomes(axes, outcomes, lotteries=lotteries)
        table = np.asarray(outcomes, dtype=np.float64)
        better = _corner(table[(table >= point).all(axis=1)], point)
    axes.fill(*better.T, color=ZONE, alpha=0.15, linewidth=0, label="no worse for either")
    axes.plot(point[:1], point[1:], "o", color=GREY, markersize=7, label="no agreement", zorder=5)
    for number, (label, solution) in enumerate((solutions or {}).items()):
        _draw_solution(axes, label, solution, number)
    axes.set_aspect("equal")
    finish(axes, f"utility to {names[0]}", f"utility to {names[1]}", below=True)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    return axes


def _draw_chain(ax: Axes, chain: Chain) -> None:
    x, y = chain.vertices.T
    floor = min(0.0, float(y.min()))
    ax.fill_between(np.append(min(0.0, x[0]), x), np.append(y[0], y), floor, color="#EEEEEE", linewidth=0)
    ax.plot(x, y, color=REAL, linewidth=1.6, marker=".", label="Pareto frontier", zorder=3)


def _draw_outcomes(ax: Axes, outcomes: ArrayLike, *, lotteries: bool) -> None:
    table = np.asarray(outcomes, dtype=np.float64)
    best = pareto(table).points
    small = 3.0 if len(table) > 500 else 5.0
    ax.plot(*table.T, ".", color="#B8B8B8", markersize=small, label="outcomes", zorder=2, rasterized=len(table) > 500)
    ax.plot(*best.T, "o", color=REAL, markersize=small, label="efficient outcomes", zorder=3)
    if lotteries:
        ax.plot(*chain_of(table).vertices.T, color=REAL, linewidth=1.2, label="efficient lotteries", zorder=3)


def _under(chain: FloatArray, point: FloatArray) -> FloatArray:
    """Return the corners of the region between the point and a chain; only the point if the chain is empty."""
    if not len(chain):
        return point[None, :]
    return np.vstack((point, (point[0], chain[0, 1]), chain, (chain[-1, 0], point[1])))


def _corner(best: FloatArray, point: FloatArray) -> FloatArray:
    """Return the corners of the rectangle from the point to the best of each party; only the point if there is none."""
    most = best.max(axis=0) if len(best) else point
    return np.array([point, (point[0], most[1]), most, (most[0], point[1])])


def _draw_solution(ax: Axes, label: str, solution: Solution | PointSolution, number: int) -> None:
    if solution.utilities is None:
        return
    color = SERIES[number % len(SERIES)]
    path = getattr(solution, "path", np.empty((0, 2)))
    if len(path):
        ax.plot(*path.T, color=color, linewidth=1.0, marker=".", markersize=4, zorder=4)
    ax.plot(
        solution.utilities[:1],
        solution.utilities[1:],
        MARKS[number % len(MARKS)],
        color=color,
        markeredgecolor="white",
        markersize=10,
        linestyle="none",
        label=label,
        zorder=6,
    )
