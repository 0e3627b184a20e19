"""A seller who cuts its price until the buyer buys: finite and infinite horizon, and the gap case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, discount, numbers, plain, positive, probability, require, together
from negosim.solve.results import FloatArray

__all__ = ["EndlessSale", "GapCase", "PricePath", "coase", "gap_case", "sobel_takahashi"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePath:
    """Prices before a deadline.

    Parameters
    ----------
    prices : ndarray, shape (..., periods)
        Price asked in each period, were it reached.
    cutoffs : ndarray, shape (..., periods)
        Lowest value that buys in each period.
    profit : ndarray
        The seller's expected discounted profit.
    trade : ndarray
        Probability of a sale by the deadline.
    """

    prices: FloatArray
    cutoffs: FloatArray
    profit: FloatArray
    trade: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class EndlessSale:
    """Stationary prices without a deadline, for values uniform on [0, high].

    Parameters
    ----------
    first_price : ndarray
        Price of the first period.
    price_ratio : ndarray
        Price relative to the highest remaining value; the same in each period.
    cutoff_ratio : ndarray
        Lowest value that buys relative to the highest remaining value; the same in each period.
    profit : ndarray
        The seller's expected discounted profit.
    """

    first_price: FloatArray
    price_ratio: FloatArray
    cutoff_ratio: FloatArray
    profit: FloatArray

    def prices(self, periods: int) -> FloatArray:
        """Prices of the first periods, shape (..., periods)."""
        steps = np.arange(int(count("periods", periods)))
        path: FloatArray = self.first_price[..., np.newaxis] * self.cutoff_ratio[..., np.newaxis] ** steps
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCase:
    """Price cuts against a buyer of high or low value who is known to value the good above its cost.

    Parameters
    ----------
    cuts : int
        Number of price cuts until the low value is asked.
    prices : ndarray, shape (cuts + 1,)
        Price of each period, from the first to the low value.
    thresholds : ndarray, shape (cuts + 1,)
        Probabilities of the high type above which one, two, … cuts are made; the last lies above the prior.
    profit : float
        The seller's expected discounted profit.
    """

    cuts: int
    prices: FloatArray
    thresholds: FloatArray
    profit: float


def sobel_takahashi(
    delta_seller: ArrayLike, delta_buyer: ArrayLike, *, periods: int, high: ArrayLike = 1.0
) -> PricePath:
    """Sell by a falling price before a deadline; the buyer's value is uniform on [0, high], the cost 0.

    Parameters
    ----------
    delta_seller, delta_buyer : array_like
        Discount factors per period, in [0, 1).
    periods : int
        Number of prices that can be asked, at least 1.
    high : array_like
        Highest value of the buyer, above 0.

    Returns
    -------
    PricePath
        The perfect Bayesian equilibrium.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1), `periods` is not a whole number of at least 1, or `high` not
        above 0.

    Notes
    -----
    With n periods left and values up to v: the price is gₙv, values above λₙv buy and the profit is Rₙv. Here
    κₙ = 1 − δ_b + δ_b gₙ₋₁, λₙ = κₙ/(2(κₙ − δ_s Rₙ₋₁)), gₙ = κₙλₙ and Rₙ = gₙ/2, from g₀ = 1, R₀ = 0 on.

    Source: Sobel and Takahashi (1983); Bulow (1982) for two periods.
    """
    ds, db = discount("delta_seller", delta_seller), discount("delta_buyer", delta_buyer)
    top = positive("high", high)
    price = np.ones(np.broadcast_shapes(ds.shape, db.shape))
    profit = np.zeros_like(price)
    price_ratios: list[FloatArray] = []
    cutoff_ratios: list[FloatArray] = []
    for _ in range(int(count("periods", periods))):
        kept = 1 - db + db * price
        cutoff = kept / (2 * (kept - ds * profit))
        price = kept * cutoff
        profit = price / 2
        price_ratios.insert(0, price)
        cutoff_ratios.insert(0, cutoff)
    cutoffs = top[..., np.newaxis] * np.cumprod(np.stack(cutoff_ratios, axis=-1), axis=-1)
    prices = np.stack(price_ratios, axis=-1) * (cutoffs / np.stack(cutoff_ratios, axis=-1))
    trade = 1 - cutoffs[..., -1] / top
    return PricePath(prices=prices, cutoffs=cutoffs, profit=plain(profit * top), trade=plain(trade))


def coase(delta_seller: ArrayLike, delta_buyer: ArrayLike | None = None, *, high: ArrayLike = 1.0) -> EndlessSale:
    """Sell by a falling price without a deadline; the buyer's value is uniform on [0, high], the cost 0.

    Parameters
    ----------
    delta_seller : array_like
        The seller's discount factor per period, in [0, 1).
    delta_buyer : array_like, optional
        The buyer's; the same as the seller's if not given.
    high : array_like
        Highest value of the buyer, above 0.

    Returns
    -------
    EndlessSale
        The stationary equilibrium.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1) or `high` is not above 0.

    Notes
    -----
    λ = (1 − √(1 − δ_s))/δ_s, κ = (1 − δ_b)/(1 − δ_bλ), price ratio g = λκ, profit g/2 of the highest value.
    With a common discount factor g = (√(1 − δ) − (1 − δ))/δ → 0 as δ → 1: the Coase conjecture.

    Source: Stokey (1981); Sobel and Takahashi (1983); Gul, Sonnenschein and Wilson (1986).
    """
    ds = discount("delta_seller", delta_seller)
    db = ds if delta_buyer is None else discount("delta_buyer", delta_buyer)
    ds, db, top = together(ds, db, positive("high", high))
    cutoff = 1 / (1 + np.sqrt(1 - ds))
    price = cutoff * (1 - db) / (1 - db * cutoff)
    return EndlessSale(
        first_price=plain(price * top),
        price_ratio=plain(price),
        cutoff_ratio=plain(cutoff),
        profit=plain(price * top / 2),
    )


def gap_case(
    value_high: float, value_low: float, *, delta: float, probability_high: float, most_cuts: int = 10_000
) -> GapCase:
    """Sell by a falling price, without a deadline, to a buyer of high or low value, both above the cost of 0.

    Parameters
    ----------
    value_high, value_low : float
        Value of the good to each type; 0 < low < high.
    delta : float
        Common discount factor, in (0, 1).
    probability_high : float
        Probability of the high type, in [0, 1).
    most_cuts : int
        Largest number of price cuts to try; the number is finite for every prior below 1.

    Returns
    -------
    GapCase
        The sequence of prices, ending at the low value after finitely many cuts.

    Raises
    ------
    SolverError
        If an argument is out of range, or more than `most_cuts` price cuts would be needed.

    Notes
    -----
    Let q be the mass of high types per unit of low types. p_k = v_H − δᵏ(v_H − v_L) is the price with k cuts
    to come; V₀(q) = v_L(1 + q), V_k(q) = (q − q_{k−1})p_k + δV_{k−1}(q_{k−1}), and q_k solves V_k = V_{k−1},
    from q₁ = v_L/(v_H − v_L) on. k cuts are made where q_k ≤ q < q_{k+1}.

    Source: Hart (1989); Fudenberg, Levine and Tirole (1985).
    """
    high, low = float(numbers("value_high", value_high)), float(positive("value_low", value_low))
    require(low < high, "value_low", "must be below value_high")
    d, prior = float(discount("delta", delta)), float(probability("probability_high", probability_high))
    require(d > 0, "delta", "must be above 0: with no patience the high type never waits")
    require(prior < 1, "probability_high", "must be below 1: a known high type pays its value at once")
    mass = prior / (1 - prior)
    most = int(count("most_cuts", most_cuts))
    prices, states, edges = _ladder(high, low, d, mass=mass, most=most)
    cuts = len(states) - 2
    require(states[-1] > mass, "most_cuts", f"more than {most} price cuts are needed for this prior; raise it")
    total = low * (1 + mass) if cuts == 0 else (mass - states[cuts - 1]) * prices[cuts] + d * edges[cuts - 1]
    masses = np.array(states[1:])
    return GapCase(
        cuts=cuts,
        prices=np.array(prices[cuts::-1]),
        thresholds=masses / (1 + masses),
        profit=total / (1 + mass),
    )


def _ladder(
    high: float, low: float, delta: float, *, mass: float, most: int
) -> tuple[list[float], list[float], list[float]]:
    """List prices p_k, states q_k and profits V_k(q_k) until a state exceeds `mass` or `most` cuts."""
    gap = high - low
    prices, states = [low, high - delta * gap], [0.0, low / gap]
    edges = [low, states[1] * prices[1] + delta * low]
    while states[-1] <= mass and len(states) < most + 2:
        k = len(states)
        prices.append(high - delta**k * gap)
        kept = states[-1] * prices[k] - states[-2] * prices[k - 1] - delta * (edges[-1] - edges[-2])
        states.append(kept / (prices[k] - prices[k - 1]))
        edges.append((states[k] - states[k - 1]) * prices[k] + delta * edges[k - 1])
    return prices, states, edges
