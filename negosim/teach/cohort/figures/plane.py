"""All deals by their value to both sides."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from negosim.report.figures.palette import GREY, REAL, new_figure, tidy
from negosim.teach.cohort.figures.style import legend, series_style
from negosim.teach.cohort.model import Model
from negosim.teach.cohort.scores import Scores
from negosim.teach.cohort.tables import groups_of, title_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_plane"]


def draw_plane(words: Words, scores: Scores, model: Model) -> Figure:
    """Draw all deals by their value to both sides, with the frontier, the limits and the solutions."""
    from negosim.report.figures.space import OTHER, SYMBOLS

    scenario = scores.cohort.lowered.scenario
    first, second = scenario.parties
    figure = new_figure((9.0, 7.0))
    ax = figure.subplots()
    points = 100.0 * scores.zones.frontier.points
    ax.plot(points[:, 0], points[:, 1], color=REAL, linewidth=1.4, label=words["frontier"], zorder=2)
    for utilities in model.utilities:
        x, y = (100.0 * utility for utility in utilities)
        ax.plot([x], [y], ".", color="#BBBBBB", markersize=4, label=words["program"], zorder=1)
    for place, (cell, group) in enumerate(groups_of(scores)):
        deals = [score.utilities for score in group if score.pair.terms is not None]
        xy = [(100.0 * each[first], 100.0 * each[second]) for each in deals]
        if xy:
            look = {"label": cell or words["deal"], "alpha": 0.8, "markersize": 7, **series_style(place)}
            ax.plot(*zip(*xy, strict=True), linestyle="none", zorder=4, **look)
    corner = [100.0 * median(score.utilities[p] - score.gains[p] for score in scores.each) for p in (first, second)]
    ax.axvline(corner[0], color=GREY, linewidth=0.8, linestyle=":", label=words["limits"])
    ax.axhline(corner[1], color=GREY, linewidth=0.8, linestyle=":")
    for name, solution in scores.zones.solutions.items():
        if solution.utilities is not None:
            marker, color, size = SYMBOLS.get(name, OTHER)
            x, y = (100.0 * solution.utilities[party] for party in scenario.parties)
            hollow = {"markerfacecolor": "none", "markeredgewidth": 1.8}
            look = {"color": color, "markersize": size, "label": words[name], **hollow}
            ax.plot([x], [y], marker, zorder=5, **look)
    ax.set_xlabel(words["worth"].format(party=title_of(scenario, first)))
    ax.set_ylabel(words["worth"].format(party=title_of(scenario, second)))
    tidy(ax)
    legend(ax, below=-0.1)
    return figure
