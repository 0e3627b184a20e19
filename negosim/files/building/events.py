"""Build the calendar, the shocks, the ratifiers and the record of the domain."""

from __future__ import annotations

from collections.abc import Mapping

from negosim import domain
from negosim.files.building.numbers import number_of, number_or_none
from negosim.files.building.stances import position
from negosim.files.conditions import read_conditions
from negosim.files.wire import CalendarTable, IssueTable, RatifierTable, RecordTable, ShockTable


def calendar_of(table: CalendarTable) -> domain.Calendar:
    """Return the calendar of the domain."""
    return domain.Calendar(
        start=table.start,
        horizon=table.horizon,
        expiry=table.expiry,
        rounds=tuple(
            domain.Round(
                date=meeting.date,
                days=meeting.days,
                exchanges=meeting.exchanges,
                counted=meeting.counted,
                place=meeting.place,
                leads=meeting.leads,
                note=meeting.note,
            )
            for meeting in table.rounds
        ),
        gaps=tuple(
            domain.Gap(gap=number_of(gap.gap), days=gap.days, administrations=gap.administrations) for gap in table.gaps
        ),
    )


def shock_of(table: ShockTable, issues: Mapping[str, IssueTable]) -> domain.Shock:
    """Return a shock of the domain."""
    return domain.Shock(
        name=table.name,
        kind=table.kind,
        date=table.date,
        hazard=number_of(table.hazard or 0.0),
        starts=table.from_,
        ends=table.until,
        when=read_conditions(table.when, issues),
        under=table.under,
        effects=tuple(
            domain.Effect(party=effect.party, level=effect.level, by=number_of(effect.by), days=effect.days)
            for effect in table.effects
        ),
        ends_round=table.ends_round,
        pause=table.pause,
        expiry=table.expiry,
        stances=table.stances,
        deadlines=table.deadlines,
        proposal={name: position(value, issues[name]) for name, value in (table.proposal or {}).items()},
        impasse=table.impasse,
        note=table.note,
    )


def ratifier_of(table: RatifierTable) -> domain.Ratifier:
    """Return a ratifier of the domain."""
    return domain.Ratifier(
        name=table.name,
        title=table.title,
        party=table.party,
        role=table.role,
        threshold=number_or_none(table.threshold),
        noise=number_of(table.noise),
        delay=table.delay,
    )


def record_of(table: RecordTable) -> domain.Record:
    """Return the record of what really happened."""
    return domain.Record(
        terms=table.terms,
        tentative_terms=table.tentative_terms,
        tentative=table.tentative,
        concluded=table.concluded,
        in_force=table.in_force,
        note=table.note,
    )
