"""Figures of sweeps, comparisons, sensitivities and tournaments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.figures.palette import new_figure
from negosim.report.sweeps.digits import percent, percent_ends
from negosim.report.sweeps.figures.agreement import plot_agreement
from negosim.report.sweeps.figures.differences import draw_comparison, plot_difference
from negosim.report.sweeps.figures.distributions import plot_dates, plot_outcome
from negosim.report.sweeps.figures.indices import draw_sensitivity, plot_sensitivity
from negosim.report.sweeps.figures.payoffs import draw_tournament, plot_payoffs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from negosim.study.estimate.summary import Summary

__all__ = [
    "draw_comparison",
    "draw_sensitivity",
    "draw_sweep",
    "draw_tournament",
    "plot_agreement",
    "plot_dates",
    "plot_difference",
    "plot_outcome",
    "plot_payoffs",
    "plot_sensitivity",
]


def draw_sweep(summary: Summary) -> Figure:
    """Return a sweep as a figure: over its one or two varied values, or the distributions of its one point.

    Raises
    ------
    UsageError
        If more than two values are varied.
    """
    if len(summary.points) > 1:
        figure = new_figure((9.0, 6.0))
        plot_agreement(summary, ax=figure.subplots())
        return figure
    point = summary.points[0]
    figure = new_figure((14.0, 5.5))
    left, right = figure.subplots(1, 2)
    plot_outcome(point, ax=left)
    plot_dates(point, ax=right)
    title = point.scenario.title or summary.scenario
    share = f"{percent(point.agreed)} agree (95 % interval {percent_ends(point.agreed.interval)})"
    figure.suptitle(f"{title}: {point.tally.rows:,} replicates, {share}", weight="bold", x=0.01, ha="left")
    return figure
