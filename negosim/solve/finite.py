"""Bargaining solutions over a list of outcomes: the best outcomes themselves, no lotteries between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import of_parties, positive_weights, utility_table
from negosim.solve.dominance import undominated
from negosim.solve.results import FloatArray, IndexArray, Solution, Status
from negosim.solve.tolerance import TOLERANCE, indifference, magnitudes, rounded

__all__ = ["Gains", "egalitarian", "gains_over", "kalai_smorodinsky", "nash", "utilitarian"]

Ideal = Literal["rational", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """A list of outcomes seen from the disagreement point.

    Parameters
    ----------
    table : ndarray, shape (m, n)
        Utilities of all outcomes.
    disagreement : ndarray, shape (n,)
        Utility of no agreement.
    rational : ndarray of int, shape (k,)
        The outcomes that are at least as good as no agreement for every party.
    gains : ndarray, shape (n, k)
        Each party's gain in each of them, a row per party; zero if it is indifferent.
    """

    table: FloatArray
    disagreement: FloatArray
    rational: IndexArray
    gains: FloatArray


def gains_over(utilities: ArrayLike, disagreement: ArrayLike) -> Gains:
    """Find the rational outcomes of a list and what each party gains in them.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    Gains
        Accepted by each solution of this module in place of `utilities`, so that several share the work.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN or infinity.
    """
    table = utility_table("utilities", utilities)
    point = of_parties("disagreement", disagreement, table.shape[1])
    columns = [np.ascontiguousarray(column) for column in table.T]
    slack = indifference(np.array([column.max() for column in columns]), magnitudes(table), point)
    accepted = np.ones(len(table), dtype=np.bool_)
    for column, least in zip(columns, point - slack, strict=True):
        accepted &= column >= least
    rational = np.flatnonzero(accepted)
    gains = np.array([column[rational] - least for column, least in zip(columns, point, strict=True)])
    gains[gains <= slack[:, None]] = 0.0
    return Gains(table=table, disagreement=point, rational=rational, gains=gains)


def nash(
    utilities: ArrayLike | Gains, disagreement: ArrayLike | None = None, *, weights: ArrayLike | None = None
) -> Solution:
    """Maximise the weighted product of the parties' gains among the rational outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Gains
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Gains`.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    Solution
        `value` is the geometric mean of the gains: their product to the power of the weights, which are scaled
        to sum to 1.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or a weight is not above zero.

    Notes
    -----
    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    problem = _problem(utilities, disagreement)
    powers = positive_weights("weights", weights, len(problem.gains))
    return _best("nash", problem, geometric_mean(problem.gains, powers), units=_ideal_gains(problem))


def geometric_mean(gains: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the product of the gains to the power of weights that sum to one, without overflow.

    Parameters
    ----------
    gains : ndarray, shape (n, ...)
        Not below zero.
    weights : ndarray, shape (n,)
        Above zero.

    Returns
    -------
    ndarray, shape (...)
        The weighted geometric mean.
    """
    if (weights == weights[0]).all() and len(weights) == 2:
        return np.asarray(np.sqrt(gains[0]) * np.sqrt(gains[1]))
    return np.asarray(np.prod([gain**weight for gain, weight in zip(gains, weights, strict=True)], axis=0))


def kalai_smorodinsky(
    utilities: ArrayLike | Gains, disagreement: ArrayLike | None = None, *, ideal: Ideal = "rational"
) -> Solution:
    """Maximise the smallest ratio of gain to ideal gain among the rational outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Gains
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Gains`.
    ideal : {"rational", "all"}, default: "rational"
        Whether a party's ideal is its best among the rational outcomes or among all.

    Returns
    -------
    Solution
        `value` is the smallest ratio. A party that can gain nothing is left out of it.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or `ideal` is neither of the two.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975; with `ideal="all"`, the variant that ignores what the others accept.
    """
    if ideal not in ("rational", "all"):
        raise SolverError("ideal", f"must be 'rational' or 'all', not {ideal!r}")
    problem = _problem(utilities, disagreement)
    if not problem.rational.size:
        return _none("kalai_smorodinsky")
    best = _ideal_gains(problem)
    if ideal == "all":
        best = np.maximum(problem.table.max(axis=0) - problem.disagreement, 0.0)
    able = best > 0
    ratios = (problem.gains[able] / best[able, None]).min(axis=0, initial=1.0)
    return _best("kalai_smorodinsky", problem, ratios, units=best, ideal=problem.disagreement + best)


def egalitarian(
    utilities: ArrayLike | Gains,
    disagreement: ArrayLike | None = None,
    *,
    proportions: ArrayLike | None = None,
) -> Solution:
    """Maximise the smallest gain among the rational outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Gains
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Gains`.
    proportions : array_like, shape (n,), optional
        Gains are counted in these units, all above zero (the proportional solution); one each by default.

    Returns
    -------
    Solution
        `value` is the smallest gain.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or a proportion is not above zero.

    Notes
    -----
    Of several outcomes with the same smallest gain, `index` is the one with the largest sum, which no other
    dominates.

    Source: Kalai 1977b.
    """
    problem = _problem(utilities, disagreement)
    if not problem.rational.size:
        return _none("egalitarian")
    units = np.ones(len(problem.gains)) if proportions is None else np.asarray(proportions, dtype=np.float64)
    positive_weights("proportions", units, len(problem.gains))
    return _best("egalitarian", problem, (problem.gains / units[:, None]).min(axis=0), units=units)


def utilitarian(utilities: ArrayLike | Gains, disagreement: ArrayLike | None = None) -> Solution:
    """Maximise the sum of utilities among the rational outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Gains
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Gains`.

    Returns
    -------
    Solution
        `value` is the sum of utilities.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational outcomes as a bargain needs (house rule).
    """
    problem = _problem(utilities, disagreement)
    if not problem.rational.size:
        return _none("utilitarian")
    # The sum of the gains would lose the digits of small utilities where a disagreement utility is large.
    rational = problem.table[problem.rational]
    sums = rational.sum(axis=1)
    top = int(np.argmax(sums))
    tied = np.flatnonzero(sums >= sums[top] - TOLERANCE * np.abs(rational[top]).sum())
    return _chosen("utilitarian", problem, tied, float(sums[top]), units=np.ones(rational.shape[1]))


def _problem(utilities: ArrayLike | Gains, disagreement: ArrayLike | None) -> Gains:
    """Take the gains as given, or compute them."""
    if isinstance(utilities, Gains):
        return utilities
    if disagreement is None:
        raise SolverError("disagreement", "is missing: give the utility of no agreement for each party")
    return gains_over(utilities, disagreement)


def _ideal_gains(problem: Gains) -> FloatArray:
    """Return the most that each party can gain among the rational outcomes."""
    return np.asarray(problem.gains.max(axis=1, initial=0.0))


def _best(
    name: str, problem: Gains, values: FloatArray, *, units: FloatArray, ideal: FloatArray | None = None
) -> Solution:
    """Pick the rational outcomes with the largest value."""
    if not values.size:
        return _none(name)
    top = float(values.max())
    return _chosen(name, problem, np.flatnonzero(values >= (1.0 - TOLERANCE) * top), top, units=units, ideal=ideal)


def _chosen(
    name: str, problem: Gains, tied: IndexArray, value: float, *, units: FloatArray, ideal: FloatArray | None = None
) -> Solution:
    """Choose among rational outcomes of the same value: undominated, the largest sum in given units, the first."""
    ties = problem.rational[tied]
    efficient = ties[undominated(rounded(problem.table[ties]))] if len(ties) > 1 else ties
    sums = (problem.table[efficient] / np.where(units > 0, units, 1.0)).sum(axis=1, keepdims=True)
    chosen = int(efficient[np.argmax(rounded(sums))])
    return Solution(
        name=name,
        status=Status.OK,
        utilities=problem.table[chosen],
        index=chosen,
        ties=ties,
        probabilities=np.empty(0),
        value=value,
        ideal=ideal,
    )


def _none(name: str) -> Solution:
    """Return the result for no outcome that is rational for all."""
    return Solution(name=name, status=Status.NO_AGREEMENT, ties=np.empty(0, dtype=np.int64), probabilities=np.empty(0))
