"""The zone of agreement of a scenario over time, and the frontier and bargaining solutions on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, partial
from typing import Any

import numpy as np

from negosim.domain.scenario import Scenario
from negosim.domain.shown import Shown
from negosim.errors import UsageError
from negosim.rules.begin import begin
from negosim.rules.lower import Lowered, lower
from negosim.rules.luck import replicate_of
from negosim.rules.records import Talks
from negosim.rules.values import INDIFFERENT
from negosim.solve.frontier import Frontier, pareto
from negosim.solve.results import FloatArray
from negosim.zopa.frontiers import additive_frontier, efficient_outcomes
from negosim.zopa.intervals import interval_ends, interval_zone
from negosim.zopa.outcomes import OutcomeSpace
from negosim.zopa.reservations import Day, Levels, Period, Refusal, ZoneAt, days_of, periods_of
from negosim.zopa.solutions import ZoneSolution, solutions_on

SCHEMA = 1
Value = float | int | str
STEP = 4096


@dataclass(frozen=True, kw_only=True)
class Zones(Shown):
    """The zone of agreement over time, and the frontier and solutions on a day.

    Parameters
    ----------
    days : list of Day
        What both sides would accept, day by day.
    periods : tuple of Period
        The zone or the gap, by period.
    on : date
        The day of the frontier and the solutions.
    disagreement : tuple of float
        The parties' reservation values on that day, in utility: the disagreement point.
    bounds : tuple of float
        The lowest utility that each side would accept on that day, including its ratifiers.
    outcomes : OutcomeSpace
        The outcomes that are possible on that day.
    solutions : dict of str to ZoneSolution
        The solutions by their names in `negosim.solve.SOLUTIONS`; Raiffa's only if the problem is convex.
    """

    lowered: Lowered
    days: list[Day]
    periods: tuple[Period, ...]
    on: date
    disagreement: Levels
    bounds: Levels
    outcomes: OutcomeSpace
    solutions: dict[str, ZoneSolution]

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.lowered.scenario

    @cached_property
    def utilities(self) -> FloatArray:
        """Each party's utility of every outcome, shape (m, 2)."""
        return self.outcomes.utilities()

    @cached_property
    def frontier(self) -> Frontier:
        """The Pareto frontier of the outcomes that are possible on the day."""
        return pareto(self.utilities)

    @cached_property
    def frontier_while(self) -> Callable[[tuple[str, ...]], Frontier]:
        """A function that returns the Pareto frontier while the issues that it is given are not on the table."""

        def frontier(waiting: tuple[str, ...]) -> Frontier:
            if waiting == self.outcomes.waiting:
                return self.frontier
            return pareto(_space(self.lowered, self.outcomes.talks, waiting).utilities())

        return cache(frontier)

    @cached_property
    def rational(self) -> FloatArray:
        """Whether each outcome is rational for all on the day, shape (m,)."""
        return np.asarray((self.utilities >= np.array(self.bounds) - INDIFFERENT).all(axis=1))

    @property
    def dates(self) -> list[date]:
        """The days as dates."""
        return [self.scenario.calendar.start + timedelta(days=day.number) for day in self.days]

    @cached_property
    def band(self) -> FloatArray:
        """Lower and upper end of the zone day by day, shape (days, 2), in the issue's unit.

        Only if levels are in the issue's unit. The lower end is above the upper end on days with a gap.
        """
        return np.array([self.ends_on(day) for day in self.days])

    @cached_property
    def ends_on(self) -> Callable[[Day], Levels]:
        """A function that returns the ends of the zone on a day, if levels are in the issue's unit."""
        return interval_ends(self.lowered)

    def as_dict(self) -> dict[str, Any]:
        """Return the zones as ``negosim zones --json`` prints them."""
        frontier = self.frontier
        return {
            "schema": SCHEMA,
            "scenario": self.scenario.name,
            "on": self.on.isoformat(),
            "periods": [_period_dict(period) for period in self.periods],
            "pareto": {"size": frontier.size, "points": frontier.points.tolist()},
            "solutions": {name: solution.as_dict() for name, solution in self.solutions.items()},
            "grid": self.outcomes.points or None,
        }


def _period_dict(period: Period) -> dict[str, Any]:
    return {
        "from": period.begins.isoformat(),
        "to": period.ends.isoformat(),
        "administrations": period.administrations,
        "waiting": list(period.waiting),
        "reservation": period.reservation,
        "bound": period.bound,
        "zone": None if period.zone is None else list(period.zone),
        "width": period.width,
        "gap": period.gap,
    }


def zones(
    scenario: Scenario | Lowered,
    *,
    on: date | None = None,
    seed: int | None = None,
    replicate: int | None = None,
    lotteries: bool = False,
    refusals: Sequence[Refusal] = (),
    shocks: Collection[str] | None = None,
) -> Zones:
    """Compute when a scenario has a zone of agreement, and the bargaining solutions on a day.

    Parameters
    ----------
    scenario : Scenario or Lowered
        What is negotiated.
    on : date, optional
        The day of the solutions; default: the horizon.
    seed, replicate : int, optional
        The replicate whose drawn numbers and elections are used; default: the typical run.
    lotteries : bool
        Whether the parties can agree on a lottery over outcomes.
    refusals : sequence of (float, str)
        Rejections by ratifiers in a run: the time in days, and the party on whose side the ratifier voted. The party
        may change its stance after the rejection.
    shocks : collection of str, or mapping of str to float, optional
        Names of the shocks that happened in that run. Shocks with a condition happen only if they are named. Shocks
        that wait for an impasse happen only if this is a mapping with their times, in days. By default, conditions are
        evaluated for talks in which nothing is offered.

    Returns
    -------
    Zones
        Periods with their zone or gap, and the solutions.

    Raises
    ------
    UsageError
        If ``on`` is before the scenario's start or after its horizon.
    """
    lowered = scenario if isinstance(scenario, Lowered) else lower(scenario)
    calendar = lowered.scenario.calendar
    day = calendar.horizon if on is None else on
    if not calendar.start <= day <= calendar.horizon:
        raise UsageError(
            f"{day} is outside the scenario's dates; choose a day from {calendar.start} to {calendar.horizon}"
        )
    talks = lowered.talks()
    begin(talks, *replicate_of(seed, replicate))
    space_of = cache(partial(_space, lowered, talks))
    days = days_of(lowered, seed=seed, replicate=replicate, refusals=refusals, shocks=shocks)
    zone_at = interval_zone(lowered) if lowered.scenario.in_units else table_zone(space_of)
    that_day = days[(day - calendar.start).days]
    space = space_of(that_day.waiting)
    return Zones(
        lowered=lowered,
        days=days,
        periods=periods_of(lowered, days, zone_at),
        on=day,
        disagreement=that_day.own,
        bounds=that_day.utilities,
        outcomes=space,
        solutions=solutions_on(space, that_day, zone_at(that_day)[0], lotteries=lotteries),
    )


def _space(lowered: Lowered, talks: Talks, waiting: tuple[str, ...]) -> OutcomeSpace:
    """Return the outcomes that are possible while some issues are not on the table."""
    space = OutcomeSpace(lowered=lowered, talks=talks, waiting=waiting)
    return replace(space, efficient=efficient_outcomes(space)) if space.is_sampled else space


def table_zone(space_of: Callable[[tuple[str, ...]], OutcomeSpace]) -> ZoneAt:
    """Return a function that finds a day's zone over a table of outcomes, in the first party's utility.

    The gap is the smallest utility that some party would have to concede for an agreement.

    Parameters
    ----------
    space_of : callable
        Returns the outcomes that are possible while some issues are not on the table.
    """
    zone_over = cache(lambda waiting: _zone_over(space_of(waiting)))
    return lambda day: zone_over(day.waiting)(day)


def _zone_over(space: OutcomeSpace) -> ZoneAt:
    utilities = space.utilities()
    by_first = utilities[np.argsort(utilities[:, 0], kind="stable")]
    frontier = pareto(utilities).points
    exact = None if space.finite else additive_frontier(space)

    def zone_at(day: Day) -> tuple[Levels | None, float]:
        over = frontier - np.array(day.utilities)
        rational = (over >= -INDIFFERENT).all(axis=1)
        if not rational.any():
            # Outcomes that are rational for both may lie between the outcomes of the table.
            thin = None if exact is None else exact.above(day.utilities)
            if thin is not None and len(thin.starts):
                return (float(thin.starts[0, 0]), float(thin.ends[-1, 0])), 0.0
            return None, max(0.0, float(-over.min(axis=1).max()))
        return (_least(by_first, day.utilities), float(frontier[rational, 0].max())), 0.0

    return zone_at


def _least(by_first: FloatArray, floors: Levels) -> float:
    """Return the first party's lowest utility that is rational for both, among outcomes sorted by it."""
    start = int(np.searchsorted(by_first[:, 0], floors[0] - INDIFFERENT))
    for first in range(start, len(by_first), STEP):
        suits = by_first[first : first + STEP, 1] >= floors[1] - INDIFFERENT
        if suits.any():
            return float(by_first[first + int(suits.argmax()), 0])
    return float(by_first[-1, 0])
