"""The wages that can follow an expired contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negosim.games import haller_holden
from negosim.report.figures.palette import GREY, ZONE
from negosim.report.figures.theory_axes import finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_wages"]


def plot_wages(pie: float, *, delta: float, ax: Axes | None = None) -> Axes:
    """Draw the equilibrium wages against the wage of the contract that has expired.

    Parameters
    ----------
    pie : float
        The amount to divide in each period, above 0.
    delta : float
        Common discount factor.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If the pie is not above 0, or the discount factor lies outside [0, 1).
    """
    axes = theory_axes(ax)
    old = np.linspace(0.0, pie, 400)
    wages = haller_holden(pie, old, delta=delta)
    axes.fill_between(old, wages.low, wages.high, color=ZONE, alpha=0.3, linewidth=0, label="equilibrium wages")
    strike = np.where(wages.credible, wages.strike_wage, np.nan)
    axes.plot(old, strike, label="strike after each refusal", **line_style(1))
    axes.plot(old, old, label="never strike: the old wage", **line_style(0))
    last = float(old[np.asarray(wages.credible)][-1])
    axes.axvline(last, color=GREY, linewidth=0.8, linestyle=":")
    said = "a strike is credible to the left"
    axes.annotate(
        said, (last, 0.06 * pie), xytext=(-4, 0), textcoords="offset points", ha="right", color=GREY, fontsize=9
    )
    return finish(axes, "wage of the expired contract", "wage of the new one")
