"""One- and two-sided incomplete information: demand, prices over time, sealed offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from negosim.games import double_auction, sobel_takahashi, take_it_or_leave_it
from negosim.report.figures.palette import GREY
from negosim.report.figures.theory_axes import count_axis, finish, line_style, theory_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_demand", "plot_price_paths", "plot_sealed_offers"]


def plot_demand(cost: float, *, low: float, high: float, x: str = "price", ax: Axes | None = None) -> Axes:
    """Draw the probability that a price is accepted, and its expected profit.

    Parameters
    ----------
    cost : float
        Value of the good to the seller.
    low, high : float
        Ends of the other side's values, which are uniform between them.
    x : str, default: "price"
        Label of the horizontal axis, with its unit.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; the profit is drawn in percent of the range of values.

    Raises
    ------
    SolverError
        If a number is out of range.
    """
    axes = theory_axes(ax)
    price = np.linspace(low, high, 300)
    accepted = (high - price) / (high - low)
    earned = (price - cost) * accepted / (high - low)
    best = take_it_or_leave_it(cost, low=low, high=high)
    axes.plot(price, accepted, label="probability that it is accepted", **line_style(0))
    axes.plot(price, earned, label="expected profit, as a share of the range", **line_style(1))
    place = (float(best.price), float(best.profit) / (high - low))
    axes.plot(*place, "D", color="black", markersize=7, linestyle="none", label=f"best price, {best.price:g}")
    axes.axhline(0.0, color=GREY, linewidth=0.8)
    return finish(axes, x, "probability and profit")


def plot_price_paths(delta: float, *, periods: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw the falling prices of a seller who cannot commit not to lower the price.

    Parameters
    ----------
    delta : float
        Common discount factor per period.
    periods : array_like of int, shape (k,)
        Numbers of prices that can be asked, a line for each.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; the buyer's value is uniform on [0, 1] and the cost 0.

    Raises
    ------
    SolverError
        If the discount factor lies outside [0, 1), or a number of periods is not at least 1.
    """
    axes = theory_axes(ax)
    for number, offers in enumerate(np.atleast_1d(np.asarray(periods, dtype=np.int64))):
        path = sobel_takahashi(delta, delta, periods=int(offers))
        label = f"{offers} {'price' if offers == 1 else 'prices'}, profit {float(path.profit):.2f}"
        axes.plot(np.arange(1, offers + 1), path.prices, marker="o", label=label, **line_style(number))
    count_axis(axes)
    axes.set_ylim(0.0, 0.6)
    return finish(axes, "period", "price asked")


def plot_sealed_offers(k: ArrayLike, *, low: float = 0.0, high: float = 1.0, ax: Axes | None = None) -> Axes:
    """Draw the buyer's bid and the seller's ask in the k-double auction.

    Parameters
    ----------
    k : array_like of float, shape (lines,)
        Weights of the bid in the price.
    low, high : float
        Ends of both sides' values, which are uniform between them.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; a line stands for the values that can trade.

    Raises
    ------
    SolverError
        If a weight lies outside [0, 1], or `low` is not below `high`.
    """
    axes = theory_axes(ax)
    value = np.linspace(low, high, 401)
    axes.plot(value, value, color=GREY, linewidth=0.8, linestyle=":", label="the truth")
    for number, weight in enumerate(np.atleast_1d(np.asarray(k, dtype=np.float64))):
        auction = double_auction(float(weight), low=low, high=high)
        bids, asks = auction.bid(value), auction.ask(value)
        can_buy, can_sell = bids >= asks[0], asks <= bids[-1]
        style = line_style(number)
        axes.plot(value[can_buy], bids[can_buy], label=f"bid, k = {weight:g}", **style)
        axes.plot(value[can_sell], asks[can_sell], label=f"ask, k = {weight:g}", **{**style, "linewidth": 0.9})
    return finish(axes, "own value", "sealed offer")
