"""Zones of agreement in utility space: several issues, with and without lotteries or side payments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import of_parties, utility_table
from negosim.solve.chain import Chain, chain_of
from negosim.solve.finite import gains_over
from negosim.solve.programs import ideal_gains, most_valuable, scaled_gains
from negosim.solve.results import FloatArray, IndexArray, Status
from negosim.solve.tolerance import indifference

__all__ = [
    "OutcomeZone",
    "UtilityZone",
    "zone_of_chain",
    "zone_of_outcomes",
    "zone_with_lotteries",
    "zone_with_transfers",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeZone:
    """The outcomes of a list that are at least as good as no agreement for every party.

    Parameters
    ----------
    status : Status
        Whether there is one.
    outcomes : ndarray of int
        The outcomes, ascending.
    share : float
        Their number as a share of all.
    best : ndarray of int, shape (n,)
        For each party the outcome of the zone it likes best; empty without a zone.
    """

    status: Status
    outcomes: IndexArray
    share: float
    best: IndexArray


@dataclass(frozen=True, slots=True, kw_only=True)
class UtilityZone:
    """Whether some point of utility space is rational for all, and the best of each party there.

    Parameters
    ----------
    status : Status
        Whether there is such a point.
    ideal : ndarray, shape (n,), optional
        The best that each party could get if the others were held to no agreement; None without a zone.
    surplus : float
        The largest sum of gains; negative if there is no zone.
    """

    status: Status
    ideal: FloatArray | None
    surplus: float


def zone_of_outcomes(utilities: ArrayLike, disagreement: ArrayLike) -> OutcomeZone:
    """Find the outcomes of a list that are rational for all parties.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    OutcomeZone
        The outcomes, and for each party its best of them.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: Raiffa 1982, ch. 4 and 10.
    """
    gains = gains_over(utilities, disagreement)
    rational = gains.rational
    return OutcomeZone(
        status=Status.OK if rational.size else Status.NO_AGREEMENT,
        outcomes=rational,
        share=rational.size / len(gains.table),
        best=rational[gains.gains.argmax(axis=1)] if rational.size else rational,
    )


def zone_of_chain(chain: Chain, disagreement: ArrayLike) -> UtilityZone:
    """Find the zone of a convex two-party problem, as of linear-additive preferences over several issues.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    UtilityZone
        Exact: the best for each party subject to the other's reservation.

    Raises
    ------
    SolverError
        If the disagreement point is not finite or not one of two parties.

    Notes
    -----
    Source: Raiffa 1982, ch. 10-11.
    """
    point = of_parties("disagreement", disagreement, 2)
    ideal = np.array([chain.first(point[1]), chain.second(point[0])])
    rational = chain.rational(point)
    surplus = float((rational if len(rational) else chain.vertices).sum(axis=1).max() - point.sum())
    exists = bool(len(rational))
    return UtilityZone(
        status=Status.OK if exists else Status.NO_AGREEMENT, ideal=ideal if exists else None, surplus=surplus
    )


def zone_with_lotteries(utilities: ArrayLike, disagreement: ArrayLike) -> UtilityZone:
    """Find whether some lottery over the outcomes of a list is rational for all parties.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    UtilityZone
        There may be a zone even if no single outcome is rational for all.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: Nash 1950 (lotteries over outcomes).
    """
    table = utility_table("utilities", utilities)
    point = of_parties("disagreement", disagreement, table.shape[1])
    if table.shape[1] == 2:
        return zone_of_chain(chain_of(table), point)
    gains, units = scaled_gains(table, point)
    best, sums = ideal_gains(gains), table.sum(axis=1) - point.sum()
    mix = most_valuable(sums, gains, np.zeros(len(point)))
    if best is None or mix is None:
        return UtilityZone(status=Status.NO_AGREEMENT, ideal=None, surplus=float(sums.max()))
    return UtilityZone(status=Status.OK, ideal=point + best * units, surplus=float(mix @ sums))


def zone_with_transfers(utilities: ArrayLike, disagreement: ArrayLike) -> UtilityZone:
    """Find whether the parties can all gain if utility can be paid from one to another.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party, in money or on scales that money moves one for one.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    UtilityZone
        There is a zone as soon as the largest joint utility reaches the sum of the disagreement utilities.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: Raiffa 1982, ch. 7 (side payments); Nash 1953.
    """
    table = utility_table("utilities", utilities)
    point = of_parties("disagreement", disagreement, table.shape[1])
    surplus = float(table.sum(axis=1).max() - point.sum())
    slack = indifference(table.max(axis=0), np.abs(table).max(axis=0), point)
    exists = surplus >= -float(slack.sum())
    return UtilityZone(
        status=Status.OK if exists else Status.NO_AGREEMENT,
        ideal=point + max(surplus, 0.0) if exists else None,
        surplus=surplus,
    )
