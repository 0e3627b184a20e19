"""Bargaining solutions over one continuous issue, for many problems at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import positive_weights
from negosim.solve.finite import geometric_mean
from negosim.solve.issue import Issue, IssueSolution, Utility, best_value
from negosim.solve.results import FloatArray

__all__ = ["egalitarian", "interval_solutions", "kalai_smorodinsky", "nash", "utilitarian"]


def interval_solutions(
    u1: Utility,
    u2: Utility,
    lo: ArrayLike,
    hi: ArrayLike,
    disagreement: ArrayLike,
    *,
    args: Sequence[ArrayLike] = (),
) -> dict[str, IssueSolution]:
    """Find the four solutions of two parties over one issue.

    Parameters
    ----------
    u1, u2 : callable
        Utility of each party, ``u(x, *args)``, working elementwise on arrays.
    lo, hi : array_like, shape (...)
        The interval of the issue.
    disagreement : array_like, shape (..., 2)
        Utility of no agreement.
    args : sequence of array_like, each shape (...)
        Parameters of the utility functions, one value per problem.

    Returns
    -------
    dict of str to IssueSolution
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or the shapes do not fit.
    """
    issue = Issue(utilities=(u1, u2), lo=lo, hi=hi, disagreement=disagreement, args=args)
    solvers = (nash, kalai_smorodinsky, egalitarian, utilitarian)
    return {solution.name: solution for solution in (solver(issue) for solver in solvers)}


def nash(issue: Issue, *, weights: ArrayLike | None = None) -> IssueSolution:
    """Maximise the weighted product of the parties' gains.

    Parameters
    ----------
    issue : Issue
        The problems.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    IssueSolution
        `value` is the product of the gains to the power of the weights scaled to sum to 1. The issue's value
        is accurate to about 1e-9 of the interval.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or a weight is not above zero.

    Notes
    -----
    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    powers = positive_weights("weights", weights, len(issue.utilities))

    return best_value("nash", issue, lambda _ideal, _grid: lambda gains, _utilities: geometric_mean(gains, powers))


def kalai_smorodinsky(issue: Issue) -> IssueSolution:
    """Maximise the smallest ratio of gain to ideal gain, with ideals among the values rational for all.

    Parameters
    ----------
    issue : Issue
        The problems.

    Returns
    -------
    IssueSolution
        `value` is the smallest ratio; a party that can gain nothing is left out of it.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975.
    """
    return best_value("kalai_smorodinsky", issue, _smallest_ratio, with_ideal=True)


def _smallest_ratio(ideal: FloatArray, _grid: FloatArray) -> Callable[[FloatArray, FloatArray], FloatArray]:
    """Make the objective; a party that can gain nothing has an infinite ratio and so never the smallest."""
    able = ideal > 0
    scale, lift = np.where(able, 1.0 / np.where(able, ideal, 1.0), 0.0), np.where(able, 0.0, np.inf)
    # Where no party can gain, each has its ideal in any rational value.
    lift[:, ~able.any(axis=0)] = 1.0
    return lambda gains, _utilities: np.asarray(
        np.minimum.reduce([gain * by + up for gain, by, up in zip(gains, scale, lift, strict=True)])
    )


def egalitarian(issue: Issue, *, proportions: ArrayLike | None = None) -> IssueSolution:
    """Maximise the smallest gain.

    Parameters
    ----------
    issue : Issue
        The problems.
    proportions : array_like, shape (n,), optional
        Gains are counted in these units, all above zero (the proportional solution); one each by default.

    Returns
    -------
    IssueSolution
        `value` is the smallest gain.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or a proportion is not above zero.

    Notes
    -----
    Source: Kalai 1977b.
    """
    positive_weights("proportions", proportions, len(issue.utilities))
    units = np.ones(len(issue.utilities)) if proportions is None else np.asarray(proportions, dtype=np.float64)

    def smallest(gains: FloatArray, _utilities: FloatArray) -> FloatArray:
        return np.asarray(np.minimum.reduce([gain / unit for gain, unit in zip(gains, units, strict=True)]))

    return best_value("egalitarian", issue, lambda _ideal, _grid: smallest)


def utilitarian(issue: Issue) -> IssueSolution:
    """Maximise the sum of utilities among the values rational for all.

    Parameters
    ----------
    issue : Issue
        The problems.

    Returns
    -------
    IssueSolution
        `value` is the sum of utilities.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational values as a bargain needs (house rule).
    """
    solution = best_value("utilitarian", issue, _sum_over_the_lowest)
    return replace(solution, value=solution.utilities.sum(axis=-1))


def _sum_over_the_lowest(_ideal: FloatArray, grid: FloatArray) -> Callable[[FloatArray, FloatArray], FloatArray]:
    """Make the objective; the sum of the gains would lose digits to a disagreement utility far below."""
    lowest = grid.min(axis=1).sum(axis=0)
    return lambda _gains, utilities: np.maximum(np.add.reduce(utilities) - lowest, 0.0)
