"""Alternating offers: the share of the first proposer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import breakdown_risk, outside_options, rubinstein, stahl
from negosim.report.figures.palette import GREY
from negosim.report.figures.theory_axes import count_axis, finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_options", "plot_periods", "plot_rubinstein"]

SHARE = "share of the first proposer"


def plot_rubinstein(opponents: ArrayLike, *, ax: Axes | None = None) -> Axes:
    """Draw the first proposer's share against its own discount factor.

    Parameters
    ----------
    opponents : array_like of float, shape (k,)
        Discount factors of the responder, a line for each.
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
    own = np.linspace(0.0, 0.999, 300)
    for number, other in enumerate(np.atleast_1d(np.asarray(opponents, dtype=np.float64))):
        axes.plot(own, rubinstein(own, other).first, label=f"the other's factor {other:g}", **line_style(number))
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, 1.02)
    return finish(axes, "own discount factor", SHARE)


def plot_periods(delta1: float, delta2: float, *, periods: int, ax: Axes | None = None) -> Axes:
    """Draw the first proposer's share against the number of offers that can be made.

    Parameters
    ----------
    delta1, delta2 : float
        Discount factors of the two players.
    periods : int
        Greatest number of offers.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1), or `periods` is not a whole number of at least 1.
    """
    axes = theory_axes(ax)
    offers = np.arange(1, periods + 1)
    shares = stahl(delta1, delta2, periods=offers).first
    odd = offers % 2 == 1
    axes.plot(offers, shares, color="#BBBBBB", linewidth=0.8)
    axes.plot(offers[odd], shares[odd], "o", color="#0072B2", label="the first proposer offers last too")
    axes.plot(offers[~odd], shares[~odd], "s", color="#D55E00", label="the other one offers last")
    count_axis(axes)
    endless = float(rubinstein(delta1, delta2).first)
    axes.axhline(endless, color=GREY, linestyle="--", linewidth=1.2, label="no deadline")
    axes.set_ylim(0.0, 1.05)
    return finish(axes, "number of offers before the deadline", SHARE)


def plot_options(delta: float, *, ax: Axes | None = None) -> Axes:
    """Draw the first proposer's share against the responder's outside option and breakdown payoff.

    Parameters
    ----------
    delta : float
        Discount factor of both with an outside option; ``1 - delta`` is the risk of breakdown in the other case.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If the discount factor lies outside [0, 1).
    """
    axes = theory_axes(ax)
    option = np.linspace(0.0, 1.0, 201)
    outside = outside_options(delta, delta, outside2=option).first
    payoffs = np.stack((np.zeros_like(option), option), axis=-1)
    breakdown = breakdown_risk(1.0 - delta, payoffs).first
    axes.plot(option, outside, label="outside option: it can leave", **line_style(0))
    axes.plot(option, breakdown, label="breakdown payoff: the talks may collapse", **line_style(1))
    axes.set_ylim(0.0, 0.6)
    return finish(axes, "value of no agreement to the responder", SHARE)
