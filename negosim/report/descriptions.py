"""Descriptions of a run, and of the zones of a scenario, as documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.engine import Result
from negosim.report.comparison import reality_blocks, solution_blocks
from negosim.report.document import Block, Document, Entry, Paragraph, Section, Span, say
from negosim.report.ending import ending_blocks, last_day
from negosim.report.talks import entries_of_talks, tone_of
from negosim.report.wording import (
    NO_BREAK,
    name_of,
    number,
    opening,
    party_title,
    person,
    replicate_in_words,
    value,
    within,
)
from negosim.report.zone_words import turning_points, zone_blocks

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["describe_run", "describe_zones"]


def describe_run(result: Result, zones: Zones) -> Document:
    """Describe a run: the talks, how they ended, the zone of agreement, the solutions, what really happened.

    Parameters
    ----------
    result : Result
        The run.
    zones : Zones
        The zones of the same scenario, seed and replicate; the solutions are those of their day.
    """
    scenario = result.scenario
    sections = [
        Section(heading="The talks", blocks=_with_turning_points(result, zones)),
        Section(heading="How it ended", blocks=ending_blocks(result, zones)),
        Section(heading="Zone of agreement", blocks=zone_blocks(zones, until=last_day(result))),
        Section(heading="Compared with the bargaining solutions", blocks=solution_blocks(zones, result)),
        Section(heading="What really happened", blocks=reality_blocks(result)),
    ]
    return Document(
        title=_title(scenario),
        subtitle=scenario.description,
        lead=(_parties(result), _subject(scenario)),
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {replicate_in_words(result.seed, result.replicate)}",
    )


def describe_zones(zones: Zones, *, seed: int | None = None, replicate: int | None = None) -> Document:
    """Describe when a scenario has a zone of agreement, and the bargaining solutions on a day."""
    scenario = zones.scenario
    return Document(
        title=_title(scenario),
        subtitle=scenario.description,
        lead=(_subject(scenario),),
        sections=(
            Section(heading="Zone of agreement", blocks=zone_blocks(zones)),
            Section(heading="Bargaining solutions", blocks=(*solution_blocks(zones), *_frontier(zones))),
        ),
        colophon=f"{scenario.name}, {replicate_in_words(seed, replicate)}",
    )


def _title(scenario: Scenario) -> str:
    return scenario.title or person(scenario.name)


def _with_turning_points(result: Result, zones: Zones) -> tuple[Block, ...]:
    """Return the talks, with entries for the days on which a zone opens or closes."""
    entries: list[Entry] = list(entries_of_talks(result))
    for point in turning_points(zones, until=last_day(result)):
        place = next((place for place, entry in enumerate(entries) if entry.day > point.day), len(entries))
        entries.insert(place, point)
    return tuple(entries)


def _parties(result: Result) -> Paragraph:
    scenario = result.scenario
    governing = {row.party: row.note.removesuffix(" governs") for row in result.trace if row.kind == "start"}
    text: list[Span] = []
    for party in scenario.parties:
        title = party_title(scenario, party)
        text.append(Span(within(title) if text else title, tone_of(scenario, party)))
        name = person(governing.get(party, ""))
        text.append(Span(f" ({name})" if name and not title.casefold().endswith(name.casefold()) else ""))
        text.append(Span(" and " if party != scenario.parties[-1] else f" negotiate from {scenario.calendar.start}."))
    return Paragraph(text=tuple(text))


def _subject(scenario: Scenario) -> Paragraph:
    return Paragraph(text=say(f"Issues: {'; '.join(_issues(scenario))}.", "quiet"))


def _issues(scenario: Scenario) -> Iterator[str]:
    for issue in scenario.issues:
        name = name_of(issue)
        if issue.title and issue.title not in (issue.name, name):
            name += f" ({issue.title})"
        later = f" ({opening(issue)})" if issue.opens else ""
        if isinstance(issue, Categorical):
            yield f"{name}: {' / '.join(issue.options)}{later}"
        else:
            yield f"{name}, {number(issue.low, 4)} to {value(issue, issue.high)}{later}"


def _frontier(zones: Zones) -> tuple[Block, ...]:
    if zones.scenario.in_units:
        return ()
    size = f"{zones.frontier.size:,}".replace(",", NO_BREAK)
    return (Paragraph(text=say(f"The Pareto frontier has {size} points.", "quiet")),)
