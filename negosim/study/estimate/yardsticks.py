"""Yardsticks for the results of negotiations: the Nash solution, and the largest sum of utilities."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from negosim.rules.begin import begin
from negosim.rules.lower import Lowered
from negosim.rules.stances import reservation
from negosim.rules.values import INDIFFERENT
from negosim.solve.frontier import pareto
from negosim.zopa.frontiers import additive_frontier, efficient_outcomes
from negosim.zopa.outcomes import OutcomeSpace

__all__ = ["Yardsticks", "yardsticks_of"]

POINTS = 4_000  # number of points of a frontier with segments
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardsticks:
    """The Nash solution and the largest sum of utilities in each replicate.

    If no outcome is rational for both sides, they are those of no agreement. The disagreement point is the
    reservation values at the start, and all issues count as on the table.

    Parameters
    ----------
    nash : array, shape (replicates, 2)
        The parties' utilities at the Nash solution.
    joint : array, shape (replicates,)
        The largest sum of their utilities among rational outcomes.
    """

    nash: Reals
    joint: Reals

    def efficiency(self, utilities: Reals, first: int) -> Reals:
        """Return the joint efficiency of replicates from ``first`` on: the sum of utilities as a share of the largest.

        It is nan if the largest sum is not above 0.
        """
        joint = self.joint[first : first + len(utilities)]
        efficiency: Reals = utilities.sum(axis=1) / np.where(joint > 0.0, joint, np.nan)
        return efficiency

    def distance(self, utilities: Reals, first: int) -> Reals:
        """Return the distance of the utilities from the Nash solution, in replicates from ``first`` on."""
        apart = utilities - self.nash[first : first + len(utilities)]
        return np.asarray(np.hypot(apart[:, 0], apart[:, 1]))


def yardsticks_of(lowered: Lowered, seed: int, replicates: int) -> Yardsticks | None:
    """Return the yardsticks of replicates from 0 on; ``None`` if the preferences, and so the frontier, are drawn."""
    talks = lowered.talks()
    if talks.drawn_preferences:
        return None
    begin(talks, seed, 0)
    space = OutcomeSpace(lowered=lowered, talks=talks)
    if space.is_sampled:
        space = replace(space, efficient=efficient_outcomes(space))
    frontier = _points(space)
    floors = np.empty((replicates, 2))
    for number in range(replicates):
        begin(talks, seed, number)
        floors[number] = [reservation(party, 0.0) for party in talks.parties]
    distinct, places = np.unique(floors, axis=0, return_inverse=True)
    solved = np.array([_solve(frontier, floor) for floor in distinct])[places.reshape(-1)]
    return Yardsticks(nash=solved[:, :2], joint=solved[:, 2])


def _points(space: OutcomeSpace) -> Reals:
    """Return points of the Pareto frontier, shape (k, 2): all of a finite one, else evenly spaced ones."""
    exact = None if space.finite or space.lowered.scenario.in_units else additive_frontier(space)
    if exact is None:
        return pareto(space.utilities()).points
    pieces = exact.above((0.0, 0.0))
    shares = np.linspace(0.0, 1.0, max(2, POINTS // len(pieces.starts)))[:, None, None]
    points: Reals = (pieces.starts + shares * (pieces.ends - pieces.starts)).reshape(-1, 2)
    return np.unique(points, axis=0)


def _solve(frontier: Reals, floor: Reals) -> tuple[float, float, float]:
    """Return both utilities at the Nash solution, and the largest sum of utilities."""
    gains = frontier - floor
    rational = (gains >= -INDIFFERENT).all(axis=1)
    if not rational.any():
        return float(floor[0]), float(floor[1]), float(floor.sum())
    points = frontier[rational]
    best = points[np.maximum(gains[rational], 0.0).prod(axis=1).argmax()]
    return float(best[0]), float(best[1]), float(points.sum(axis=1).max())
