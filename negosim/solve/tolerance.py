"""The tolerance for differences of utilities, relative to the problem's own scale.

A utility is a sum of weighted values, so the same outcome computed in another order differs in its last bits; and a
party is indifferent to a trillionth of what it stands to gain. Both are relative: a problem solved in euros and in
millions of euros has the same solution.
"""

from __future__ import annotations

import numpy as np

from negosim.solve.results import FloatArray

__all__ = ["DIGITS", "TOLERANCE", "indifference", "magnitudes", "power_of_two", "rounded"]

TOLERANCE = 1e-12
"""A party is indifferent to this share of the most that it could gain."""
DIGITS = 14
"""Digits of the largest utility of a party to which its utilities are distinguished; floats have nearly 16."""


def indifference(best: FloatArray, largest: FloatArray, disagreement: FloatArray) -> FloatArray:
    """Return the difference in utility to which each party is indifferent.

    Parameters
    ----------
    best : ndarray, shape (n, ...)
        The largest utility that each party could get.
    largest : ndarray, shape (n, ...)
        The largest absolute value among its utilities, on which their rounding depends.
    disagreement : ndarray, shape (n, ...)
        Utility of no agreement.

    Returns
    -------
    ndarray, shape (n, ...)
        `TOLERANCE` times what is at stake, plus a bound of the rounding error.
    """
    rounding = 10.0**-DIGITS * np.maximum(largest, np.abs(disagreement))
    return np.asarray(TOLERANCE * np.maximum(best - disagreement, 0.0) + rounding)


def rounded(utilities: FloatArray) -> FloatArray:
    """Round each party's utilities to the digits at which they are distinguished.

    Parameters
    ----------
    utilities : ndarray, shape (m, n)
        A column per party.

    Returns
    -------
    ndarray, shape (m, n)
        To `DIGITS` digits of the largest of the column, so that values that differ only by rounding are equal.
    """
    largest = magnitudes(utilities)
    digits = DIGITS - np.ceil(np.log10(np.where(largest > 0, largest, 1.0))).astype(int)
    columns = (np.ascontiguousarray(column) for column in utilities.T)
    return np.array([np.round(column, places) for column, places in zip(columns, digits, strict=True)]).T


def magnitudes(utilities: FloatArray) -> FloatArray:
    """Return the largest absolute value of each party's utilities.

    Parameters
    ----------
    utilities : ndarray, shape (m, n)
        A column per party.

    Returns
    -------
    ndarray, shape (n,)
        Column by column, which is many times as fast as along an axis of a long and narrow table.
    """
    return np.array([max(column.max(), -column.min()) for column in utilities.T])


def power_of_two(values: FloatArray) -> FloatArray:
    """Return the power of two above each value, by which dividing is exact; 1 for a value of zero.

    Parameters
    ----------
    values : ndarray
        Not below zero.

    Returns
    -------
    ndarray
        The same shape.
    """
    return np.asarray(np.where(values > 0, np.ldexp(1.0, np.frexp(values)[1]), 1.0))
