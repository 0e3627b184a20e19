"""The issues to settle; an outcome has one value per issue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuous:
    """An issue with any real value from ``low`` to ``high``, in ``unit``."""

    name: str
    low: float
    high: float
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    """An issue with any whole value from ``low`` to ``high``, both included, in ``unit``."""

    name: str
    low: int
    high: int
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorical:
    """An issue with one of the named ``options``; in an outcome it is the option's position."""

    name: str
    options: tuple[str, ...]
    unit: str = ""
    title: str = ""


Issue = Continuous | Integer | Categorical


def levels(issue: Issue) -> int:
    """Return how many values an issue can take; 0 for a continuous one."""
    match issue:
        case Continuous():
            return 0
        case Integer():
            return issue.high - issue.low + 1
        case Categorical():
            return len(issue.options)


def bounds(issue: Issue) -> tuple[float, float]:
    """Return the lowest and the highest value of an issue as an outcome holds it."""
    if isinstance(issue, Categorical):
        return 0.0, float(len(issue.options) - 1)
    return float(issue.low), float(issue.high)
