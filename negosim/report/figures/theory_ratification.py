"""Ratification: the effect of a constraint at home on the deal, and the risk of a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import capped_division, uncertain_ratification
from negosim.report.figures.palette import GREY
from negosim.report.figures.theory_axes import finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_caps", "plot_ratification_risk"]


def plot_caps(low: float, high: float, *, x: str = "cap", y: str = "deal", ax: Axes | None = None) -> Axes:
    """Draw the deal between a payee and a payer against the most that the payer's ratifier allows.

    Parameters
    ----------
    low, high : float
        The payee's and the payer's reservation values; low below high.
    x, y : str, optional
        Labels of the axes.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If low is not below high.
    """
    axes = theory_axes(ax)
    cap = np.linspace(low, high, 300)
    result = capped_division(low, high, cap=cap)
    axes.plot(cap, result.nash, label="Nash", **line_style(0))
    axes.plot(cap, result.kalai_smorodinsky, label="Kalai–Smorodinsky", **line_style(1))
    axes.plot(cap, cap, color=GREY, linewidth=0.8, linestyle=":", label="the most that is allowed")
    axes.set_ylim(low, high)
    return finish(axes, x, y)


def plot_ratification_risk(
    low: float, high: float, *, failure_payoff: ArrayLike, x: str = "demand", ax: Axes | None = None
) -> Axes:
    """Draw the expected payoff of a demand that the other side's ratifier may reject.

    Parameters
    ----------
    low, high : float
        Ends of the ratifier's limit, which is uniform between them.
    failure_payoff : array_like of float, shape (k,)
        Payoffs of a rejection, a line for each.
    x : str, default: "demand"
        Label of the horizontal axis.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If low is not below high.
    """
    axes = theory_axes(ax)
    demand = np.linspace(low - 0.25 * (high - low), high, 300)
    ratified = np.clip((high - demand) / (high - low), 0.0, 1.0)
    for number, failure in enumerate(np.atleast_1d(np.asarray(failure_payoff, dtype=np.float64))):
        best = uncertain_ratification(low, high, failure_payoff=failure)
        label = f"rejection worth {failure:g}: ask {best.demand:g}, ratified with {float(best.ratified):g}"
        axes.plot(demand, ratified * demand + (1.0 - ratified) * failure, label=label, **line_style(number))
        axes.plot(float(best.demand), float(best.value), "D", color="black", markersize=6)
    return finish(axes, x, "expected payoff")
