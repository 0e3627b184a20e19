"""The zone of agreement over one issue: the part of its range that both sides would accept."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from negosim.rules.lower import Lowered
from negosim.rules.outcomes import ON_STEP
from negosim.rules.stances import orientation
from negosim.solve.tolerance import TOLERANCE
from negosim.zopa.reservations import Day, Levels, ZoneAt


def interval_ends(lowered: Lowered) -> Callable[[Day], Levels]:
    """Return a function that finds the lower and upper end of a day's zone; if there is a gap, lower is above upper.

    Each side accepts its bound and every value beyond it; the ends are in the issue's unit.

    Parameters
    ----------
    lowered : Lowered
        A scenario whose levels are in the unit of its one issue.
    """
    talks = lowered.talks()
    issue = talks.space.issues[0]
    signs = [orientation(party) for party in talks.parties]
    slack = TOLERANCE * (issue.high - issue.low)

    def ends_on(day: Day) -> Levels:
        lower = max([issue.low, *(level for sign, level in zip(signs, day.levels, strict=True) if sign > 0.0)])
        upper = min([issue.high, *(level for sign, level in zip(signs, day.levels, strict=True) if sign < 0.0)])
        if issue.levels > 0:
            return float(ceil(lower - ON_STEP)), float(floor(upper + ON_STEP))
        # Bounds that differ only by rounding leave a single value.
        return (upper, upper) if upper < lower <= upper + slack else (lower, upper)

    return ends_on


def interval_zone(lowered: Lowered) -> ZoneAt:
    """Return a function that finds a day's zone and gap in the issue's unit; the zone is ``None`` if there is a gap.

    Parameters
    ----------
    lowered : Lowered
        A scenario whose levels are in the unit of its one issue.
    """
    ends_on = interval_ends(lowered)

    def zone_at(day: Day) -> tuple[Levels | None, float]:
        lower, upper = ends_on(day)
        return ((lower, upper), 0.0) if lower <= upper else (None, lower - upper)

    return zone_at
