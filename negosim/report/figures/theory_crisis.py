"""A demand in a crisis: its expected share and its risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negosim.games import risk_return
from negosim.report.figures.theory_axes import finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_risk_return"]


def plot_risk_return(power: float, *, cost_a: float, highest_cost_b: float, ax: Axes | None = None) -> Axes:
    """Draw side A's expected share and the probability of breakdown against its demand.

    Parameters
    ----------
    power : float
        Side A's expected share in a contest, in [0, 1].
    cost_a : float
        Side A's cost of a contest.
    highest_cost_b : float
        Side B's cost is uniform from 0 up to this, and B alone knows it.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If a number is out of range.

    Notes
    -----
    Source: Fearon (1995).
    """
    axes = theory_axes(ax)
    best = risk_return(power, cost_a=cost_a, highest_cost_b=highest_cost_b)
    demand = np.linspace(power - cost_a, power + highest_cost_b, 300)
    breakdown = np.clip((demand - power) / highest_cost_b, 0.0, 1.0)
    expected = (1.0 - breakdown) * demand + breakdown * (power - cost_a)
    axes.plot(demand, expected, label="expected share of A", **line_style(0))
    axes.plot(demand, breakdown, label="probability of breakdown", **line_style(1))
    top = float(np.interp(float(best.demand), demand, expected))
    label = f"best demand, {float(best.demand):g}"
    axes.plot(float(best.demand), top, "D", color="black", markersize=7, linestyle="none", label=label)
    axes.set_ylim(0.0, 1.02)
    return finish(axes, "share that A demands", "share and probability")
