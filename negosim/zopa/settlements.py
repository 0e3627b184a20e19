"""The four solutions of a scenario on a day, in its own terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from negosim.domain.issues import Continuous, bounds, levels
from negosim.domain.terms import Value, terms_of
from negosim.rules.lower import Lowered
from negosim.rules.values import interpolate
from negosim.solve import mixed_solutions
from negosim.solve.four import four_solutions
from negosim.solve.mixed import MixedFrontier, mixed_frontier
from negosim.solve.pieces import solve_by_pieces
from negosim.solve.results import PointSolution, Status
from negosim.zopa.outcomes import OutcomeSpace
from negosim.zopa.reservations import Day, Levels

CLOSE = 1e-12  # as the rules have it: utilities that differ by less are equal
NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSolution:
    """A solution in the scenario's own terms.

    Parameters
    ----------
    status : Status
        ``no_agreement`` where no outcome is rational for all.
    terms : dict or None
        The outcome; ``None`` without one, and for a lottery over several.
    utilities : dict or None
        What each party gets.
    ties : tuple of dict
        Every outcome that reaches the same value, where there is more than one; of a lottery, those it is
        drawn from.
    """

    name: str
    status: Status
    terms: dict[str, Value] | None
    utilities: dict[str, float] | None
    ties: tuple[dict[str, Value], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the solution as JSON has it."""
        found = {"status": str(self.status), "terms": self.terms, "utilities": self.utilities}
        return {**found, "ties": list(self.ties)} if self.ties else found


def solutions_on(
    space: OutcomeSpace, day: Day, zone: Levels | None, *, lotteries: bool = False
) -> dict[str, ZoneSolution]:
    """Return the four solutions on a day.

    They are exact over one continuous issue (piece by piece), over a list of outcomes, and where preferences are
    additive and linear in every continuous issue; otherwise the best of the table of outcomes.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.
    day : Day
        The parties' reservation values on it are the disagreement point; what a ratifier would reject is left out.
    zone : tuple of float or None
        The zone of agreement on that day.
    lotteries : bool
        Whether the parties can agree on a lottery over outcomes; the table then stands for the space.
    """
    lowered = space.lowered
    continuous = isinstance(lowered.scenario.issues[0], Continuous)
    if lowered.scenario.in_units and continuous and not lotteries:
        return _exact_solutions(lowered, space, day, zone)
    frontier = None if lotteries or day.own != day.utilities else additive_frontier(space)
    if frontier is not None:
        return _frontier_solutions(space, frontier, day)
    issues, parties = lowered.scenario.issues, lowered.scenario.parties
    found = {}
    utilities = space.utilities()
    allowed = np.arange(len(utilities))
    if day.own != day.utilities:
        allowed = np.flatnonzero((utilities >= np.array(day.utilities) - CLOSE).all(axis=1))
    if len(allowed) == 0:
        return _no_agreement()
    for name, solution in four_solutions(utilities[allowed], day.own, lotteries=lotteries).items():
        ties = tuple(terms_of(issues, space.rows[allowed[tie]].tolist()) for tie in solution.ties)
        worth = None if solution.utilities is None else dict(zip(parties, solution.utilities.tolist(), strict=True))
        terms = None if solution.index is None else terms_of(issues, space.rows[allowed[solution.index]].tolist())
        found[name] = ZoneSolution(
            name=name, status=solution.status, terms=terms, utilities=worth, ties=ties if len(ties) > 1 else ()
        )
    return found


def _no_agreement() -> dict[str, ZoneSolution]:
    return {name: ZoneSolution(name=name, status=Status.NO_AGREEMENT, terms=None, utilities=None) for name in NAMES}


def _exact_solutions(lowered: Lowered, space: OutcomeSpace, day: Day, zone: Levels | None) -> dict[str, ZoneSolution]:
    if zone is None:
        return _no_agreement()
    issue, parties = lowered.scenario.issues[0].name, lowered.scenario.parties
    functions = [party.functions[0] for party in space.talks.parties]

    def first(x: float) -> float:
        return interpolate(functions[0], x)

    def second(x: float) -> float:
        return interpolate(functions[1], x)

    kinks = [knot.x for function in functions for knot in function.knots]
    return {
        name: ZoneSolution(
            name=name,
            status=Status.OK,
            terms={issue: solution.x},
            utilities={parties[0]: first(solution.x), parties[1]: second(solution.x)},
            ties=tuple({issue: x} for x in solution.ties),
        )
        for name, solution in solve_by_pieces((first, second), kinks, *zone, day.own).items()
    }


def additive_frontier(space: OutcomeSpace) -> MixedFrontier | None:
    """Return the exact frontier where preferences are additive and linear in every continuous issue, else ``None``."""
    issues = space.lowered.scenario.issues
    if space.lowered.scenario.payments is not None or space.finite:
        return None
    slopes, choices = [], []
    parties = range(len(space.talks.parties))
    base = np.zeros(len(parties))
    for number, issue in enumerate(issues):
        ends = np.array([space.part_of_utility(party, number, np.array(bounds(issue))) for party in parties])
        if levels(issue) > 0:
            points = np.arange(levels(issue), dtype=np.float64) + bounds(issue)[0]
            choices.append(np.stack([space.part_of_utility(party, number, points) for party in parties], axis=1))
        elif all(space.is_linear(party, number) for party in parties):
            slopes.append(ends[:, 1] - ends[:, 0])
            base += ends[:, 0]
        else:
            return None
    return mixed_frontier(choices, [slope[0] for slope in slopes], [slope[1] for slope in slopes], base=base)


def _frontier_solutions(space: OutcomeSpace, frontier: MixedFrontier, day: Day) -> dict[str, ZoneSolution]:
    solvers: tuple[Callable[[MixedFrontier, ArrayLike], PointSolution], ...] = (
        mixed_solutions.nash,
        mixed_solutions.kalai_smorodinsky,
        mixed_solutions.egalitarian,
        mixed_solutions.utilitarian,
    )
    found = {}
    for name, solver in zip(NAMES, solvers, strict=True):
        solution = solver(frontier, day.utilities)
        worth = terms = None
        ties: tuple[dict[str, Value], ...] = ()
        if solution.utilities is not None:
            worth = dict(zip(space.lowered.scenario.parties, solution.utilities.tolist(), strict=True))
            terms = _terms_at(space, frontier, float(solution.utilities[0]))
            ties = tuple(_terms_at(space, frontier, float(point[0])) for point in solution.ties)
        found[name] = ZoneSolution(
            name=name, status=solution.status, terms=terms, utilities=worth, ties=ties if len(ties) > 1 else ()
        )
    return found


def _terms_at(space: OutcomeSpace, frontier: MixedFrontier, first: float) -> dict[str, Value]:
    """Return the terms of the frontier's point at which the first party gets so much."""
    issues = space.lowered.scenario.issues
    choice, shares = frontier.terms_at(min(first, float(frontier.ends[-1, 0])))
    picked, given = iter(choice.tolist()), iter(shares.tolist())
    outcome = []
    for issue in issues:
        low, high = bounds(issue)
        outcome.append(low + next(picked) if levels(issue) > 0 else low + next(given) * (high - low))
    return terms_of(issues, outcome)
