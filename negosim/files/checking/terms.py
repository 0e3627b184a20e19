"""Checks of terms: the offers of scripts, and the record of what really happened."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from negosim.files.checking.context import Context, number, rescaled, span, unknown
from negosim.files.key_paths import Path
from negosim.files.wire import CategoricalIssue, IntegerIssue, OfferTable
from negosim.files.wire.table import Finding


def check_terms(context: Context) -> Iterator[Finding]:
    """Yield the errors in the offers of scripted tactics and in the record."""
    for party, delegation in context.table.delegations.items():
        for name, stance in delegation.stances.items():
            if stance.tactic.offers:
                path: Path = ("delegations", party, "stances", name, "tactic", "offers")
                yield from _script(context, path, stance.tactic.offers)
    record = context.table.record
    if record is not None:
        yield from _terms(context, ("record", "terms"), record.terms)
        yield from _terms(context, ("record", "tentative_terms"), record.tentative_terms)


def _script(context: Context, path: Path, offers: tuple[float | OfferTable, ...]) -> Iterator[Finding]:
    if not context.issues:  # reported already, and offers cannot be checked without issues
        return
    for position, offer in enumerate(offers):
        here: Path = (*path, position)
        if isinstance(offer, OfferTable):
            yield from _terms(context, here, offer.terms)
            for issue in context.issues:
                if issue not in offer.terms:
                    problem = f"the offer has no value for '{issue}'"
                    yield Finding((*here, issue), problem, f"write {issue} = …")
        elif len(context.issues) != 1:
            example = ", ".join(f"{issue} = …" for issue in context.issues)
            problem = f"{number(offer)} is a single value, but there are {len(context.issues)} issues"
            yield Finding(here, problem, f"write {{ {example} }}")
        else:
            yield from check_term(context, here, context.issues[0], offer)
    yield from _dates(path, offers)


def _dates(path: Path, offers: tuple[float | OfferTable, ...]) -> Iterator[Finding]:
    dates = [offer.date if isinstance(offer, OfferTable) else None for offer in offers]
    if any(dates) and not all(dates):
        missing = dates.index(None)
        yield Finding((*path, missing), "this offer has no date, and others of the script have one", "date all or none")
        return
    known = [day for day in dates if day is not None]
    for position, (before, after) in enumerate(itertools.pairwise(known), start=1):
        if after <= before:
            problem = f"offers must be in order of date, but {after} follows {before}"
            yield Finding((*path, position, "date"), problem, "move it up")


def _terms(context: Context, path: Path, terms: Mapping[str, float | str]) -> Iterator[Finding]:
    for issue, value in terms.items():
        yield from unknown((*path, issue), "issue", issue, context.issues)
        yield from check_term(context, (*path, issue), issue, value)


def check_term(context: Context, path: Path, name: str, value: float | str) -> Iterator[Finding]:
    """Yield the errors in a value of an issue."""
    issue = context.table.issues.get(name)
    if issue is None:
        return
    if isinstance(issue, CategoricalIssue):
        if isinstance(value, str):
            yield from unknown(path, f"option of '{name}'", value, issue.options)
        else:
            listed = ", ".join(f'"{option}"' for option in issue.options)
            yield Finding(path, f"{number(value)} is not an option of '{name}'", f"write one of {listed}")
        return
    if isinstance(value, str):
        yield Finding(path, f"\"{value}\" is text, but '{name}' is {issue.kind}", "write a number")
        return
    low, high = span(issue)
    if not low <= value <= high:
        unit = f" {issue.unit}" if issue.unit else ""
        problem = f"{number(value)} lies outside the issue's range {number(low)}–{number(high)}{unit}"
        yield Finding(path, problem, rescaled(value, low, high))
    elif isinstance(issue, IntegerIssue) and value != int(value):
        yield Finding(path, f"{number(value)} is not a whole number, but '{name}' is integer", f"write {round(value)}")
