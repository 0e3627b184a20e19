"""Wars of attrition: waiting is costly, and the side that gives in first loses the prize."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import plain, positive, require
from negosim.solve.results import FloatArray

__all__ = [
    "AttritionInRounds",
    "AttritionInTime",
    "war_of_attrition",
    "war_of_attrition_growing_cost",
    "war_of_attrition_rounds",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttritionInTime:
    """Symmetric mixed equilibrium in continuous time.

    Parameters
    ----------
    hazard : ndarray
        Rate at which each side gives in at the start.
    mean_duration : ndarray
        Expected time until one of them does.
    payoff : ndarray
        Expected payoff of either side.
    """

    hazard: FloatArray
    mean_duration: FloatArray
    payoff: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class AttritionInRounds:
    """Symmetric mixed equilibrium in rounds.

    Parameters
    ----------
    concede : ndarray
        Probability that a side gives in, each round.
    mean_rounds : ndarray
        Expected number of rounds, including the last.
    simultaneous : ndarray
        Probability that the contest ends with both giving in.
    payoff : ndarray
        Expected payoff of either side.
    """

    concede: FloatArray
    mean_rounds: FloatArray
    simultaneous: FloatArray
    payoff: FloatArray


def war_of_attrition(prize: ArrayLike, *, cost_rate: ArrayLike) -> AttritionInTime:
    """Solve the war of attrition with a constant cost of waiting.

    Parameters
    ----------
    prize : array_like
        What the side that stays gets, above 0.
    cost_rate : array_like
        What waiting costs each side per unit of time, above 0.

    Returns
    -------
    AttritionInTime
        The symmetric equilibrium.

    Raises
    ------
    SolverError
        If an argument is NaN, infinite or not above 0.

    Notes
    -----
    Each side gives in at rate c/v, which keeps the other indifferent; the contest lasts v/(2c) on average and
    the expected payoff is 0.

    Source: Maynard Smith (1974); Hendricks, Weiss and Wilson (1988).
    """
    v, c = positive("prize", prize), positive("cost_rate", cost_rate)
    hazard = c / v
    return AttritionInTime(
        hazard=plain(hazard), mean_duration=plain(1 / (2 * hazard)), payoff=plain(np.zeros_like(hazard))
    )


def war_of_attrition_growing_cost(prize: ArrayLike, *, cost_rate: ArrayLike, growth: ArrayLike) -> AttritionInTime:
    """Solve the war of attrition with a cost of waiting that grows with time.

    Parameters
    ----------
    prize : array_like
        What the side that stays gets, above 0.
    cost_rate : array_like
        Cost per unit of time at the start, c₀, above 0.
    growth : array_like
        Increase of the cost rate per unit of time, c₁, at least 0.

    Returns
    -------
    AttritionInTime
        The symmetric equilibrium; the hazard is that at the start and grows with the cost.

    Raises
    ------
    SolverError
        If an argument is NaN, infinite or out of range.

    Notes
    -----
    The hazard is c(t)/v and the mean duration ∫exp(−2C(t)/v)dt with C(t) = c₀t + c₁t²/2, that is
    (v/2c₀)·√π·x·erfcx(x) with x = c₀/√(c₁v) and erfcx(x) = exp(x²)erfc(x).

    Source: Hendricks, Weiss and Wilson (1988).
    """
    from scipy.special import erfcx

    v, c0 = positive("prize", prize), positive("cost_rate", cost_rate)
    c1 = positive("growth", growth, or_zero=True)
    hazard, steady = c0 / v, v / (2 * c0)
    # x erfcx(x) goes to 1/√π as the growth vanishes; the two roots keep a tiny growth from underflowing.
    ratio = c0 / (np.sqrt(np.where(c1 > 0, c1, 1.0)) * np.sqrt(v))
    mean = np.where(c1 > 0, steady * np.sqrt(np.pi) * ratio * erfcx(ratio), steady)
    return AttritionInTime(
        hazard=plain(np.broadcast_to(hazard, mean.shape)),
        mean_duration=plain(mean),
        payoff=plain(np.zeros(mean.shape)),
    )


def war_of_attrition_rounds(
    prize: ArrayLike, *, cost_per_round: ArrayLike, tie_payoff: ArrayLike = 0.0
) -> AttritionInRounds:
    """Solve the war of attrition in rounds in which both choose simultaneously whether to give in.

    Parameters
    ----------
    prize : array_like
        What the side that stays alone gets, above 0.
    cost_per_round : array_like
        What each side pays for a round in which nobody gives in, above 0.
    tie_payoff : array_like
        What each side gets if both give in, at least 0 and at most the prize.

    Returns
    -------
    AttritionInRounds
        The symmetric stationary equilibrium.

    Raises
    ------
    SolverError
        If an argument is NaN, infinite or out of range.

    Notes
    -----
    Indifference between giving in and staying: pt = pv + (1 − p)(pt − c), hence tp² − (v + c)p + c = 0. With
    t = 0 p = c/(v + c) and the payoff is 0.

    Source: Maynard Smith (1974); Fudenberg and Tirole (1991), section 4.5; the tie payoff is our own algebra.
    """
    v, c = positive("prize", prize), positive("cost_per_round", cost_per_round)
    tie = positive("tie_payoff", tie_payoff, or_zero=True)
    require(tie <= v, "tie_payoff", "must not exceed the prize")
    p = 2 * c / (v + c + np.sqrt((v + c) ** 2 - 4 * tie * c))
    ending = p * (2 - p)
    return AttritionInRounds(
        concede=plain(p),
        mean_rounds=plain(1 / ending),
        simultaneous=plain(p**2 / ending),
        payoff=plain(p * tie),
    )
