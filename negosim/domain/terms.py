"""Convert outcomes between terms, which people read and write, and numbers, which the rules use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negosim.domain.issues import Categorical, Integer, Issue, bounds
from negosim.errors import UsageError, did_you_mean

Value = float | int | str
Terms = Mapping[str, Value]


def terms_of(issues: Sequence[Issue], outcome: Sequence[float]) -> dict[str, Value]:
    """Return an outcome by issue, with options by name and the values of integer issues as integers."""
    return {issue.name: value_of(issue, x) for issue, x in zip(issues, outcome, strict=True)}


def value_of(issue: Issue, x: float) -> Value:
    """Return the value of an issue for the number in an outcome."""
    if isinstance(issue, Categorical):
        return issue.options[int(x)]
    return int(x) if isinstance(issue, Integer) else x


def outcome_of(issues: Sequence[Issue], terms: Terms) -> list[float]:
    """Return the numbers of the outcome with the given terms.

    Raises
    ------
    UsageError
        If an issue is missing or unknown, or cannot have its value.
    """
    names = [issue.name for issue in issues]
    for name in terms:
        if name not in names:
            raise UsageError(f"there is no issue {name!r}{did_you_mean(name, names)}")
    missing = [name for name in names if name not in terms]
    if missing:
        raise UsageError(f"the offer has no value for {', '.join(missing)}; give a value for each issue")
    return [number_of(issue, terms[issue.name]) for issue in issues]


def number_of(issue: Issue, value: Value) -> float:
    """Return the number that represents a value of an issue in an outcome.

    Raises
    ------
    UsageError
        If the issue cannot have that value.
    """
    if isinstance(issue, Categorical):
        if value not in issue.options:
            allowed = ", ".join(issue.options)
            fix = did_you_mean(str(value), issue.options)
            raise UsageError(f"{issue.name}: {value!r} is not one of {allowed}{fix}")
        return float(issue.options.index(str(value)))
    if isinstance(value, str) or value != value:
        raise UsageError(f"{issue.name}: {value!r} is not a number")
    low, high = bounds(issue)
    if not low <= value <= high:
        raise UsageError(
            f"{issue.name}: {value:g} lies outside the issue's range {low:g} to {high:g} {issue.unit}".rstrip()
        )
    if isinstance(issue, Integer) and value != int(value):
        raise UsageError(f"{issue.name}: {value:g} is not a whole number")
    return float(value)
