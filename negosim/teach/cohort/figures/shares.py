"""The shares of the parties in the attainable gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.figures.palette import GREY, MARKERS, PARTIES, new_figure, tidy
from negosim.teach.cohort.estimates import mean_of
from negosim.teach.cohort.figures.style import legend, spread
from negosim.teach.cohort.scores import Scores
from negosim.teach.cohort.tables import groups_of, title_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_shares"]


def draw_shares(words: Words, scores: Scores) -> Figure:
    """Draw the mean share of each party in each group with its interval, and each pair as a small point."""
    scenario = scores.cohort.lowered.scenario
    groups = list(groups_of(scores))
    figure = new_figure((11.0, 1.8 + 1.1 * len(groups)))
    ax = figure.subplots()
    for place, (_, group) in enumerate(groups):
        for number, party in enumerate(scenario.parties):
            shares = [x for score in group if score.pair.terms is not None and (x := score.shares[party]) is not None]
            row = place + 0.18 - 0.36 * number
            offsets = [0.25 * offset for offset in spread(len(shares))]
            ax.plot(shares, [row + offset for offset in offsets], ".", color=PARTIES[number], alpha=0.35, markersize=6)
            mean = mean_of(shares)
            if mean is None:
                continue
            low, high = (mean.value if end is None else end for end in (mean.low, mean.high))
            ax.plot([low, high], [row, row], color=PARTIES[number], linewidth=2.2)
            label = f"{title_of(scenario, party)}: {words['mean']}"
            ax.plot([mean.value], [row], MARKERS[number], color=PARTIES[number], markersize=9, label=label)
    ax.axvline(0.0, color=GREY, linewidth=0.8)
    ax.set_yticks(range(len(groups)), [cell or words["everybody"] for cell, _ in groups])
    ax.set_ylim(-0.6, len(groups) - 0.4)
    ax.xaxis.set_major_formatter(lambda x, _: words["percent"].format(x=f"{100.0 * x:.0f}"))
    tidy(ax)
    ax.grid(visible=False, axis="y")
    ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    legend(ax, below=-0.7 / figure.get_figheight())
    return figure
