"""Checks of shocks and of names that must differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.errors import did_you_mean
from negosim.files.checking.calendar import check_under
from negosim.files.checking.context import Context, unknown
from negosim.files.checking.terms import check_term
from negosim.files.conditions import SIGNS, STATES, Part, parts_of
from negosim.files.key_paths import Path
from negosim.files.wire import CategoricalIssue, ShockTable
from negosim.files.wire.table import Finding


def check_events(context: Context) -> Iterator[Finding]:
    """Yield the errors in shocks, and the names that two shocks or two ratifiers share."""
    yield from _distinct("shocks", [shock.name for shock in context.table.shocks])
    yield from _distinct("ratifiers", [ratifier.name for ratifier in context.table.ratifiers])
    for position, shock in enumerate(context.table.shocks):
        path: Path = ("shocks", position)
        yield from check_under(context, (*path, "under"), shock.under)
        for part in parts_of(shock.when):
            yield from _condition(context, (*path, "when"), part)
        for place, effect in enumerate(shock.effects):
            yield from unknown((*path, "effects", place, "party"), "delegation", effect.party, context.parties)
        yield from _window(context, position)
        yield from _instructions(context, path, shock)
        yield from _proposal(context, (*path, "proposal"), shock)


def _proposal(context: Context, path: Path, shock: ShockTable) -> Iterator[Finding]:
    """Yield the errors in a mediator's proposal."""
    if shock.proposal is None:
        return
    for issue, value in shock.proposal.items():
        yield from unknown((*path, issue), "issue", issue, context.issues)
        yield from check_term(context, (*path, issue), issue, value)
    for issue in context.issues if set(shock.proposal) <= set(context.issues) else ():
        if issue not in shock.proposal:
            problem = f"the proposal has no value for '{issue}'"
            yield Finding((*path, issue), problem, f"write {issue} = …")


def _instructions(context: Context, path: Path, shock: ShockTable) -> Iterator[Finding]:
    """Yield the errors in the stances and the dates that an event sets."""
    for party, stance in shock.stances.items():
        yield from unknown((*path, "stances", party), "delegation", party, context.parties)
        known = context.names("delegations", party, "stances")
        yield from unknown((*path, "stances", party), f"stance of {party}", stance, known)
    for party in shock.deadlines:
        yield from unknown((*path, "deadlines", party), "delegation", party, context.parties)
    earliest = shock.date or shock.from_ or context.table.calendar.start
    days: list[tuple[Path, date | None]] = [(("deadlines", party), day) for party, day in shock.deadlines.items()]
    for key, day in [(("expiry",), shock.expiry), *days]:
        if day is not None and day < earliest:
            problem = f"{day} lies before the event, which happens on {earliest} at the earliest"
            yield Finding((*path, *key), problem, "write a later day", ((*path, "date"), ("calendar", "start")))


def _condition(context: Context, path: Path, part: Part) -> Iterator[Finding]:
    """Yield the errors in one part of a condition."""
    if part.word:
        if part.word not in STATES:
            remedy = did_you_mean(part.word, STATES) or "write a comparison, such as increase >= 10"
            yield Finding(path, f"'{part.word}' is not a condition; there are {', '.join(STATES)}", remedy)
        return
    if part.sign not in SIGNS:
        yield Finding(path, f"'{part.sign}' is not a comparison", "write <=, = or >=")
    if part.party:
        yield from unknown(path, "delegation", part.party, context.parties)
    yield from unknown(path, "issue", part.issue, context.issues)
    yield from check_term(context, path, part.issue, part.value)
    if isinstance(context.table.issues.get(part.issue), CategoricalIssue) and part.sign in ("<=", ">="):
        yield Finding(path, f"the options of '{part.issue}' have no order", "compare with =")


def _window(context: Context, position: int) -> Iterator[Finding]:
    shock, calendar = context.table.shocks[position], context.table.calendar
    starts, ends = shock.from_ or calendar.start, shock.until or calendar.horizon
    if shock.hazard is None or (shock.from_ and shock.until) or starts <= ends:
        return
    if shock.until is not None:
        problem = f"{ends} lies before the start, {starts}, from which the hazard holds"
        yield Finding(("shocks", position, "until"), problem, "move it, or write from = …", (("calendar", "start"),))
    else:
        problem = f"{starts} lies after the horizon, {ends}, until which the hazard holds"
        yield Finding(("shocks", position, "from"), problem, "move it", (("calendar", "horizon"),))


def _distinct(table: str, names: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            problem = f"the name '{name}' occurs twice"
            yield Finding((table, position, "name"), problem, "choose another", ((table,),))
        seen.add(name)
