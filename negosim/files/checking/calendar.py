"""Checks of the calendar: dates in order, rounds one after the other and within the calendar, valid gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.files.checking.context import Context, number, unknown
from negosim.files.key_paths import Path
from negosim.files.wire.quantities import span_of
from negosim.files.wire.table import Finding

_START: Path = ("calendar", "start")
_HORIZON: Path = ("calendar", "horizon")
LONGEST_YEARS = 200
LATEST_YEAR = 9000
MOST_TURNS = 200_000  # at the table, of both delegations: seconds of work


def check_calendar(context: Context) -> Iterator[Finding]:
    """Yield the errors in the calendar."""
    yield from _dates(context)
    yield from _rounds(context)
    yield from _turns(context)
    for position, gap in enumerate(context.table.calendar.gaps):
        path: Path = ("calendar", "gaps", position, "administrations")
        yield from check_under(context, path, gap.administrations)


def check_under(context: Context, path: Path, administrations: dict[str, str]) -> Iterator[Finding]:
    """Yield the errors in a table of administrations by delegation."""
    for party, name in administrations.items():
        if party in context.parties:
            yield from unknown((*path, party), f"administration of {party}", name, context.administrations(party))
        else:
            yield from unknown((*path, party), "delegation", party, context.parties)


def _dates(context: Context) -> Iterator[Finding]:
    """Yield a finding if the horizon is not after the start. An expiry before the start is valid: a lapse."""
    calendar = context.table.calendar
    if calendar.horizon <= calendar.start:
        problem = f"{calendar.horizon} is not after the start, {calendar.start}"
        yield Finding(_HORIZON, problem, "the horizon is the last day of the scenario", (_START,))
    elif calendar.horizon.year - calendar.start.year > LONGEST_YEARS:
        problem = f"{calendar.horizon} is more than {LONGEST_YEARS} years after the start, {calendar.start}"
        yield Finding(_HORIZON, problem, "every day until then is simulated; choose an earlier day", (_START,))
    elif calendar.horizon.year > LATEST_YEAR:
        problem = f"{calendar.horizon} is later than the year {LATEST_YEAR}, so what follows it may have no date"
        yield Finding(_HORIZON, problem, "choose an earlier one")


def _rounds(context: Context) -> Iterator[Finding]:
    calendar = context.table.calendar
    for position, meeting in enumerate(calendar.rounds):
        path: Path = ("calendar", "rounds", position)
        if meeting.date < calendar.start:
            problem = f"{meeting.date} lies before the start, {calendar.start}"
            yield Finding((*path, "date"), problem, "move one of the two", (_START,))
        elif meeting.date > calendar.horizon:
            problem = f"{meeting.date} lies after the horizon, {calendar.horizon}"
            yield Finding((*path, "date"), problem, "move one of the two", (_HORIZON,))
        for party in meeting.leads:
            yield from unknown((*path, "leads", party), "delegation", party, context.parties)
        if position:
            yield from _order(context, position)


def _order(context: Context, position: int) -> Iterator[Finding]:
    before, after = context.table.calendar.rounds[position - 1 : position + 1]
    path: Path = ("calendar", "rounds", position, "date")
    about: tuple[Path, ...] = (("calendar", "rounds", position - 1),)
    if after.date < before.date:
        problem = f"rounds must be in order of date, but {after.date} follows {before.date}"
        yield Finding(path, problem, "move it up", about)
    elif before.date.toordinal() + before.days > after.date.toordinal():
        problem = f"it begins on {after.date}, while the round of {before.date} lasts {number(before.days)} days"
        yield Finding(path, problem, "shorten the earlier one or begin this one later", about)


def _turns(context: Context) -> Iterator[Finding]:
    """Yield a finding if the talks could have too many turns."""
    calendar, usual = context.table.calendar, context.table.protocol.exchanges
    exchanges = sum(meeting.exchanges or usual for meeting in calendar.rounds)
    if calendar.gaps:
        shortest = min(max(1.0, span_of(gap.gap)[0]) for gap in calendar.gaps)
        exchanges += usual * int((calendar.horizon - _drawn_from(context)).days / shortest)
    if 2 * exchanges > MOST_TURNS:
        problem = f"the talks could have {2 * exchanges:,} turns, more than {MOST_TURNS:,}"
        about: tuple[Path, ...] = (_START, _HORIZON, ("protocol", "exchanges"), ("calendar", "rounds"))
        yield Finding(("calendar",), problem, "use fewer exchanges, longer gaps or an earlier horizon", about)


def _drawn_from(context: Context) -> date:
    """Return the day from which rounds are drawn: after the last listed one."""
    calendar = context.table.calendar
    return calendar.rounds[-1].date if calendar.rounds else calendar.start
