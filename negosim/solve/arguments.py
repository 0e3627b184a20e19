"""Checks of the arguments of solvers and games: return float arrays, or raise an error that names the argument."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negosim.errors import SolverError
from negosim.solve.results import FloatArray
from negosim.solve.tolerance import magnitudes

__all__ = [
    "count",
    "discount",
    "numbers",
    "of_parties",
    "pairs",
    "plain",
    "positive",
    "positive_weights",
    "probability",
    "require",
    "together",
    "utility_table",
    "within",
]

LARGEST, SMALLEST = 1e290, 1e-290
"""Between these, sums and ratios of utilities neither overflow nor lose digits."""


def require(condition: ArrayLike, argument: str, problem: str) -> None:
    """Raise an error unless a condition on an argument holds everywhere.

    Raises
    ------
    SolverError
        If the condition fails for at least one element; the error names the argument.
    """
    if not np.all(condition):
        raise SolverError(argument, problem)


def numbers(argument: str, value: ArrayLike, *, infinite: bool = False) -> FloatArray:
    """Turn a value into a float array without NaN, and without infinities unless they are allowed."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise SolverError(argument, "must hold numbers, with rows of the same length") from None
    require(array.size > 0, argument, "is empty; give at least one number")
    # A sum is finite only if all terms are: one pass, and no array of flags for the usual case.
    if not np.isfinite(array.sum()):
        require(~np.isnan(array), argument, "holds NaN; give numbers only")
        require(infinite or np.isfinite(array), argument, "holds an infinite number; give finite numbers")
    return array


def positive(argument: str, value: ArrayLike, *, or_zero: bool = False) -> FloatArray:
    """Check a number that must be above zero (or at least zero)."""
    array = numbers(argument, value)
    sign = "at least 0" if or_zero else "above 0"
    require(array >= 0 if or_zero else array > 0, argument, f"must be {sign}; got {value!r}")
    return array


def within(argument: str, value: ArrayLike, low: float, high: float) -> FloatArray:
    """Check a number that must lie in the closed interval [low, high]."""
    array = numbers(argument, value)
    require((array >= low) & (array <= high), argument, f"must lie in [{low:g}, {high:g}]; got {value!r}")
    return array


def probability(argument: str, value: ArrayLike) -> FloatArray:
    """Check a probability: in [0, 1]."""
    return within(argument, value, 0.0, 1.0)


def discount(argument: str, value: ArrayLike, *, allow_one: bool = False) -> FloatArray:
    """Check a discount factor per period: in [0, 1), or in [0, 1] if 1 is allowed."""
    array = numbers(argument, value)
    below = array <= 1 if allow_one else array < 1
    bound = "1]" if allow_one else "1)"
    require((array >= 0) & below, argument, f"a discount factor must lie in [0, {bound}; got {value!r}")
    return array


def count(argument: str, value: ArrayLike, *, least: int = 1) -> NDArray[np.int64]:
    """Check a whole number that must be at least `least`."""
    array = numbers(argument, value)
    fits = (array >= least) & (array == np.floor(array))
    require(fits, argument, f"must be a whole number of at least {least}; got {value!r}")
    return array.astype(np.int64)


def pairs(argument: str, array: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split an array whose last axis is the two players."""
    require(array.ndim > 0 and array.shape[-1] == 2, argument, "its last axis must hold the two players")
    return array[..., 0], array[..., 1]


def utility_table(argument: str, value: ArrayLike) -> FloatArray:
    """Check a table of utilities, one row per outcome and one column per party; at least one of each."""
    table = numbers(argument, value)
    require(table.ndim == 2, argument, f"must be a table (outcomes, parties), not of shape {table.shape}")
    largest = magnitudes(table)
    wrong = (largest > LARGEST) | ((largest > 0) & (largest < SMALLEST))
    if wrong.any():
        example = largest[np.argmax(wrong)]
        raise SolverError(argument, f"reaches {example:g}; scale each party's utilities so that they are near 1")
    return table


def of_parties(argument: str, value: ArrayLike, parties: int) -> FloatArray:
    """Check that there is one number per party."""
    array = numbers(argument, value)
    shape = array.shape
    require(shape == (parties,), argument, f"must hold one number for each of {parties} parties, has shape {shape}")
    return array


def positive_weights(argument: str, value: ArrayLike | None, parties: int) -> FloatArray:
    """Check weights, one per party and above zero, and scale them to sum to one; None means equal weights."""
    if value is None:
        return np.full(parties, 1.0 / parties)
    weights = of_parties(argument, value, parties)
    require(weights > 0, argument, f"must be above 0; got {value!r}")
    return np.asarray(weights / weights.sum())


def together(*arrays: FloatArray) -> tuple[FloatArray, ...]:
    """Broadcast arguments against each other, so that each field of a result has the whole batch."""
    return tuple(np.broadcast_arrays(*arrays))


def plain(value: ArrayLike) -> FloatArray:
    """Return a float array, or a numpy scalar if there is no batch axis."""
    result: FloatArray = np.asarray(value, dtype=np.float64)[()]
    return result
