"""The deals of a class over the zone of agreement, with the impasses at the side."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from negosim.domain.scenario import Scenario
from negosim.report.figures.palette import GREY, PARTIES, REAL, REJECTED, ZONE, new_figure, tidy
from negosim.report.zone_words import bound
from negosim.teach.cohort.figures.style import axis_title, legend, spread
from negosim.teach.cohort.model import Model
from negosim.teach.cohort.scores import Score, Scores
from negosim.teach.cohort.tables import deal_level, groups_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_strip", "median_zone"]


def draw_strip(words: Words, everybody: Sequence[Scores], model: Model) -> Figure:
    """Draw the deals of each group in a row over the zone, with impasses at the side and the model's band below."""
    scenario = everybody[0].cohort.lowered.scenario
    rows = [
        (_label(words, scores, cell, len(everybody)), group)
        for scores in everybody
        for cell, group in groups_of(scores)
    ]
    figure = new_figure((11.0, 2.2 + 0.9 * len(rows)))
    ax = figure.subplots()
    values = [x for _, group in rows for score in group if (x := deal_level(score, scenario)) is not None]
    limits = [x for _, group in rows for score in group for x in score.pair.limits.values()]
    band = model.band
    low, high = min([*values, *limits, *(band or ())]), max([*values, *limits, *(band or ())])
    side = high + 0.12 * ((high - low) or 1.0)
    for place, (_, group) in enumerate(rows):
        _draw_row(ax, words, scenario, everybody[0], group, place, side)
    if band is not None:
        ax.plot(band[::2], [-1, -1], color=GREY, linewidth=6, alpha=0.5, solid_capstyle="butt", label=words["band"])
        ax.plot([band[1]], [-1], "|", color=REAL, markersize=16, markeredgewidth=2)
    ticks = [*([-1] if band is not None else []), *range(len(rows))]
    names = [*([words["program"]] if band is not None else []), *(name for name, _ in rows)]
    ax.set_yticks(ticks, names)
    ax.set_ylim(-1.6 if band is not None else -0.6, len(rows) - 0.4)
    ax.set_xlim(low - 0.04 * (high - low), side + 0.1 * (high - low))
    ax.axvline(high + 0.05 * (high - low), color=GREY, linewidth=0.8)
    ax.set_xlabel(axis_title(scenario))
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,.6g}")
    tidy(ax)
    ax.grid(visible=False, axis="y")
    legend(ax, below=-0.9 / figure.get_figheight())
    return figure


def _label(words: Words, scores: Scores, cell: str, classes: int) -> str:
    name = scores.cohort.name if classes > 1 or not cell else ""
    if not cell:
        return name if classes > 1 else words["everybody"]
    return words["group_of"].format(name=name, cell=cell) if name else cell


def _draw_row(
    ax: Axes, words: Words, scenario: Scenario, scores: Scores, group: Sequence[Score], place: int, side: float
) -> None:
    low, high = median_zone(scenario, scores, group)
    label, color = (words["zone"], ZONE) if low <= high else (words["gap"], REJECTED)
    ax.barh(place, abs(high - low), left=min(low, high), height=0.72, color=color, alpha=0.16, label=label, zorder=1)
    offsets = spread(len(group))
    for score, offset in zip(group, offsets, strict=True):
        x = deal_level(score, scenario)
        look: dict[str, Any] = {"marker": "o", "color": PARTIES[0], "alpha": 0.8, "label": words["deal"]}
        if x is None:
            look = {"marker": "x", "color": GREY, "label": words["no_deal"]}
        elif score.below:
            look = {"marker": "s", "color": REJECTED, "markerfacecolor": "none", "label": words["worse"]}
        ax.plot([side if x is None else x], [place + offset], linestyle="none", markersize=6, zorder=3, **look)


def median_zone(scenario: Scenario, scores: Scores, group: Sequence[Score]) -> tuple[float, float]:
    """Return the medians of a group's limits: the least that one side accepts, and the most that the other accepts."""
    ends = {party: median(score.pair.limits[party] for score in group) for party in scenario.parties}
    rising = [party for party in scenario.parties if bound(scores.zones, party) == "at least"]
    least = max([ends[party] for party in rising], default=min(ends.values()))
    most = min([ends[party] for party in scenario.parties if party not in rising], default=max(ends.values()))
    return least, most
