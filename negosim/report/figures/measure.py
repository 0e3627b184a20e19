"""The quantity on the vertical axis of a figure over time: the one issue, or a party's utility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from negosim.domain.issues import bounds
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.engine import Result
from negosim.errors import UsageError, did_you_mean
from negosim.report.wording import name_of, party_title, value, within
from negosim.rules.values import INDIFFERENT

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["Band", "Measure", "measure_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What the parties would accept, day by day.

    Parameters
    ----------
    days : list of date
        The days, in order.
    low, high : list of float
        Ends of the zone of agreement; they cross on days with a gap.
    floors : dict of str to list of float
        Reservation value of each party that the axis can show.
    bounds : dict of str to list of float
        The worst that its side would accept, including its ratifiers.
    """

    days: list[date]
    low: list[float]
    high: list[float]
    floors: dict[str, list[float]]
    bounds: dict[str, list[float]]

    @property
    def last_zone(self) -> tuple[float, float] | None:
        """The zone of agreement on the last day that has one."""
        zones = [(low, high) for low, high in zip(self.low, self.high, strict=True) if high >= low]
        return zones[-1] if zones else None

    def until(self, last: date) -> Band:
        """Return the band up to a day."""
        count = sum(day <= last for day in self.days)
        floors, bounds = (
            {party: levels[:count] for party, levels in lines.items()} for lines in (self.floors, self.bounds)
        )
        return Band(days=self.days[:count], low=self.low[:count], high=self.high[:count], floors=floors, bounds=bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The quantity of the vertical axis.

    Parameters
    ----------
    party : str or None
        The party whose utility it is; ``None`` if it is the value of the one issue.
    """

    scenario: Scenario
    party: str | None

    @property
    def title(self) -> str:
        """The label of the axis."""
        if self.party is not None:
            return f"utility to {within(party_title(self.scenario, self.party))}"
        issue = self.scenario.issues[0]
        return f"{name_of(issue)}{f' ({issue.unit})' if issue.unit else ''}"

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest possible value."""
        return (0.0, 1.0) if self.party is not None else bounds(self.scenario.issues[0])

    def of(self, terms: Terms | None, utilities: Mapping[str, float] | None = None) -> float | None:
        """Return the position of an outcome on the axis, ``None`` if it is unknown."""
        if self.party is None:
            x = (terms or {}).get(self.scenario.issues[0].name)
            return None if x is None or isinstance(x, str) else float(x)
        return None if utilities is None else utilities[self.party]

    def words(self, y: float) -> str:
        """Return a value of the axis in words."""
        return f"{y:.2f}" if self.party is not None else value(self.scenario.issues[0], y)

    def band(self, zones: Zones) -> Band:
        """Return the zone of agreement on this axis."""
        return _band_of_issue(self, zones) if self.party is None else _band_of_utility(self.party, zones)


def measure_of(result_or_scenario: Result | Scenario, party: str | None = None) -> Measure:
    """Return the measure of a scenario: its one issue, or the utility of a party (the first by default).

    Raises
    ------
    UsageError
        If there is no such party.
    """
    scenario = result_or_scenario.scenario if isinstance(result_or_scenario, Result) else result_or_scenario
    if party is not None and party not in scenario.parties:
        raise UsageError(f"there is no delegation '{party}'{did_you_mean(party, scenario.parties)}")
    if scenario.in_units and party is None:
        return Measure(scenario=scenario, party=None)
    return Measure(scenario=scenario, party=party or scenario.parties[0])


def _band_of_issue(measure: Measure, zones: Zones) -> Band:
    parties = measure.scenario.parties
    low, high = zones.band.T.tolist()
    return Band(
        days=zones.dates,
        low=low,
        high=high,
        floors={party: [day.own_levels[number] for day in zones.days] for number, party in enumerate(parties)},
        bounds={party: [day.levels[number] for day in zones.days] for number, party in enumerate(parties)},
    )


def _band_of_utility(party: str, zones: Zones) -> Band:
    """Return the utilities that a party can get from outcomes that all would accept, day by day."""
    import numpy as np

    number = zones.scenario.parties.index(party)
    bounds = [day.utilities[number] for day in zones.days]
    high = []
    for day in zones.days:
        points = zones.frontier_while(day.waiting).points  # a party's best among rational outcomes is on the frontier
        reached = points[(points >= np.array(day.utilities) - INDIFFERENT).all(axis=1), number]
        high.append(float(reached.max()) if len(reached) else day.utilities[number] - 1.0)
    floors = [day.own[number] for day in zones.days]
    return Band(days=zones.dates, low=bounds, high=high, floors={party: floors}, bounds={party: bounds})
