"""The results of solvers of bargaining problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "BoolArray",
    "FloatArray",
    "IndexArray",
    "PointSolution",
    "Solution",
    "Status",
    "StatusArray",
    "statuses",
]

FloatArray = NDArray[np.float64]
IndexArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
StatusArray = NDArray[np.str_]


class Status(StrEnum):
    """How a computation ended.

    ``ok``: a solution; ``no_agreement``: no outcome is rational for all parties; ``not_converged``: an iteration
    stopped before it reached its tolerance.
    """

    OK = "ok"
    NO_AGREEMENT = "no_agreement"
    NOT_CONVERGED = "not_converged"


def statuses(agreed: ArrayLike) -> StatusArray:
    """Return ``ok`` if there is an agreement, ``no_agreement`` if not, elementwise.

    Parameters
    ----------
    agreed : array_like of bool
        Whether there is an agreement.

    Returns
    -------
    ndarray of str
        Of the same shape.
    """
    result: StatusArray = np.where(agreed, Status.OK.value, Status.NO_AGREEMENT.value)[()]
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The solution of a bargaining problem whose outcomes are listed.

    Parameters
    ----------
    name : str
        Name of the solution, as `nash`.
    status : Status
        Whether there is one.
    utilities : ndarray, shape (n,), optional
        What each party gets; None without an agreement.
    index : int, optional
        The outcome in the list; None without an agreement or if the solution is a lottery.
    ties : ndarray of int
        Every outcome that reaches the same value, in the order of the list; `index` is one of them. Of a
        lottery, the outcomes it is drawn from.
    probabilities : ndarray
        Of a lottery, the probability of each outcome in `ties`; empty otherwise.
    value : float
        What the solution maximises, at its maximum: for Nash the geometric mean of the gains, for Kalai-Smorodinsky
        the smallest ratio of gain to ideal gain, for the egalitarian the smallest gain, for the utilitarian the sum
        of utilities. NaN without an agreement, and for Raiffa, who maximises nothing.
    ideal : ndarray, shape (n,), optional
        The best that each party could get, where the solution asks for it.
    """

    name: str
    status: Status
    utilities: FloatArray | None = None
    index: int | None = None
    ties: IndexArray
    probabilities: FloatArray
    value: float = float("nan")
    ideal: FloatArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointSolution:
    """The solution of a bargaining problem given by its frontier.

    Parameters
    ----------
    name : str
        Name of the solution, as `nash`.
    status : Status
        Whether there is one.
    utilities : ndarray, shape (n,), optional
        What each party gets; None without an agreement.
    value : float
        What the solution maximises, at its maximum: for Nash the geometric mean of the gains, for Kalai-Smorodinsky
        the smallest ratio of gain to ideal gain, for the egalitarian the smallest gain, for the utilitarian the sum
        of utilities. NaN without an agreement, and for Raiffa, who maximises nothing.
    ideal : ndarray, shape (n,), optional
        The best that each party could get, where the solution asks for it.
    ties : ndarray, shape (k, n)
        Ends of the set of points that attain the same value: one row, or two if it is a segment.
    path : ndarray, shape (k, n)
        The points along the way, if the solution is the end of a path (Raiffa); otherwise empty.
    """

    name: str
    status: Status
    utilities: FloatArray | None = None
    value: float = float("nan")
    ideal: FloatArray | None = None
    ties: FloatArray
    path: FloatArray
