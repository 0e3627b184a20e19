"""Linear programs over the lotteries on a list of outcomes, in gains scaled so that each party's largest is near 1."""

from __future__ import annotations

import numpy as np

from negosim.solve.results import FloatArray
from negosim.solve.tolerance import indifference, magnitudes, power_of_two

__all__ = ["SOLVED_TO", "ideal_gains", "largest_share", "most_valuable", "scaled_gains"]

SOLVED_TO = 1e-10
"""How far a constraint of a linear program may be missed; HiGHS takes no smaller number."""
OPTIMAL, INFEASIBLE = 0, 2  # status of a linear program


def scaled_gains(utilities: FloatArray, disagreement: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Scale each party's gains so that its largest possible gain is near 1.

    Parameters
    ----------
    utilities : ndarray, shape (m, n)
        Utility of each outcome to each party.
    disagreement : ndarray, shape (n,)
        Utility of no agreement.

    Returns
    -------
    gains : ndarray, shape (m, n)
        In the units; zero for less than a party minds.
    units : ndarray, shape (n,)
        Powers of two.
    """
    most = utilities.max(axis=0)
    slack = indifference(most, magnitudes(utilities), disagreement)
    gains = utilities - disagreement
    gains[np.abs(gains) <= slack] = 0.0
    units = power_of_two(np.where(most - disagreement > slack, most - disagreement, magnitudes(gains)))
    return gains / units, units


def ideal_gains(gains: FloatArray) -> FloatArray | None:
    """Find each party's best expected gain among the lotteries in which no party loses.

    Parameters
    ----------
    gains : ndarray, shape (m, n)
        Gain of each outcome to each party.

    Returns
    -------
    ndarray, shape (n,) or None
        None if there is no such lottery.
    """
    best = np.empty(gains.shape[1])
    if (gains.max(axis=0) < 0).any():
        return None
    for party, values in enumerate(gains.T):
        mix = most_valuable(values, gains, np.zeros(len(best)))
        if mix is None:
            return None
        best[party] = mix @ values
    return np.where(best > SOLVED_TO, best, 0.0)


def most_valuable(values: FloatArray, gains: FloatArray, least: FloatArray) -> FloatArray | None:
    """Find the lottery with the largest expected value that gives every party a minimum gain.

    Parameters
    ----------
    values : ndarray, shape (m,)
        Value of each outcome.
    gains : ndarray, shape (m, n)
        Gain of each outcome to each party.
    least : ndarray, shape (n,)
        Minimum gain of each party.

    Returns
    -------
    ndarray, shape (m,) or None
        Probability of each outcome; None if no lottery gives every party its least.
    """
    best = int(np.argmax(values))
    if (gains[best] >= least).all():  # an outcome by itself: no program is needed
        return np.asarray(np.arange(len(values)) == best, dtype=np.float64)
    spread = np.ptp(values)
    return _solve((values - values.max()) / (spread if spread > 0 else 1.0), gains, least)


def largest_share(gains: FloatArray, units: FloatArray) -> FloatArray:
    """Find the lottery that gives every party at least ``t units`` for the largest t.

    Parameters
    ----------
    gains : ndarray, shape (m, n)
        Gain of each outcome to each party; in some lottery no party loses.
    units : ndarray, shape (n,)
        From 0 to 1. The largest is 1, unless all are 0: then the result is any lottery in which no party loses.

    Returns
    -------
    ndarray, shape (m,)
        Probability of each outcome.

    Raises
    ------
    ArithmeticError
        If the linear program fails.
    """
    with_share = np.vstack((gains, -units))
    mix = _solve(np.append(np.zeros(len(gains)), 1.0), with_share, np.zeros(len(units)), free=1)
    if mix is None:
        raise ArithmeticError("the linear program along the ray has no solution, though it must have one")
    return mix


def _solve(values: FloatArray, gains: FloatArray, least: FloatArray, *, free: int = 0) -> FloatArray | None:
    """Maximise over lotteries, the last `free` rows being shares; return the lottery, None if none fits."""
    from scipy.optimize import linprog

    outcomes = len(gains) - free
    # First without presolve, which calls a program infeasible that leaves a single lottery; with it where the simplex
    # method stops undecided, as it may if the parties' units differ by many orders of magnitude.
    for presolve in (False, True):
        solved = linprog(
            -values,
            A_ub=-gains.T,
            b_ub=-least,
            A_eq=np.append(np.ones(outcomes), np.zeros(free))[None, :],
            b_eq=[1.0],
            bounds=[(0.0, None)] * outcomes + [(0.0, 2.0)] * free,  # a share of gains that are at most 1
            method="highs",
            options={
                "presolve": presolve,
                "primal_feasibility_tolerance": SOLVED_TO,
                "dual_feasibility_tolerance": SOLVED_TO,
            },
        )
        if solved.status in (OPTIMAL, INFEASIBLE):
            break
    if solved.status != OPTIMAL:
        return None
    mix = np.maximum(solved.x[:outcomes], 0.0)
    return np.asarray(mix / mix.sum())
