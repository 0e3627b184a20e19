"""Levels of a valid file that are replaced by another value: beyond their range, or worse than another level."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, nextafter

from negosim.files.checking.context import Context, middle, number
from negosim.files.checking.levels import LEVELS, level_range
from negosim.files.distributions import share_below
from negosim.files.key_paths import Path
from negosim.files.wire import DelegationTable, DrawnNumber, KnotsTable, LineTable, StanceTable
from negosim.files.wire.table import Finding

SHARE_TOLD = 0.01


def check_lopsided(context: Context) -> Iterator[Finding]:
    """Yield the levels for which a value other than the drawn or written one is often used."""
    for party, delegation in context.table.delegations.items():
        upwards = _upwards(context, delegation)
        for name, stance in delegation.stances.items():
            path: Path = ("delegations", party, "stances", name)
            for level in LEVELS:
                yield from _beyond(context, (*path, level), getattr(stance, level))
            yield from _worse(path, stance, upwards)
            if not context.in_units and middle(stance.reservation) < middle(delegation.disagreement):
                problem = f"{number(middle(stance.reservation))} is worse than no agreement, whose utility is"
                problem = f"{problem} {number(middle(delegation.disagreement))} and counts in its place"
                yield Finding((*path, "reservation"), problem)
    for position, ratifier in enumerate(context.table.ratifiers):
        yield from _beyond(context, ("ratifiers", position, "threshold"), ratifier.threshold)


def _beyond(context: Context, path: Path, level: float | DrawnNumber | None) -> Iterator[Finding]:
    if not isinstance(level, DrawnNumber):
        return
    low, high = level_range(context)
    given = (level.dist, level.shapes, level.loc, level.scale)
    share = share_below(*given, low) + 1.0 - share_below(*given, nextafter(high, inf))
    if share >= SHARE_TOLD:
        problem = f"{100 * share:.2g} % of the draws lie beyond {number(low)} to {number(high)}"
        yield Finding(path, f"{problem}, and count as the end that they lie beyond")


def _upwards(context: Context, delegation: DelegationTable) -> bool:
    """Return whether a higher level is better for a party."""
    if not context.in_units:
        return True
    function = next(iter(delegation.values.values()))
    if isinstance(function, LineTable):
        return middle(function.worst) < middle(function.best)
    return not isinstance(function, KnotsTable) or middle(function.values[0]) < middle(function.values[-1])


def _worse(path: Path, stance: StanceTable, upwards: bool) -> Iterator[Finding]:
    """Yield an aspiration that is worse than what the party may sign at the table."""
    limit, name = (stance.reservation, "reservation") if stance.mandate is None else (stance.mandate, "mandate")
    asked, least = middle(stance.aspiration), middle(limit)
    if asked < least if upwards else asked > least:
        problem = f"{number(asked)} is worse for the party than its {name}, {number(least)}, which it demands instead"
        yield Finding((*path, "aspiration"), problem, "swap the two")
