"""The four solutions that every report shows, at once."""

from __future__ import annotations

from numpy.typing import ArrayLike

from negosim.solve import finite, lottery
from negosim.solve.results import Solution

__all__ = ["four_solutions"]


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
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``. Where no outcome (no
        lottery) is rational for all, the status of each is ``no_agreement``.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN or infinity.

    See Also
    --------
    negosim.solve.finite, negosim.solve.lottery : The solutions one by one, with weights and proportions.
    """
    if lotteries:
        return {
            "nash": lottery.nash(utilities, disagreement),
            "kalai_smorodinsky": lottery.kalai_smorodinsky(utilities, disagreement),
            "egalitarian": lottery.egalitarian(utilities, disagreement),
            "utilitarian": lottery.utilitarian(utilities, disagreement),
        }
    gains = finite.gains_over(utilities, disagreement)
    return {
        "nash": finite.nash(gains),
        "kalai_smorodinsky": finite.kalai_smorodinsky(gains),
        "egalitarian": finite.egalitarian(gains),
        "utilitarian": finite.utilitarian(gains),
    }
