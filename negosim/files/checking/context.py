"""The input of the checks: the tables, and the names that the file defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from negosim.errors import did_you_mean
from negosim.files.distributions import median
from negosim.files.key_paths import Path, listed, step
from negosim.files.wire import CategoricalIssue, DrawnNumber, IssueTable, ScenarioTable
from negosim.files.wire.table import Finding

PAYMENTS = "payments"


@dataclass(frozen=True)
class Context:
    """The tables of a scenario, and the data from which they were read.

    Names are looked up in the data, so that a reference to a table with a fault of its own is not a second fault.
    ``referred`` are the quantities to which the file refers.
    """

    table: ScenarioTable
    data: Mapping[str, Any]
    referred: frozenset[str] = frozenset()

    def names(self, *path: str | int) -> list[str]:
        """Return the keys of the table at a path of the data."""
        here: Any = self.data
        for key in path:
            here = step(here, key)
        return [str(key) for key in here] if isinstance(here, Mapping) else []

    @cached_property
    def issues(self) -> list[str]:
        """Names of the issues."""
        return self.names("issues")

    @cached_property
    def parties(self) -> list[str]:
        """Names of the delegations."""
        return self.names("delegations")

    def administrations(self, party: str) -> list[str]:
        """Return the names of the administrations that may govern a party, without duplicates."""
        return self._administrations.get(party, [])

    @cached_property
    def _administrations(self) -> dict[str, list[str]]:
        return {party: self._governing(party) for party in self.parties}

    def _governing(self, party: str) -> list[str]:
        terms: Any = step(step(step(self.data, "delegations"), party), "administrations")
        result: dict[str, None] = {}
        for term in terms if isinstance(terms, list) else []:
            candidates = step(term, "successors")
            for holder in candidates if isinstance(candidates, list) else [term]:
                name = step(holder, "name")
                if isinstance(name, str):
                    result[name] = None
        return list(result)

    @cached_property
    def in_units(self) -> bool:
        """Whether levels are in the unit of the one issue; see `negosim.domain.Scenario.in_units`."""
        if self.table.levels is not None:
            return False
        if len(self.issues) != 1 or any(isinstance(issue, CategoricalIssue) for issue in self.table.issues.values()):
            return False
        # A misspelt issue is reported as such; the levels are then not wrong too.
        return not any(PAYMENTS in self.names("delegations", party, "values") for party in self.parties)


def unknown(path: Path, noun: str, name: str, known: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for an unknown name; if there are no names at all, that is reported elsewhere."""
    names = list(known)
    if names and name not in names:
        yield Finding(path, f"there is no {noun} '{name}'; {listed(names)}", did_you_mean(name, names))


def middle(number: float | DrawnNumber) -> float:
    """Return a fixed number, or the median of a drawn number."""
    if isinstance(number, DrawnNumber):
        return median(number.dist, number.shapes, number.loc, number.scale)
    return number


def span(issue: IssueTable) -> tuple[float, float]:
    """Return the lowest and the highest value of an issue in an outcome."""
    if isinstance(issue, CategoricalIssue):
        return 0.0, float(len(issue.options) - 1)
    return float(issue.range[0]), float(issue.range[1])


def rescaled(value: float, low: float, high: float) -> str:
    """Suggest a number if shifting the decimal point or changing the sign brings it into the range."""
    for factor in (0.1, 10.0, 0.01, 100.0, -1.0, 0.001):
        meant = round(value * factor, 12)
        if low <= meant <= high and meant != value:
            return f"did you mean {meant if abs(meant) < 1e6 else int(meant)}?"
    return ""


def number(value: float) -> str:
    """Return a number as a person writes it."""
    return f"{value:.10g}"
