"""Bargaining solutions over a list of outcomes: the best outcomes themselves, no lotteries between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import of_parties, positive_weights, rounded, utility_table
from negosim.solve.results import FloatArray, IndexArray, Solution, Status

__all__ = ["Gains", "egalitarian", "gains_over", "kalai_smorodinsky", "nash", "utilitarian"]

Ideal = Literal["rational", "all"]
_TIE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """A list of outcomes seen from the disagreement point.

    Parameters
    ----------
    table : ndarray, shape (m, n)
        Utilities of all outcomes, rounded to 12 decimals.
    disagreement : ndarray, shape (n,)
        Utility of no agreement, rounded likewise.
    rational : ndarray of int, shape (k,)
        The outcomes that no party likes less than no agreement.
    gains : ndarray, shape (n, k)
        What each party gains in each of them; a row per party.
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
    table = rounded(utility_table(utilities))
    point = rounded(of_parties(disagreement, table.shape[1]))
    columns = [np.ascontiguousarray(table[:, party]) for party in range(table.shape[1])]
    accepted = np.ones(len(table), dtype=np.bool_)
    for column, least in zip(columns, point, strict=True):
        accepted &= column >= least
    rational = np.flatnonzero(accepted)
    gains = rounded([column[rational] - least for column, least in zip(columns, point, strict=True)])
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
        `value` is the product of the gains; with `weights`, of the gains to the power of the weights scaled
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
    if weights is None:
        return _best("nash", problem, np.prod(problem.gains, axis=0))
    powers = positive_weights(weights, len(problem.gains))
    return _best("nash", problem, np.prod(problem.gains ** powers[:, None], axis=0))


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
        If an argument is empty, of another shape, holds NaN, or `ideal` is none of the two.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975; with `ideal="all"`, the variant that takes no account of what the
    others accept.
    """
    if ideal not in ("rational", "all"):
        raise SolverError("ideal", f"must be 'rational' or 'all', not {ideal!r}")
    problem = _problem(utilities, disagreement)
    if not problem.rational.size:
        return _none("kalai_smorodinsky")
    best = problem.gains.max(axis=1)
    if ideal == "all":
        best = problem.table.max(axis=0) - problem.disagreement
    can_gain = best > 0
    if can_gain.any():
        ratio = (problem.gains[can_gain] / best[can_gain, None]).min(axis=0)
    else:
        ratio = np.zeros(len(problem.rational))
    return _best("kalai_smorodinsky", problem, ratio, ideal=problem.disagreement + best)


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
    gains = problem.gains
    if proportions is not None:
        positive_weights(proportions, len(gains), "proportions")
        gains = gains / np.asarray(proportions, dtype=np.float64)[:, None]
    return _best("egalitarian", problem, gains.min(axis=0))


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
    return _best("utilitarian", problem, rounded(problem.gains.sum(axis=0) + problem.disagreement.sum()))


def _problem(utilities: ArrayLike | Gains, disagreement: ArrayLike | None) -> Gains:
    """Take the gains as given, or compute them."""
    if isinstance(utilities, Gains):
        return utilities
    if disagreement is None:
        raise SolverError("disagreement", "is missing: give the utility of no agreement for each party")
    return gains_over(utilities, disagreement)


def _best(name: str, problem: Gains, values: FloatArray, *, ideal: FloatArray | None = None) -> Solution:
    """Pick the rational outcomes with the largest value; of these the largest sum, then the first."""
    if not values.size:
        return _none(name)
    top = float(values.max())
    # Gains are decimals, so equal products and ratios of them differ by no more than their own last bits.
    tied = np.flatnonzero(values >= top - _TIE * abs(top))
    chosen = int(problem.rational[tied[np.argmax(rounded(problem.gains[:, tied].sum(axis=0)))]])
    return Solution(
        name=name,
        status=Status.OK,
        utilities=problem.table[chosen],
        index=chosen,
        ties=problem.rational[tied],
        probabilities=np.empty(0),
        value=top,
        ideal=ideal,
    )


def _none(name: str) -> Solution:
    """Say that no outcome is rational for all."""
    return Solution(name=name, status=Status.NO_AGREEMENT, ties=np.empty(0, dtype=np.int64), probabilities=np.empty(0))
