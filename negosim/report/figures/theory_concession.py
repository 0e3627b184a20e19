"""Concession over time: demands, where they meet, and when to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import crossing, optimal_stopping
from negosim.report.figures.palette import PARTIES
from negosim.report.figures.theory_axes import count_axis, finish, line_style, theory_axes
from negosim.rules.tactics.time_dependent import exponential_curve, polynomial_curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_crossing", "plot_stopping", "plot_tactics"]

CURVES = {"polynomial": polynomial_curve, "exponential": exponential_curve}


def plot_tactics(betas: ArrayLike, *, k: float = 0.0, family: str = "polynomial", ax: Axes | None = None) -> Axes:
    """Draw what a time-dependent tactic demands, from its aspiration to its limit.

    Parameters
    ----------
    betas : array_like of float, shape (lines,)
        Concession exponents, each above 0.
    k : float, default: 0
        Share conceded at the start, 0 to 1; above 0 for the exponential family.
    family : {"polynomial", "exponential"}
        The family of the curve.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Notes
    -----
    Source: Faratin, Sierra and Jennings (1998), section 4.
    """
    axes = theory_axes(ax)
    time = np.linspace(0.0, 1.0, 301)
    for number, beta in enumerate(np.atleast_1d(np.asarray(betas, dtype=np.float64))):
        demand = [1.0 - CURVES[family](float(tau), float(beta), k) for tau in time]
        axes.plot(time, demand, label=f"β = {beta:g}", **line_style(number))
    axes.set_yticks([0.0, 1.0], ["limit", "aspiration"])
    axes.set_xlim(0.0, 1.0)
    return finish(axes, "time, from the first offer to the deadline", "demand", below=True)


def plot_crossing(exponent1: float, exponent2: float, *, names: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Draw two sides that concede as a power of time, and where they meet.

    Parameters
    ----------
    exponent1, exponent2 : float
        Exponents e: the sides demand ``1 - t^(1/e)`` of the zone.
    names : tuple of str
        The two sides.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; the vertical one is the first side's share of the zone.

    Raises
    ------
    SolverError
        If an exponent is not above 0.
    """
    axes = theory_axes(ax)
    time = np.linspace(0.0, 1.0, 401)
    meeting = crossing(exponent1, exponent2)
    axes.plot(time, 1.0 - time ** (1.0 / exponent1), color=PARTIES[0], linewidth=1.8, label=f"{names[0]} asks for")
    axes.plot(time, time ** (1.0 / exponent2), color=PARTIES[1], linewidth=1.8, ls="--", label=f"{names[1]} offers")
    place = (float(meeting.time), float(meeting.first))
    axes.plot(*place, "D", color="black", linestyle="none", label=f"agreement at {place[0]:.2f} of the time")
    axes.set_xlim(0.0, 1.0)
    return finish(axes, "time, from the first offer to the deadline", f"share of {names[0]}")


def plot_stopping(remaining: int, *, reservations: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw the least offer worth accepting against the number of offers that are still to come.

    Parameters
    ----------
    remaining : int
        Greatest number of offers to come.
    reservations : array_like of float, shape (lines,)
        Utilities of no agreement.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If `remaining` is not a whole number of at least 1, or a reservation lies outside [0, 1].
    """
    axes = theory_axes(ax)
    for number, least in enumerate(np.atleast_1d(np.asarray(reservations, dtype=np.float64))):
        values = optimal_stopping(remaining, reservation=least)
        label = f"no agreement worth {least:g}"
        axes.plot(np.arange(remaining + 1), values, marker="o", markersize=4, label=label, **line_style(number))
    count_axis(axes)
    axes.set_ylim(0.0, 1.0)
    return finish(axes, "offers still to come", "accept from this utility on")
