"""Linear programs over the lotteries on a list of outcomes."""

from __future__ import annotations

import numpy as np

from negosim.solve.results import FloatArray

__all__ = ["best_sum", "ideals", "largest_share"]

_SLACK = 1e-11


def ideals(rows: FloatArray, least: FloatArray) -> FloatArray | None:
    """Find each party's best expected utility among the lotteries that give every party the least it accepts.

    Parameters
    ----------
    rows : ndarray, shape (m, n)
        Utility of each outcome to each party.
    least : ndarray, shape (n,)
        What each party has to get.

    Returns
    -------
    ndarray, shape (n,) or None
        None where there is no such lottery.
    """
    best = np.empty(len(least))
    for party in range(len(least)):
        mix = _solve(rows[:, party], rows, least)
        if mix is None:
            return None
        best[party] = mix @ rows[:, party]
    return np.maximum(best, least)


def best_sum(rows: FloatArray, least: FloatArray) -> FloatArray:
    """Find the lottery with the largest sum of expected utilities that gives every party its least.

    Parameters
    ----------
    rows : ndarray, shape (m, n)
        Utility of each outcome to each party.
    least : ndarray, shape (n,)
        What each party has to get; a lottery that gives it must exist.

    Returns
    -------
    ndarray, shape (m,)
        Probability of each outcome.

    Raises
    ------
    ArithmeticError
        If the linear program fails.
    """
    mix = _solve(rows.sum(axis=1), rows, least - _SLACK)
    if mix is None:
        raise ArithmeticError("the linear program over lotteries has no solution, though it must have one")
    return mix


def largest_share(rows: FloatArray, start: FloatArray, units: FloatArray) -> float:
    """Find the largest t for which a lottery gives every party at least ``start + t units``.

    Parameters
    ----------
    rows : ndarray, shape (m, n)
        Utility of each outcome to each party.
    start : ndarray, shape (n,)
        Where the ray starts.
    units : ndarray, shape (n,)
        Its direction, none below zero and one above.

    Returns
    -------
    float
        The share t.

    Raises
    ------
    ArithmeticError
        If the linear program fails.
    """
    with_share = np.vstack((rows, -units))
    mix = _solve(np.append(np.zeros(len(rows)), 1.0), with_share, start, free=1)
    if mix is None:
        raise ArithmeticError("the linear program along the ray has no solution, though it must have one")
    return float(mix[-1])


def _solve(worth: FloatArray, rows: FloatArray, least: FloatArray, *, free: int = 0) -> FloatArray | None:
    """Maximise worth over lotteries on the rows, the last `free` being variables; None if none fits."""
    from scipy.optimize import linprog

    drawn = np.append(np.ones(len(rows) - free), np.zeros(free))
    bounds = [(0.0, None)] * (len(rows) - free) + [(None, None)] * free
    found = linprog(-worth, A_ub=-rows.T, b_ub=-least, A_eq=drawn[None, :], b_eq=[1.0], bounds=bounds, method="highs")
    return np.asarray(found.x, dtype=np.float64) if found.status == 0 else None
