"""Pricing by one side that does not know the other side's value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, discount, numbers, plain, positive, probability, require
from negosim.solve.results import FloatArray, StatusArray, statuses

__all__ = [
    "PostedOffers",
    "TakeItOrLeaveIt",
    "TwoPeriodSale",
    "acquire_a_company",
    "fudenberg_tirole",
    "posted_offers",
    "take_it_or_leave_it",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeItOrLeaveIt:
    """One price, accepted or not.

    Parameters
    ----------
    status : ndarray of str
        ``"ok"``, or ``"no_agreement"`` if no price earns a profit.
    price : ndarray
        The most profitable price.
    profit : ndarray
        Its expected profit.
    trade : ndarray
        Probability that it is accepted.
    """

    status: StatusArray
    price: FloatArray
    profit: FloatArray
    trade: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPeriodSale:
    """The seller's best two prices against a buyer of high or low value.

    Parameters
    ----------
    policy : ndarray of str
        ``"pool"`` (sell to both at once), ``"screen"`` (to the high type now, to the low one later) or
        ``"tough"`` (ask the high value now, and again later with some probability).
    profit : ndarray
        Expected discounted profit.
    first_price : ndarray
        Price of the first period.
    acceptance_high : ndarray
        Probability that the high type accepts it.
    """

    policy: StatusArray
    profit: FloatArray
    first_price: FloatArray
    acceptance_high: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedOffers:
    """A falling sequence of prices to a truthful responder.

    Parameters
    ----------
    prices : ndarray, shape (..., offers)
        Prices in the order in which they are asked.
    profit : ndarray
        Expected discounted profit.
    """

    prices: FloatArray
    profit: FloatArray


def take_it_or_leave_it(cost: ArrayLike, *, low: ArrayLike = 0.0, high: ArrayLike = 1.0) -> TakeItOrLeaveIt:
    """Ask one price of a buyer whose value is uniform on [low, high].

    Parameters
    ----------
    cost : array_like
        The seller's value of keeping the good.
    low, high : array_like
        Ends of the buyer's values; low below high.

    Returns
    -------
    TakeItOrLeaveIt
        The best price.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, or low is not below high.

    Notes
    -----
    p = (high + c)/2, but at least low, where everybody buys.

    Source: Myerson (1981), one buyer.
    """
    c, bottom, top = numbers("cost", cost), numbers("low", low), numbers("high", high)
    require(bottom < top, "low", "must be below high")
    price = np.maximum((top + c) / 2, bottom)
    trade = np.clip((top - price) / (top - bottom), 0.0, 1.0)
    possible = np.broadcast_to(c < top, price.shape)
    return TakeItOrLeaveIt(
        status=statuses(possible), price=plain(price), profit=plain((price - c) * trade), trade=plain(trade)
    )


def acquire_a_company(multiple: ArrayLike, *, high: ArrayLike = 1.0) -> TakeItOrLeaveIt:
    """Bid for a firm whose value s, uniform on [0, high], only the owner knows; the bidder values it at k·s.

    Parameters
    ----------
    multiple : array_like
        k, the firm's value to the bidder relative to the owner, at least 0.
    high : array_like
        Highest value to the owner, above 0.

    Returns
    -------
    TakeItOrLeaveIt
        The best bid; ``"no_agreement"`` with a bid of 0 if k is at most 2.

    Raises
    ------
    SolverError
        If a number is NaN, infinite or out of range.

    Notes
    -----
    An accepted bid p buys a firm worth p/2 on average to its owner, so a bid p ≤ high earns p²(k/2 − 1)/high:
    bid nothing up to k = 2 although every firm is worth more to the bidder (the winner's curse), high above
    it.

    Source: Samuelson and Bazerman (1985); Samuelson (1984).
    """
    k, top = positive("multiple", multiple, or_zero=True), positive("high", high)
    worth = np.broadcast_to(k > 2, np.broadcast_shapes(k.shape, top.shape))
    bid = np.where(worth, top, 0.0)
    return TakeItOrLeaveIt(
        status=statuses(worth),
        price=plain(bid),
        profit=plain(bid * (k / 2 - 1)),
        trade=plain(np.where(worth, 1.0, 0.0)),
    )


def posted_offers(offers: int, *, delta: ArrayLike = 1.0) -> PostedOffers:
    """Ask a falling sequence of prices of a responder who accepts the first one below its threshold.

    Parameters
    ----------
    offers : int
        Number of prices N, at least 1.
    delta : array_like
        The asker's discount factor per offer, in [0, 1].

    Returns
    -------
    PostedOffers
        Best prices against a threshold that is uniform on [0, 1]. The responder does not wait for lower
        prices; one who does is in `sobel_takahashi`.

    Raises
    ------
    SolverError
        If `offers` is not a whole number of at least 1, or the discount factor lies outside [0, 1].

    Notes
    -----
    With n prices left and thresholds up to v, the price is v/(2(1 − δρₙ₋₁)) and the profit ρₙv², where
    ρₙ = 1/(4(1 − δρₙ₋₁)) and ρ₀ = 0. Without discounting pᵢ = (N + 1 − i)/(N + 1) and the profit is N/(2(N +
    1)).

    Source: Baarslag, Gerding, Aydoğan and Schraefel (2015); Stokey (1979).
    """
    d = discount("delta", delta, allow_one=True)
    total = int(count("offers", offers))
    profit = np.zeros_like(d)
    cuts: list[FloatArray] = []
    for _ in range(total):
        cuts.append(1 / (2 * (1 - d * profit)))
        profit = 1 / (4 * (1 - d * profit))
    prices = np.cumprod(np.stack(cuts[::-1], axis=-1), axis=-1, dtype=np.float64)
    return PostedOffers(prices=prices, profit=plain(profit))


def fudenberg_tirole(
    value_high: ArrayLike, value_low: ArrayLike, *, delta: ArrayLike, probability_high: ArrayLike
) -> TwoPeriodSale:
    """Sell in at most two periods to a buyer of high or low value; the seller, of cost 0, sets both prices.

    Parameters
    ----------
    value_high, value_low : array_like
        Value of the good to each type; 0 < low < high.
    delta : array_like
        Common discount factor, in [0, 1).
    probability_high : array_like
        Probability μ of the high type, in [0, 1].

    Returns
    -------
    TwoPeriodSale
        The seller's best policy; of equally good ones the first of pool, screen, tough.

    Raises
    ------
    SolverError
        If values are not in order, or a discount factor or probability is out of range.

    Notes
    -----
    With α = v_L/v_H and p̃ = (1 − δ)v_H + δv_L, the price that makes the high type indifferent to waiting for
    v_L: pooling earns v_L; screening μp̃ + (1 − μ)δv_L; and, if μ > α, the tough price v_H is accepted by the
    high type with probability y = (μ − α)/(μ(1 − α)), after which the seller is indifferent between v_H and
    v_L: μyv_H + (1 − μy)δv_L.

    Source: Fudenberg and Tirole (1983); Fudenberg and Tirole (1991), section 10.2.
    """
    high, low = numbers("value_high", value_high), positive("value_low", value_low)
    require(low < high, "value_low", "must be below value_high")
    d, mu = discount("delta", delta), probability("probability_high", probability_high)
    ratio, indifferent = low / high, (1 - d) * high + d * low
    tough = mu > ratio
    accepted = np.where(tough, (mu - ratio) / (np.where(mu > 0, mu, 1.0) * (1 - ratio)), 0.0)
    sold = mu * accepted
    profits = np.stack(
        np.broadcast_arrays(
            low,
            mu * indifferent + (1 - mu) * d * low,
            np.where(tough, sold * high + (1 - sold) * d * low, -np.inf),
        )
    )
    best = np.argmax(profits, axis=0)
    policy: StatusArray = np.take(np.array(["pool", "screen", "tough"]), best)
    return TwoPeriodSale(
        policy=policy,
        profit=plain(profits.max(axis=0)),
        first_price=plain(np.choose(best, np.broadcast_arrays(low, indifferent, high, mu)[:3])),
        acceptance_high=plain(np.where(best == 2, accepted, 1.0)),
    )
