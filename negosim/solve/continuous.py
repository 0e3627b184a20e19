"""Bargaining solutions over one continuous issue, for many problems at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negosim.errors import SolverError
from negosim.solve.arguments import finite_array, positive_weights
from negosim.solve.results import BoolArray, FloatArray, Status
from negosim.solve.search import best_on_interval

__all__ = [
    "Issue",
    "IssueSolution",
    "egalitarian",
    "interval_solutions",
    "kalai_smorodinsky",
    "nash",
    "utilitarian",
]

Utility = Callable[..., ArrayLike]
_AS_GOOD = 5e-13
_CHUNK = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Bargaining problems over one issue x in an interval; the batch axes lead.

    Parameters
    ----------
    utilities : sequence of callable
        A function ``u(x, *args)`` for each party, working elementwise on arrays.
    lo, hi : array_like, shape (...)
        The interval; where `lo` lies above `hi` it is empty and there is no agreement.
    disagreement : array_like, shape (..., n)
        Utility of no agreement.
    args : sequence of array_like, each shape (...)
        Parameters of the utility functions, one value per problem.
    grid : int, default: 65
        Points at which the utilities are looked at first. A maximum narrower than a step may be missed where
        a utility is not concave.
    """

    utilities: Sequence[Utility]
    lo: ArrayLike
    hi: ArrayLike
    disagreement: ArrayLike
    args: Sequence[ArrayLike] = field(default=())
    grid: int = 65


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSolution:
    """The solution of each problem of a batch; NaN where there is no agreement.

    Parameters
    ----------
    name : str
        Name of the solution, as `nash`.
    x : ndarray, shape (...)
        The value of the issue.
    utilities : ndarray, shape (..., n)
        What each party gets.
    agreed : ndarray of bool, shape (...)
        Whether some value is rational for all.
    value : ndarray, shape (...)
        What the solution maximises, at its maximum.
    ideal : ndarray, shape (..., n), optional
        The best that each party could get, where the solution asks for it.
    """

    name: str
    x: FloatArray
    utilities: FloatArray
    agreed: BoolArray
    value: FloatArray
    ideal: FloatArray | None = None

    @property
    def status(self) -> NDArray[np.str_]:
        """Word for each problem: ``ok`` or ``no_agreement``."""
        return np.where(self.agreed, Status.OK.value, Status.NO_AGREEMENT.value)


def interval_solutions(
    u1: Utility,
    u2: Utility,
    lo: ArrayLike,
    hi: ArrayLike,
    disagreement: ArrayLike,
    *,
    args: Sequence[ArrayLike] = (),
) -> dict[str, IssueSolution]:
    """Find the four solutions of two parties over one issue.

    Parameters
    ----------
    u1, u2 : callable
        Utility of each party, ``u(x, *args)``, working elementwise on arrays.
    lo, hi : array_like, shape (...)
        The interval of the issue.
    disagreement : array_like, shape (..., 2)
        Utility of no agreement.
    args : sequence of array_like, each shape (...)
        Parameters of the utility functions, one value per problem.

    Returns
    -------
    dict of str to IssueSolution
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or the shapes do not fit.
    """
    issue = Issue(utilities=(u1, u2), lo=lo, hi=hi, disagreement=disagreement, args=args)
    solvers = (nash, kalai_smorodinsky, egalitarian, utilitarian)
    return {solution.name: solution for solution in (solver(issue) for solver in solvers)}


def nash(issue: Issue, *, weights: ArrayLike | None = None) -> IssueSolution:
    """Maximise the weighted product of the parties' gains.

    Parameters
    ----------
    issue : Issue
        The problems.
    weights : array_like, shape (n,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    IssueSolution
        `value` is the product of the gains to the power of the weights scaled to sum to 1. The issue's value
        is good to about 1e-9 of the interval.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or a weight is not above zero.

    Notes
    -----
    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    powers = positive_weights(weights, len(issue.utilities))

    def product(gains: FloatArray, _: FloatArray) -> FloatArray:
        if weights is None and len(gains) == 2:
            return np.asarray(np.sqrt(gains[0] * gains[1]))
        return np.asarray(np.prod([gain**power for gain, power in zip(gains, powers, strict=True)], axis=0))

    return _solve("nash", issue, product)


def kalai_smorodinsky(issue: Issue) -> IssueSolution:
    """Maximise the smallest ratio of gain to ideal gain, the ideal taken among the values rational for all.

    Parameters
    ----------
    issue : Issue
        The problems.

    Returns
    -------
    IssueSolution
        `value` is the smallest ratio; a party that can gain nothing is left out of it.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975.
    """

    def ratio(gains: FloatArray, ideal: FloatArray) -> FloatArray:
        ratios = [
            np.where(best > _AS_GOOD, gain / np.where(best > _AS_GOOD, best, 1.0), np.inf)
            for gain, best in zip(gains, ideal, strict=True)
        ]
        return np.asarray(np.minimum(np.minimum.reduce(ratios), 1.0))

    return _solve("kalai_smorodinsky", issue, ratio, with_ideal=True)


def egalitarian(issue: Issue, *, proportions: ArrayLike | None = None) -> IssueSolution:
    """Maximise the smallest gain.

    Parameters
    ----------
    issue : Issue
        The problems.
    proportions : array_like, shape (n,), optional
        Gains are counted in these units, all above zero (the proportional solution); one each by default.

    Returns
    -------
    IssueSolution
        `value` is the smallest gain.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity, or a proportion is not above zero.

    Notes
    -----
    Source: Kalai 1977b.
    """
    positive_weights(proportions, len(issue.utilities), "proportions")
    units = (
        np.ones(len(issue.utilities)) if proportions is None else np.asarray(proportions, dtype=np.float64)
    )

    def smallest(gains: FloatArray, _: FloatArray) -> FloatArray:
        return np.asarray(np.minimum.reduce([gain / unit for gain, unit in zip(gains, units, strict=True)]))

    return _solve("egalitarian", issue, smallest)


def utilitarian(issue: Issue) -> IssueSolution:
    """Maximise the sum of utilities among the values rational for all.

    Parameters
    ----------
    issue : Issue
        The problems.

    Returns
    -------
    IssueSolution
        `value` is the sum of the gains over the disagreement point.

    Raises
    ------
    SolverError
        If an argument holds NaN or infinity.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational values as a bargain needs (house rule).
    """

    def total(gains: FloatArray, _: FloatArray) -> FloatArray:
        return np.asarray(np.add.reduce(gains))

    return _solve("utilitarian", issue, total)


Objective = Callable[[FloatArray, FloatArray], FloatArray]


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
    point = finite_array(issue.disagreement, "disagreement")
    if point.ndim == 0 or point.shape[-1] != parties:
        raise SolverError(
            "disagreement", f"its last axis must hold {parties} parties, has shape {point.shape}"
        )
    if issue.grid < 3:
        raise SolverError("grid", f"must be at least 3 points, got {issue.grid}")
    lo, hi = finite_array(issue.lo, "lo"), finite_array(issue.hi, "hi")
    args = [finite_array(arg, f"args[{number}]") for number, arg in enumerate(issue.args)]
    try:
        shape = np.broadcast_shapes(lo.shape, hi.shape, point.shape[:-1], *(arg.shape for arg in args))
    except ValueError:
        raise SolverError("disagreement", "its leading axes do not fit those of lo, hi and args") from None
    lo, hi, *args = (np.broadcast_to(array, shape).reshape(-1) for array in (lo, hi, *args))
    point = np.broadcast_to(point, (*shape, parties)).reshape(-1, parties).T
    return _Flat(lo=lo, hi=hi, point=np.ascontiguousarray(point), args=tuple(args), shape=shape)


def _solve(name: str, issue: Issue, objective: Objective, *, with_ideal: bool = False) -> IssueSolution:
    """Solve the batch in pieces that stay in the processor's cache."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
        """Tell where no party gets less than without an agreement."""
        return np.asarray((utilities - self.point >= -_AS_GOOD).all(axis=0) & ~self.empty)

    def ideal_gains(self) -> FloatArray:
        """Give each party's largest gain among the rational values."""
        own_gains = [self.best(_gain_of(party), self.point)[1] for party in range(len(self.functions))]
        return np.maximum(own_gains, 0.0)

    def best(self, objective: Objective, ideal: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Find the rational value with the largest objective."""

        def key(utilities: FloatArray) -> FloatArray:
            shape = (len(self.point),) + (1,) * (utilities.ndim - 2) + (-1,)
            gains = utilities - self.point.reshape(shape)
            worst = np.minimum.reduce(gains)
            # Objectives are not below zero, so a value that is not rational, ranked by its worst gain, comes
            # last, and the search still finds its way to the rational ones.
            return np.where(
                worst >= -_AS_GOOD, objective(np.maximum(gains, 0.0), ideal.reshape(shape)), worst
            )

        return best_on_interval(lambda x: key(self.utilities(x)), self.grid, key(self.on_grid))


def _gain_of(party: int) -> Objective:
    """Make the objective of a party that thinks of itself only."""
    return lambda gains, _: gains[party]


def _piece(issue: Issue, flat: _Flat, part: slice) -> _Piece:
    """Cut some problems out of the batch and look at their utilities on a grid."""
    lo, hi = flat.lo[part], flat.hi[part]
    steps = np.linspace(0.0, 1.0, issue.grid)[:, None]
    grid = np.where(steps < 1, lo + steps * (np.maximum(hi, lo) - lo), np.maximum(hi, lo))
    args = tuple(arg[part] for arg in flat.args)
    on_grid = []
    for number, function in enumerate(issue.utilities):
        values = np.broadcast_to(np.asarray(function(grid, *args), dtype=np.float64), grid.shape)
        on_grid.append(finite_array(values, f"u{number + 1}"))
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
