"""Bargaining with side payments and variable threats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, of_parties, positive_weights, utility_table
from negosim.solve.results import FloatArray, PointSolution, Status

__all__ = ["ThreatSolution", "coco_value", "split_surplus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatSolution:
    """The outcome of bargaining with side payments in the shadow of threats.

    Parameters
    ----------
    status : Status
        Always `ok`: every finite game has a solution.
    utilities : ndarray, shape (2,)
        Final utility of each party.
    joint : float
        The largest joint payoff, which they share.
    threat_value : float
        Value to the first party of the zero-sum game of threats.
    agreed : tuple of int
        Row and column of the joint maximum that they play.
    side_payment : float
        What the second party pays the first on top of the payoffs played.
    threats : tuple of ndarray
        The optimal mixed threat of each party, which is not carried out.
    """

    status: Status
    utilities: FloatArray
    joint: float
    threat_value: float
    agreed: tuple[int, int]
    side_payment: float
    threats: tuple[FloatArray, FloatArray]


def coco_value(first: ArrayLike, second: ArrayLike) -> ThreatSolution:
    """Find the Nash bargaining solution with variable threats and side payments (the coco value).

    Parameters
    ----------
    first, second : array_like, shape (rows, columns)
        Payoffs of the party that chooses the row and of the one that chooses the column.

    Returns
    -------
    ThreatSolution
        The shares, with the threats behind them.

    Raises
    ------
    SolverError
        If a table is empty or not finite, or their shapes differ.

    Notes
    -----
    ``u1 = (joint + v) / 2`` and ``u2 = (joint - v) / 2`` with v the value of the zero-sum game ``first -
    second``.

    Source: Nash 1953; Kalai and Kalai 2013.
    """
    a, b = utility_table("first", first), utility_table("second", second)
    if a.shape != b.shape:
        raise SolverError("second", f"must have the shape of first, {a.shape}, has {b.shape}")
    row, column = np.unravel_index(int(np.argmax(a + b)), a.shape)
    joint = float((a + b)[row, column])
    value, threat = _matrix_game(a - b)
    _, answer = _matrix_game((b - a).T)
    utilities = np.array([(joint + value) / 2.0, (joint - value) / 2.0])
    return ThreatSolution(
        status=Status.OK,
        utilities=utilities,
        joint=joint,
        threat_value=value,
        agreed=(int(row), int(column)),
        side_payment=float(utilities[0] - a[row, column]),
        threats=(threat, answer),
    )


def _matrix_game(payoffs: FloatArray) -> tuple[float, FloatArray]:
    """Solve a zero-sum game for the party that chooses the row: value and optimal mix."""
    from scipy.optimize import linprog

    rows, columns = payoffs.shape
    solved = linprog(
        np.append(np.zeros(rows), -1.0),
        A_ub=np.column_stack((-payoffs.T, np.ones(columns))),
        b_ub=np.zeros(columns),
        A_eq=np.append(np.ones(rows), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0.0, None)] * rows + [(None, None)],
        method="highs",
    )
    return float(solved.x[-1]), np.asarray(solved.x[:-1], dtype=np.float64)


def split_surplus(joint: float, disagreement: ArrayLike, *, weights: ArrayLike | None = None) -> PointSolution:
    """Divide a transferable joint payoff by the Nash solution.

    Parameters
    ----------
    joint : float
        The most that the parties can reach together, in money or transferable utility.
    disagreement : array_like, shape (n,)
        Utility of no agreement to each party.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    PointSolution
        `value` is the surplus; no agreement where it is below zero.

    Raises
    ------
    SolverError
        If a value is not finite, or a weight is not above zero.

    Notes
    -----
    ``u_i = d_i + w_i (joint - sum d)``. With equal weights the Kalai-Smorodinsky and egalitarian solutions
    are the same.

    Source: Nash 1950, 1953; weights: Roth 1979.
    """
    total = float(numbers("joint", joint))
    point = numbers("disagreement", disagreement)
    point = of_parties("disagreement", point, point.size)
    shares = positive_weights("weights", weights, point.size)
    surplus, empty = total - float(point.sum()), np.empty((0, point.size))
    if surplus < 0:
        return PointSolution(name="nash", status=Status.NO_AGREEMENT, value=surplus, ties=empty, path=empty)
    utilities = point + shares * surplus
    return PointSolution(
        name="nash", status=Status.OK, utilities=utilities, value=surplus, ties=utilities[None, :], path=empty
    )
