"""Reputation in bargaining: either side may be a stubborn type that never gives in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, pairs, plain, positive, require, together
from negosim.solve.results import FloatArray

__all__ = ["ReputationalBargaining", "abreu_gul"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReputationalBargaining:
    """The war of attrition between two sides that have demanded more than there is.

    Parameters
    ----------
    hazards : ndarray, shape (..., 2)
        Rates at which the sides give in after time 0.
    times : ndarray, shape (..., 2)
        When each side, giving in at its rate from time 0 on, would be known to be stubborn.
    horizon : ndarray
        When the last flexible type has given in: the smaller of the two times.
    immediate : ndarray, shape (..., 2)
        Probability that a side gives in at time 0; one of the two is 0.
    values : ndarray, shape (..., 2)
        Expected payoffs of the flexible types.
    never : ndarray
        Probability that nobody gives in.
    at_once : ndarray
        Probability of an agreement at time 0.
    mean_delay : ndarray
        Expected time of the agreement, given that there is one.
    """

    hazards: FloatArray
    times: FloatArray
    horizon: FloatArray
    immediate: FloatArray
    values: FloatArray
    never: FloatArray
    at_once: FloatArray
    mean_delay: FloatArray

    def conceded(self, time: ArrayLike) -> FloatArray:
        """Return the probability that a side has given in by a time, shape (..., 2)."""
        until = np.minimum(positive("time", time, or_zero=True), self.horizon)[..., np.newaxis]
        result: FloatArray = 1 - (1 - self.immediate) * np.exp(-self.hazards * until)
        return result


def abreu_gul(demands: ArrayLike, rates: ArrayLike, stubborn: ArrayLike) -> ReputationalBargaining:
    """Solve bargaining between two sides, each of them stubborn with some probability.

    Parameters
    ----------
    demands : array_like, shape (..., 2)
        Shares of the pie of 1 that the sides insist on, in (0, 1), with a sum above 1.
    rates : array_like, shape (..., 2)
        Discount rates per unit of time, above 0.
    stubborn : array_like, shape (..., 2)
        Prior probabilities that a side never gives in, in (0, 1).

    Returns
    -------
    ReputationalBargaining
        The unique equilibrium.

    Raises
    ------
    SolverError
        If a number is out of range, or the demands are compatible.

    Notes
    -----
    With D = α₁ + α₂ − 1, side i gives in at rate λᵢ = rⱼ(1 − αᵢ)/D. Alone it would be known as stubborn at
    Tᵢ = −ln zᵢ/λᵢ, but both must be at the same time T₀ = min(T₁, T₂): the slower side gives in at once with
    probability 1 − zᵢzⱼ^{−λᵢ/λⱼ} = 1 − exp(−λᵢ(Tᵢ − T₀)). Values are Fⱼ(0)αᵢ + (1 − Fⱼ(0))(1 − αⱼ), and with
    probability z₁z₂ nobody ever gives in.

    Source: Abreu and Gul (2000), proposition 1 with one behavioural type on each side.
    """
    alpha, r, z = numbers("demands", demands), positive("rates", rates), positive("stubborn", stubborn)
    require((alpha > 0) & (alpha < 1), "demands", "each must lie strictly between 0 and 1")
    require(z < 1, "stubborn", "each must be below 1")
    for name, array in (("demands", alpha), ("rates", r), ("stubborn", z)):
        pairs(name, array)
    alpha, r, z = together(alpha, r, z)
    excess = alpha.sum(axis=-1, keepdims=True) - 1
    require(excess > 0, "demands", "must sum to more than 1; compatible demands are simply agreed")
    hazards = np.flip(r, axis=-1) * (1 - alpha) / excess
    times = -np.log(z) / hazards
    horizon = times.min(axis=-1)
    immediate = -np.expm1(-hazards * (times - horizon[..., np.newaxis]))
    yielded = np.flip(immediate, axis=-1)
    at_once = immediate.sum(axis=-1)
    return ReputationalBargaining(
        hazards=hazards,
        times=times,
        horizon=plain(horizon),
        immediate=immediate,
        values=yielded * alpha + (1 - yielded) * (1 - np.flip(alpha, axis=-1)),
        never=plain(z.prod(axis=-1)),
        at_once=plain(at_once),
        mean_delay=plain(_mean_delay(hazards.sum(axis=-1), horizon, at_once, z.prod(axis=-1))),
    )


def _mean_delay(hazard: FloatArray, horizon: FloatArray, at_once: FloatArray, never: FloatArray) -> FloatArray:
    """Mean time of the agreement given that there is one: ∫(S(t) − S(T₀))dt / (1 − z₁z₂)."""
    area = (1 - at_once) * -np.expm1(-hazard * horizon) / hazard - never * horizon
    return area / (1 - never)
