"""More than two parties: the power to propose under a quota, and the division of a common burden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import baron_ferejohn, olson_zeckhauser
from negosim.report.figures.palette import GREY, PARTIES
from negosim.report.figures.theory_axes import count_axis, finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_burden", "plot_quota"]


def plot_quota(deltas: ArrayLike, *, members: int, ax: Axes | None = None) -> Axes:
    """Draw the proposer's share against the number of votes needed under a closed rule.

    Parameters
    ----------
    deltas : array_like of float, shape (k,)
        Common discount factors, a line for each.
    members : int
        Size of the legislature.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1], or `members` is not a whole number.
    """
    axes = theory_axes(ax)
    quota = np.arange(members // 2 + 1, members + 1)
    for number, delta in enumerate(np.atleast_1d(np.asarray(deltas, dtype=np.float64))):
        shares = baron_ferejohn(float(delta), members=members, quota=quota).proposer
        axes.plot(quota, shares, marker="o", label=f"discount factor {delta:g}", **line_style(number))
    axes.axhline(1.0 / members, color=GREY, linewidth=0.8, linestyle=":", label="equal shares")
    count_axis(axes)
    axes.set_ylim(0.0, 1.02)
    return finish(axes, f"votes needed, of {members}", "share of the proposer")


def plot_burden(income: float, *, taste: float, names: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Draw the share of income that each of two allies gives to a common good, against the size of the smaller one.

    Parameters
    ----------
    income : float
        Income of the larger ally, above 0.
    taste : float
        Weight of the common good in both utilities, in (0, 1).
    names : tuple of str
        The larger and the smaller ally.
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
    """
    axes = theory_axes(ax)
    ratio = np.linspace(0.02, 1.0, 200)
    incomes = income * np.stack((np.ones_like(ratio), ratio), axis=-1)
    result = olson_zeckhauser(incomes, taste=taste)
    for party, (name, dashes) in enumerate(zip(names, ("-", "--"), strict=True)):
        given = result.contributions[:, party] / incomes[:, party]
        axes.plot(ratio, given, color=PARTIES[party], linestyle=dashes, linewidth=1.8, label=name)
    border = float(result.boundary_ratio[0])
    axes.axvline(border, color=GREY, linewidth=0.8, linestyle=":", label="free ride to the left")
    axes.set_xlim(0.0, 1.0)
    return finish(axes, "income of the smaller ally relative to the larger", "share of its income that it gives")
