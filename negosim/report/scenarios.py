"""A scenario as a document: its issues, its parties and its calendar."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical
from negosim.domain.numbers import Distribution, Number
from negosim.domain.scenario import Scenario
from negosim.domain.stance import Tactic
from negosim.report.document import Document, Row, Section, Table
from negosim.report.wording import level, name_of, number, opening, party_title, person, value

__all__ = ["describe_scenario"]

PARTIES = ("Party", "In office", "Aspiration", "Reservation value", "Tactic")


def describe_scenario(scenario: Scenario) -> Document:
    """Return the issues, the parties and the calendar of a scenario as tables."""
    issues = Table(columns=("Issue", "Values"), rows=tuple(Row(cells=cells) for cells in _issues(scenario)))
    parties = tuple(Row(cells=cells) for side in scenario.delegations for cells in _stances(scenario, side))
    dates = Table(columns=("Calendar", ""), rows=tuple(Row(cells=cells) for cells in _dates(scenario)))
    return Document(
        title=scenario.title or person(scenario.name),
        subtitle=scenario.description,
        sections=(
            Section(heading="Issues", blocks=(issues,)),
            Section(heading="Parties", blocks=(Table(columns=PARTIES, rows=parties),)),
            Section(heading="Calendar", blocks=(dates,)),
        ),
        colophon=scenario.name,
    )


def _issues(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for issue in scenario.issues:
        if isinstance(issue, Categorical):
            values = ", ".join(issue.options)
        else:
            values = f"{number(issue.low, 4)} to {value(issue, issue.high)}"
        yield issue.title or name_of(issue), f"{values} ({opening(issue)})" if issue.opens else values


def _stances(scenario: Scenario, side: Delegation) -> Iterator[tuple[str, ...]]:
    """Yield a party's stance under each administration that may govern it."""
    for term in side.terms:
        for candidate in term.candidates:
            stance = side.stances[candidate.stance]
            yield (
                party_title(scenario, side.name),
                f"{person(candidate.name)} from {term.starts}",
                _level(scenario, stance.aspiration),
                _level(scenario, stance.reservation),
                _tactic(stance.tactic),
            )


def _level(scenario: Scenario, x: Number) -> str:
    return _drawn(x) if isinstance(x, Distribution) else level(scenario, x)


def _drawn(distribution: Distribution) -> str:
    return f"{distribution.dist}({', '.join(f'{name}={x:g}' for name, x in distribution.parameters)})"


def _tactic(tactic: Tactic) -> str:
    parameters = (
        f"{key}={_drawn(x) if isinstance(x, Distribution) else f'{x:g}'}" for key, x in tactic.parameters.items()
    )
    words = ", ".join(parameters)
    return f"{tactic.kind} ({words})" if words else tactic.kind


def _dates(scenario: Scenario) -> Iterator[tuple[str, str]]:
    calendar = scenario.calendar
    yield "Start", calendar.start.isoformat()
    if calendar.expiry is not None:
        yield "Expiry of the agreement in force", calendar.expiry.isoformat()
    yield "Rounds with a date", ", ".join(entry.date.isoformat() for entry in calendar.rounds) or "none"
    yield "Horizon", calendar.horizon.isoformat()
