"""The exact frontier of two parties over finite and divisible issues together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.additive import additive_pareto
from negosim.solve.arguments import of_parties
from negosim.solve.chain import Chain
from negosim.solve.envelope import falling, joined, upper_envelope
from negosim.solve.linear import LinearFrontier, linear_frontier
from negosim.solve.piecewise import PiecewiseFrontier
from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import TOLERANCE, power_of_two

__all__ = ["MixedFrontier", "mixed_frontier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedFrontier(PiecewiseFrontier):
    """The Pareto frontier of a space with finite and divisible issues.

    Parameters
    ----------
    choices : ndarray of int, shape (k, finite issues)
        Number of the chosen value of each finite issue on the piece.
    offsets : ndarray, shape (k, 2)
        Contribution of that choice to each party's utility.
    divisible : LinearFrontier
        The frontier of the divisible issues alone.
    """

    choices: IndexArray
    offsets: FloatArray
    divisible: LinearFrontier

    def terms_at(self, first: float) -> tuple[IndexArray, FloatArray]:
        """Return the terms of the best agreement that gives the first party at least a given utility.

        Parameters
        ----------
        first : float
            Utility of the first party.

        Returns
        -------
        choice : ndarray of int, shape (finite issues,)
            Number of the value of each finite issue.
        values : ndarray, shape (divisible issues,)
            Value of each divisible issue, 0 to 1.

        Raises
        ------
        SolverError
            If the first party cannot get that much.
        """
        # What rounding adds to a utility must not lead past a drop, to other terms.
        slack = TOLERANCE * float(power_of_two(np.abs(self.ends[:, 0]).max()))
        piece = int(np.searchsorted(self.ends[:, 0], first - slack))
        if piece == len(self.ends):
            raise SolverError("first", f"{first:g} is beyond the frontier, which ends at {self.ends[-1, 0]:g}")
        x = self.divisible.chain.vertices[:, 0]
        at = max(first, self.starts[piece, 0]) - self.offsets[piece, 0]
        return self.choices[piece], self.divisible.values_at(float(np.clip(at, x[0], x[-1])))


def mixed_frontier(
    values: Sequence[ArrayLike], first: ArrayLike, second: ArrayLike, *, base: ArrayLike = (0.0, 0.0)
) -> MixedFrontier:
    """Find the Pareto frontier of additive preferences over finite and divisible issues.

    Parameters
    ----------
    values : sequence of array_like, each shape (values of the issue, 2)
        What each value of a finite issue adds to each party's utility; empty if there is none.
    first, second : array_like, shape (divisible issues,)
        Increase of each party's utility as a divisible issue goes from 0 to 1; empty if there is none.
    base : array_like, shape (2,), default: (0, 0)
        Utility of each party with all divisible issues at 0.

    Returns
    -------
    MixedFrontier
        Exact, up to rounding in the last bits.

    Raises
    ------
    SolverError
        If an issue is empty, a shape does not fit, or a number is not finite.

    Notes
    -----
    Each efficient choice of the finite issues moves the chain of the divisible ones; the frontier is the
    upper envelope of the moved chains, merged two by two, restricted to its efficient points.

    Source: Raiffa 1982, ch. 10-11; the envelope is our own derivation.
    """
    finite = additive_pareto(values or [np.zeros((1, 2))])  # without finite issues: one choice, of nothing
    divisible = linear_frontier(first, second, base=base) if np.size(first) or np.size(second) else _undivided(base)
    vertices = divisible.chain.vertices
    # In units in which utilities lie below 1, so that what is too small to count is the same for both parties.
    units = power_of_two(np.maximum(np.abs(vertices).max(axis=0), np.abs(finite.points).max(axis=0)))
    envelopes = [joined((vertices + point) / units, owner) for owner, point in enumerate(finite.points)]
    pieces = falling(upper_envelope(envelopes))
    return MixedFrontier(
        starts=pieces.starts * units,
        ends=pieces.ends * units,
        choices=finite.choices[pieces.owners, : len(values)],
        offsets=finite.points[pieces.owners],
        divisible=divisible,
    )


def _undivided(base: ArrayLike) -> LinearFrontier:
    """Make the frontier of no divisible issue at all: one point."""
    vertices = of_parties("base", base, 2)[None, :]
    return LinearFrontier(chain=Chain(vertices=vertices, indices=np.empty(0, dtype=np.int64)), corners=np.empty((1, 0)))
