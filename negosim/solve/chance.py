"""Whether a zone of agreement exists, and how wide it is, when reservation values are uncertain."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers
from negosim.solve.results import FloatArray, Status

__all__ = ["ZoneChance", "as_distribution", "chance_of_zone", "normal_chance_of_zone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChance:
    """The probability that a zone exists, and its expected width.

    Parameters
    ----------
    status : Status
        `not_converged` if the quadrature did not reach its tolerance.
    probability : ndarray, shape (...)
        Probability that the reservation values do not cross.
    surplus : ndarray, shape (...)
        Expected width of the zone, counted as zero if there is none, in the issue's unit.
    probability_error, surplus_error : ndarray, shape (...)
        Standard error if sampled, error bound if by quadrature, zero if in closed form.
    """

    status: Status
    probability: FloatArray
    surplus: FloatArray
    probability_error: FloatArray
    surplus_error: FloatArray

    @property
    def surplus_given_zone(self) -> FloatArray:
        """Expected width of the zone where there is one; NaN if there never is."""
        some = self.probability > 0
        return np.where(some, self.surplus / np.where(some, self.probability, 1.0), np.nan)


def normal_chance_of_zone(
    seller_mean: ArrayLike,
    seller_sd: ArrayLike,
    buyer_mean: ArrayLike,
    buyer_sd: ArrayLike,
    *,
    correlation: ArrayLike = 0.0,
) -> ZoneChance:
    """Return the probability of a zone for jointly normal reservation values, in closed form.

    Parameters
    ----------
    seller_mean, seller_sd : array_like, shape (...)
        Mean and standard deviation of the seller's reservation value, the least that it accepts.
    buyer_mean, buyer_sd : array_like, shape (...)
        Mean and standard deviation of the buyer's reservation value, the most that it accepts.
    correlation : array_like, shape (...), default: 0
        Correlation of the two.

    Returns
    -------
    ZoneChance
        For each parameter set.

    Raises
    ------
    SolverError
        If a value is not finite, a standard deviation is below zero, or a correlation lies outside -1 to 1.

    Notes
    -----
    With ``m = buyer_mean - seller_mean`` and ``s`` the standard deviation of the difference, the probability
    is ``Phi(m/s)`` and the surplus ``s phi(m/s) + m Phi(m/s)``.

    Source: Raiffa 1982, ch. 4 (random reservation values).
    """
    from scipy.special import ndtr

    rho = numbers("correlation", correlation)
    if (np.abs(rho) > 1).any():
        raise SolverError("correlation", "must lie between -1 and 1")
    sds = numbers("seller_sd", seller_sd), numbers("buyer_sd", buyer_sd)
    for sd, argument in zip(sds, ("seller_sd", "buyer_sd"), strict=True):
        if (sd < 0).any():
            raise SolverError(argument, "must not be below zero")
    mean = numbers("buyer_mean", buyer_mean) - numbers("seller_mean", seller_mean)
    spread = np.sqrt(np.maximum(sds[0] ** 2 + sds[1] ** 2 - 2.0 * rho * sds[0] * sds[1], 0.0))
    certain = spread == 0
    ratio = mean / np.where(certain, 1.0, spread)
    probability = np.where(certain, mean >= 0, ndtr(ratio))
    density = np.exp(-0.5 * ratio**2) / math.sqrt(2.0 * math.pi)
    surplus = np.where(certain, np.maximum(mean, 0.0), spread * density + mean * probability)
    return _exact(probability, surplus)


def chance_of_zone(seller: Any, buyer: Any) -> ZoneChance:
    """Return the probability of a zone for two independent reservation values.

    Parameters
    ----------
    seller : float or frozen scipy.stats distribution
        The seller's reservation value, the least that it accepts; continuous or discrete.
    buyer : float or frozen scipy.stats distribution
        The buyer's reservation value, the most that it accepts; continuous or discrete.

    Returns
    -------
    ZoneChance
        In closed form for two normal distributions, by sums for discrete ones, otherwise by quadrature split at the
        quantiles.

    Raises
    ------
    SolverError
        If an argument is neither a number nor a distribution.

    Notes
    -----
    ``P(b >= s) = E F_s(b)`` and ``E max(b - s, 0)`` is the integral of ``F_s(x) (1 - F_b(x))``.

    Source: Raiffa 1982, ch. 4; Myerson and Satterthwaite 1983 for the uniform case.
    """
    sides = as_distribution(seller, "seller"), as_distribution(buyer, "buyer")
    if all(getattr(getattr(side, "dist", None), "name", "") == "norm" for side in sides):
        return normal_chance_of_zone(sides[0].mean(), sides[0].std(), sides[1].mean(), sides[1].std())
    least, most = (_atoms(side) for side in sides)
    if least is not None and most is not None:
        room, joint = most.values - least.values[:, None], least.weights[:, None] * most.weights
        probability = _Sum(float(joint[room >= 0].sum()), 0.0)
        surplus = _Sum(float((joint * np.maximum(room, 0.0)).sum()), 0.0)
    elif most is not None:
        probability = _Sum(float(most.weights @ np.asarray(sides[0].cdf(most.values))), 0.0)
        surplus = most.average([_area(sides[0].cdf, sides[:1], high=value) for value in most.values])
    elif least is not None:
        probability = _Sum(float(least.weights @ np.asarray(sides[1].sf(least.values))), 0.0)
        surplus = least.average([_area(sides[1].sf, sides[1:], low=value) for value in least.values])
    else:
        cuts = np.asarray(sides[1].cdf(_cuts(sides)))
        probability = _integral(lambda q: sides[0].cdf(sides[1].ppf(q)), cuts, 0.0, 1.0)
        surplus = _area(lambda x: sides[0].cdf(x) * sides[1].sf(x), sides)
    if not all(np.isfinite(side.mean()) for side in sides):
        surplus = _Sum(math.inf, math.inf)  # a tail too heavy to have a mean
    return ZoneChance(
        status=Status.OK if max(probability.error, surplus.error) < 1e-7 else Status.NOT_CONVERGED,
        probability=np.asarray(probability.value),
        surplus=np.asarray(surplus.value),
        probability_error=np.asarray(probability.error),
        surplus_error=np.asarray(surplus.error),
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number and a bound of its error."""

    value: float
    error: float


def _exact(probability: ArrayLike, surplus: ArrayLike) -> ZoneChance:
    """Wrap a closed form."""
    chance, width = np.broadcast_arrays(np.asarray(probability, float), np.asarray(surplus, float))
    none = np.zeros_like(chance)
    return ZoneChance(status=Status.OK, probability=chance, surplus=width, probability_error=none, surplus_error=none)


def as_distribution(value: Any, argument: str) -> Any:
    """Return a frozen distribution unchanged, and a number as a degenerate distribution.

    Parameters
    ----------
    value : float or frozen scipy.stats distribution
        A reservation value.
    argument : str
        The name to put in the error.

    Returns
    -------
    frozen distribution
        With the methods cdf, sf, ppf, mean and support.

    Raises
    ------
    SolverError
        If the value is neither a number nor a distribution, or not finite.
    """
    if all(hasattr(value, name) for name in ("cdf", "sf", "ppf", "support")):
        return value
    from scipy.stats import rv_discrete

    if not isinstance(value, int | float | np.number):
        raise SolverError(argument, "must be a number or a frozen distribution of scipy.stats")
    number = float(numbers(argument, value))
    return rv_discrete(name="certain", values=([0], [1.0]))(loc=number)


@dataclass(frozen=True, slots=True)
class _Atoms:
    """The values of a discrete distribution and their probabilities."""

    values: FloatArray
    weights: FloatArray

    def average(self, sums: Sequence[_Sum]) -> _Sum:
        """Average what each value leads to."""
        value = float(self.weights @ [part.value for part in sums])
        return _Sum(value, float(self.weights @ [part.error for part in sums]))


def _atoms(side: Any) -> _Atoms | None:
    """List the values of a discrete distribution, up to a probability of 1e-15; None if it is continuous."""
    if not hasattr(side, "pmf"):
        return None
    low, high = float(side.ppf(1e-15)), float(side.ppf(1 - 1e-15))
    values = np.asarray(low + np.arange(round(high - low) + 1), dtype=np.float64)
    weights = np.asarray(side.pmf(values), dtype=np.float64)
    return _Atoms(values[weights > 0], weights[weights > 0])


def _cuts(sides: Sequence[Any]) -> FloatArray:
    """Collect the places where an integrand bends: ends of the supports and outer quantiles."""
    quantiles = (1e-9, 1e-4, 0.1, 0.5, 0.9, 1 - 1e-4, 1 - 1e-9)
    places = [side.ppf(quantile) for side in sides for quantile in quantiles]
    places += [end for side in sides for end in side.support()]
    return np.unique([place for place in places if np.isfinite(place)])


def _area(
    function: Callable[[float], float], sides: Sequence[Any], *, low: float = -np.inf, high: float = np.inf
) -> _Sum:
    """Integrate over the values of the issue; the function vanishes where no limit is given."""
    ends = [side.support() for side in sides]
    if np.isneginf(low):
        low = float(ends[0][0])
    if np.isposinf(high):
        high = float(ends[-1][1])
    return _integral(function, _cuts(sides), low, high)


def _integral(function: Callable[[float], float], cuts: FloatArray, low: float, high: float) -> _Sum:
    """Integrate piece by piece."""
    import warnings

    from scipy.integrate import IntegrationWarning, quad

    if not high > low:
        return _Sum(0.0, 0.0)
    edges = [low, *(cut for cut in cuts if low < cut < high), high]
    total = error = 0.0
    for left, right in pairwise(edges):
        with warnings.catch_warnings():
            # quad warns where its error bound is large; the bound goes into the status instead.
            warnings.simplefilter("ignore", IntegrationWarning)
            value, bound = quad(function, left, right, epsabs=1e-13, epsrel=1e-12, limit=200)
        total, error = total + value, error + bound
    return _Sum(total, error)
