"""Raiffa's solutions: the end of a path of interim agreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import of_parties, utility_table
from negosim.solve.programs import ideal_gains, scaled_gains
from negosim.solve.results import FloatArray, PointSolution, Status
from negosim.solve.tolerance import indifference

__all__ = ["Curve", "raiffa_continuous", "raiffa_discrete", "raiffa_lottery"]

_STEPS = 400
_NEAR = 1e-6
"""The end of a path has converged where less than this share of the first ideal gain is left."""


class TwoPartyFrontier(Protocol):
    """A frontier that returns one party's best utility given the other's; `Chain` is one."""

    def first(self, second: ArrayLike) -> FloatArray:
        """Return the best of the first party."""
        ...

    def second(self, first: ArrayLike) -> FloatArray:
        """Return the best of the second party."""
        ...

    def indifference(self, disagreement: FloatArray) -> FloatArray:
        """Return the difference in utility to which each party is indifferent."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A frontier given as a falling function from the first party's utility to the second's.

    Parameters
    ----------
    function : callable
        Continuous and falling on the interval.
    lo, hi : float
        Utilities of the first party between which the frontier runs.
    """

    function: Callable[[float], float]
    lo: float
    hi: float

    def second(self, first: ArrayLike) -> FloatArray:
        """Return the second party's best utility given the first's; minus infinity if the first cannot get it.

        Parameters
        ----------
        first : array_like
            Utility of the first party, a number.

        Returns
        -------
        ndarray
            Utility of the second party.
        """
        x = float(np.asarray(first, dtype=np.float64))
        return np.asarray(-np.inf if x > self.hi else float(self.function(max(x, self.lo))))

    def first(self, second: ArrayLike) -> FloatArray:
        """Return the first party's best utility given the second's; minus infinity if the second cannot get it.

        Parameters
        ----------
        second : array_like
            Utility of the second party, a number.

        Returns
        -------
        ndarray
            Utility of the first party.
        """
        from scipy.optimize import brentq

        y = float(np.asarray(second, dtype=np.float64))
        if y > float(self.function(self.lo)):
            return np.asarray(-np.inf)
        if y <= float(self.function(self.hi)):
            return np.asarray(self.hi)
        return np.asarray(brentq(lambda x: self.function(x) - y, self.lo, self.hi, xtol=1e-15, rtol=1e-15))

    def indifference(self, disagreement: FloatArray) -> FloatArray:
        """Return the difference in utility to which each party is indifferent, relative to what is at stake.

        Parameters
        ----------
        disagreement : ndarray, shape (2,)
            Utility of no agreement.

        Returns
        -------
        ndarray, shape (2,)
            See `negosim.solve.tolerance.indifference`.
        """
        ends = np.array([[x, float(self.function(x))] for x in (self.lo, self.hi)])
        return indifference(ends.max(axis=0), np.abs(ends).max(axis=0), disagreement)


def raiffa_discrete(frontier: TwoPartyFrontier, disagreement: ArrayLike) -> PointSolution:
    """Go halfway to the ideal point, make that the disagreement point, and repeat up to the frontier.

    Parameters
    ----------
    frontier : Chain or Curve
        The frontier of a convex problem.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `path` holds the interim agreements from the disagreement point on; `value` is NaN, since nothing is maximised.

    Raises
    ------
    SolverError
        If the disagreement point is not finite or not one of two parties.

    Notes
    -----
    ``d' = (b1(d) + d1, d2 + b2(d)) / 2``, the average of what the two would get as dictators.

    Source: Raiffa 1953; Luce and Raiffa 1957, s. 6.7.
    """
    point = of_parties("disagreement", disagreement, 2)
    stakes = _stakes(frontier, point)
    if stakes is None:
        return _none("raiffa_discrete")
    path = [point]
    for _ in range(_STEPS):
        point = (point + np.maximum(_best(frontier, point), point)) / 2.0
        path.append(point)
        if (path[-1] - path[-2] <= 1e-15 * stakes).all():
            break
    return _ended("raiffa_discrete", path, frontier, stakes)


def raiffa_continuous(frontier: TwoPartyFrontier, disagreement: ArrayLike) -> PointSolution:
    """Move continuously towards the current ideal point, up to the frontier.

    Parameters
    ----------
    frontier : Chain or Curve
        The frontier of a convex problem.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `path` holds points along the way; `value` is NaN, since nothing is maximised. Accurate to about 1e-8 of the
        ideal gains.

    Raises
    ------
    SolverError
        If the disagreement point is not finite or not one of two parties.

    Notes
    -----
    ``du2/du1 = (b2(u) - u2) / (b1(u) - u1)``, followed in a time in which the distance to the frontier falls
    exponentially.

    Source: Raiffa 1953; Livne 1989.
    """
    from scipy.integrate import solve_ivp

    point = of_parties("disagreement", disagreement, 2)
    stakes = _stakes(frontier, point)
    if stakes is None:
        return _none("raiffa_continuous")
    units = np.where(stakes > 0, stakes, 1.0)

    def towards_ideal(_: float, gains: FloatArray) -> FloatArray:
        # The step may overshoot the frontier by its error; from there the way leads nowhere.
        current = point + gains * units
        return np.asarray(np.maximum(_best(frontier, current) - current, 0.0) / units)

    way = solve_ivp(towards_ideal, (0.0, 40.0), np.zeros(2), method="DOP853", rtol=1e-11, atol=1e-13)
    return _ended("raiffa_continuous", list(point + way.y.T * units), frontier, stakes)


def raiffa_lottery(utilities: ArrayLike, disagreement: ArrayLike) -> PointSolution:
    """Find the discrete Raiffa solution of any number of parties over lotteries on a list of outcomes.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `path` holds the interim agreements from the disagreement point on.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Each interim agreement is the average of what the parties would get as dictators, the others held at the
    one before.

    Source: Raiffa 1953, for n parties Thomson 1994.
    """
    table = utility_table("utilities", utilities)
    point = of_parties("disagreement", disagreement, table.shape[1])
    gains, units = scaled_gains(table, point)
    best = ideal_gains(gains)
    if best is None:
        return _none("raiffa_discrete", parties=table.shape[1])
    path = [np.zeros(len(point))]
    near = 1e-9 * best.max()
    for _ in range(_STEPS):
        left = best - path[-1]
        if left.max() <= near:
            break
        path.append(path[-1] + left / len(point))
        further = ideal_gains(gains - path[-1])
        # Near the frontier the program may find no room at all for what the last step promised by a rounding.
        best = path[-1] if further is None else path[-1] + further
    status = Status.OK if left.max() <= near else Status.NOT_CONVERGED
    return _wrapped("raiffa_discrete", point + np.array(path) * units, status)


def _stakes(frontier: TwoPartyFrontier, point: FloatArray) -> FloatArray | None:
    """Return the most that each party could gain; None if no point is rational for both."""
    best = _best(frontier, point)
    if not np.isfinite(best).all() or (best < point - frontier.indifference(point)).any():
        return None
    return np.maximum(best - point, 0.0)


def _best(frontier: TwoPartyFrontier, point: FloatArray) -> FloatArray:
    """Return the ideal point seen from a point."""
    return np.array([float(frontier.first(point[1])), float(frontier.second(point[0]))])


def _ended(name: str, path: list[FloatArray], frontier: TwoPartyFrontier, stakes: FloatArray) -> PointSolution:
    """Put the end of a path on the frontier, and return whether it had converged."""
    left = _best(frontier, path[-1]) - path[-1]
    near = bool((left <= np.maximum(_NEAR * stakes, frontier.indifference(path[0]))).all())
    first = min(float(path[-1][0]), float(frontier.first(path[0][1])))
    end = np.array([first, max(float(frontier.second(first)), path[0][1])])
    return _wrapped(name, np.array([*path[:-1], end]), Status.OK if near else Status.NOT_CONVERGED)


def _wrapped(name: str, path: FloatArray, status: Status) -> PointSolution:
    """Wrap a path."""
    return PointSolution(name=name, status=status, utilities=path[-1], ties=path[-1:], path=path)


def _none(name: str, *, parties: int = 2) -> PointSolution:
    """Return the result for no point that is rational for all."""
    empty = np.empty((0, parties))
    return PointSolution(name=name, status=Status.NO_AGREEMENT, ties=empty, path=empty)
