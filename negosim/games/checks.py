"""Arguments of the games: turned into float arrays, or refused with the argument's name."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negosim.errors import SolverError

__all__ = [
    "Floats",
    "Names",
    "Truths",
    "count",
    "discount",
    "numbers",
    "pairs",
    "plain",
    "positive",
    "probability",
    "require",
    "statuses",
    "together",
    "within",
]

Floats: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Names: TypeAlias = NDArray[np.str_]


def require(condition: ArrayLike, argument: str, problem: str) -> None:
    """Refuse an argument unless the condition holds everywhere.

    Raises
    ------
    SolverError
        Naming the argument, where the condition fails for at least one element.
    """
    if not np.all(condition):
        raise SolverError(argument, problem)


def numbers(argument: str, value: ArrayLike, *, infinite: bool = False) -> Floats:
    """Turn a value into a float array without NaN (and without infinities unless they are allowed)."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SolverError(argument, f"{value!r} is not a number or an array of numbers") from error
    require(array.size > 0, argument, "is empty; give at least one number")
    require(~np.isnan(array), argument, "holds NaN; give numbers only")
    require(infinite or np.isfinite(array), argument, "holds an infinite number; give finite numbers")
    return array


def discount(argument: str, value: ArrayLike, *, allow_one: bool = False) -> Floats:
    """Check a discount factor per period: in [0, 1), or in [0, 1] where patience has no limit."""
    array = numbers(argument, value)
    below = array <= 1 if allow_one else array < 1
    bound = "1]" if allow_one else "1)"
    require((array >= 0) & below, argument, f"a discount factor must lie in [0, {bound}; got {value!r}")
    return array


def probability(argument: str, value: ArrayLike) -> Floats:
    """Check a probability: in [0, 1]."""
    array = numbers(argument, value)
    require((array >= 0) & (array <= 1), argument, f"a probability must lie in [0, 1]; got {value!r}")
    return array


def positive(argument: str, value: ArrayLike, *, or_zero: bool = False) -> Floats:
    """Check a number that must be above zero (or at least zero)."""
    array = numbers(argument, value)
    sign = "at least 0" if or_zero else "above 0"
    require(array >= 0 if or_zero else array > 0, argument, f"must be {sign}; got {value!r}")
    return array


def within(argument: str, value: ArrayLike, low: float, high: float) -> Floats:
    """Check a number that must lie in the closed interval [low, high]."""
    array = numbers(argument, value)
    require((array >= low) & (array <= high), argument, f"must lie in [{low:g}, {high:g}]; got {value!r}")
    return array


def count(argument: str, value: ArrayLike, *, least: int = 1) -> NDArray[np.int64]:
    """Check a whole number that must be at least `least`."""
    array = numbers(argument, value)
    fits = (array >= least) & (array == np.floor(array))
    require(fits, argument, f"must be a whole number of at least {least}; got {value!r}")
    return array.astype(np.int64)


def pairs(argument: str, array: Floats) -> tuple[Floats, Floats]:
    """Split an array whose last axis is the two players."""
    require(array.ndim > 0 and array.shape[-1] == 2, argument, "its last axis must hold the two players")
    return array[..., 0], array[..., 1]


def together(*arrays: Floats) -> tuple[Floats, ...]:
    """Broadcast arguments against each other, so that each field of a result has the whole batch."""
    return tuple(np.broadcast_arrays(*arrays))


def plain(value: ArrayLike) -> Floats:
    """Return a float array, or a numpy scalar where there is no batch axis."""
    result: Floats = np.asarray(value, dtype=np.float64)[()]
    return result


def statuses(agreed: ArrayLike) -> Names:
    """Return ``"ok"`` where there is an agreement and ``"no_agreement"`` where there is none."""
    result: Names = np.where(agreed, "ok", "no_agreement")[()]
    return result
