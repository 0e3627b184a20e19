"""Bargaining solutions over all lotteries on a list of outcomes, for any number of parties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve import convex
from negosim.solve.arguments import of_parties, positive_weights, rounded, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.dominance import undominated
from negosim.solve.nash_lottery import most_valuable_mix
from negosim.solve.programs import best_sum, ideals, largest_share
from negosim.solve.results import FloatArray, IndexArray, PointSolution, Solution, Status

__all__ = ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]

_SMALLEST = 1e-12


def nash(utilities: ArrayLike, disagreement: ArrayLike, *, weights: ArrayLike | None = None) -> Solution:
    """Maximise the weighted product of the parties' expected gains over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    Solution
        `ties` and `probabilities` are the lottery. Exact for two parties; to a gap of 1e-10 in the logarithm
        of the product for more.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, holds NaN, or a weight is not above zero.

    Notes
    -----
    A party that can gain nothing in any lottery rational for all is left out of the product.

    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    problem = _lotteries(utilities, disagreement)
    powers = positive_weights(weights, len(problem.point))
    if problem.chain is not None:
        return _mixed(problem, convex.nash(problem.chain, problem.point, weights=weights))
    best = ideals(problem.rows, problem.point)
    if best is None:
        return _none("nash")
    mix, converged = most_valuable_mix(problem.rows - problem.point, powers, best - problem.point)
    gains = np.maximum(mix @ problem.rows - problem.point, 0.0)
    value = np.prod(gains if weights is None else gains**powers)
    return _drawn("nash", problem, mix, float(value), ideal=best, converged=converged)


def kalai_smorodinsky(utilities: ArrayLike, disagreement: ArrayLike) -> Solution:
    """Maximise the smallest ratio of expected gain to ideal gain over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

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
    with the same smallest ratio this takes the largest sum.

    Source: Kalai and Smorodinsky 1975.
    """
    problem = _lotteries(utilities, disagreement)
    if problem.chain is not None:
        return _mixed(problem, convex.kalai_smorodinsky(problem.chain, problem.point))
    best = ideals(problem.rows, problem.point)
    if best is None:
        return _none("kalai_smorodinsky")
    units = np.where(best - problem.point > _SMALLEST, best - problem.point, 0.0)
    if not units.any():
        return _drawn("kalai_smorodinsky", problem, best_sum(problem.rows, problem.point), 1.0, ideal=best)
    share = largest_share(problem.rows, problem.point, units)
    mix = best_sum(problem.rows, problem.point + share * units)
    return _drawn("kalai_smorodinsky", problem, mix, share, ideal=best)


def egalitarian(utilities: ArrayLike, disagreement: ArrayLike, *, proportions: ArrayLike | None = None) -> Solution:
    """Maximise the smallest expected gain over all lotteries.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.
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
    problem = _lotteries(utilities, disagreement)
    units = np.ones(len(problem.point)) if proportions is None else np.asarray(proportions, dtype=np.float64)
    positive_weights(units, len(problem.point), "proportions")
    if problem.chain is not None:
        point = convex.egalitarian(problem.chain, problem.point, proportions=units, disposal=False)
        return _mixed(problem, point)
    if ideals(problem.rows, problem.point) is None:
        return _none("egalitarian")
    share = largest_share(problem.rows, problem.point, units)
    return _drawn("egalitarian", problem, best_sum(problem.rows, problem.point + share * units), share)


def utilitarian(utilities: ArrayLike, disagreement: ArrayLike) -> Solution:
    """Maximise the sum of expected utilities over all lotteries that are rational for all.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

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
    problem = _lotteries(utilities, disagreement)
    if problem.chain is not None:
        return _mixed(problem, convex.utilitarian(problem.chain, problem.point))
    if ideals(problem.rows, problem.point) is None:
        return _none("utilitarian")
    mix = best_sum(problem.rows, problem.point)
    return _drawn("utilitarian", problem, mix, float((mix @ problem.rows).sum()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lotteries:
    """The undominated outcomes, their rows, and for two parties the chain of their hull."""

    rows: FloatArray
    indices: IndexArray
    point: FloatArray
    chain: Chain | None


def _lotteries(utilities: ArrayLike, disagreement: ArrayLike) -> _Lotteries:
    """Keep the outcomes that a lottery could need."""
    table = rounded(utility_table(utilities))
    point = rounded(of_parties(disagreement, table.shape[1]))
    indices = undominated(table)
    rows = table[indices]
    # A party whose best is too little makes the chain's functions raise; here that is only "no agreement".
    within = bool((rows.max(axis=0) >= point).all())
    chain = chain_of(rows) if table.shape[1] == 2 and within else None
    return _Lotteries(rows=rows, indices=indices, point=point, chain=chain)


def _mixed(problem: _Lotteries, found: PointSolution) -> Solution:
    """Turn a point of the chain into the lottery over the ends of its segment."""
    if found.utilities is None or problem.chain is None:
        return _none(found.name)
    vertices = problem.chain.vertices
    after = int(np.clip(np.searchsorted(vertices[:, 0], found.utilities[0]), 0, len(vertices) - 1))
    before = max(after - 1, 0)
    width = vertices[after, 0] - vertices[before, 0]
    share = 1.0 if width == 0 else float(np.clip((found.utilities[0] - vertices[before, 0]) / width, 0.0, 1.0))
    mix = np.zeros(len(problem.rows))
    mix[problem.chain.indices[after]] = share
    if before != after:
        mix[problem.chain.indices[before]] = 1.0 - share
    return _drawn(found.name, problem, mix, found.value, ideal=found.ideal)


def _drawn(
    name: str,
    problem: _Lotteries,
    mix: FloatArray,
    value: float,
    *,
    ideal: FloatArray | None = None,
    converged: bool = True,
) -> Solution:
    """Wrap a lottery, dropping the outcomes that are as good as never drawn."""
    drawn = np.flatnonzero(mix > _SMALLEST)
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
