"""The concession curves of a player and of the program in the same seat, in one picture."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from negosim.report.ending import last_day
from negosim.report.figures.axis import date_axis, day_number
from negosim.report.figures.palette import GREY, MARKERS, PARTIES, new_axes, new_figure, tidy
from negosim.report.wording import party_title
from negosim.teach.debrief import Debrief, Manner

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_concessions", "plot_concessions"]


def draw_concessions(found: Debrief) -> Figure:
    """Return both concession curves as a figure."""
    figure = new_figure((12.0, 5.0))
    plot_concessions(found, ax=figure.subplots())
    return figure


def plot_concessions(found: Debrief, *, ax: Axes | None = None) -> Axes:
    """Draw what the player's own demands were worth to the player over time, beside the program's in the same seat.

    Parameters
    ----------
    found : Debrief
        The debrief of a game.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``ax.figure`` is the figure.
    """
    axes = new_axes(ax)
    scenario = found.result.scenario
    start = scenario.calendar.start
    _draw(axes, found.programs, day_number(start), GREY, MARKERS[1], "the program in your seat")
    own = PARTIES[scenario.parties.index(found.party)]
    _draw(axes, found.own, day_number(start), own, MARKERS[0], "you")
    axes.axhline(found.reservation, color=own, linestyle="--", linewidth=1.0, label="your reservation value")
    last = max(last_day(found.result), last_day(found.program))
    acts = [act.date for manner in (found.own, found.programs) for act in manner.acts]
    date_axis(axes, start - timedelta(days=1), (max(acts) if acts else last) + timedelta(days=2))
    axes.set_ylabel(f"utility to {party_title(scenario, found.party)}")
    axes.set_title("What was asked for, by what it is worth", loc="left", weight="bold")
    tidy(axes)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, frameon=False, fontsize=9)
    return axes


def _draw(ax: Axes, manner: Manner, start: float, color: str, marker: str, label: str) -> None:
    if manner.acts:
        days = [start + act.time for act in manner.acts]
        worth = [act.utility for act in manner.acts]
        ax.plot(days, worth, color=color, marker=marker, drawstyle="steps-post", linewidth=1.8, label=label)
