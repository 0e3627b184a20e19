"""What players wrote down before and after the talks: their limits, and their ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negosim.report.figures.palette import GREY, MARKERS, PARTIES, new_figure, tidy
from negosim.teach.cohort.estimates import mean_of
from negosim.teach.cohort.figures.style import legend
from negosim.teach.cohort.scores import Scores
from negosim.teach.cohort.tables import title_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_ratings", "draw_stated", "stated_points"]


def draw_stated(words: Words, scores: Scores) -> Figure:
    """Draw the limits that players wrote down against those of their briefs."""
    scenario = scores.cohort.lowered.scenario
    figure = new_figure((8.0, 6.5))
    ax = figure.subplots()
    for number, party in enumerate(scenario.parties):
        points = stated_points(scores, party)
        if points:
            look: dict[str, Any] = {
                "color": PARTIES[number],
                "marker": MARKERS[number],
                "label": title_of(scenario, party),
            }
            ax.plot(*zip(*points, strict=True), linestyle="none", alpha=0.8, **look)
    every = [x for party in scenario.parties for point in stated_points(scores, party) for x in point]
    ends = [min(every), max(every)]
    ax.plot(ends, ends, color=GREY, linewidth=1.0, linestyle="--")
    ax.set_xlabel(words["true_limit"])
    ax.set_ylabel(words["stated_limit"])
    tidy(ax)
    legend(ax)
    return figure


def stated_points(scores: Scores, party: str) -> list[tuple[float, float]]:
    """Return a party's limits in the briefs, each with the limit written down; in points with several issues."""
    scale = 1.0 if scores.cohort.lowered.scenario.in_units else 100.0
    pairs = (score.pair for score in scores.each)
    return [
        (scale * pair.limits[party], scale * stated)
        for pair in pairs
        if (stated := pair.prepared.get((party, "limit"))) is not None
    ]


def draw_ratings(words: Words, scores: Scores, items: Mapping[str, str]) -> Figure:
    """Draw the mean answers to the questions on subjective value, by role."""
    scenario = scores.cohort.lowered.scenario
    figure = new_figure((11.0, 1.5 + 0.45 * len(items)))
    ax = figure.subplots()
    for place, item in enumerate(reversed(list(items))):
        for number, party in enumerate(scenario.parties):
            mean = mean_of([x for score in scores.each if (x := score.pair.ratings.get((party, item))) is not None])
            if mean is not None:
                row = place + 0.15 - 0.3 * number
                low, high = (mean.value if end is None else end for end in (mean.low, mean.high))
                ax.plot([max(1.0, low), min(7.0, high)], [row, row], color=PARTIES[number], linewidth=1.6)
                ax.plot([mean.value], [row], MARKERS[number], color=PARTIES[number], label=title_of(scenario, party))
    ax.set_yticks(range(len(items)), list(items.values())[::-1])
    ax.set_xlim(1.0, 7.0)
    ax.set_xlabel(words["rating"])
    tidy(ax)
    legend(ax, below=-0.7 / figure.get_figheight())
    return figure
