"""Two-sided private values: the k-double auction."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, plain, require, together, within
from negosim.solve.results import FloatArray

__all__ = [
    "DoubleAuction",
    "double_auction",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleAuction:
    """Linear equilibrium of the k-double auction; both values are uniform on [low, high].

    Parameters
    ----------
    k, low, high : ndarray
        The parameters.
    gains, trade : ndarray
        Expected gains from trade and probability of trade.
    buyer_gain, seller_gain : ndarray
        Expected gains of the two sides.
    """

    k: FloatArray
    low: FloatArray
    high: FloatArray
    gains: FloatArray
    trade: FloatArray
    buyer_gain: FloatArray
    seller_gain: FloatArray

    def bid(self, value: ArrayLike) -> FloatArray:
        """Return what a buyer with this value bids (values that cannot trade stay on the same line)."""
        unit = (numbers("value", value) - self.low) / (self.high - self.low)
        offer = unit / (1 + self.k) + self.k * (1 - self.k) / (2 * (1 + self.k))
        return plain(self.low + (self.high - self.low) * offer)

    def ask(self, value: ArrayLike) -> FloatArray:
        """Return what a seller with this value asks (values that cannot trade stay on the same line)."""
        unit = (numbers("value", value) - self.low) / (self.high - self.low)
        offer = unit / (2 - self.k) + (1 - self.k) / 2
        return plain(self.low + (self.high - self.low) * offer)


def double_auction(k: ArrayLike, *, low: ArrayLike = 0.0, high: ArrayLike = 1.0) -> DoubleAuction:
    """Solve the k-double auction: sealed bid and ask, trade at k·bid + (1 − k)·ask if the two meet.

    Parameters
    ----------
    k : array_like
        Weight of the bid in the price, in [0, 1].
    low, high : array_like
        Ends of both sides' values; low below high.

    Returns
    -------
    DoubleAuction
        The linear equilibrium, with the strategies as methods.

    Raises
    ------
    SolverError
        If k lies outside [0, 1], a number is NaN or infinite, or low is not below high.

    Notes
    -----
    On [0, 1]: B(b) = b/(1 + k) + k(1 − k)/(2(1 + k)) and S(s) = s/(2 − k) + (1 − k)/2, so they trade iff
    b ≥ (1 + k)s/(2 − k) + (1 − k)/2. That is a triangle of values with area P = (1 + k)(2 − k)/8, on which
    gains are linear, so their mean is that of the corners, and the total is P/2. k = 1/2 reaches the second
    best.

    Source: Chatterjee and Samuelson (1983), uniform values.
    """
    weight, bottom, top = together(within("k", k, 0.0, 1.0), numbers("low", low), numbers("high", high))
    require(bottom < top, "low", "must be below high")
    unit = top - bottom
    trade = (1 + weight) * (2 - weight) / 8
    # Corners of the triangle as (seller's value, buyer's value): (0, a), (0, 1), (s, 1); the bid meets the
    # ask
    # at the first and the last of them.
    last = (2 - weight) / 2
    ask0, ask2 = (1 - weight) / 2, last / (2 - weight) + (1 - weight) / 2
    bid1 = (1 + weight * (1 - weight) / 2) / (1 + weight)
    price1 = weight * bid1 + (1 - weight) * ask0
    seller = trade * (ask0 + price1 + (ask2 - last)) / 3 * unit
    gains = trade / 2 * unit
    return DoubleAuction(
        k=plain(weight),
        low=plain(bottom),
        high=plain(top),
        gains=plain(gains),
        trade=plain(trade),
        buyer_gain=plain(gains - seller),
        seller_gain=plain(seller),
    )
