"""What is measured of a replicate: its name, where it lies in the columns, and how it becomes a whole number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from negosim.batch.columns import Columns
from negosim.domain.issues import Categorical, Integer, bounds
from negosim.domain.scenario import Scenario

__all__ = ["Measure", "measures_of"]

Unit = Literal["issue", "days", "count", "utility"]
# Times are multiples of 1/1024 day, so as whole numbers they are exact; utilities lie within ±16.
SHIFTS: Mapping[str, int] = {"days": 10, "count": 0, "utility": 36}
ISSUE_BITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number that each replicate has, or has not.

    Parameters
    ----------
    unit : {"issue", "days", "count", "utility"}
        What it is measured in; an issue in its own unit, categories by position.
    shift : int
        Sums are kept of ``round(value * 2**shift)``.
    values : callable
        ``values(columns)`` returns the array of them, nan where a replicate has none.
    low, high : float
        The smallest and the largest value that it can have.
    whole : bool
        Whether its values are whole numbers, or days that are told as dates.
    """

    name: str
    unit: Unit
    shift: int
    values: Callable[[Columns], Any]
    low: float = -inf
    high: float = inf
    whole: bool = False

    @property
    def even(self) -> bool:
        """Whether the bins of its histogram are as wide everywhere."""
        return self.unit == "utility"


def measures_of(scenario: Scenario) -> tuple[Measure, ...]:
    """Return what is measured of a scenario's replicates: issues, then dates, counts and the parties' utilities."""
    measures = [_issue(scenario, number) for number in range(len(scenario.issues))]
    measures += [_of_talks(name, "days") for name in ("tentative", "concluded", "in_force", "lapse_days")]
    measures += [_of_talks(name, "count") for name in ("rounds", "rejections")]
    for party, name in enumerate(scenario.parties):
        measures.append(_utility(f"utility.{name}", _of_party("utilities", party)))
        measures.append(_utility(f"surplus.{name}", _surplus(party)))
    return tuple(measures)


def _issue(scenario: Scenario, number: int) -> Measure:
    issue = scenario.issues[number]
    low, high = bounds(issue)
    return Measure(
        name=issue.name,
        unit="issue",
        shift=ISSUE_BITS - int(max(1.0, abs(low), abs(high))).bit_length(),
        values=lambda columns: columns.terms[:, number],
        low=low,
        high=high,
        whole=isinstance(issue, Integer | Categorical),
    )


def _of_talks(name: str, unit: Unit) -> Measure:
    def values(columns: Columns) -> Any:
        return getattr(columns, name)

    return Measure(name=name, unit=unit, shift=SHIFTS[unit], values=values, low=0.0, whole=True)


def _utility(name: str, values: Callable[[Columns], Any]) -> Measure:
    return Measure(name=name, unit="utility", shift=SHIFTS["utility"], values=values)


def _of_party(name: str, party: int) -> Callable[[Columns], Any]:
    return lambda columns: getattr(columns, name)[:, party]


def _surplus(party: int) -> Callable[[Columns], Any]:
    return lambda columns: columns.utilities[:, party] - columns.reservations[:, party]
