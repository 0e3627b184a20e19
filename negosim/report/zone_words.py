"""The zone of agreement in words: what each side would accept, by period, and when a zone opens or closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Entry, Paragraph, Row, Table, say
from negosim.report.wording import decimal_places, level, number, party_title, person, value, within
from negosim.rules.stances import orientation

if TYPE_CHECKING:
    from negosim.zopa import Zones
    from negosim.zopa.reservations import Period

__all__ = [
    "bound",
    "gap_in_words",
    "in_office",
    "range_in_words",
    "turning_points",
    "zone_blocks",
    "zone_in_words",
    "zone_on",
]

DASH = "\N{EN DASH}"


def zone_blocks(zones: Zones, *, until: date | None = None) -> tuple[Block, ...]:
    """Return the periods as a table, and the share of rational outcomes on the day of the solutions.

    Parameters
    ----------
    until : date, optional
        The day on which the talks ended; later periods are left out.
    """
    periods = [period for period in zones.periods if until is None or period.begins <= until]
    blocks: list[Block] = [_table(zones, periods)]
    if not zones.scenario.in_units:
        blocks.append(Paragraph(text=say(_share(zones))))
    return tuple(blocks)


def _table(zones: Zones, periods: list[Period]) -> Table:
    scenario = zones.scenario
    offices = any(in_office(zones, period) for period in periods)
    waits = any(period.waiting for period in periods)
    columns = ["From", *(["In office"] if offices else []), *(["Off the table"] if waits else [])]
    columns += [*(_heading(zones, party) for party in scenario.parties)]
    unit = (
        "Zone of agreement" if scenario.in_units else f"Zone ({party_title(scenario, scenario.parties[0])}'s utility)"
    )
    rows: list[Row] = []
    for period in periods:
        cells = [period.begins.isoformat(), *([in_office(zones, period)] if offices else [])]
        cells += [", ".join(period.waiting)] if waits else []
        cells += [_worst(scenario, period, party) for party in scenario.parties]
        row = Row(cells=(*cells, zone_in_words(zones, period)), tone="" if period.zone else "quiet")
        if not rows or rows[-1].cells[1:] != row.cells[1:]:
            rows.append(row)
    right = (*(False for _ in columns[:-2]), True, True, False)
    return Table(columns=(*columns, unit), rows=tuple(rows), right=right)


def _worst(scenario: Scenario, period: Period, party: str) -> str:
    """Return the worst that a side would accept, and the party's own limit if its ratifiers require more."""
    own, side = level(scenario, period.reservation[party]), level(scenario, period.bound[party])
    return side if side == own else f"{side} (without ratifiers {own})"


def _heading(zones: Zones, party: str) -> str:
    return f"{party_title(zones.scenario, party)} {bound(zones, party)}"


def bound(zones: Zones, party: str) -> str:
    """Return whether a party's reservation value is the most or the least that it would accept."""
    rises = orientation(zones.outcomes.talks.parties[zones.scenario.parties.index(party)]) > 0.0
    return "at least" if rises else "at most"


def in_office(zones: Zones, period: Period) -> str:
    """Return the administrations of a period, for the parties whose administration changes."""
    changing = [party for party in zones.scenario.parties if len({p.administrations[party] for p in zones.periods}) > 1]
    return ", ".join(person(period.administrations[party]) for party in changing)


def zone_in_words(zones: Zones, period: Period) -> str:
    """Return a period's zone or gap on its first day, and at its end if that differs."""
    scenario = zones.scenario
    if period.zone is None:
        first = gap_in_words(scenario, period.gap)
        last = gap_in_words(scenario, _gap_at_end(zones, period))
        return f"gap of {first}" if first == last else f"gap of {first}, later {last}"
    words = range_in_words(scenario, period.zone)
    if period.at_end is not None:
        later = range_in_words(scenario, period.at_end)
        return words if later == words else f"{words}, later {later}"
    return words


def _gap_at_end(zones: Zones, period: Period) -> float:
    """Return the gap on the last day of a period without a zone; in utility, that of its first day."""
    if not zones.scenario.in_units:
        return period.gap
    zone, gap = zone_on(zones, period.ends - timedelta(days=1) if period.ends > period.begins else period.begins)
    return gap if zone is None else period.gap


def range_in_words(scenario: Scenario, zone: tuple[float, float]) -> str:
    """Return a zone as its two ends, as ``13.5–15.5 %``."""
    low, high = zone
    if not scenario.in_units:
        return f"{low:.3f}{DASH}{high:.3f}"
    last = value(scenario.issues[0], high)
    first = value(scenario.issues[0], low)
    if first == last:
        return last
    bare = number(low, places_of(scenario))
    return f"{bare}{DASH}{last}" if last[0].isdigit() or last[0] == "-" else f"{first}{DASH}{last}"


def places_of(scenario: Scenario) -> int:
    """Return the decimal places of the one issue's values."""
    return decimal_places(scenario.issues[0])


def gap_in_words(scenario: Scenario, gap: float) -> str:
    """Return a difference of levels, as ``24.5 points``."""
    if not scenario.in_units:
        return f"{gap:.3f}"
    issue = scenario.issues[0]
    if issue.unit == "%":
        return f"{number(gap, places_of(scenario))} points"
    return value(issue, gap)


def turning_points(zones: Zones, *, until: date) -> Iterator[Entry]:
    """Yield an entry for each day, up to an end, on which a zone of agreement opens or closes."""
    for before, period in zip(zones.periods, zones.periods[1:], strict=False):
        if period.begins > until or (before.zone is None) == (period.zone is None):
            continue
        if period.zone is None:
            words = f"The zone of agreement closes: {zone_in_words(zones, period)}"
            tone = say(words, "bad")
        else:
            tone = say(f"A zone of agreement opens: {_opened(zones.scenario, period.zone)}", "good")
        yield Entry(day=period.begins, when=period.begins.isoformat(), headline=tone)


def _opened(scenario: Scenario, zone: tuple[float, float]) -> str:
    words = range_in_words(scenario, zone)
    return words if scenario.in_units else f"{words} in utility to {within(party_title(scenario, scenario.parties[0]))}"


def zone_on(zones: Zones, day: date) -> tuple[tuple[float, float] | None, float]:
    """Return the zone of agreement on a day, or ``None`` and the width of the gap."""
    if not zones.scenario.in_units:
        period = next(period for period in reversed(zones.periods) if period.begins <= day)
        return period.zone, period.gap
    low, high = zones.ends_on(zones.days[(day - zones.scenario.calendar.start).days])
    return ((low, high), 0.0) if low <= high else (None, low - high)


def _share(zones: Zones) -> str:
    rational = float(zones.rational.mean())
    on = zones.on.isoformat()
    if rational == 0.0:
        return f"On {on} no outcome is better than no agreement for both sides."
    share = "less than 1" if rational < 0.01 else f"{rational:.0%}".rstrip("%")
    return f"On {on} both sides prefer {share} % of the outcomes to no agreement."
