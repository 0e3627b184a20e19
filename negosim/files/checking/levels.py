"""Checks of the levels: within the issue's range, or from 0 to 1 if they are utilities."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.files.checking.context import PAYMENTS, Context, middle, number, rescaled, span, unknown
from negosim.files.key_paths import Path
from negosim.files.tactics import find_tactic
from negosim.files.wire import DrawnNumber, TacticTable
from negosim.files.wire.table import Finding

LEVELS = ("aspiration", "reservation", "mandate")


def check_levels(context: Context) -> Iterator[Finding]:
    """Yield the levels of stances and ratifiers that are out of range."""
    for party, delegation in context.table.delegations.items():
        for name, stance in delegation.stances.items():
            for level in LEVELS:
                path: Path = ("delegations", party, "stances", name, level)
                yield from _level(context, path, getattr(stance, level))
            yield from _of_tactic(context, ("delegations", party, "stances", name, "tactic"), stance.tactic)
    for position, ratifier in enumerate(context.table.ratifiers):
        yield from _level(context, ("ratifiers", position, "threshold"), ratifier.threshold)
        yield from unknown(("ratifiers", position, "party"), "delegation", ratifier.party, context.parties)


def _of_tactic(context: Context, path: Path, tactic: TacticTable) -> Iterator[Finding]:
    """Yield the parameters of a tactic that are levels out of range."""
    kind = find_tactic(tactic.kind)
    for parameter in kind.parameters if kind is not None else ():
        if parameter.level:
            yield from _level(context, (*path, parameter.name), tactic.parameters.get(parameter.name))


def _level(context: Context, path: Path, value: float | DrawnNumber | None) -> Iterator[Finding]:
    if value is None or not context.issues:  # without issues it is not known what the levels are
        return
    low, high = level_range(context)
    place = _described(context)
    where = middle(value)
    if low <= where <= high:
        return
    about = tuple(("issues", name, key) for name in context.issues for key in ("kind", "range", "options"))
    if isinstance(value, DrawnNumber):
        problem = f"half of the draws lie beyond {number(where)}, outside {place}"
        yield Finding(path, problem, "correct loc or scale", about)
    else:
        yield Finding(path, f"{number(where)} lies outside {place}", rescaled(where, low, high), about)


def level_range(context: Context) -> tuple[float, float]:
    """Return the range of levels: that of the issue if levels are in its unit, that of utility otherwise."""
    if context.in_units and context.table.issues:
        return span(next(iter(context.table.issues.values())))
    return 0.0, 1.0


def _described(context: Context) -> str:
    """Return a description of the range of levels, for the message."""
    if context.in_units and context.table.issues:
        issue = next(iter(context.table.issues.values()))
        low, high = span(issue)
        return f"the issue's range {number(low)}–{number(high)}{f' {issue.unit}' if issue.unit else ''}"
    return f"0–1; levels are utilities here, {_why(context)}"


def _why(context: Context) -> str:
    if context.table.levels is not None:
        return "as the file says"
    if len(context.issues) > 1:
        return f"as there are {len(context.issues)} issues"
    if any(PAYMENTS in context.names("delegations", party, "values") for party in context.parties):
        return "as it is not only the issue itself that is valued"
    return "as the issue is categorical"
