"""The bargaining solutions in negosim, with the solver of each for every kind of problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve import convex, finite, lottery, mixed_solutions, raiffa
from negosim.solve.chain import Chain
from negosim.solve.finite import Gains
from negosim.solve.lotteries import Lotteries, lotteries_over, on_chain
from negosim.solve.piecewise import PiecewiseFrontier
from negosim.solve.results import PointSolution, Solution, Status

__all__ = ["SOLUTIONS", "SolutionConcept", "four_solutions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionConcept:
    """A solution of bargaining theory.

    Parameters
    ----------
    name : str
        Its name in Python and JSON.
    title : str
        Its name in tables and figures.
    convex : callable
        Solver over the frontier of a convex problem of two parties, a `Chain`.
    lottery : callable, optional
        Solver over the lotteries on a list of outcomes, for any number of parties; by default `convex` for two.
    piecewise : callable, optional
        Solver over a frontier of pieces; by default `convex`, if the frontier is convex.
    finite : callable, optional
        Solver over a list of outcomes; None if the solution is defined for convex problems only.
    """

    name: str
    title: str
    convex: Callable[[Chain, ArrayLike], PointSolution]
    lottery: Callable[[ArrayLike | Lotteries, ArrayLike | None], Solution] | None = None
    piecewise: Callable[[PiecewiseFrontier, ArrayLike], PointSolution] | None = None
    finite: Callable[[ArrayLike | Gains, ArrayLike | None], Solution] | None = None

    def over_lotteries(self, problem: Lotteries) -> Solution | None:
        """Solve over the lotteries on a list of outcomes; None if the solution is not defined."""
        if self.lottery is not None:
            return self.lottery(problem, None)
        if problem.chain is None:
            return None
        return on_chain(problem, replace(self.convex(problem.chain, problem.disagreement), name=self.name))

    def over_pieces(self, frontier: PiecewiseFrontier, disagreement: ArrayLike) -> PointSolution | None:
        """Solve over a frontier of pieces; None if it has a dent and the solution is not defined on one."""
        if self.piecewise is not None:
            return self.piecewise(frontier, disagreement)
        rational = frontier.above(disagreement)
        if not len(rational.starts):
            nothing = np.empty((0, 2))
            return PointSolution(name=self.name, status=Status.NO_AGREEMENT, ties=nothing, path=nothing)
        chain = rational.chain()
        return None if chain is None else replace(self.convex(chain, disagreement), name=self.name)


SOLUTIONS = (
    SolutionConcept(
        name="nash",
        title="Nash",
        convex=convex.nash,
        lottery=lottery.nash,
        piecewise=mixed_solutions.nash,
        finite=finite.nash,
    ),
    SolutionConcept(
        name="kalai_smorodinsky",
        title="Kalai\N{EN DASH}Smorodinsky",
        convex=convex.kalai_smorodinsky,
        lottery=lottery.kalai_smorodinsky,
        piecewise=mixed_solutions.kalai_smorodinsky,
        finite=finite.kalai_smorodinsky,
    ),
    SolutionConcept(
        name="egalitarian",
        title="Egalitarian",
        convex=convex.egalitarian,
        lottery=lottery.egalitarian,
        piecewise=mixed_solutions.egalitarian,
        finite=finite.egalitarian,
    ),
    SolutionConcept(
        name="utilitarian",
        title="Utilitarian",
        convex=convex.utilitarian,
        lottery=lottery.utilitarian,
        piecewise=mixed_solutions.utilitarian,
        finite=finite.utilitarian,
    ),
    SolutionConcept(
        name="raiffa",
        title="Raiffa",
        convex=raiffa.raiffa_discrete,
        lottery=lottery.raiffa,
    ),
)
"""In the order of reports. Add a solution here, and zones, reports and figures show it."""


def four_solutions(utilities: ArrayLike, disagreement: ArrayLike, *, lotteries: bool = False) -> dict[str, Solution]:
    """Find the Nash, Kalai-Smorodinsky, egalitarian and utilitarian solutions of a list of outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.
    lotteries : bool, default: False
        Whether the parties can agree on a lottery over outcomes, each counting its expected utility.

    Returns
    -------
    dict of str to Solution
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``: the solutions that need no
        lotteries. Where no outcome (no lottery) is rational for all, the status of each is ``no_agreement``.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN or infinity.

    See Also
    --------
    negosim.solve.finite, negosim.solve.lottery : The solutions one by one, with weights and proportions.
    """
    if lotteries:
        mixed = lotteries_over(utilities, disagreement)
        solutions = {concept.name: concept.over_lotteries(mixed) for concept in SOLUTIONS if concept.finite}
        return {name: solution for name, solution in solutions.items() if solution is not None}
    gains = finite.gains_over(utilities, disagreement)
    return {concept.name: concept.finite(gains, None) for concept in SOLUTIONS if concept.finite}
