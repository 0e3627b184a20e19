"""What the lowering of a scenario collects: drawn numbers, and where each number stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.numbers import Distribution as Drawn
from negosim.domain.numbers import Number
from negosim.domain.scenario import Scenario
from negosim.errors import Fault, ScenarioError, did_you_mean
from negosim.rules import quantiles
from negosim.rules.lowering.correlations import copula_of, members_of
from negosim.rules.luck import key_of
from negosim.rules.records import GRAIN, NONE, Copula, CorrelatedDraw, Distribution, Draw, Place


@dataclass(slots=True)
class Builder:
    """Collects the drawn numbers of a scenario, and the place of each of its numbers by path.

    Paths name their way by keys, as in ``"delegations.seoul.stances.moon.reservation"``.
    """

    scenario: Scenario
    draws: list[Draw] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    copula: Copula | None = None

    def __post_init__(self) -> None:
        self.copula = copula_of(self.scenario.correlations, self.scenario.name)

    @property
    def draws_any(self) -> bool:
        """Whether any number put so far is drawn."""
        return len(self.draws) > 0 or (self.copula is not None and len(self.copula.draws) > 0)

    def days(self, day: date) -> float:
        """Return the days from the scenario's start to a date."""
        return float((day - self.scenario.calendar.start).days)

    def put(self, container: object, field: str | int, number: Number, path: str, *, name: str = "") -> None:
        """Put a number where it belongs; for a distribution, put its median and register a draw.

        Its random number is keyed by its quantity, else by ``name`` (if the path contains a position), else by the
        path.
        """
        place = Place(container, field)
        self.places[path] = place
        if isinstance(number, Drawn):
            distribution = self.distribution(number)
            self._draw(place, distribution, number.quantity, name or path)
            number = quantiles.quantile(distribution, 0.5)
        if isinstance(field, int):
            container[field] = float(number)  # type: ignore[index]
        else:
            setattr(container, field, float(number))

    def _draw(self, place: Place, distribution: Distribution, quantity: str, name: str) -> None:
        members = members_of(self.scenario.correlations)
        if self.copula is not None and quantity in members:
            member = members.index(quantity)
            self.copula.draws.append(CorrelatedDraw(place=place, distribution=distribution, member=member))
        else:
            key = key_of(f"quantities.{quantity}" if quantity else name)
            self.draws.append(Draw(place=place, distribution=distribution, key=key))

    def distribution(self, drawn: Drawn) -> Distribution:
        """Return a distribution in the form that the rules work on."""
        if drawn.quantiles:
            kind = quantiles.STEPS if drawn.discrete else quantiles.KNOTS
            return Distribution(kind=kind, loc=0.0, scale=1.0, shape=0.0, table=list(drawn.quantiles))
        given = dict(drawn.parameters)
        return Distribution(
            kind=self.number_of(quantiles.KINDS, drawn.dist, "distribution in closed form"),
            loc=given.get("loc", 0.0),
            scale=given.get("scale", 1.0),
            shape=next((given[name] for name in ("s", "c") if name in given), 0.0),
            table=[],
        )

    def number_of(self, names: Sequence[str], name: str, noun: str) -> int:
        """Return the position of a name.

        Raises
        ------
        ScenarioError
            If there is no such name.
        """
        if name in names:
            return names.index(name)
        problem = f"there is no {noun} {name!r}; there are {', '.join(names)}"
        raise ScenarioError([Fault(file=self.scenario.name, path="", problem=problem, fix=did_you_mean(name, names))])

    def under(self, administrations: Sequence[str], named: Mapping[str, str]) -> list[int]:
        """Return the administration named for each party, by number."""
        return [
            self.number_of(administrations, named[party], "administration") if party in named else NONE
            for party in self.scenario.parties
        ]


def on_grain(days: float) -> float:
    """Return a span of days to the grain of time, so that adding it to a time is exact."""
    return round(days * GRAIN) / GRAIN
