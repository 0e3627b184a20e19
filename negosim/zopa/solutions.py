"""The bargaining solutions of a scenario on a day, as terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from negosim.domain.issues import levels
from negosim.domain.terms import Value, terms_of
from negosim.rules.outcomes import ON_STEP
from negosim.rules.values import INDIFFERENT
from negosim.solve.catalogue import SOLUTIONS
from negosim.solve.finite import gains_over
from negosim.solve.lotteries import lotteries_over
from negosim.solve.results import FloatArray, Solution, Status
from negosim.zopa.frontiers import ScenarioFrontier, frontier_on
from negosim.zopa.outcomes import OutcomeSpace
from negosim.zopa.reservations import Day, Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSolution:
    """A solution in the terms of the scenario.

    Parameters
    ----------
    status : Status
        ``no_agreement`` if no outcome is rational for all.
    terms : dict or None
        The outcome; ``None`` if there is none, or if the solution is a lottery.
    utilities : dict or None
        Utility of each party; ``None`` without an outcome.
    ties : tuple of dict
        Every outcome with the same value, if there is more than one; for a lottery, the outcomes from which it is
        drawn.
    """

    name: str
    status: Status
    terms: dict[str, Value] | None
    utilities: dict[str, float] | None
    ties: tuple[dict[str, Value], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the solution as a dict for JSON."""
        values = {"status": str(self.status), "terms": self.terms, "utilities": self.utilities}
        return {**values, "ties": list(self.ties)} if self.ties else values


def solutions_on(
    space: OutcomeSpace, day: Day, zone: Levels | None, *, lotteries: bool = False
) -> dict[str, ZoneSolution]:
    """Return the bargaining solutions on a day.

    They are exact for a single issue, for a list of outcomes, and if preferences are additive and linear in every
    continuous issue. Otherwise they are the best outcomes of the table.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.
    day : Day
        What both sides would accept on the day. The parties' reservation values are the disagreement point, and
        outcomes that a ratifier would reject are left out.
    zone : tuple of float or None
        The zone of agreement on that day.
    lotteries : bool
        Whether the parties can agree on a lottery over outcomes; the table then represents the outcome space.

    Returns
    -------
    dict of str to ZoneSolution
        The solutions of `negosim.solve.SOLUTIONS` that are defined for the scenario. Raiffa's requires a convex
        problem.
    """
    scenario = space.lowered.scenario
    if zone is None and scenario.in_units and not lotteries:
        return {concept.name: _nothing(concept.name) for concept in SOLUTIONS if concept.finite}
    frontier = None if lotteries else frontier_on(space, day, zone)
    if frontier is None:
        return _listed(space, space.rows, day, lotteries=lotteries)
    if zone is not None and scenario.in_units and levels(scenario.issues[0]) > 0:
        return _listed(space, _whole_numbers(frontier, day, zone), day)
    return _along(space, frontier, day)


def _along(space: OutcomeSpace, frontier: ScenarioFrontier, day: Day) -> dict[str, ZoneSolution]:
    """Solve on the exact frontier."""
    solutions = {}
    for concept in SOLUTIONS:
        solution = concept.over_pieces(frontier.pieces, day.own)
        if solution is None:
            continue
        if solution.utilities is None:
            solutions[concept.name] = _nothing(concept.name)
            continue
        chosen = frontier.outcomes_at(solution.utilities)
        tied = np.concatenate([frontier.outcomes_at(tie) for tie in solution.ties])
        solutions[concept.name] = _named(space, concept.name, chosen[0], np.unique(tied, axis=0))
    return solutions


def _whole_numbers(frontier: ScenarioFrontier, day: Day, zone: Levels) -> FloatArray:
    """Return the whole numbers next to the solutions of an integer issue that was solved as a continuous one."""
    solutions = [concept.over_pieces(frontier.pieces, day.own) for concept in SOLUTIONS]
    points = [point for solution in solutions if solution is not None for point in solution.ties]
    best = [frontier.outcomes_at(np.array(point)) for point in (frontier.pieces.starts[0], frontier.pieces.ends[-1])]
    places = np.concatenate([*(frontier.outcomes_at(point) for point in points), *best, np.array(zone)[:, None]])
    slack = ON_STEP + 1e-14 * np.abs(places)
    return np.unique(np.clip(np.concatenate((np.floor(places + slack), np.ceil(places - slack))), *zone), axis=0)


def _listed(space: OutcomeSpace, rows: FloatArray, day: Day, *, lotteries: bool = False) -> dict[str, ZoneSolution]:
    """Solve over a list of outcomes."""
    utilities = space.utilities(rows)
    if day.own != day.utilities:
        allowed = (utilities >= np.array(day.utilities) - INDIFFERENT).all(axis=1)
        rows, utilities = rows[allowed], utilities[allowed]
    concepts = [concept for concept in SOLUTIONS if lotteries or concept.finite]
    if len(rows) == 0:
        return {concept.name: _nothing(concept.name) for concept in concepts}
    if lotteries:
        mixed = lotteries_over(utilities, day.own)
        drawn = [concept.over_lotteries(mixed) for concept in SOLUTIONS]
        return {solution.name: _from_list(space, rows, solution) for solution in drawn if solution is not None}
    gains = gains_over(utilities, day.own)
    return {
        concept.name: _from_list(space, rows, concept.finite(gains, None)) for concept in concepts if concept.finite
    }


def _from_list(space: OutcomeSpace, rows: FloatArray, solution: Solution) -> ZoneSolution:
    if solution.utilities is None:
        return _nothing(solution.name)
    if solution.index is not None:
        return _named(space, solution.name, rows[solution.index], rows[solution.ties])
    scenario = space.lowered.scenario
    return ZoneSolution(
        name=solution.name,
        status=solution.status,
        terms=None,
        utilities=dict(zip(scenario.parties, solution.utilities.tolist(), strict=True)),
        ties=tuple(terms_of(scenario.issues, row) for row in rows[solution.ties].tolist()),
    )


def _named(space: OutcomeSpace, name: str, outcome: FloatArray, ties: FloatArray) -> ZoneSolution:
    """Return an outcome as terms, with the utility of these terms to each party."""
    scenario = space.lowered.scenario
    return ZoneSolution(
        name=name,
        status=Status.OK,
        terms=terms_of(scenario.issues, outcome.tolist()),
        utilities=dict(zip(scenario.parties, space.utilities(outcome[None, :])[0].tolist(), strict=True)),
        ties=tuple(terms_of(scenario.issues, row) for row in ties.tolist()) if len(ties) > 1 else (),
    )


def _nothing(name: str) -> ZoneSolution:
    return ZoneSolution(name=name, status=Status.NO_AGREEMENT, terms=None, utilities=None)
