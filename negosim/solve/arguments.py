"""What the solvers accept: the checks of their arguments, each error naming the argument."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.results import FloatArray
from negosim.solve.tolerance import magnitudes

__all__ = ["finite_array", "of_parties", "positive_weights", "utility_table"]

LARGEST, SMALLEST = 1e290, 1e-290
"""Between these, sums and ratios of utilities neither overflow nor lose digits."""


def finite_array(value: ArrayLike, argument: str) -> FloatArray:
    """Read numbers, refusing what is not finite.

    Parameters
    ----------
    value : array_like
        The numbers.
    argument : str
        The name to put in the error.

    Returns
    -------
    ndarray
        The numbers as floats.

    Raises
    ------
    SolverError
        If a value is not a number, or not finite.
    """
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise SolverError(argument, "must hold numbers, with rows of the same length") from None
    # A sum is finite only if all terms are: one pass, and no array of flags for the usual case.
    if not np.isfinite(array.sum()) and not np.isfinite(array).all():
        raise SolverError(argument, "must be finite: it holds NaN or infinity")
    return array


def utility_table(value: ArrayLike, argument: str = "utilities") -> FloatArray:
    """Read a table of utilities, one row per outcome and one column per party.

    Parameters
    ----------
    value : array_like, shape (m, n)
        At least one outcome and at least one party.
    argument : str, default: "utilities"
        The name to put in the error.

    Returns
    -------
    ndarray, shape (m, n)
        The table as floats.

    Raises
    ------
    SolverError
        If the table is empty, has another shape, or holds NaN or infinity.
    """
    table = finite_array(value, argument)
    if table.size == 0:
        raise SolverError(argument, "is empty: give at least one outcome")
    if table.ndim != 2:
        raise SolverError(argument, f"must be a table (outcomes, parties), not of shape {table.shape}")
    _check_scale(table, argument)
    return table


def _check_scale(utilities: FloatArray, argument: str) -> None:
    """Refuse numbers so large or so small that arithmetic on them fails."""
    largest = magnitudes(utilities)
    wrong = (largest > LARGEST) | ((largest > 0) & (largest < SMALLEST))
    if wrong.any():
        example = largest[np.argmax(wrong)]
        raise SolverError(
            argument, f"reaches {example:g}; give each party's utilities in a unit in which they lie near 1"
        )


def of_parties(value: ArrayLike, parties: int, argument: str = "disagreement") -> FloatArray:
    """Read one number per party.

    Parameters
    ----------
    value : array_like, shape (n,)
        The numbers.
    parties : int
        How many there must be.
    argument : str, default: "disagreement"
        The name to put in the error.

    Returns
    -------
    ndarray, shape (n,)
        The numbers as floats.

    Raises
    ------
    SolverError
        If there are more or fewer, or one is not finite.
    """
    array = finite_array(value, argument)
    if array.shape != (parties,):
        raise SolverError(argument, f"must hold one number for each of {parties} parties, has shape {array.shape}")
    return array


def positive_weights(value: ArrayLike | None, parties: int, argument: str = "weights") -> FloatArray:
    """Read bargaining weights and scale them to sum to one; None means equal weights.

    Parameters
    ----------
    value : array_like, shape (n,), optional
        The weights.
    parties : int
        How many there must be.
    argument : str, default: "weights"
        The name to put in the error.

    Returns
    -------
    ndarray, shape (n,)
        Weights that sum to one.

    Raises
    ------
    SolverError
        If a weight is zero, negative or not finite.
    """
    if value is None:
        return np.full(parties, 1.0 / parties)
    weights = of_parties(value, parties, argument)
    if (weights <= 0).any():
        raise SolverError(argument, f"must be greater than zero, got {weights.min():g}")
    return np.asarray(weights / weights.sum())
