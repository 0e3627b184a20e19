"""What collects the sections of the plan and of the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.numbers import Distribution, Number
from negosim.domain.scenario import Scenario
from negosim.errors import Fault, ScenarioError, did_you_mean
from negosim.rules import layout as at
from negosim.rules import quantiles
from negosim.rules.layout import GRAIN, NEVER, NONE


@dataclass(slots=True)
class Builder:
    """Collects the sections of the plan and of the numbers."""

    scenario: Scenario
    plan: list[int] = field(default_factory=lambda: [NONE] * at.PLAN_HEAD)
    numbers: list[float] = field(default_factory=list)
    draws: list[tuple[int, Distribution]] = field(default_factory=list)

    def days(self, day: date) -> int:
        """Return the days from the scenario's start to a date."""
        return (day - self.scenario.calendar.start).days

    def fixed_days(self, days: float) -> None:
        """Append a span of days, to the grain of time, so that adding it to a moment is exact."""
        self.numbers.append(round(days * GRAIN) / GRAIN)

    def place(self, names: Sequence[str], name: str, noun: str) -> int:
        """Return the number of a name.

        Raises
        ------
        ScenarioError
            Where there is no such name.
        """
        if name in names:
            return names.index(name)
        problem = f"there is no {noun} {name!r}; there are {', '.join(names)}"
        raise ScenarioError([Fault(file=self.scenario.name, path="", problem=problem, mend=did_you_mean(name, names))])

    def stance(self, stances: Sequence[tuple[str, str]], party: str, name: str) -> int:
        """Return the number of a delegation's stance."""
        own = [stance for owner, stance in stances if owner == party]
        return stances.index((party, own[self.place(own, name, f"stance of {party}")]))

    def section(self, head: int, values: Iterable[int]) -> None:
        """Append a section to the plan and note its offset in the head."""
        self.plan[head] = len(self.plan)
        self.plan.extend(values)

    def begin_numbers(self, head: int) -> None:
        """Note in the head that a section of the numbers begins here."""
        self.plan[head] = len(self.numbers)

    def number(self, number: Number) -> None:
        """Append a number; a distribution is registered as a draw, its median stands in."""
        if isinstance(number, Distribution):
            self.draws.append((len(self.numbers), number))
            self.numbers.append(NEVER)
        else:
            self.numbers.append(float(number))

    def parameters(self, distribution: Distribution) -> tuple[int, int, int]:
        """Append a distribution's parameters; return its kind, their offset and their number."""
        offset = len(self.numbers)
        if distribution.quantiles:
            self.numbers.extend(distribution.quantiles)
            kind = quantiles.STEPS if distribution.discrete else quantiles.KNOTS
            return kind, offset, len(distribution.quantiles)
        given = dict(distribution.parameters)
        shape = next((given[name] for name in ("s", "c") if name in given), 0.0)
        self.numbers.extend((given.get("loc", 0.0), given.get("scale", 1.0), shape))
        return self.place(quantiles.KINDS, distribution.dist, "distribution in closed form"), offset, 3


def under(builder: Builder, administrations: Sequence[str], named: Mapping[str, str]) -> list[int]:
    """Return the administration that is named for each party, by number."""
    return [
        builder.place(administrations, named[party], "administration") if party in named else NONE
        for party in builder.scenario.parties
    ]
