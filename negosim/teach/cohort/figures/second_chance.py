"""The effect of a second chance on the deals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negosim.domain.scenario import Scenario
from negosim.report.figures.palette import GREY, REAL, ZONE, new_figure, tidy
from negosim.teach.cohort.figures.style import legend
from negosim.teach.cohort.scores import Scores
from negosim.teach.cohort.tables import title_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_second_chance"]


def draw_second_chance(words: Words, scores: Scores) -> Figure:
    """Draw an arrow from each deal that was improved to the outcome that replaced it, with the frontier."""
    scenario = scores.cohort.lowered.scenario
    first, second = scenario.parties
    figure = new_figure((9.0, 7.0))
    ax = figure.subplots()
    points = 100.0 * scores.zones.frontier.points
    ax.plot(points[:, 0], points[:, 1], color=REAL, linewidth=1.4, label=words["frontier"], zorder=2)
    deals = [_point(score.utilities, scenario) for score in scores.each if score.pair.terms is not None]
    arrows = [
        (_point(score.utilities, scenario), _point(score.improved, scenario)) for score in scores.each if score.improved
    ]
    ax.plot([x for x, _ in deals], [y for _, y in deals], "o", color=GREY, markersize=7, label=words["deal"], zorder=3)
    after = [end for _, end in arrows]
    ax.plot([x for x, _ in after], [y for _, y in after], "D", color=ZONE, label=words["improved"], zorder=4)
    for start, end in arrows:
        ax.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "->", "color": ZONE}, zorder=4)
    ax.set_xlabel(words["worth"].format(party=title_of(scenario, first)))
    ax.set_ylabel(words["worth"].format(party=title_of(scenario, second)))
    tidy(ax)
    legend(ax, below=-0.1)
    return figure


def _point(utilities: Mapping[str, float], scenario: Scenario) -> tuple[float, float]:
    first, second = (100.0 * utilities[party] for party in scenario.parties)
    return first, second
