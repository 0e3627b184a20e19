"""Payoffs of a tournament as maps: a row and a column for each tactic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negosim.report.figures.palette import new_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.study.estimate.tournament import Tournament

__all__ = ["draw_tournament", "plot_payoffs"]


def draw_tournament(tournament: Tournament) -> Figure:
    """Return the payoffs of both parties as a figure."""
    size = 2.0 + 0.9 * len(tournament.tactics)
    figure = new_figure((2.0 * size, size))
    for number, ax in enumerate(figure.subplots(1, 2)):
        plot_payoffs(tournament, number, ax=ax)
    return figure


def plot_payoffs(tournament: Tournament, party: int, *, ax: Axes | None = None) -> Axes:
    """Draw the mean payoff of a party for each pair of tactics.

    Parameters
    ----------
    tournament : Tournament
        The tournament.
    party : int
        0 for the party that chooses the row, 1 for the one that chooses the column.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.
    """
    axes = new_axes(ax)
    payoffs = np.asarray(tournament.payoffs[party], dtype=float)
    axes.imshow(payoffs, cmap="cividis")
    middle = (np.nanmin(payoffs) + np.nanmax(payoffs)) / 2.0
    for (row, column), payoff in np.ndenumerate(payoffs):
        color = "black" if payoff > middle else "white"
        axes.text(column, row, f"{payoff:.3f}", ha="center", va="center", color=color, fontsize=9)
    names = [tactic.replace("_", " ") for tactic in tournament.tactics]
    axes.set_xticks(range(len(names)), names, rotation=30, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_ylabel(f"tactic of {tournament.parties[0]}")
    axes.set_xlabel(f"tactic of {tournament.parties[1]}")
    axes.set_title(f"Payoff of {tournament.parties[party]}", loc="left", weight="bold")
    return axes
