"""The exact frontier of linear-additive preferences over divisible issues."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, of_parties
from negosim.solve.chain import Chain, supported
from negosim.solve.results import FloatArray

__all__ = ["LinearFrontier", "divided_frontier", "linear_frontier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearFrontier:
    """The frontier of two parties whose utilities are linear in several issues.

    Parameters
    ----------
    chain : Chain
        The frontier in utility space.
    corners : ndarray, shape (k, issues)
        Value of each issue, 0 to 1, at each vertex of the chain.
    """

    chain: Chain
    corners: FloatArray

    def values_at(self, first: float) -> FloatArray:
        """Return the efficient values of the issues at a point of the frontier.

        Parameters
        ----------
        first : float
            Utility of the first party there.

        Returns
        -------
        ndarray, shape (issues,)
            Values from 0 to 1; between two vertices at most the issues of one ratio of weights are divided.

        Raises
        ------
        SolverError
            If the frontier has no such point.
        """
        x = self.chain.vertices[:, 0]
        if not x[0] <= first <= x[-1]:
            raise SolverError("first", f"{first:g} is not on the frontier, which runs from {x[0]:g} to {x[-1]:g}")
        return np.array([np.interp(first, x, issue) for issue in self.corners.T])


def linear_frontier(first: ArrayLike, second: ArrayLike, *, base: ArrayLike = (0.0, 0.0)) -> LinearFrontier:
    """Find the frontier of two parties whose utilities are linear in issues with values from 0 to 1.

    Parameters
    ----------
    first, second : array_like, shape (issues,)
        Increase of each party's utility as an issue goes from 0 to 1; negative if the party wants the issue low.
    base : array_like, shape (2,), default: (0, 0)
        Utility of each party with all issues at 0.

    Returns
    -------
    LinearFrontier
        Exact, with the values of the issues.

    Raises
    ------
    SolverError
        If there is no issue, the numbers of issues differ, or a value is not finite.

    Notes
    -----
    If the parties want the same, the issue is set at that end. The others start at the second party's best and are
    transferred to the first in decreasing order of the ratio of the weights, first's to second's; the sums along the
    way are the extreme points (a fractional knapsack).

    Source: Raiffa 1982, ch. 10-11; Keeney and Raiffa 1976.
    """
    a, b = numbers("first", first), numbers("second", second)
    if a.ndim != 1 or a.size == 0:
        raise SolverError("first", f"must hold one number per issue, has shape {a.shape}")
    if b.shape != a.shape:
        raise SolverError("second", f"must hold as many issues as first, {a.size}, has shape {b.shape}")
    start = np.where((b > 0) | ((b == 0) & (a > 0)), 1.0, 0.0)
    opposed = np.flatnonzero(np.sign(a) * np.sign(b) < 0)
    order = opposed[np.argsort(-np.abs(a[opposed] / b[opposed]), kind="stable")]
    steps = np.zeros((len(order) + 1, len(a)))
    steps[np.arange(1, len(order) + 1), order] = np.where(a[order] > 0, 1.0, -1.0)
    corners = start + np.cumsum(steps, axis=0)
    vertices = corners @ np.column_stack((a, b)) + of_parties("base", base, 2)
    kept = supported(vertices)
    return LinearFrontier(
        chain=Chain(vertices=vertices[kept], indices=np.empty(0, dtype=np.int64)), corners=corners[kept]
    )


def divided_frontier(first: ArrayLike, second: ArrayLike) -> LinearFrontier:
    """Find the frontier of two parties who divide issues, each weighing them in its own way.

    Parameters
    ----------
    first, second : array_like, shape (issues,)
        Value of the whole of an issue to each party, not below zero.

    Returns
    -------
    LinearFrontier
        The values of the issues are the first party's shares; the second party has the rest.

    Raises
    ------
    SolverError
        If there is no issue, the numbers of issues differ, or a weight is below zero or not finite.

    Notes
    -----
    Source: Raiffa 1982, ch. 10-11.
    """
    weights = numbers("first", first), numbers("second", second)
    for values, argument in zip(weights, ("first", "second"), strict=True):
        if (values < 0).any():
            raise SolverError(argument, "must not be below zero")
    return linear_frontier(weights[0], -weights[1], base=(0.0, float(weights[1].sum())))
