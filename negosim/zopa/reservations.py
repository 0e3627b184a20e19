"""Reservation values day by day, without talks: what each side would accept as long as nothing has been agreed.

The agenda is followed as in a run (changes of administration, expiry, issues that open, shocks), but without rounds and
votes. A ratifier counts on its party's side: an outcome that it would reject is in no zone of agreement. For a run that
has ended, the rejections by ratifiers can be given, because a party may change its stance after a rejection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negosim.rules.advance import happen, next_event
from negosim.rules.begin import begin
from negosim.rules.lower import Lowered
from negosim.rules.luck import replicate_of
from negosim.rules.records import NEVER, Party, Talks
from negosim.rules.rounds import opponent_of
from negosim.rules.stances import adopt, orientation, reservation, reservation_level, threshold, utility_of_level

Levels = tuple[float, float]
Refusal = tuple[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What both sides would accept on a day.

    A party's own reservation value and the bound of its side differ if one of its ratifiers demands more.

    Parameters
    ----------
    administrations : tuple of str
        Who governs each party.
    lapsed : bool
        Whether the agreement in force has expired.
    waiting : tuple of str
        The issues that are not on the table yet.
    levels : tuple of float
        Bound of each side, including its ratifiers, in the unit of levels.
    utilities : tuple of float
        Bound of each side in utility, at least that of disagreement.
    own_levels : tuple of float
        Reservation value of each party itself, without its ratifiers, in the unit of levels.
    own : tuple of float
        Reservation value of each party itself in utility: the disagreement point.
    """

    number: int
    administrations: tuple[str, ...]
    lapsed: bool
    waiting: tuple[str, ...]
    levels: Levels
    utilities: Levels
    own_levels: Levels
    own: Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days with the same administrations, issues on the table and lapse, either all with a zone or all without.

    Parameters
    ----------
    begins, ends : date
        Its first day, and the first day after it; the horizon belongs to the last period.
    waiting : tuple of str
        The issues that are not on the table.
    reservation : mapping of str to float
        Reservation value of each party itself on the first day, as a level.
    bound : mapping of str to float
        The worst level that each side would accept on the first day, including its ratifiers.
    zone : tuple of float or None
        The zone on the first day: the values that both sides would accept, in the issue's unit, or, with several
        issues, the range of the first party's utility over such outcomes. ``None`` if there is no zone.
    gap : float
        Distance between the sides if there is no zone.
    at_end : tuple of float or None
        The zone on the last day.
    """

    begins: date
    ends: date
    administrations: dict[str, str]
    waiting: tuple[str, ...]
    reservation: dict[str, float]
    bound: dict[str, float]
    zone: Levels | None
    gap: float
    at_end: Levels | None

    @property
    def width(self) -> float:
        """Width of the zone on the first day; 0 if there is none."""
        return 0.0 if self.zone is None else self.zone[1] - self.zone[0]


ZoneAt = Callable[[Day], tuple[Levels | None, float]]


def days_of(
    lowered: Lowered,
    *,
    seed: int | None = None,
    replicate: int | None = None,
    refusals: Sequence[Refusal] = (),
    shocks: Collection[str] | None = None,
) -> list[Day]:
    """Return what both sides would accept on each day from the start to the horizon.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    seed, replicate : int, optional
        The replicate whose drawn numbers and elections are used; default: the typical run.
    refusals : sequence of (float, str)
        Rejections by ratifiers in a run: the time in days, and the party on whose side the ratifier voted.
    shocks : collection of str, or mapping of str to float, optional
        Names of the shocks that happened in that run. Shocks with a condition happen only if they are named. Shocks
        that wait for an impasse happen only if this is a mapping with their times, in days.
    """
    talks = lowered.talks()
    begin(talks, *replicate_of(seed, replicate))
    for shock in talks.shocks:
        shock.proposes = False  # as if nothing were ever signed
    if shocks is not None:
        _settle_conditions(lowered, talks, shocks)
    days = []
    to_come = sorted(refusals)
    for number in range(int(talks.table.horizon) + 1):
        _advance_to(talks, float(number))
        while to_come and to_come[0][0] <= number:
            t, party = to_come.pop(0)
            _harden(talks, talks.parties[lowered.scenario.parties.index(party)], t)
        days.append(_day(lowered, talks, number))
    return days


def _advance_to(talks: Talks, until: float) -> None:
    """Process the events of the agenda up to a time, without rounds."""
    talks.table.next_turn.time = NEVER
    event = next_event(talks)
    while event.time <= until:
        happen(talks, event, event.time)
        talks.table.next_turn.time = NEVER
        event = next_event(talks)


def _settle_conditions(lowered: Lowered, talks: Talks, happened: Collection[str]) -> None:
    """Let shocks that have a condition or wait for an impasse happen as they did in a run."""
    times = happened if isinstance(happened, Mapping) else {}
    for shock, given in zip(talks.shocks, lowered.shocks, strict=True):
        if given.when and given.name not in happened:
            shock.strike.time = NEVER
        if given.impasse is not None:
            shock.strike.time = times.get(given.name, NEVER)
        shock.when = []


def _harden(talks: Talks, party: Party, t: float) -> None:
    """Let the party take the stance that it has for a rejection by its own side, if it has one."""
    hardened = party.stance.after_rejection
    if hardened is not None:
        adopt(party, hardened, opponent_of(talks, party), t)


def _day(lowered: Lowered, talks: Talks, number: int) -> Day:
    t = float(number)
    levels = [_level(talks, party, t) for party in talks.parties]
    utilities = [
        max(party.disagreement, utility_of_level(party, level))
        for party, level in zip(talks.parties, levels, strict=True)
    ]
    own_levels = [reservation_level(party, t) for party in talks.parties]
    own = [reservation(party, t) for party in talks.parties]
    return Day(
        number=number,
        administrations=tuple(lowered.administrations[party.administration] for party in talks.parties),
        lapsed=talks.table.lapse_from <= t,
        waiting=_waiting(lowered, talks),
        levels=(levels[0], levels[1]),
        utilities=(utilities[0], utilities[1]),
        own_levels=(own_levels[0], own_levels[1]),
        own=(own[0], own[1]),
    )


def _waiting(lowered: Lowered, talks: Talks) -> tuple[str, ...]:
    pairs = zip(lowered.scenario.issues, talks.space.issues, strict=True)
    return tuple(given.name for given, issue in pairs if issue.closed)


def _level(talks: Talks, party: Party, t: float) -> float:
    """Return the party's reservation value, or the threshold of one of its ratifiers if that is harder to meet."""
    sign = orientation(party)
    level = reservation_level(party, t)
    for ratifier in talks.ratifiers:
        if ratifier.party is party:
            level = sign * max(sign * level, sign * threshold(ratifier, t))
    return level


def periods_of(lowered: Lowered, days: list[Day], zone_at: ZoneAt) -> tuple[Period, ...]:
    """Group the days into periods.

    Parameters
    ----------
    days : list of Day
        As `days_of` returns them.
    zone_at : callable
        Returns a day's zone, ``None`` if there is none, and the gap.
    """
    zones = [zone_at(day) for day in days]
    starts = [0]
    for number in range(1, len(days)):
        before, day = days[number - 1], days[number]
        if _rule(before) != _rule(day) or (zones[number - 1][0] is None) != (zones[number][0] is None):
            starts.append(number)
    ends = [*starts[1:], len(days)]
    return tuple(_period(lowered, days[start], zones[start:end], end) for start, end in zip(starts, ends, strict=True))


def _rule(day: Day) -> tuple[object, ...]:
    return day.administrations, day.lapsed, day.waiting


def _period(lowered: Lowered, first: Day, zones: list[tuple[Levels | None, float]], end: int) -> Period:
    calendar, parties = lowered.scenario.calendar, lowered.scenario.parties
    zone, gap = zones[0]
    return Period(
        begins=calendar.start + timedelta(days=first.number),
        ends=min(calendar.horizon, calendar.start + timedelta(days=end)),
        administrations=dict(zip(parties, first.administrations, strict=True)),
        waiting=first.waiting,
        reservation=dict(zip(parties, first.own_levels, strict=True)),
        bound=dict(zip(parties, first.levels, strict=True)),
        zone=zone,
        gap=gap,
        at_end=zones[-1][0],
    )
