"""Standoffs that end when one side backs down: audience costs, and the shadow of the future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, pairs, plain, positive, probability, require, together
from negosim.solve.results import BoolArray, FloatArray

__all__ = [
    "AudienceCosts",
    "ShadowOfTheFuture",
    "Standoff",
    "audience_costs",
    "shadow_of_the_future",
    "war_of_attrition_settlements",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceCosts:
    """A public crisis in which backing down costs more the later it happens.

    Parameters
    ----------
    times : ndarray, shape (..., 2)
        When each side, backing down gradually from time 0 on, would have only fighters left.
    horizon : ndarray
        Time after which neither side backs down.
    quit_at_once : ndarray, shape (..., 2)
        Probability that a side backs down at time 0; one of the two is 0.
    """

    times: FloatArray
    horizon: FloatArray
    quit_at_once: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowOfTheFuture:
    """A standoff over terms of a deal that must then enforce itself.

    Parameters
    ----------
    hazard : ndarray
        Rate at which either side gives in.
    mean_delay : ndarray
        Expected duration of the standoff.
    enforceable : ndarray of bool
        Whether keeping the deal is better than breaking it for the side that did worse.
    """

    hazard: FloatArray
    mean_delay: FloatArray
    enforceable: BoolArray


def audience_costs(slopes: ArrayLike, fighters: ArrayLike, *, prize: ArrayLike = 1.0) -> AudienceCosts:
    """Solve a crisis in which the cost of backing down grows with time, and some types never do.

    Parameters
    ----------
    slopes : array_like, shape (..., 2)
        Growth of each side's audience cost per unit of time, above 0.
    fighters : array_like, shape (..., 2)
        Prior probabilities that a side never backs down, in (0, 1].
    prize : array_like
        What the side that stands firm gets, above 0.

    Returns
    -------
    AudienceCosts
        The horizon, and who backs down at once.

    Raises
    ------
    SolverError
        If an argument is NaN, infinite or out of range.

    Notes
    -----
    To keep j indifferent, side i is still there at t with probability proportional to v/(v + aⱼt). Alone it
    would run out of quitters at Tᵢ = (v/aⱼ)(1/qᵢ − 1); the horizon is the smaller of the two times T₀, and
    the slower side backs down at once with probability 1 − qᵢ(v + aⱼT₀)/v.

    Source: in the spirit of Fearon (1994); linear audience costs and two types are our own algebra.
    """
    a, q = positive("slopes", slopes), probability("fighters", fighters)
    require(q > 0, "fighters", "must be above 0: with no fighters there is no lock-in")
    for name, array in (("slopes", a), ("fighters", q)):
        pairs(name, array)
    v = positive("prize", prize)[..., np.newaxis]
    other = np.flip(a, axis=-1)
    times = v / other * (1 / q - 1)
    horizon = times.min(axis=-1)
    left = q * (v + other * horizon[..., np.newaxis]) / v
    # The faster side's value is 0 but for rounding.
    quits = np.where(times > horizon[..., np.newaxis], 1 - left, 0.0)
    return AudienceCosts(times=times, horizon=plain(horizon), quit_at_once=quits)


def shadow_of_the_future(
    favourable: ArrayLike, unfavourable: ArrayLike, *, rate: ArrayLike, defection_gain: ArrayLike
) -> ShadowOfTheFuture:
    """Compute how long two sides hold out for better terms, and whether the deal would be enforceable.

    Parameters
    ----------
    favourable, unfavourable : array_like
        Flow payoffs of the two deals; 0 < unfavourable < favourable.
    rate : array_like
        Common discount rate per unit of time, above 0.
    defection_gain : array_like
        One-time gain from breaking the deal, at least 0.

    Returns
    -------
    ShadowOfTheFuture
        A longer shadow of the future (a lower rate) makes deals enforceable and standoffs longer.

    Raises
    ------
    SolverError
        If an argument is NaN, infinite or out of range.

    Notes
    -----
    λ = r·x_u/(x_f − x_u) for each side, mean delay (x_f − x_u)/(2r·x_u); enforceable iff x_u/r is at least
    the gain from defection.

    Source: in the spirit of Fearon (1998); our own stylisation.
    """
    best, worst, r, gain = together(
        numbers("favourable", favourable),
        positive("unfavourable", unfavourable),
        positive("rate", rate),
        positive("defection_gain", defection_gain, or_zero=True),
    )
    require(worst < best, "unfavourable", "must be below favourable")
    hazard = r * worst / (best - worst)
    return ShadowOfTheFuture(
        hazard=plain(hazard), mean_delay=plain(1 / (2 * hazard)), enforceable=(worst / r >= gain)[()]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standoff:
    """Mixed equilibrium of a standoff over two settlements.

    Parameters
    ----------
    hazards : ndarray, shape (..., 2)
        Rates at which the two sides give in.
    mean_delay : ndarray
        Expected time until one of them does.
    """

    hazards: FloatArray
    mean_delay: FloatArray


def war_of_attrition_settlements(
    favourable: ArrayLike, unfavourable: ArrayLike, *, rate: ArrayLike, delay_costs: ArrayLike
) -> Standoff:
    """Solve a standoff between two settlements, each of them favourable to one side.

    Parameters
    ----------
    favourable, unfavourable : array_like, shape (..., 2)
        What each side gets if the other gives in, and if it gives in itself; the first above the second.
    rate : array_like
        Common discount rate per unit of time, at least 0.
    delay_costs : array_like, shape (..., 2)
        What the standoff costs each side per unit of time, at least 0.

    Returns
    -------
    Standoff
        Rates of giving in and the mean delay.

    Raises
    ------
    SolverError
        If settlements are not in order, a number is NaN or infinite, or waiting costs a side nothing at all.

    Notes
    -----
    Side i gives in at the rate that keeps j indifferent: λᵢ = (r·uⱼ + cⱼ)/(fⱼ − uⱼ), where f and u are the values of
    the favourable and the unfavourable settlement.

    Source: Fearon (1998), the bargaining phase; Hendricks, Weiss and Wilson (1988).
    """
    best, worst = numbers("favourable", favourable), numbers("unfavourable", unfavourable)
    r = positive("rate", rate, or_zero=True)
    costs = positive("delay_costs", delay_costs, or_zero=True)
    for name, array in (("favourable", best), ("unfavourable", worst), ("delay_costs", costs)):
        require(array.ndim == 0 or array.shape[-1] in (1, 2), name, "its last axis must hold the two sides")
    require(worst < best, "unfavourable", "must be below favourable for each side")
    waiting = r[..., np.newaxis] * worst + costs
    require(waiting > 0, "delay_costs", "waiting must cost each side something, by discounting or directly")
    hazards = np.flip(np.broadcast_arrays(waiting / (best - worst), np.zeros(2))[0], axis=-1)
    return Standoff(hazards=hazards, mean_delay=plain(1 / hazards.sum(axis=-1)))
