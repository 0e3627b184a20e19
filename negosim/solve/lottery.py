"""Bargaining solutions over all lotteries on a list of outcomes, for any number of parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve import convex
from negosim.solve.arguments import of_parties, positive_weights, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.dominance import undominated
from negosim.solve.finite import geometric_mean
from negosim.solve.nash_lottery import most_valuable_mix
from negosim.solve.programs import ideal_gains, largest_share, most_valuable, scaled_gains
from negosim.solve.raiffa import raiffa_discrete, raiffa_lottery
from negosim.solve.results import FloatArray, IndexArray, PointSolution, Solution, Status
from negosim.solve.tolerance import TOLERANCE, rounded

__all__ = ["Lotteries", "egalitarian", "kalai_smorodinsky", "lotteries_over", "nash", "raiffa", "utilitarian"]


@dataclass(frozen=True, kw_only=True)
class Lotteries:
    """The lotteries over a list of outcomes seen from the disagreement point.

    Parameters
    ----------
    rows : ndarray, shape (m, n)
        Utilities of the undominated outcomes: no lottery needs another.
    indices : ndarray of int, shape (m,)
        Their places in the list.
    disagreement : ndarray, shape (n,)
        Utility of no agreement.
    gains : ndarray, shape (m, n)
        What each party gains in each outcome, in its unit.
    units : ndarray, shape (n,)
        In which the most that each party could gain lies near 1.
    """

    rows: FloatArray
    indices: IndexArray
    disagreement: FloatArray
    gains: FloatArray
    units: FloatArray

    @cached_property
    def chain(self) -> Chain | None:
        """The frontier of two parties; None for others, and where a party's best is below its disagreement utility."""
        return chain_of(self.rows) if len(self.units) == 2 and (self.gains.max(axis=0) >= 0).all() else None

    @cached_property
    def ideal_gains(self) -> FloatArray | None:
        """The most that each party can gain, in its unit, shape (n,); None where every lottery harms somebody."""
        return ideal_gains(self.gains)

    @property
    def ideal(self) -> FloatArray | None:
        """The same in utility."""
        return None if self.ideal_gains is None else self.disagreement + self.ideal_gains * self.units

    def expected_gains(self, mix: FloatArray) -> FloatArray:
        """Give what each party gains in a lottery, in utility.

        Parameters
        ----------
        mix : ndarray, shape (m,)
            Probability of each of the undominated outcomes.

        Returns
        -------
        ndarray, shape (n,)
            Not below zero.
        """
        return np.asarray(np.maximum(mix @ self.gains, 0.0) * self.units)


def lotteries_over(utilities: ArrayLike, disagreement: ArrayLike) -> Lotteries:
    """Find the outcomes that a lottery could need and what each party gains in them.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    Lotteries
        Accepted by each solution of this module in place of `utilities`, so that several share the work.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN or infinity.
    """
    table = utility_table("utilities", utilities)
    point = of_parties("disagreement", disagreement, table.shape[1])
    indices = undominated(rounded(table))
    gains, units = scaled_gains(table[indices], point)
    return Lotteries(rows=table[indices], indices=indices, disagreement=point, gains=gains, units=units)


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
        weights scaled to sum to 1. Exact for two parties; to a gap of 1e-10 in the logarithm of the product for more.

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
        return _mixed(problem, convex.nash(problem.chain, problem.disagreement, weights=weights))
    best = problem.ideal_gains
    if best is None:
        return _none("nash")
    mix, converged = most_valuable_mix(problem.gains, powers, best)
    value = geometric_mean(problem.expected_gains(mix), powers)
    return _drawn("nash", problem, mix, float(value), ideal=problem.ideal, converged=converged)


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
        return _mixed(problem, convex.kalai_smorodinsky(problem.chain, problem.disagreement))
    best = problem.ideal_gains
    if best is None:
        return _none("kalai_smorodinsky")
    able = best > 0
    ratios = problem.gains / np.where(able, best, 1.0)
    mix = largest_share(ratios, able.astype(np.float64))
    share = float((mix @ ratios)[able].min(initial=1.0))
    largest = most_valuable(ratios.sum(axis=1), ratios, np.where(able, share, 0.0))
    mix = mix if largest is None else largest
    return _drawn("kalai_smorodinsky", problem, mix, share, ideal=problem.ideal)


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
        return _mixed(problem, point)
    if problem.ideal_gains is None:
        return _none("egalitarian")
    steps = proportion / problem.units
    steps /= steps.max()
    mix = largest_share(problem.gains, steps)
    share = float(np.min(problem.expected_gains(mix) / proportion))
    largest = most_valuable(problem.rows.sum(axis=1), problem.gains, share * proportion / problem.units)
    return _drawn("egalitarian", problem, mix if largest is None else largest, share)


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
        return _mixed(problem, convex.utilitarian(problem.chain, problem.disagreement))
    mix = most_valuable(problem.rows.sum(axis=1), problem.gains, np.zeros(len(problem.disagreement)))
    if mix is None:
        return _none("utilitarian")
    return _drawn("utilitarian", problem, mix, float((mix @ problem.rows).sum()))


def raiffa(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None = None) -> Solution:
    """Go from the disagreement point towards the ideal point step by step, each step the new disagreement point.

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
    negosim.solve.raiffa_lottery : The same with the way there.

    Notes
    -----
    Source: Raiffa 1953; for n parties Thomson 1994.
    """
    problem = _problem(utilities, disagreement)
    if problem.chain is not None:
        return _mixed(problem, raiffa_discrete(problem.chain, problem.disagreement))
    end = raiffa_lottery(problem.rows, problem.disagreement)
    if end.utilities is None:
        return _none("raiffa")
    # The way ends within rounding of the frontier, perhaps beyond it.
    least = np.maximum(end.utilities - problem.disagreement, 0.0) / problem.units * (1.0 - 1e-9)
    mix = most_valuable(problem.gains.sum(axis=1), problem.gains, least)
    if mix is None:
        return _none("raiffa")
    return _drawn("raiffa", problem, mix, float("nan"), converged=end.status == Status.OK)


def _problem(utilities: ArrayLike | Lotteries, disagreement: ArrayLike | None) -> Lotteries:
    """Take the lotteries as given, or prepare them."""
    if isinstance(utilities, Lotteries):
        return utilities
    if disagreement is None:
        raise SolverError("disagreement", "is missing: give the utility of no agreement for each party")
    return lotteries_over(utilities, disagreement)


def _mixed(problem: Lotteries, solution: PointSolution) -> Solution:
    """Turn a point of the chain into the lottery over the ends of its segment."""
    name = solution.name.removesuffix("_discrete")
    if solution.utilities is None or problem.chain is None:
        return _none(name)
    vertices, first = problem.chain.vertices, solution.utilities[0]
    after = int(np.clip(np.searchsorted(vertices[:, 0], first), 0, len(vertices) - 1))
    before = max(after - 1, 0)
    width = vertices[after, 0] - vertices[before, 0]
    share = 1.0 if width == 0 else float(np.clip((first - vertices[before, 0]) / width, 0.0, 1.0))
    mix = np.zeros(len(problem.rows))
    mix[problem.chain.indices[after]] = share
    if before != after:
        mix[problem.chain.indices[before]] = 1.0 - share
    return _drawn(
        name, problem, mix, solution.value, ideal=solution.ideal, converged=solution.status != Status.NOT_CONVERGED
    )


def _drawn(
    name: str,
    problem: Lotteries,
    mix: FloatArray,
    value: float,
    *,
    ideal: FloatArray | None = None,
    converged: bool = True,
) -> Solution:
    """Wrap a lottery, dropping the outcomes that are as good as never drawn."""
    drawn = np.flatnonzero(mix > TOLERANCE)
    probabilities = mix[drawn] / mix[drawn].sum()
    return Solution(
        name=name,
        status=Status.OK if converged else Status.NOT_CONVERGED,
        utilities=probabilities @ problem.rows[drawn],
        index=int(problem.indices[drawn[0]]) if len(drawn) == 1 else None,
        ties=problem.indices[drawn],
        probabilities=probabilities,
        value=value,
        ideal=ideal,
    )


def _none(name: str) -> Solution:
    """Say that no lottery is rational for all."""
    return Solution(name=name, status=Status.NO_AGREEMENT, ties=np.empty(0, dtype=np.int64), probabilities=np.empty(0))
