"""What the solvers and questions of several exercises measure on a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from negosim.domain.scenario import Scenario
from negosim.engine import Result, run
from negosim.teach.course.exercise import Numbers
from negosim.teach.course.numbers import fill

if TYPE_CHECKING:
    from negosim.batch.columns import Columns

__all__ = ["batch", "build", "run_of", "settled", "share_agreed", "zone_on", "zone_width"]


def build(text: str, numbers: Numbers, settings: Mapping[str, Any] | None = None) -> Scenario:
    """Return the scenario of a template, with some values overridden."""
    from negosim import files

    document = files.from_text(fill(text, numbers), name="scenario")
    for path, value in (settings or {}).items():
        document = files.override(document, path, value)
    return files.build(document)


def run_of(text: str, numbers: Numbers, settings: Mapping[str, Any] | None = None) -> Result:
    """Return one run of it, with seed 0."""
    return run(build(text, numbers, settings))


def settled(result: Result) -> float:
    """Return the value of the only issue that was agreed on.

    Raises
    ------
    ValueError
        If nothing was agreed, so that the exercise's numbers are impossible.
    """
    if result.terms is None:
        raise ValueError("the talks of this exercise ended without an agreement")
    return float(next(iter(result.terms.values())))


def zone_on(scenario: Scenario, day: date | None = None) -> tuple[float, float]:
    """Return the lower and the upper reservation value on a day, by default the horizon."""
    from negosim.zopa import zones

    daily = zones(scenario)
    place = len(daily.dates) - 1 if day is None else daily.dates.index(day)
    low, high = daily.band[place]
    return float(low), float(high)


def zone_width(scenario: Scenario) -> float:
    """Return the width of the zone of agreement at the horizon, negative if there is a gap."""
    low, high = zone_on(scenario)
    return high - low


def share_agreed(scenario: Scenario, replicates: int, *, seed: int) -> float:
    """Return the share of the first replicates that agree, as a sweep with that seed would count it."""
    return float(batch(scenario, replicates, seed=seed).agreed.mean())


def batch(scenario: Scenario, replicates: int, *, seed: int) -> Columns:
    """Return the first replicates of a scenario, in plain Python."""
    from negosim.batch.drivers import replicate_columns
    from negosim.rules.lower import lower

    return replicate_columns(lower(scenario), seed, 0, replicates, driver="python")
