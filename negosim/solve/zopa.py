"""The zone of agreement of a scenario over time, its frontier and the four solutions on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from negosim.domain.issues import Continuous
from negosim.domain.scenario import Scenario
from negosim.domain.terms import terms_of
from negosim.errors import UsageError
from negosim.rules.begin import begin
from negosim.rules.layout import AT_FUNCTIONS, FUNCTION_AT, FUNCTION_KNOTS, FUNCTION_WIDTH, PARTIES
from negosim.rules.lower import Lowered, lower
from negosim.rules.values import interpolate
from negosim.solve.four import four_solutions
from negosim.solve.frontier import Frontier, pareto
from negosim.solve.outcomes import OutcomeSpace
from negosim.solve.pieces import solve_by_pieces
from negosim.solve.reservations import Day, Levels, Period, ZoneAt, days_of, interval_zone, periods_of
from negosim.solve.results import FloatArray, Status

SCHEMA = 1
Value = float | int | str
CLOSE = 1e-12  # as the rules have it: utilities that differ by less are equal


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


@dataclass(frozen=True, kw_only=True)
class Zones:
    """The zone of agreement over time, and the frontier and solutions on a day.

    Parameters
    ----------
    days : list of Day
        What both sides would take, day by day.
    periods : tuple of Period
        The same by period.
    on : date
        The day for which the solutions are.
    disagreement : tuple of float
        Reservation values on that day, in utility: the disagreement point.
    outcomes : OutcomeSpace
        The outcome space.
    solutions : dict of str to ZoneSolution
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``.
    """

    lowered: Lowered
    days: list[Day]
    periods: tuple[Period, ...]
    on: date
    disagreement: Levels
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
        """The Pareto frontier of the outcome space."""
        return pareto(self.utilities)

    @cached_property
    def rational(self) -> FloatArray:
        """Whether each outcome is rational for all on the day, shape (m,)."""
        return np.asarray((self.utilities >= np.array(self.disagreement) - CLOSE).all(axis=1))

    @property
    def dates(self) -> list[date]:
        """The days as dates."""
        return [self.scenario.calendar.start + timedelta(days=day.number) for day in self.days]

    @cached_property
    def band(self) -> FloatArray:
        """Where the issue lies between the reservation values day by day, shape (days, 2): lower and upper end.

        Only where levels are in the issue's unit; the ends cross where there is a gap. They are the roots of
        ``u_i(x) = r_i(t)``, found for all days at once by :mod:`scipy.optimize.elementwise`.
        """
        roots = [
            _roots(self.outcomes, party, np.array([day.utilities[party] for day in self.days])) for party in (0, 1)
        ]
        rises = [_rises(self.lowered, party) for party in (0, 1)]
        lower = [root for root, up in zip(roots, rises, strict=True) if up]
        upper = [root for root, up in zip(roots, rises, strict=True) if not up]
        low, high = self.outcomes.rows[0, 0], self.outcomes.rows[-1, 0]
        return np.stack(
            [
                np.max([np.full(len(self.days), low), *lower], axis=0),
                np.min([np.full(len(self.days), high), *upper], axis=0),
            ],
            axis=1,
        )

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
        "reservation": period.reservation,
        "zone": None if period.zone is None else list(period.zone),
        "width": period.width,
        "gap": period.gap,
    }


def zones(
    scenario: Scenario | Lowered,
    *,
    on: date | None = None,
    seed: int = 0,
    replicate: int = 0,
    lotteries: bool = False,
) -> Zones:
    """Find when a scenario has a zone of agreement, and what the bargaining solutions are on a day.

    Parameters
    ----------
    scenario : Scenario or Lowered
        What is negotiated.
    on : date, optional
        The day for the solutions; the horizon where it is not given.
    seed, replicate : int
        Which replicate's drawn numbers and elections hold; the default is the default run's.
    lotteries : bool
        Whether the parties can agree on a lottery over outcomes.

    Returns
    -------
    Zones
        Periods with their zone or gap, and the solutions.

    Raises
    ------
    UsageError
        Where ``on`` lies outside the scenario's time.
    """
    lowered = scenario if isinstance(scenario, Lowered) else lower(scenario)
    calendar = lowered.scenario.calendar
    day = calendar.horizon if on is None else on
    if not calendar.start <= day <= calendar.horizon:
        raise UsageError(f"{day} lies outside the scenario's time, {calendar.start} to {calendar.horizon}")
    talks = lowered.talks()
    begin(talks, seed, replicate)
    space = OutcomeSpace(lowered=lowered, numbers=talks.numbers)
    days = days_of(lowered, seed=seed, replicate=replicate)
    zone_at = interval_zone(lowered) if lowered.scenario.in_units else table_zone(space)
    that_day = days[(day - calendar.start).days]
    return Zones(
        lowered=lowered,
        days=days,
        periods=periods_of(lowered, days, zone_at),
        on=day,
        disagreement=that_day.utilities,
        outcomes=space,
        solutions=_solutions(lowered, space, that_day, zone_at, lotteries=lotteries),
    )


def table_zone(space: OutcomeSpace) -> ZoneAt:
    """Return the function that finds a day's zone over a table of outcomes, in the first party's utility.

    The gap is the least by which some party would have to give way.
    """
    utilities = space.utilities()
    known: dict[Levels, tuple[Levels | None, float]] = {}

    def zone_at(day: Day) -> tuple[Levels | None, float]:
        if day.utilities not in known:
            over = utilities - np.array(day.utilities)
            rational = (over >= -CLOSE).all(axis=1)
            first = utilities[rational, 0]
            gap = max(0.0, float(-over.min(axis=1).max()))
            known[day.utilities] = ((float(first.min()), float(first.max())), 0.0) if len(first) else (None, gap)
        return known[day.utilities]

    return zone_at


def _solutions(
    lowered: Lowered, space: OutcomeSpace, day: Day, zone_at: ZoneAt, *, lotteries: bool
) -> dict[str, ZoneSolution]:
    continuous = isinstance(lowered.scenario.issues[0], Continuous)
    if lowered.scenario.in_units and continuous and not lotteries:
        return _exact_solutions(lowered, space, day, zone_at(day)[0])
    issues, parties = lowered.scenario.issues, lowered.scenario.parties
    found = {}
    for name, solution in four_solutions(space.utilities(), day.utilities, lotteries=lotteries).items():
        ties = tuple(terms_of(issues, space.rows[tie].tolist()) for tie in solution.ties)
        worth = None if solution.utilities is None else dict(zip(parties, solution.utilities.tolist(), strict=True))
        terms = None if solution.index is None else terms_of(issues, space.rows[solution.index].tolist())
        found[name] = ZoneSolution(
            name=name, status=solution.status, terms=terms, utilities=worth, ties=ties if len(ties) > 1 else ()
        )
    return found


def _exact_solutions(lowered: Lowered, space: OutcomeSpace, day: Day, zone: Levels | None) -> dict[str, ZoneSolution]:
    names = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
    if zone is None:
        return {name: ZoneSolution(name=name, status=Status.NO_AGREEMENT, terms=None, utilities=None) for name in names}
    issue, parties = lowered.scenario.issues[0].name, lowered.scenario.parties
    (at_0, knots_0), (at_1, knots_1) = (_knots(lowered, party) for party in range(PARTIES))
    numbers = space.numbers

    def first(x: float) -> float:
        return interpolate(numbers, at_0, knots_0, x)

    def second(x: float) -> float:
        return interpolate(numbers, at_1, knots_1, x)

    kinks = numbers[at_0 : at_0 + knots_0] + numbers[at_1 : at_1 + knots_1]
    return {
        name: ZoneSolution(
            name=name,
            status=Status.OK,
            terms={issue: solution.x},
            utilities={parties[0]: first(solution.x), parties[1]: second(solution.x)},
            ties=tuple({issue: x} for x in solution.ties),
        )
        for name, solution in solve_by_pieces((first, second), kinks, *zone, day.utilities).items()
    }


def _knots(lowered: Lowered, party: int) -> tuple[int, int]:
    place = lowered.plan[AT_FUNCTIONS] + party * FUNCTION_WIDTH
    return lowered.plan[place + FUNCTION_AT], lowered.plan[place + FUNCTION_KNOTS]


def _rises(lowered: Lowered, party: int) -> bool:
    start, knots = _knots(lowered, party)
    return lowered.numbers[start + 2 * knots - 1] >= lowered.numbers[start + knots]


def _roots(space: OutcomeSpace, party: int, targets: FloatArray) -> FloatArray:
    """Return where the party's utility of the one issue equals each target."""
    from scipy.optimize import elementwise

    start, knots = _knots(space.lowered, party)
    x = np.array(space.numbers[start : start + knots])
    v = np.array(space.numbers[start + knots : start + 2 * knots])
    low, high = x[0], x[-1]
    found = elementwise.find_root(lambda at, target: np.interp(at, x, v) - target, (low, high), args=(targets,))
    worst, best = (low, high) if v[-1] >= v[0] else (high, low)
    return np.asarray(np.where(targets <= v.min(), worst, np.where(targets >= v.max(), best, found.x)))
