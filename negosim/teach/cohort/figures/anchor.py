"""First offers and the deals that followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negosim.domain.scenario import Scenario
from negosim.report.figures.palette import REAL, new_figure, tidy
from negosim.teach.cohort.estimates import slope_of
from negosim.teach.cohort.figures.style import WIDE, axis_title, legend, series_style
from negosim.teach.cohort.scores import Score, Scores
from negosim.teach.cohort.tables import deal_level, groups_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["anchor_points", "draw_anchor"]


def draw_anchor(words: Words, scores: Scores) -> Figure:
    """Draw first offers and deals, with the least-squares line over all pairs."""
    scenario = scores.cohort.lowered.scenario
    figure = new_figure(WIDE)
    ax = figure.subplots()
    for place, (cell, group) in enumerate(groups_of(scores)):
        points = anchor_points(group, scenario)
        if points:
            look = {"label": cell or words["deal"], "alpha": 0.8, "markersize": 7, **series_style(place)}
            ax.plot(*zip(*points, strict=True), linestyle="none", **look)
    x, y = zip(*anchor_points(scores.each, scenario), strict=True)
    line = slope_of(x, y)
    if line is not None:
        ends = [min(x), max(x)]
        ax.plot(ends, [line.intercept + line.slope.value * each for each in ends], color=REAL, linewidth=1.4)
    ax.set_xlabel(f"{words['first_offer']}: {axis_title(scenario)}")
    ax.set_ylabel(f"{words['deal']}: {axis_title(scenario)}")
    tidy(ax)
    legend(ax)
    return figure


def anchor_points(group: Sequence[Score], scenario: Scenario) -> list[tuple[float, float]]:
    """Return the first offer and the deal of each pair for which both are known."""
    known = ((score.pair.first_offer, deal_level(score, scenario)) for score in group)
    return [(first, deal) for first, deal in known if first is not None and deal is not None]
