"""What has a date: terms of office, rounds and the gaps between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negosim.domain.numbers import Distribution
from negosim.domain.scenario import Scenario
from negosim.rules.lowering.builder import Builder, on_grain
from negosim.rules.lowering.stances import find_stance
from negosim.rules.luck import key_of
from negosim.rules.records import Candidate, Gap, Party, Round, Stance, Term


def administrations_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of all administrations, in order of their numbers."""
    names: dict[str, None] = {}
    for party in scenario.delegations:
        for term in party.terms:
            names.update((candidate.name, None) for candidate in term.candidates)
    return tuple(names)


def terms_of(
    builder: Builder,
    administrations: Sequence[str],
    stances: Mapping[tuple[str, str], Stance],
    parties: Sequence[Party],
) -> list[Term]:
    """Return the terms of office of all parties, with their candidates."""
    terms: list[Term] = []
    for delegation, party in zip(builder.scenario.delegations, parties, strict=True):
        before: Term | None = None
        for place, given in enumerate(delegation.terms):
            candidates: list[Candidate] = []
            office = f"{delegation.name}.{given.starts}"
            for candidate in given.candidates:
                stance = find_stance(builder, stances, delegation, candidate.stance)
                number = administrations.index(candidate.name)
                shares = candidate.probability is None
                candidates.append(Candidate(number=number, initial_stance=stance, probability=0.0, shares=shares))
                path = f"delegations.{delegation.name}.administrations.{place}.{candidate.name}.probability"
                name = f"{office}.{candidate.name}"
                if candidate.probability is not None:
                    builder.put(candidates[-1], "probability", candidate.probability, path, name=name)
            term = Term(
                number=len(terms),
                key=key_of(office),
                party=party,
                candidates=candidates,
                sharing=sum(candidate.shares for candidate in candidates),
                following=None,
                begins=builder.days(given.starts),
                chosen=candidates[0],
            )
            if before is not None:
                before.following = term
            terms.append(term)
            before = term
    return terms


def elections_of(scenario: Scenario) -> tuple[tuple[float, int], ...]:
    """Return day and number of the terms of office that are decided within the scenario's time."""
    start, horizon = scenario.calendar.start, scenario.calendar.horizon
    terms = [term for party in scenario.delegations for term in party.terms]
    return tuple(
        (float((term.election - start).days), number)
        for number, term in enumerate(terms)
        if term.election is not None and start <= term.election <= horizon
    )


def meetings_of(scenario: Scenario) -> tuple[str, ...]:
    """Return place, heads of delegation and note of each listed round, in words."""
    meetings = []
    for meeting in scenario.calendar.rounds:
        leads = " and ".join(lead for lead in (meeting.leads.get(name, "") for name in scenario.parties) if lead)
        meetings.append("; ".join(words for words in (meeting.place, leads, meeting.note) if words))
    return tuple(meetings)


def rounds_of(builder: Builder) -> list[Round]:
    """Return the listed rounds."""
    exchanges = builder.scenario.protocol.exchanges
    return [
        Round(
            number=number,
            begins=builder.days(meeting.date),
            days=on_grain(meeting.days),
            exchanges=exchanges if meeting.exchanges is None else meeting.exchanges,
            counted=meeting.counted,
        )
        for number, meeting in enumerate(builder.scenario.calendar.rounds)
    ]


def gaps_of(builder: Builder, administrations: Sequence[str]) -> list[Gap]:
    """Return the gaps from which rounds are drawn; a gap is drawn for each round, not once per replicate."""
    return [
        Gap(
            under=builder.under(administrations, given.administrations),
            distribution=builder.distribution(given.gap) if isinstance(given.gap, Distribution) else None,
            length=0.0 if isinstance(given.gap, Distribution) else float(given.gap),
            days=on_grain(given.days),
        )
        for given in builder.scenario.calendar.gaps
    ]
