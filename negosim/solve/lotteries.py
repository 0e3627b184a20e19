"""The lotteries over a list of outcomes: the outcomes they need, and the results they return."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import of_parties, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.dominance import undominated
from negosim.solve.programs import ideal_gains, scaled_gains
from negosim.solve.results import FloatArray, IndexArray, PointSolution, Solution, Status
from negosim.solve.tolerance import TOLERANCE, rounded

__all__ = ["Lotteries", "drawn", "lotteries_over", "nothing_drawn", "on_chain"]


@dataclass(frozen=True, kw_only=True)
class Lotteries:
    """The lotteries over a list of outcomes seen from the disagreement point.

    Parameters
    ----------
    rows : ndarray, shape (m, n)
        Utilities of the undominated outcomes, the only ones that a lottery needs.
    indices : ndarray of int, shape (m,)
        Their positions in the list.
    disagreement : ndarray, shape (n,)
        Utility of no agreement.
    gains : ndarray, shape (m, n)
        What each party gains in each outcome, in its unit.
    units : ndarray, shape (n,)
        Units in which each party's largest possible gain is near 1.
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
        """The most that each party can gain, in its unit, shape (n,); None if every lottery harms somebody."""
        return ideal_gains(self.gains)

    @property
    def ideal(self) -> FloatArray | None:
        """The same in utility."""
        return None if self.ideal_gains is None else self.disagreement + self.ideal_gains * self.units

    def expected_gains(self, mix: FloatArray) -> FloatArray:
        """Return what each party gains in a lottery, in utility.

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
        Accepted by each solution of `negosim.solve.lottery` in place of `utilities`, so that several share the work.

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


def on_chain(problem: Lotteries, solution: PointSolution) -> Solution:
    """Turn a point of the frontier of two parties into the lottery over the ends of its segment.

    Parameters
    ----------
    problem : Lotteries
        The problem.
    solution : PointSolution
        A solution on its `chain`.

    Returns
    -------
    Solution
        The same as a lottery.
    """
    name = solution.name
    if solution.utilities is None or problem.chain is None:
        return nothing_drawn(name)
    vertices, first = problem.chain.vertices, solution.utilities[0]
    after = int(np.clip(np.searchsorted(vertices[:, 0], first), 0, len(vertices) - 1))
    before = max(after - 1, 0)
    width = vertices[after, 0] - vertices[before, 0]
    share = 1.0 if width == 0 else float(np.clip((first - vertices[before, 0]) / width, 0.0, 1.0))
    mix = np.zeros(len(problem.rows))
    mix[problem.chain.indices[after]] = share
    if before != after:
        mix[problem.chain.indices[before]] = 1.0 - share
    return drawn(
        name, problem, mix, solution.value, ideal=solution.ideal, converged=solution.status != Status.NOT_CONVERGED
    )


def drawn(
    name: str,
    problem: Lotteries,
    mix: FloatArray,
    value: float,
    *,
    ideal: FloatArray | None = None,
    converged: bool = True,
) -> Solution:
    """Return a lottery as a solution, without the outcomes of negligible probability.

    Parameters
    ----------
    name : str
        Name of the solution.
    problem : Lotteries
        The problem.
    mix : ndarray, shape (m,)
        Probability of each of its outcomes.
    value : float
        What the solution maximises.
    ideal : ndarray, shape (n,), optional
        The best that each party could get.
    converged : bool, default: True
        Whether the solver reached its tolerance.

    Returns
    -------
    Solution
        The lottery.
    """
    likely = np.flatnonzero(mix > TOLERANCE)
    probabilities = mix[likely] / mix[likely].sum()
    return Solution(
        name=name,
        status=Status.OK if converged else Status.NOT_CONVERGED,
        utilities=probabilities @ problem.rows[likely],
        index=int(problem.indices[likely[0]]) if len(likely) == 1 else None,
        ties=problem.indices[likely],
        probabilities=probabilities,
        value=value,
        ideal=ideal,
    )


def nothing_drawn(name: str) -> Solution:
    """Return the result for no lottery that is rational for all.

    Parameters
    ----------
    name : str
        Name of the solution.

    Returns
    -------
    Solution
        Without an agreement.
    """
    return Solution(name=name, status=Status.NO_AGREEMENT, ties=np.empty(0, dtype=np.int64), probabilities=np.empty(0))
