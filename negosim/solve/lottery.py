"""Bargaining solutions over all lotteries on a list of outcomes, for any number of parties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve import convex
from negosim.solve.arguments import positive_weights
from negosim.solve.finite import geometric_mean
from negosim.solve.lotteries import Lotteries, drawn, lotteries_over, nothing_drawn, on_chain
from negosim.solve.nash_lottery import most_valuable_mix
from negosim.solve.programs import largest_share, most_valuable
from negosim.solve.raiffa import raiffa_discrete, raiffa_lottery
from negosim.solve.results import FloatArray, Solution, Status

__all__ = ["egalitarian", "kalai_smorodinsky", "nash", "raiffa", "utilitarian"]


def nash(
    utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None, *, weights: ArrayLike | None = None
) -> Solution:
    """Maximise the weighted product of the parties' expected gains over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Lotteries
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Lotteries`.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery; `value` is the geometric mean of the expected gains, with the
        weights scaled to sum to 1. Exact for two parties; for more, within 1e-10 in the logarithm of the product.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or a weight is not above zero.

    Notes
    -----
    A party that can gain nothing in any lottery rational for all is left out of the product.

    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    problem = _problem(utilities, disagreement)
    powers = positive_weights("weights", weights, len(problem.disagreement))
    if problem.chain is not None:
        return on_chain(problem, convex.nash(problem.chain, problem.disagreement, weights=weights))
    best = problem.ideal_gains
    if best is None:
        return nothing_drawn("nash")
    mix, converged = most_valuable_mix(problem.gains, powers, best)
    value = geometric_mean(problem.expected_gains(mix), powers)
    return drawn("nash", problem, mix, float(value), ideal=problem.ideal, converged=converged)


def kalai_smorodinsky(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None) -> Solution:
    """Maximise the smallest ratio of expected gain to ideal gain over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Lotteries
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Lotteries`.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery; `value` is the smallest ratio.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    For three and more parties the point on the line to the ideal point may be dominated; of the lotteries
    with the same smallest ratio this takes the largest sum of ratios.

    Source: Kalai and Smorodinsky 1975.
    """
    problem = _problem(utilities, disagreement)
    if problem.chain is not None:
        return on_chain(problem, convex.kalai_smorodinsky(problem.chain, problem.disagreement))
    best = problem.ideal_gains
    if best is None:
        return nothing_drawn("kalai_smorodinsky")
    mix, share = _furthest(problem.gains, best)
    return drawn("kalai_smorodinsky", problem, mix, share, ideal=problem.ideal)


def egalitarian(
    utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None, *, proportions: ArrayLike | None = None
) -> Solution:
    """Maximise the smallest expected gain over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Lotteries
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Lotteries`.
    proportions : array_like, shape (n,), optional
        Gains are counted in these units, all above zero; one each by default.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery; `value` is the smallest gain. Nothing is thrown away to
        make the gains equal: of the lotteries with the same smallest gain this takes the largest sum.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or a proportion is not above zero.

    Notes
    -----
    Source: Kalai 1977b.
    """
    problem = _problem(utilities, disagreement)
    proportion = (
        np.ones(len(problem.disagreement)) if proportions is None else np.asarray(proportions, dtype=np.float64)
    )
    positive_weights("proportions", proportion, len(problem.disagreement))
    if problem.chain is not None:
        point = convex.egalitarian(problem.chain, problem.disagreement, proportions=proportion, disposal=False)
        return on_chain(problem, point)
    if problem.ideal_gains is None:
        return nothing_drawn("egalitarian")
    steps = proportion / problem.units
    steps /= steps.max()
    mix = largest_share(problem.gains, steps)
    share = float(np.min(problem.expected_gains(mix) / proportion))
    largest = most_valuable(problem.rows.sum(axis=1), problem.gains, share * proportion / problem.units)
    return drawn("egalitarian", problem, mix if largest is None else largest, share)


def utilitarian(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None) -> Solution:
    """Maximise the sum of expected utilities over all lotteries that are rational for all.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Lotteries
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Lotteries`.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery; `value` is the sum.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational lotteries as a bargain needs (house rule).
    """
    problem = _problem(utilities, disagreement)
    if problem.chain is not None:
        return on_chain(problem, convex.utilitarian(problem.chain, problem.disagreement))
    mix = most_valuable(problem.rows.sum(axis=1), problem.gains, np.zeros(len(problem.disagreement)))
    if mix is None:
        return nothing_drawn("utilitarian")
    return drawn("utilitarian", problem, mix, float((mix @ problem.rows).sum()))


def raiffa(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None) -> Solution:
    """Go from the disagreement point towards the ideal point step by step; each step is the next disagreement point.

    Parameters
    ----------
    utilities : array_like, shape (m, n), or Lotteries
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,), optional
        Utility of no agreement; left out with `Lotteries`.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery at the end of the way; `value` is NaN, since nothing is maximised.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    See Also
    --------
    negosim.solve.raiffa_lottery : The same solution with its path.

    Notes
    -----
    Source: Raiffa 1953; for n parties Thomson 1994.
    """
    problem = _problem(utilities, disagreement)
    if problem.chain is not None:
        return on_chain(problem, replace(raiffa_discrete(problem.chain, problem.disagreement), name="raiffa"))
    end = raiffa_lottery(problem.rows, problem.disagreement)
    if end.utilities is None:
        return nothing_drawn("raiffa")
    # The way ends within rounding of the frontier, perhaps beyond it.
    mix, _ = _furthest(problem.gains, np.maximum(end.utilities - problem.disagreement, 0.0) / problem.units)
    return drawn("raiffa", problem, mix, float("nan"), converged=end.status == Status.OK)


def _furthest(gains: FloatArray, direction: FloatArray) -> tuple[FloatArray, float]:
    """Go from no gains in a direction as far as a lottery does, and from there on to the largest sum of ratios.

    Returns
    -------
    mix : ndarray, shape (m,)
        The lottery.
    share : float
        The smallest ratio of a party's gain to its part of the direction; 1 if that is nothing for all.
    """
    able = direction > 0
    ratios = gains / np.where(able, direction, 1.0)
    mix = largest_share(ratios, able.astype(np.float64))
    share = float((mix @ ratios)[able].min(initial=1.0))
    largest = most_valuable(ratios.sum(axis=1), ratios, np.where(able, share, 0.0))
    return (mix if largest is None else largest), share


def _problem(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None) -> Lotteries:
    """Take the lotteries as given, or prepare them."""
    if isinstance(utilities, Lotteries):
        return utilities
    if disagreement is None:
        raise SolverError("disagreement", "is missing: give the utility of no agreement for each party")
    return lotteries_over(utilities, disagreement)
