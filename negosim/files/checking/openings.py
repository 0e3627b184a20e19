"""Checks of the issues that come onto the table later: their dates, and offers before these dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from negosim.files.checking.context import Context, number
from negosim.files.checking.terms import check_term
from negosim.files.key_paths import Path
from negosim.files.wire import IssueTable, OfferTable
from negosim.files.wire.table import Finding


def check_openings(context: Context) -> Iterator[Finding]:
    """Yield the errors in the issues that open later, and in offers dated before they open."""
    issues = context.table.issues
    waiting = {name: issue.opens for name, issue in issues.items() if issue.opens is not None}
    for name, opens in waiting.items():
        yield from _day(context, ("issues", name, "opens"), opens)
    for name, issue in issues.items():
        if issue.status_quo is not None:
            yield from check_term(context, ("issues", name, "status_quo"), name, issue.status_quo)
    if waiting and len(waiting) == len(issues):
        which = f"'{next(iter(issues))}', the only issue, opens" if len(issues) == 1 else "every issue opens"
        problem = f"{which} later, so that there is nothing to negotiate until then"
        yield Finding(("issues",), problem, "let at least one issue be on the table from the start")
    for path, day, terms in _dated(context):
        for name, opens in waiting.items():
            if day < opens and name in terms:
                yield from _early((*path, name), issues[name], day, terms[name])


def _day(context: Context, path: Path, opens: date) -> Iterator[Finding]:
    calendar = context.table.calendar
    if opens <= calendar.start:
        problem = f"{opens} is not after the start, {calendar.start}, so that the issue is always on the table"
        yield Finding(path, problem, "remove opens and status_quo, or move it", (("calendar", "start"),))
    elif opens > calendar.horizon:
        problem = f"{opens} lies after the horizon, {calendar.horizon}, so that the issue is never on the table"
        yield Finding(path, problem, "move it, or leave the issue out", (("calendar", "horizon"),))


def _dated(context: Context) -> Iterator[tuple[Path, date, Mapping[str, float | str]]]:
    """Yield the path, the day and the terms of the offers and the mediator's proposals that have a date."""
    for party, delegation in context.table.delegations.items():
        for name, stance in delegation.stances.items():
            for position, offer in enumerate(stance.tactic.offers or ()):
                if isinstance(offer, OfferTable) and offer.date is not None:
                    path: Path = ("delegations", party, "stances", name, "tactic", "offers", position)
                    yield path, offer.date, offer.terms
    for position, shock in enumerate(context.table.shocks):
        if shock.date is not None and shock.proposal is not None:
            yield ("shocks", position, "proposal"), shock.date, shock.proposal


def _early(path: Path, issue: IssueTable, day: date, value: float | str) -> Iterator[Finding]:
    """Yield a finding if an issue has another value than its status quo before it opens."""
    if value != issue.status_quo:
        kept = _written(issue.status_quo)
        problem = f"{_written(value)} is offered on {day}, but '{path[-1]}' is not on the table until {issue.opens}"
        yield Finding(path, problem, f"write {kept}, its status quo", (("issues", str(path[-1])),))


def _written(value: float | str | None) -> str:
    return number(value) if isinstance(value, int | float) else f'"{value}"'
