"""The conditions of events, as a scenario file writes them: ``pending and increase >= 10``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple, cast, get_args

from negosim import domain
from negosim.domain.shocks import State
from negosim.files.wire import CategoricalIssue, IssueTable

__all__ = ["SIGNS", "STATES", "Part", "parts_of", "read_conditions", "text_of_conditions"]

STATES = tuple(state for state in get_args(State) if state)
SIGNS = ("<=", "=", ">=")
AND = re.compile(r"\s+and\s+")
COMPARISON = re.compile(r"(?:(?P<party>[\w-]+)\.)?(?P<issue>[\w-]+)\s*(?P<sign>[<>=!]+)\s*(?P<value>\S+)")


class Part(NamedTuple):
    """One of the conditions joined by ``and``: a word for the state of the talks, or a comparison."""

    word: str
    party: str = ""
    issue: str = ""
    sign: str = ""
    value: float | str = ""


def parts_of(text: str) -> Iterator[Part]:
    """Yield the parts of a condition; a part that is not a comparison is a word."""
    for part in AND.split(text.strip()) if text.strip() else ():
        compared = COMPARISON.fullmatch(part)
        if compared is None:
            yield Part(part)
        else:
            yield Part("", compared["party"] or "", compared["issue"], compared["sign"], _number(compared["value"]))


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def read_conditions(text: str, issues: Mapping[str, IssueTable]) -> tuple[domain.Condition, ...]:
    """Return the conditions in a text that has been checked."""
    return tuple(_condition(part, issues) for part in parts_of(text))


def _condition(part: Part, issues: Mapping[str, IssueTable]) -> domain.Condition:
    if part.word:
        return domain.Condition(state=cast(State, part.word))
    issue = issues[part.issue]
    x = float(issue.options.index(str(part.value)) if isinstance(issue, CategoricalIssue) else part.value)
    return domain.Condition(
        party=part.party,
        issue=part.issue,
        low=-inf if part.sign == "<=" else x,
        high=inf if part.sign == ">=" else x,
    )


def text_of_conditions(conditions: Sequence[domain.Condition], issues: Sequence[domain.Issue]) -> str:
    """Return conditions as a file writes them."""
    named = {issue.name: issue for issue in issues}
    return " and ".join(
        condition.state or " and ".join(_comparisons(condition, named[condition.issue])) for condition in conditions
    )


def _comparisons(condition: domain.Condition, issue: domain.Issue) -> Iterator[str]:
    where = f"{condition.party}.{issue.name}" if condition.party else issue.name
    if condition.low == condition.high:
        yield f"{where} = {_written(issue, condition.low)}"
        return
    if condition.low > -inf:
        yield f"{where} >= {_written(issue, condition.low)}"
    if condition.high < inf:
        yield f"{where} <= {_written(issue, condition.high)}"


def _written(issue: domain.Issue, x: float) -> str:
    return issue.options[int(x)] if isinstance(issue, domain.Categorical) else repr(x).removesuffix(".0")
