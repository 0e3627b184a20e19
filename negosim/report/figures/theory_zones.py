"""Zones of agreement on one issue: side by side, as something grows, and under uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from negosim.report.figures.palette import GREY, PARTIES, ZONE
from negosim.report.figures.theory_axes import finish, theory_axes
from negosim.solve import Zone, chance_of_zone

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_chance", "plot_intervals", "plot_opening"]

Names = tuple[str, str]
NO_ZONE: dict[str, Any] = {"facecolor": "none", "edgecolor": "#BBBBBB", "hatch": "//", "linewidth": 0}


def plot_intervals(
    zone: Zone, labels: Sequence[str], *, names: Names, x: str, lo: float, hi: float, ax: Axes | None = None
) -> Axes:
    """Draw the ranges that two parties accept on one issue, a row for each zone.

    Parameters
    ----------
    zone : Zone
        Zones, shape (rows,).
    labels : sequence of str
        A word for each row.
    names : tuple of str
        The party that wants much, and the one that wants little.
    x : str
        The issue, with its unit.
    lo, hi : float
        The part of the issue that is shown.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.
    """
    axes = theory_axes(ax)
    rows = np.arange(len(labels))
    least, most = np.atleast_1d(zone.lower), np.atleast_1d(zone.upper)
    axes.barh(rows - 0.17, hi - least, 0.3, left=least, color=PARTIES[1], alpha=0.75, label=f"{names[0]} accepts")
    axes.barh(rows + 0.17, most - lo, 0.3, left=lo, color=PARTIES[0], alpha=0.75, label=f"{names[1]} accepts")
    is_open = np.atleast_1d(zone.exists)
    width, left = np.abs(most - least), np.minimum(least, most)
    axes.barh(rows[is_open], width[is_open], 0.8, left=left[is_open], color=ZONE, alpha=0.35, label="zone of agreement")
    axes.barh(rows[~is_open], width[~is_open], 0.8, left=left[~is_open], label="gap", **NO_ZONE)
    axes.set_yticks(rows, labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(lo, hi)
    return finish(axes, x, "", below=True)


def plot_opening(x: ArrayLike, zone: Zone, *, names: Names, labels: Names, ax: Axes | None = None) -> Axes:
    """Draw how a zone of agreement opens or closes as something grows.

    Parameters
    ----------
    x : array_like, shape (k,)
        The variable that grows: time, a side payment.
    zone : Zone
        The zone at each of these, shape (k,).
    names : tuple of str
        The party that wants much, and the one that wants little.
    labels : tuple of str
        Labels of the horizontal and of the vertical axis.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.
    """
    axes = theory_axes(ax)
    at = np.asarray(x, dtype=np.float64)
    is_open: Any = np.asarray(zone.exists)
    axes.fill_between(at, zone.lower, zone.upper, where=is_open, color=ZONE, alpha=0.3, lw=0, label="zone of agreement")
    axes.fill_between(at, zone.upper, zone.lower, where=~is_open, label="gap", **NO_ZONE)
    axes.plot(at, zone.lower, color=PARTIES[1], linewidth=1.8, linestyle="--", label=f"{names[0]} at least")
    axes.plot(at, zone.upper, color=PARTIES[0], linewidth=1.8, label=f"{names[1]} at most")
    return finish(axes, *labels)


def plot_chance(seller: Any, buyer: Any, *, names: Names, x: str, ax: Axes | None = None) -> Axes:
    """Draw the densities of two uncertain reservation values, and the probability that a zone exists.

    Parameters
    ----------
    seller, buyer : frozen scipy.stats distribution
        The seller's and the buyer's reservation values; both continuous.
    names : tuple of str
        The two parties.
    x : str
        The issue, with its unit.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.
    """
    axes = theory_axes(ax)
    low = min(float(side.ppf(0.001)) for side in (seller, buyer))
    high = max(float(side.ppf(0.999)) for side in (seller, buyer))
    values = np.linspace(low, high, 400)
    for side, name, word, color in (
        (buyer, names[1], "at most", PARTIES[0]),
        (seller, names[0], "at least", PARTIES[1]),
    ):
        density = side.pdf(values)
        axes.fill_between(values, density, color=color, alpha=0.25, linewidth=0)
        axes.plot(values, density, color=color, linewidth=1.8, label=f"{name} {word}")
    chance = chance_of_zone(seller, buyer)
    said = f"a zone exists with probability {float(chance.probability):.2f}"
    axes.set_title(said, loc="left", fontsize=10, color=GREY)
    axes.set_ylim(bottom=0.0)
    return finish(axes, x, "density")
