"""The utility space: all outcomes, the frontier, the outcomes better than no agreement for both, and the solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negosim.domain.terms import outcome_of
from negosim.engine import Result
from negosim.report.comparison import solution_title
from negosim.report.figures.palette import AGREED, GREY, REAL, ZONE, legend_below, new_axes, tidy
from negosim.report.wording import party_title, within

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from negosim.solve.results import FloatArray
    from negosim.zopa import Zones
    from negosim.zopa.solutions import ZoneSolution

__all__ = ["plot_utility_space"]

MOST_DOTS = 20_000
SMALL = 0.2  # in utility: a zone smaller than this in both directions is shown enlarged
SYMBOLS = {
    "nash": ("o", "#9C3D7B", 17.0),
    "kalai_smorodinsky": ("s", "#A66A00", 12.5),
    "egalitarian": ("D", "#0072B2", 8.5),
    "utilitarian": ("x", "#0B7A75", 7.0),
    "raiffa": ("*", "#B5341C", 11.0),
}  # hollow marks of decreasing size, so that solutions on one point can be distinguished
OTHER = ("p", "#5B5B5B", 9.5)


def plot_utility_space(zones: Zones, *, result: Result | None = None, ax: Axes | None = None) -> Axes:
    """Draw each outcome by its utility to both sides.

    Parameters
    ----------
    zones : Zones
        The zones of a scenario; the reservation point and the solutions refer to their day.
    result : Result, optional
        A run, whose outcome is marked.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``ax.figure`` is the figure.
    """
    axes = new_axes(ax)
    _draw_outcomes(axes, zones)
    _draw_zone(axes, zones)
    _draw_solutions(axes, zones)
    if result is not None and result.agreed:
        first, second = (result.utilities[party] for party in zones.scenario.parties)
        axes.plot([first], [second], "D", color=AGREED, markersize=9, linestyle="none", label="this run", zorder=6)
    first_name, second_name = (within(party_title(zones.scenario, party)) for party in zones.scenario.parties)
    axes.set_xlabel(f"utility to {first_name}")
    axes.set_ylabel(f"utility to {second_name}")
    whole = _set_limits(axes, zones)
    axes.set_title(f"Outcomes as of {zones.on}{'' if whole else ', detail'}", loc="left", weight="bold")
    tidy(axes)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    legend_below(axes, columns=3)
    return axes


def _draw_outcomes(ax: Axes, zones: Zones) -> None:
    dots = zones.utilities
    if len(dots) > MOST_DOTS:  # a random sample, as every n-th outcome would show a spurious pattern
        dots = dots[np.random.default_rng(0).choice(len(dots), MOST_DOTS, replace=False)]
    ax.plot(dots[:, 0], dots[:, 1], ".", color="#B8B8B8", markersize=3, label="outcomes", zorder=2, rasterized=True)
    points = zones.frontier.points
    ax.plot(points[:, 0], points[:, 1], "-", color=REAL, linewidth=1.4, label="Pareto frontier", zorder=3)


def _draw_zone(ax: Axes, zones: Zones) -> None:
    """Shade the possible outcomes that are better for both than no agreement, and mark the reservation point."""
    first, second = zones.bounds
    if zones.rational.any():
        x, y = np.array(sorted(zones.frontier.points.tolist())).T
        inside = np.unique(np.concatenate([np.linspace(first, max(x.max(), first), 400), x[x >= first]]))
        height = np.interp(inside, x, y)
        ax.fill_between(
            inside,
            second,
            height,
            where=height >= second,
            interpolate=True,
            color=ZONE,
            alpha=0.25,
            linewidth=0,
            label="better for both",
        )
    ax.axvline(first, color=GREY, linewidth=0.7, linestyle=":")
    ax.axhline(second, color=GREY, linewidth=0.7, linestyle=":")
    own, other = zones.disagreement
    ax.plot([own], [other], "o", color=GREY, markersize=7, label="reservation values", zorder=5)


def _set_limits(ax: Axes, zones: Zones) -> bool:
    """Show the whole space, or only the surroundings of a small zone; return whether it is the whole."""
    better = zones.utilities[zones.rational]
    if len(better) == 0 or max(extent := better.max(axis=0) - zones.disagreement) > SMALL:
        ax.set_xlim(-0.02, 1.02)
        ax.set_ylim(-0.02, 1.02)
        return True
    (first, second), margins = zones.disagreement, [max(float(size), SMALL / 20.0) for size in extent]
    ax.set_xlim(max(-0.02, first - margins[0]), min(1.02, first + 2.0 * margins[0]))
    ax.set_ylim(max(-0.02, second - margins[1]), min(1.02, second + 2.0 * margins[1]))
    return False


def _draw_solutions(ax: Axes, zones: Zones) -> None:
    for name, solution in zones.solutions.items():
        if solution.utilities is None:
            continue
        marker, color, size = SYMBOLS.get(name, OTHER)
        points = _points_of(zones, solution)
        is_range = zones.scenario.in_units and len(points) > 1
        ax.plot(
            *points.T,
            color=color,
            linestyle="-" if is_range else "none",
            linewidth=7.0,
            alpha=0.5 if is_range else 1.0,
            marker="" if is_range else marker,
            markersize=size,
            markerfacecolor="none",
            markeredgewidth=1.8,
            solid_capstyle="butt",
            label=f"{solution_title(name)} (a range)" if is_range else solution_title(name),
            zorder=4 if is_range else 5,
        )


def _points_of(zones: Zones, solution: ZoneSolution) -> FloatArray:
    """Return the utilities of a solution, or of the ends of a solution that is a range of the one issue."""
    if zones.scenario.in_units and len(solution.ties) > 1 and solution.terms is not None:
        issue = zones.scenario.issues[0].name
        ends = sorted(solution.ties, key=lambda tie: float(tie[issue]))
        rows = [outcome_of(zones.scenario.issues, tie) for tie in (ends[0], ends[-1])]
        return zones.outcomes.utilities(np.array(rows))
    utilities = solution.utilities or {}
    return np.array([[utilities[party] for party in zones.scenario.parties]])
