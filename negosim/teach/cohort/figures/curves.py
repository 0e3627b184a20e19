"""The concessions of the pairs, and the times of their deals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negosim.report.figures.palette import MARKERS, PARTIES, REAL, new_figure, tidy
from negosim.teach.cohort.figures.style import axis_title
from negosim.teach.cohort.scores import Scores
from negosim.teach.cohort.tables import title_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_curves"]


def draw_curves(words: Words, scores: Scores) -> Figure:
    """Draw the offers of all pairs over time, and below them the number of deals so far."""
    scenario = scores.cohort.lowered.scenario
    figure = new_figure((11.0, 6.5))
    ax, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    for score in scores.each:
        for number, party in enumerate(scenario.parties):
            moves = [move for move in score.pair.moves if move.party == party]
            if moves:
                heights = [_height(scores, move.terms) for move in moves]
                look = {"color": PARTIES[number], "marker": MARKERS[number], "label": title_of(scenario, party)}
                ax.plot([move.time for move in moves], heights, markersize=3, linewidth=0.9, alpha=0.45, **look)
    dealt = [score.pair for score in scores.each if score.pair.moves and score.pair.terms is not None]
    ended = sorted(pair.moves[-1].time for pair in dealt)
    below.step([0.0, *ended, 1.0], [0, *range(1, len(ended) + 1), len(ended)], where="post", color=REAL)
    below.set_ylabel(words["ended"])
    below.set_xlabel(words["time"])
    below.set_xlim(0.0, 1.02)
    worth = words["worth"].format(party=title_of(scenario, scenario.parties[0]))
    ax.set_ylabel(axis_title(scenario) if scenario.in_units else worth)
    for each in (ax, below):
        tidy(each)
    handles, labels = ax.get_legend_handles_labels()
    unique = dict(zip(labels, handles, strict=True))
    ax.legend(unique.values(), unique, loc="upper right", frameon=False)
    return figure


def _height(scores: Scores, outcome: Mapping[str, Any]) -> float:
    """Return an offer as a value of the single issue, or as points to the first party."""
    import numpy as np

    from negosim.domain.terms import outcome_of

    scenario = scores.cohort.lowered.scenario
    if scenario.in_units:
        return float(outcome[scenario.issues[0].name])
    return 100.0 * float(scores.zones.outcomes.utilities(np.array([outcome_of(scenario.issues, outcome)]))[0, 0])
