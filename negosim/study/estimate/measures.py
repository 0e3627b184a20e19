"""What is measured of a replicate: its name, where it lies in the columns, and how it becomes a whole number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from negosim.batch.columns import Columns
from negosim.domain.issues import bounds
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
    """

    name: str
    unit: Unit
    shift: int
    values: Callable[[Columns], Any]

    @property
    def even(self) -> bool:
        """Whether the bins of its histogram are as wide everywhere."""
        return self.unit == "utility"


def measures_of(scenario: Scenario) -> tuple[Measure, ...]:
    """Return what is measured of a scenario's replicates: issues first, then dates, counts, and the parties' worth."""
    found = [_issue(scenario, number) for number in range(len(scenario.issues))]
    found += [_of_talks(name, "days") for name in ("tentative", "concluded", "in_force", "lapse_days")]
    found += [_of_talks(name, "count") for name in ("rounds", "rejections")]
    for party, name in enumerate(scenario.parties):
        found.append(_worth(f"utility.{name}", _of_party("utilities", party)))
        found.append(_worth(f"surplus.{name}", _surplus(party)))
    return tuple(found)


def _issue(scenario: Scenario, number: int) -> Measure:
    issue = scenario.issues[number]
    largest = max(1.0, *(abs(end) for end in bounds(issue)))
    shift = ISSUE_BITS - int(largest).bit_length()
    return Measure(name=issue.name, unit="issue", shift=shift, values=lambda columns: columns.terms[:, number])


def _of_talks(name: str, unit: Unit) -> Measure:
    return Measure(name=name, unit=unit, shift=SHIFTS[unit], values=lambda columns: getattr(columns, name))


def _worth(name: str, values: Callable[[Columns], Any]) -> Measure:
    return Measure(name=name, unit="utility", shift=SHIFTS["utility"], values=values)


def _of_party(name: str, party: int) -> Callable[[Columns], Any]:
    return lambda columns: getattr(columns, name)[:, party]


def _surplus(party: int) -> Callable[[Columns], Any]:
    return lambda columns: columns.utilities[:, party] - columns.reservations[:, party]
