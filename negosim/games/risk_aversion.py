"""Alternating offers between players whose utility is not linear in their share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from negosim.games.rubinstein import AlternatingOffers, rubinstein
from negosim.solve.arguments import discount, plain, positive, require
from negosim.solve.results import FloatArray

__all__ = ["rubinstein_concave", "rubinstein_concave_limit", "rubinstein_utilities"]


def rubinstein_concave(
    delta1: ArrayLike, delta2: ArrayLike, *, exponent1: ArrayLike, exponent2: ArrayLike
) -> AlternatingOffers:
    """Divide a pie by alternating offers if the utility of a share x is x to the power aᵢ.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors of utility per period, in [0, 1).
    exponent1, exponent2 : array_like
        aᵢ, above 0; below 1 the player is averse to risk.

    Returns
    -------
    AlternatingOffers
        Shares of the pie (not utilities).

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1) or an exponent is not above 0.

    Notes
    -----
    δxᵃ = (δ^{1/a}x)ᵃ, so a player with exponent a behaves like one with linear utility and discount factor
    δ^{1/a}: aversion to risk acts like impatience.

    Source: Binmore, Rubinstein and Wolinsky (1986).
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    a1, a2 = positive("exponent1", exponent1), positive("exponent2", exponent2)
    return rubinstein(d1 ** (1 / a1), d2 ** (1 / a2))


def rubinstein_concave_limit(exponent1: ArrayLike, exponent2: ArrayLike) -> FloatArray:
    """Return the share of player 1 under power utilities as a common discount factor goes to 1.

    Parameters
    ----------
    exponent1, exponent2 : array_like
        Exponents of the utilities, above 0.

    Returns
    -------
    ndarray
        The share, which maximises the Nash product.

    Raises
    ------
    SolverError
        If an exponent is NaN, infinite or not above 0.

    Notes
    -----
    x = a₁/(a₁ + a₂) maximises x^{a₁}(1 − x)^{a₂}: the player with less aversion to risk gets more.

    Source: Binmore, Rubinstein and Wolinsky (1986); Kihlstrom, Roth and Schmeidler (1981).
    """
    a1, a2 = positive("exponent1", exponent1), positive("exponent2", exponent2)
    return plain(a1 / (a1 + a2))


def rubinstein_utilities(
    utility1: Callable[[float], float], utility2: Callable[[float], float], *, delta1: float, delta2: float
) -> AlternatingOffers:
    """Divide a pie by alternating offers under any concave increasing utilities.

    Parameters
    ----------
    utility1, utility2 : callable
        Utility of an own share in [0, 1]; increasing, concave, 0 at 0.
    delta1, delta2 : float
        Discount factors of utility per period, in [0, 1).

    Returns
    -------
    AlternatingOffers
        Shares of the pie (not utilities), by nested bracketing (Brent), about 1e-12.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1), or a utility is not 0 at 0 and above 0 at 1.

    Notes
    -----
    u₂(1 − x) = δ₂u₂(1 − y) and u₁(y) = δ₁u₁(x), where x and y are player 1's shares when player 1 and when
    player 2 proposes.

    Source: Osborne and Rubinstein (1990), chapter 3.
    """
    from scipy.optimize import brentq

    d1, d2 = float(discount("delta1", delta1)), float(discount("delta2", delta2))

    for name, utility in (("utility1", utility1), ("utility2", utility2)):
        require(abs(utility(0.0)) < 1e-12 and utility(1.0) > 0, name, "must be 0 at a share of 0 and above 0 at 1")

    def wait1(x: float) -> float:
        worth = d1 * utility1(x)
        return float(brentq(lambda y: utility1(y) - worth, 0.0, x, xtol=1e-15)) if x > 0 else 0.0

    share = float(brentq(lambda x: utility2(1 - x) - d2 * utility2(1 - wait1(x)), 0.0, 1.0, xtol=1e-14))
    first, second, waiting = (np.float64(v) for v in (share, 1 - share, wait1(share)))
    return AlternatingOffers(first=plain(first), second=plain(second), first_as_responder=plain(waiting))
