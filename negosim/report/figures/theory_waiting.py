"""Waiting: how long a standoff lasts, and when waiting pays both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import (
    ReputationalBargaining,
    regime_switch,
    war_of_attrition,
    war_of_attrition_growing_cost,
    yildiz,
)
from negosim.report.figures.palette import GREY
from negosim.report.figures.theory_axes import count_axis, finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_attrition", "plot_hopes", "plot_standoff", "plot_switch"]


def plot_attrition(prize: float, *, cost_rate: float, growth: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw the probability that a war of attrition still lasts.

    Parameters
    ----------
    prize : float
        Payoff of the side that stays.
    cost_rate : float
        Cost of waiting per unit of time at the start.
    growth : array_like of float, shape (k,)
        Increase of the cost per unit of time, relative to its start, a line for each; 0 for a constant cost.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If the prize or the cost is not above 0, or a growth is below 0.

    Notes
    -----
    Each side gives in at the rate ``cost_rate (1 + growth t) / prize``.

    Source: Maynard Smith (1974).
    """
    axes = theory_axes(ax)
    time = np.linspace(0.0, 2.0 * prize / cost_rate, 400)
    for number, rise in enumerate(np.atleast_1d(np.asarray(growth, dtype=np.float64))):
        given_in = cost_rate * (time + rise * time**2 / 2.0) / prize
        mean = _mean_duration(prize, cost_rate, float(rise))
        label = f"cost grows by {100 * rise:g} %, mean {mean:.1f}" if rise else f"constant cost, mean {mean:.1f}"
        axes.plot(time, np.exp(-2.0 * given_in), label=label, **line_style(number))
    axes.set_ylim(0.0, 1.02)
    return finish(axes, "time", "probability that neither has given in")


def _mean_duration(prize: float, cost_rate: float, growth: float) -> float:
    if growth == 0.0:
        return float(war_of_attrition(prize, cost_rate=cost_rate).mean_duration)
    return float(war_of_attrition_growing_cost(prize, cost_rate=cost_rate, growth=growth).mean_duration)


def plot_standoff(war: ReputationalBargaining, *, names: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Draw the probability that neither side has conceded yet, in total and by side, in reputational bargaining.

    Parameters
    ----------
    war : ReputationalBargaining
        One problem, as `negosim.games.abreu_gul` returns it.
    names : tuple of str
        The two sides.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.
    """
    axes = theory_axes(ax)
    horizon = float(war.horizon)
    # Just before time 0 nobody has given in; the mass that gives in at 0 is a vertical fall.
    time = np.concatenate(([0.0], np.linspace(0.0, horizon, 300), [1.25 * horizon]))
    left = np.vstack(([1.0, 1.0], 1.0 - war.conceded(time[1:])))
    for number, name in enumerate(names):
        axes.plot(
            np.append(0.0, time), np.append(1.0, left[:, number]), label=f"{name} still there", **line_style(number)
        )
    axes.plot(time, left.prod(axis=1), color="black", linewidth=2.2, label="no agreement yet")
    axes.axvline(horizon, color=GREY, linewidth=0.8, linestyle=":")
    said = ("only the stubborn are left", (horizon, 0.6))
    axes.annotate(*said, xytext=(-4, 0), textcoords="offset points", ha="right", color=GREY, fontsize=9)
    axes.set_ylim(0.0, 1.02)
    axes.set_xlim(-0.02 * horizon, 1.25 * horizon)
    return finish(axes, "time", "probability")


def plot_switch(surplus_after: float, *, deltas: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw the surplus above which it is better to agree now than to wait for a better counterpart.

    Parameters
    ----------
    surplus_after : float
        Joint surplus after the change.
    deltas : array_like of float, shape (k,)
        Common discount factors per period, a line for each.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1).
    """
    axes = theory_axes(ax)
    chance = np.linspace(0.001, 1.0, 400)  # without a change there is nothing to wait for
    for number, delta in enumerate(np.atleast_1d(np.asarray(deltas, dtype=np.float64))):
        border = regime_switch(0.0, surplus_after, switch_probability=chance, delta=delta).threshold
        axes.plot(chance, border, label=f"discount factor {delta:g}", **line_style(number))
    axes.set_title("above a line they agree now, below it they wait", loc="left", fontsize=10, color=GREY)
    axes.set_ylim(0.0, 1.02 * surplus_after)
    axes.set_xlim(0.0, 1.0)
    return finish(axes, "probability of the change, each period", "surplus of an agreement now")


def plot_hopes(delta: float, *, optimism: ArrayLike, dates: int, ax: Axes | None = None) -> Axes:
    """Draw the sum of two optimists' expected shares at each date before a deadline.

    Parameters
    ----------
    delta : float
        Common discount factor.
    optimism : array_like of float, shape (k,)
        Excess of the sum of their beliefs over 1, a line for each.
    dates : int
        Number of dates.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; they wait on the eve of a date at which the sum exceeds ``1 / delta``.

    Raises
    ------
    SolverError
        If a number is out of range.

    Notes
    -----
    Source: Yildiz (2003).
    """
    axes = theory_axes(ax)
    at = np.arange(1, dates + 1)
    for number, hope in enumerate(np.atleast_1d(np.asarray(optimism, dtype=np.float64))):
        result = yildiz(delta, optimism=hope, dates=dates)
        axes.plot(at, result.perceived, marker="o", markersize=4, label=f"optimism {hope:g}", **line_style(number))
        waits = ~result.agrees
        axes.plot(at[waits], result.perceived[waits], "o", markersize=9, markerfacecolor="none", color="black")
    axes.plot([], [], "o", markersize=9, markerfacecolor="none", color="black", label="they wait")
    count_axis(axes)
    axes.axhline(1.0 / delta, color=GREY, linewidth=0.8, linestyle=":", label="worth waiting a date for")
    return finish(axes, "date", "sum of what both expect")
