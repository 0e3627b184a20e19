"""One continuous issue: the problem, and the search that all its solutions share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers
from negosim.solve.results import BoolArray, FloatArray, StatusArray, statuses
from negosim.solve.search import best_on_interval
from negosim.solve.tolerance import indifference

__all__ = ["Issue", "IssueSolution", "Objective", "Utility", "best_value"]

Utility = Callable[..., ArrayLike]
Objective = Callable[[FloatArray, FloatArray], Callable[[FloatArray, FloatArray], FloatArray]]
"""From the ideal gains, shape (n, batch), and the utilities on a grid, shape (n, grid, batch), to what is maximised: a
function of the gains over no agreement and the utilities, both of shape (n, ..., batch)."""
_CHUNK = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Bargaining problems over one issue x in an interval; the batch axes lead.

    Parameters
    ----------
    utilities : sequence of callable
        A function ``u(x, *args)`` for each party, working elementwise on arrays.
    lo, hi : array_like, shape (...)
        The interval; if `lo` is above `hi` it is empty and there is no agreement.
    disagreement : array_like, shape (..., n)
        Utility of no agreement.
    args : sequence of array_like, each shape (...)
        Parameters of the utility functions, one value per problem.
    grid : int, default: 33
        Points at which the utilities are evaluated first. A maximum narrower than a step may be missed if a utility is
        not concave.
    """

    utilities: Sequence[Utility]
    lo: ArrayLike
    hi: ArrayLike
    disagreement: ArrayLike
    args: Sequence[ArrayLike] = field(default=())
    grid: int = 33


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSolution:
    """The solution of each problem of a batch; NaN if there is no agreement.

    Parameters
    ----------
    name : str
        Name of the solution, as `nash`.
    x : ndarray, shape (...)
        The value of the issue.
    utilities : ndarray, shape (..., n)
        Utility of each party.
    agreed : ndarray of bool, shape (...)
        Whether some value is rational for all.
    value : ndarray, shape (...)
        What the solution maximises, at its maximum.
    ideal : ndarray, shape (..., n), optional
        The best that each party could get, if the solution uses it.
    """

    name: str
    x: FloatArray
    utilities: FloatArray
    agreed: BoolArray
    value: FloatArray
    ideal: FloatArray | None = None

    @property
    def status(self) -> StatusArray:
        """Word for each problem: ``ok`` or ``no_agreement``."""
        return statuses(self.agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flat:
    """A batch with its axes rolled into one."""

    lo: FloatArray
    hi: FloatArray
    point: FloatArray  # (n, batch)
    args: tuple[FloatArray, ...]
    shape: tuple[int, ...]


def _flat(issue: Issue) -> _Flat:
    """Check the arguments and broadcast them to one batch."""
    parties = len(issue.utilities)
    point = numbers("disagreement", issue.disagreement)
    if point.ndim == 0 or point.shape[-1] != parties:
        raise SolverError("disagreement", f"its last axis must hold {parties} parties, has shape {point.shape}")
    if issue.grid < 3:
        raise SolverError("grid", f"must be at least 3 points, got {issue.grid}")
    lo, hi = numbers("lo", issue.lo), numbers("hi", issue.hi)
    args = [numbers(f"args[{number}]", arg) for number, arg in enumerate(issue.args)]
    try:
        shape = np.broadcast_shapes(lo.shape, hi.shape, point.shape[:-1], *(arg.shape for arg in args))
    except ValueError:
        raise SolverError("disagreement", "its leading axes do not fit those of lo, hi and args") from None
    lo, hi, *args = (np.broadcast_to(array, shape).reshape(-1) for array in (lo, hi, *args))
    point = np.broadcast_to(point, (*shape, parties)).reshape(-1, parties).T
    return _Flat(lo=lo, hi=hi, point=np.ascontiguousarray(point), args=tuple(args), shape=shape)


def best_value(name: str, issue: Issue, objective: Objective, *, with_ideal: bool = False) -> IssueSolution:
    """Find the value of the issue with the largest objective among those rational for all, in each problem.

    Parameters
    ----------
    name : str
        Name of the solution.
    issue : Issue
        The problems.
    objective : callable
        The function to maximise, not below zero.
    with_ideal : bool, default: False
        Whether the objective needs the ideal gains; without it they are not computed.

    Returns
    -------
    IssueSolution
        Solved in pieces that stay in the processor's cache.

    Raises
    ------
    SolverError
        If an argument of the issue holds NaN or infinity, or the shapes do not fit.
    """
    flat = _flat(issue)
    parties, size = flat.point.shape
    x, value, agreed = np.empty(size), np.empty(size), np.empty(size, dtype=np.bool_)
    utilities, ideal = np.empty((parties, size)), np.empty((parties, size))
    for start in range(0, size, _CHUNK):
        part = slice(start, start + _CHUNK)
        piece = _piece(issue, flat, part)
        if with_ideal:
            ideal[:, part] = piece.ideal_gains()
        x[part], value[part] = piece.best(objective, ideal[:, part])
        utilities[:, part] = piece.utilities(x[part])
        agreed[part] = piece.rational(utilities[:, part])
    ideal += flat.point
    for result in (x, value, *utilities, *ideal):
        result[~agreed] = np.nan
    return IssueSolution(
        name=name,
        x=x.reshape(flat.shape),
        utilities=utilities.T.reshape(*flat.shape, parties),
        agreed=agreed.reshape(flat.shape),
        value=value.reshape(flat.shape),
        ideal=ideal.T.reshape(*flat.shape, parties) if with_ideal else None,
    )


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """Some problems of the batch."""

    functions: Sequence[Utility]
    lo: FloatArray
    hi: FloatArray
    empty: BoolArray
    point: FloatArray
    args: tuple[FloatArray, ...]
    grid: FloatArray
    on_grid: FloatArray

    def utilities(self, x: FloatArray) -> FloatArray:
        """Evaluate all parties: shape (n, *x.shape)."""
        return np.array([np.broadcast_to(function(x, *self.args), x.shape) for function in self.functions])

    def rational(self, utilities: FloatArray) -> BoolArray:
        """Return where no party gets less than without an agreement."""
        return np.asarray((utilities - self.point >= -self.indifference).all(axis=0) & ~self.empty)

    def ideal_gains(self) -> FloatArray:
        """Return each party's largest gain among the rational values; zero for less than it minds."""
        own_gains = np.array([self.best(_gain_of(party), self.point)[1] for party in range(len(self.functions))])
        return np.where(own_gains > self.indifference, own_gains, 0.0)

    def best(self, objective: Objective, ideal: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Find the rational value with the largest objective."""
        aim = objective(ideal, self.on_grid)

        def key(utilities: FloatArray) -> FloatArray:
            batch = (slice(None),) if utilities.ndim == 2 else (slice(None), None)
            gains = utilities - self.point[batch]
            worst = np.minimum.reduce(gains * self.per_indifference[batch])
            # Objectives are not below zero, so a value that is not rational, ranked by its worst gain, comes
            # last, and the search still finds its way to the rational ones.
            return np.where(worst >= -1.0, aim(np.maximum(gains, 0.0), utilities), worst)

        return best_on_interval(lambda x: key(self.utilities(x)), self.grid, key(self.on_grid))

    @cached_property
    def indifference(self) -> FloatArray:
        """Return the difference in utility to which each party is indifferent, shape (n, batch)."""
        return indifference(self.on_grid.max(axis=1), np.abs(self.on_grid).max(axis=1), self.point)

    @cached_property
    def per_indifference(self) -> FloatArray:
        """Return the inverse, by which gains are measured if a value is not rational."""
        return 1.0 / np.maximum(self.indifference, np.finfo(np.float64).tiny)


def _gain_of(party: int) -> Objective:
    """Return the objective of a single party's own gain."""
    return lambda _ideal, _grid: lambda gains, _utilities: np.asarray(gains[party])


def _piece(issue: Issue, flat: _Flat, part: slice) -> _Piece:
    """Cut some problems out of the batch and look at their utilities on a grid."""
    lo, hi = flat.lo[part], flat.hi[part]
    steps = np.linspace(0.0, 1.0, issue.grid)[:, None]
    grid = np.where(steps < 1, lo + steps * (np.maximum(hi, lo) - lo), np.maximum(hi, lo))
    args = tuple(arg[part] for arg in flat.args)
    on_grid = []
    for number, function in enumerate(issue.utilities):
        values = np.broadcast_to(np.asarray(function(grid, *args), dtype=np.float64), grid.shape)
        on_grid.append(numbers(f"u{number + 1}", values))
    return _Piece(
        functions=issue.utilities,
        lo=lo,
        hi=hi,
        empty=lo > hi,
        point=flat.point[:, part],
        args=args,
        grid=grid,
        on_grid=np.array(on_grid),
    )
