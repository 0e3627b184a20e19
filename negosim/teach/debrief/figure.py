"""Figures of a debrief: the concession curves of a player and of the program, and the offers of both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from negosim.report.ending import last_day
from negosim.report.figures.axis import date_axis, day_number, value_axis
from negosim.report.figures.measure import Measure, measure_of
from negosim.report.figures.palette import GREY, MARKERS, PARTIES, new_axes, new_figure, tidy
from negosim.report.wording import party_title, within
from negosim.teach.debrief.concessions import Act, act_of
from negosim.teach.debrief.scores import Debrief

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_concessions", "draw_offers", "plot_concessions"]


def draw_concessions(game: Debrief) -> Figure:
    """Return both concession curves as a figure."""
    figure = new_figure((12.0, 5.0))
    plot_concessions(game, ax=figure.subplots())
    return figure


def draw_offers(game: Debrief) -> Figure:
    """Return the offers of both sides over time as a figure, labelled in the debrief's language."""
    figure = new_figure((12.0, 5.0))
    axes, words, scenario = figure.subplots(), game.words, game.result.scenario
    measure = measure_of(scenario, None if scenario.in_units else game.party)
    values = [game.limit]
    for party, color, marker in zip(scenario.parties, PARTIES, MARKERS, strict=False):
        acts = [act_of(row, game.party) for row in game.result.trace if row.kind == "offer" and row.party == party]
        label = words("offers_of", party=party_title(scenario, party))
        values += _draw(axes, game, acts, measure, (color, marker, label))
    _finish(axes, game, measure, values, title=words("offered"))
    return figure


def plot_concessions(game: Debrief, *, ax: Axes | None = None) -> Axes:
    """Draw what the player asked for over time, and what the program asked for in the same seat.

    With one issue, the axis shows its values; with several, it shows points to the player.

    Parameters
    ----------
    game : Debrief
        The debrief of a game.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``ax.figure`` is the figure.
    """
    axes = new_axes(ax)
    scenario = game.result.scenario
    measure = measure_of(scenario, None if scenario.in_units else game.party)
    own = PARTIES[scenario.parties.index(game.party)]
    values = _draw(axes, game, game.programs.acts, measure, (GREY, MARKERS[1], game.words("in_your_seat")))
    values += _draw(axes, game, game.own.acts, measure, (own, MARKERS[0], game.words("you")))
    _finish(axes, game, measure, [*values, game.limit], title=game.words("asked_for"))
    return axes


def _finish(axes: Axes, game: Debrief, measure: Measure, values: list[float], *, title: str) -> None:
    """Draw the player's limit, the axes, the title and the legend."""
    scenario = game.result.scenario
    own = PARTIES[scenario.parties.index(game.party)]
    size = _size(measure)
    axes.axhline(size * game.limit, color=own, linestyle="--", linewidth=1.0, label=game.words("limit_at_end"))
    ends = [size * end for end in measure.range]
    stretched = value_axis(axes, [size * value for value in values], *ends, stretch=measure.party is None)
    acts = [act.date for side in (game.own, game.programs) for act in side.acts]
    last = max(acts, default=last_day(game.result))
    date_axis(axes, scenario.calendar.start - timedelta(days=1), last + timedelta(days=2))
    if game.words.language == "ko":
        _korean_dates(axes)
    axes.set_ylabel(_axis(game, measure) + (f"\n({game.words('axis_stretched')})" if stretched else ""))
    axes.set_title(title, loc="left", weight="bold")
    tidy(axes)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, frameon=False, fontsize=9)


def _axis(game: Debrief, measure: Measure) -> str:
    """Return the label of the axis of values."""
    scenario = game.result.scenario
    if measure.party is not None:
        return game.words("axis_points", party=within(party_title(scenario, measure.party)))
    issue = scenario.issues[0]
    return f"{game.words.short(issue)}{f' ({issue.unit})' if issue.unit else ''}"


def _draw(ax: Axes, game: Debrief, acts: Sequence[Act], measure: Measure, style: tuple[str, str, str]) -> list[float]:
    """Draw one curve, and return its values."""
    color, marker, label = style
    start = day_number(game.result.scenario.calendar.start)
    points = [(start + act.time, measure.of(act.terms, {game.party: act.utility})) for act in acts]
    known = [(day, y) for day, y in points if y is not None]
    size = _size(measure)
    if known:
        ax.plot(
            [day for day, _ in known],
            [size * y for _, y in known],
            color=color,
            marker=marker,
            drawstyle="steps-post",
            linewidth=1.8,
            label=label,
        )
    return [y for _, y in known]


def _korean_dates(axes: Axes) -> None:
    """Format the dates of an axis in Korean: 9월, not 09월."""
    from matplotlib.dates import ConciseDateFormatter

    class Korean(ConciseDateFormatter):
        def format_ticks(self, values: Sequence[float]) -> list[str]:
            return [_without_zeros(label) for label in super().format_ticks(values)]  # type: ignore[no-untyped-call]

        def get_offset(self) -> str:
            return _without_zeros(super().get_offset())  # type: ignore[no-untyped-call]

    axes.xaxis.set_major_formatter(
        Korean(  # type: ignore[no-untyped-call]
            axes.xaxis.get_major_locator(),
            formats=["%Y년", "%m월", "%d일", "%H:%M", "%H:%M", "%S"],
            zero_formats=["", "%Y년", "%m월", "%m월 %d일", "%H:%M", "%H:%M"],
            offset_formats=["", "%Y년", "%Y년 %m월", "%Y년 %m월 %d일", "%Y년 %m월 %d일", "%Y년 %m월 %d일"],
        )
    )


def _without_zeros(label: str) -> str:
    return re.sub(r"\b0(?=\d[월일])", "", label)


def _size(measure: Measure) -> float:
    """Return the factor from a measure to the axis: utilities are shown in points, from 0 to 100."""
    return 1.0 if measure.party is None else 100.0
