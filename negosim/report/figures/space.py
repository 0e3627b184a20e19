"""The utility space: all outcomes, the frontier, what both sides prefer to no agreement, and the solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.engine import Result
from negosim.report.figures.palette import AGREED, GREY, REAL, ZONE, new_axes, tidy
from negosim.report.wording import party_title, within

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from negosim.zopa import Zones

__all__ = ["plot_utility_space"]

MOST_DOTS = 20_000
SMALL = 0.2  # in utility: a zone smaller than that both ways is shown enlarged
SYMBOLS = {
    "nash": ("^", "#CC79A7"),
    "kalai_smorodinsky": ("v", "#E69F00"),
    "egalitarian": ("P", "#56B4E9"),
    "utilitarian": ("X", "#0072B2"),
    "raiffa": ("*", "#D55E00"),
}
OTHER = ("p", "#009E73")


def plot_utility_space(zones: Zones, *, result: Result | None = None, ax: Axes | None = None) -> Axes:
    """Draw every outcome by what it is worth to both sides.

    Parameters
    ----------
    zones : Zones
        The zones of a scenario; the reservation point and the solutions are those of their day.
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
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=3, frameon=False, fontsize=9)
    return axes


def _draw_outcomes(ax: Axes, zones: Zones) -> None:
    import numpy as np

    dots = zones.utilities
    if len(dots) > MOST_DOTS:  # drawn, as every so-many-th one would show a pattern that is not there
        dots = dots[np.random.default_rng(0).choice(len(dots), MOST_DOTS, replace=False)]
    ax.plot(dots[:, 0], dots[:, 1], ".", color="#B8B8B8", markersize=3, label="outcomes", zorder=2, rasterized=True)
    points = zones.frontier.points
    ax.plot(points[:, 0], points[:, 1], "-", color=REAL, linewidth=1.4, label="Pareto frontier", zorder=3)


def _draw_zone(ax: Axes, zones: Zones) -> None:
    """Shade what is better for both than no agreement, and mark the reservation point."""
    from matplotlib.patches import Rectangle

    first, second = zones.bounds
    if zones.rational.any():
        corner = Rectangle(
            (first, second), 1.0 - first, 1.0 - second, color=ZONE, alpha=0.18, linewidth=0, label="better for both"
        )
        ax.add_patch(corner)
    ax.axvline(first, color=GREY, linewidth=0.7, linestyle=":")
    ax.axhline(second, color=GREY, linewidth=0.7, linestyle=":")
    own, other = zones.disagreement
    ax.plot([own], [other], "o", color=GREY, markersize=7, label="reservation values", zorder=5)


def _set_limits(ax: Axes, zones: Zones) -> bool:
    """Show the whole space, or the part around a zone too small to be read in it; return whether it is the whole."""
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
    from negosim.solve import SOLUTIONS

    titles = {concept.name: concept.title for concept in SOLUTIONS}
    for name, solution in zones.solutions.items():
        if solution.utilities is not None:
            marker, color = SYMBOLS.get(name, OTHER)
            first, second = (solution.utilities[party] for party in zones.scenario.parties)
            ax.plot(
                [first],
                [second],
                marker,
                color=color,
                markeredgecolor="white",
                markersize=10,
                linestyle="none",
                label=titles[name],
                zorder=5,
            )
