"""The measures of a replicate: their names, their values in the columns, and their scale as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, Literal

import numpy as np

from negosim.batch.columns import Columns
from negosim.domain.issues import Categorical, Continuous, bounds, step_of
from negosim.domain.scenario import Scenario

__all__ = ["AGREED", "Measure", "compared_measures", "measures_of"]

Unit = Literal["issue", "days", "count", "utility", "share"]
# Times are multiples of 1/1024 day, so as whole numbers they are exact; utilities lie within ±16.
SHIFTS: Mapping[str, int] = {"days": 10, "count": 0, "utility": 36}
ISSUE_BITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number that a replicate may have.

    Parameters
    ----------
    name : str
        Its name.
    unit : {"issue", "days", "count", "utility", "share"}
        Its unit; an issue has its own unit, and categories are numbered by position; a share is the mean of
        values that are 1 or 0.
    shift : int
        Sums are of the whole numbers ``round(value * 2**shift)``.
    values : callable
        ``values(columns)`` returns the array of its values, nan for a replicate that has none.
    low, high : float
        The smallest and the largest value that it can have.
    step : float
        Its values are multiples of this, apart from a few; 1 also for days, which are shown as dates; 0 for any value.
    """

    name: str
    unit: Unit
    shift: int
    values: Callable[[Columns], Any]
    low: float = -inf
    high: float = inf
    step: float = 0.0

    @property
    def even(self) -> bool:
        """Whether all bins of its histogram have the same width."""
        return self.unit == "utility"


def measures_of(scenario: Scenario) -> tuple[Measure, ...]:
    """Return the measures of a scenario's replicates: issues, then dates, counts and the parties' utilities."""
    measures = [_issue(scenario, number) for number in range(len(scenario.issues))]
    measures += [_of_talks(name, "days") for name in ("tentative", "concluded", "in_force", "lapse_days")]
    measures += [_of_talks(name, "count") for name in ("rounds", "rejections")]
    for party, name in enumerate(scenario.parties):
        measures.append(_utility(f"utility.{name}", _of_party("utilities", party)))
        measures.append(_utility(f"surplus.{name}", _surplus(party)))
        if scenario.lapse_cost.get(name, 0.0) != 0.0:
            measures.append(_utility(f"lapse_cost.{name}", _of_party("lapse_costs", party)))
    return tuple(measures)


def compared_measures(scenario: Scenario, *, before: date | None = None) -> dict[str, Measure]:
    """Return by name the measures whose means are meaningful; for a category, whether each option was agreed on.

    Parameters
    ----------
    before : date, optional
        Also measure whether the agreement was concluded before this day.
    """
    categories = [(number, issue) for number, issue in enumerate(scenario.issues) if isinstance(issue, Categorical)]
    options = [
        _option(f"{issue.name}={option}", number, position)
        for number, issue in categories
        for position, option in enumerate(issue.options)
    ]
    skipped = {issue.name for _, issue in categories}
    numbers = [measure for measure in measures_of(scenario) if measure.name not in skipped]
    early = [] if before is None else [_agreed_before(scenario, before)]
    return {measure.name: measure for measure in (AGREED, *early, *options, *numbers)}


def _share(name: str, values: Callable[[Columns], Any]) -> Measure:
    return Measure(name=name, unit="share", shift=0, values=values, low=0.0, high=1.0, step=1.0)


AGREED = _share("agreed", lambda columns: columns.agreed)


def _agreed_before(scenario: Scenario, day: date) -> Measure:
    days = float((day - scenario.calendar.start).days)
    return _share(f"agreed before {day}", lambda columns: columns.concluded < days)


def _option(name: str, number: int, position: int) -> Measure:
    def values(columns: Columns) -> Any:
        terms = columns.terms[:, number]
        return np.where(terms == terms, terms == position, np.nan)

    return _share(name, values)


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
        step=step_of(issue) if isinstance(issue, Continuous) else 1.0,
    )


def _of_talks(name: str, unit: Unit) -> Measure:
    def values(columns: Columns) -> Any:
        return getattr(columns, name)

    return Measure(name=name, unit=unit, shift=SHIFTS[unit], values=values, low=0.0, step=1.0)


def _utility(name: str, values: Callable[[Columns], Any]) -> Measure:
    return Measure(name=name, unit="utility", shift=SHIFTS["utility"], values=values)


def _of_party(name: str, party: int) -> Callable[[Columns], Any]:
    return lambda columns: getattr(columns, name)[:, party]


def _surplus(party: int) -> Callable[[Columns], Any]:
    return lambda columns: columns.utilities[:, party] - columns.reservations[:, party] - columns.lapse_costs[:, party]
