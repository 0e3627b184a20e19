"""Delay as a signal of a low value: strategic silence, and strikes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, plain, positive, require, together, within
from negosim.solve.results import BoolArray, FloatArray

__all__ = ["SeparatingDelay", "admati_perry", "separating_delay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparatingDelay:
    """The delay by which the low type separates from the high type.

    Parameters
    ----------
    price_high, price_low : ndarray
        What the two types pay.
    discount : ndarray
        Discount factor over the delay.
    delay : ndarray
        The delay, in the unit of time of the rate.
    needed : ndarray of bool
        Whether any delay is needed; without one the types pay the same or the high type pays less.
    """

    price_high: FloatArray
    price_low: FloatArray
    discount: FloatArray
    delay: FloatArray
    needed: BoolArray


def separating_delay(
    values: tuple[ArrayLike, ArrayLike], prices: tuple[ArrayLike, ArrayLike], *, rate: ArrayLike
) -> SeparatingDelay:
    """Find the least delay after which the low price goes to the low type only.

    Parameters
    ----------
    values : pair of array_like
        Value of an agreement to the high type and to the low type.
    prices : pair of array_like
        What they pay: the high type at once, the low type after the delay.
    rate : array_like
        Discount rate per unit of time, above 0.

    Returns
    -------
    SeparatingDelay
        The delay and the discount factor over it.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, the rate is not above 0, or a price lies above the type's own value.

    Notes
    -----
    The high type is indifferent: v_H − p_H = e^{−rτ}(v_H − p_L).

    Source: Admati and Perry (1987); Cramton and Tracy (1992).
    """
    types = [numbers("values", value) for value in values]
    paid = [numbers("prices", price) for price in prices]
    high, low, paid_high, paid_low, r = together(*types, *paid, positive("rate", rate))
    require(low <= high, "values", "the high type comes first and must not be below the low type")
    require((paid_high < high) & (paid_low <= low), "prices", "no type pays more than agreement is worth to it")
    needed = paid_low < paid_high
    factor = np.where(needed, (high - paid_high) / (high - paid_low), 1.0)
    return SeparatingDelay(
        price_high=plain(paid_high),
        price_low=plain(paid_low),
        discount=plain(factor),
        delay=plain(-np.log(factor) / r),
        needed=needed[()],
    )


def admati_perry(
    value_high: ArrayLike, value_low: ArrayLike, *, rate: ArrayLike, seller_share: ArrayLike = 0.5
) -> SeparatingDelay:
    """Bargain with a buyer of high or low value who can signal its type by delaying its counter-offer.

    Parameters
    ----------
    value_high, value_low : array_like
        Value of the good to each type; 0 < low ≤ high.
    rate : array_like
        Common discount rate per unit of time, above 0.
    seller_share : array_like
        Share of a known value that the seller gets, in [0, 1); one half as offers become frequent.

    Returns
    -------
    SeparatingDelay
        Prices and the low type's delay in the separating equilibrium.

    Raises
    ------
    SolverError
        If values are not in order, the rate is not above 0, or the share lies outside [0, 1).

    Notes
    -----
    `separating_delay` with prices θv: e^{−rτ} = (1 − θ)v_H/(v_H − θv_L), which for θ = 1/2 is
    v_H/(2v_H − v_L).

    Source: Admati and Perry (1987), the limit of frequent offers.
    """
    high, low = numbers("value_high", value_high), positive("value_low", value_low)
    require(low <= high, "value_low", "must not be above value_high")
    share = within("seller_share", seller_share, 0.0, 1.0)
    require(share < 1, "seller_share", "must be below 1: a buyer who keeps nothing gains nothing by agreeing")
    return separating_delay((high, low), (share * high, share * low), rate=rate)
