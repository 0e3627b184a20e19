"""What has a date: terms of office, the calendar, rounds and the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence

from negosim.domain.numbers import Distribution
from negosim.domain.scenario import Scenario
from negosim.rules import layout as at
from negosim.rules.layout import NO_DAY, NONE
from negosim.rules.lowering.builder import Builder, under


def administrations_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of all administrations; their place is their number."""
    names: dict[str, None] = {}
    for party in scenario.delegations:
        for term in party.terms:
            names.update((candidate.name, None) for candidate in term.candidates)
    return tuple(names)


def lower_terms(builder: Builder, administrations: Sequence[str], stances: Sequence[tuple[str, str]]) -> None:
    """Lower the terms of office and their candidates."""
    terms: list[int] = []
    candidates: list[int] = []
    builder.begin_numbers(at.N_PROBABILITIES)
    for number, party in enumerate(builder.scenario.delegations):
        for place, term in enumerate(party.terms):
            following = len(terms) // at.TERM_WIDTH + 1 if place + 1 < len(party.terms) else NONE
            first = len(candidates) // at.CANDIDATE_WIDTH
            terms.extend((number, first, len(term.candidates), following, builder.days(term.starts)))
            for candidate in term.candidates:
                builder.number(candidate.probability)
                candidates.append(administrations.index(candidate.name))
                candidates.append(builder.stance(stances, party.name, candidate.stance))
    builder.plan[at.TERMS] = len(terms) // at.TERM_WIDTH
    builder.section(at.AT_TERMS, terms)
    builder.section(at.AT_CANDIDATES, candidates)


def lower_calendar(builder: Builder) -> None:
    """Lower expiry, horizon and the listed rounds."""
    calendar, protocol = builder.scenario.calendar, builder.scenario.protocol
    builder.plan[at.EXPIRY_DAY] = NO_DAY if calendar.expiry is None else builder.days(calendar.expiry)
    builder.plan[at.HORIZON_DAY] = builder.days(calendar.horizon)
    builder.plan[at.ROUNDS_LISTED] = len(calendar.rounds)
    builder.section(
        at.AT_ROUNDS,
        (
            field
            for meeting in calendar.rounds
            for field in (protocol.exchanges if meeting.exchanges is None else meeting.exchanges, int(meeting.counted))
        ),
    )
    builder.begin_numbers(at.N_ROUNDS)
    for meeting in calendar.rounds:
        builder.number(float(builder.days(meeting.date)))
        builder.fixed_days(meeting.days)


def lower_gaps(builder: Builder, administrations: Sequence[str]) -> list[tuple[int, Distribution]]:
    """Lower the gaps; return the draws that happen gap by gap, not once per replicate."""
    gaps = builder.scenario.calendar.gaps
    fields: list[int] = []
    drawn: list[tuple[int, Distribution]] = []
    builder.begin_numbers(at.N_GAPS)
    for gap in gaps:
        draw = NONE
        if isinstance(gap.gap, Distribution):
            draw = len(builder.draws) + len(drawn)
            drawn.append((len(builder.numbers), gap.gap))
        fields.extend((*under(builder, administrations, gap.administrations), draw))
        builder.numbers.append(0.0 if isinstance(gap.gap, Distribution) else float(gap.gap))
        builder.fixed_days(gap.days)
    builder.plan[at.GAPS] = len(gaps)
    builder.section(at.AT_GAPS, fields)
    return drawn
