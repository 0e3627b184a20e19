"""Role briefs: what a party is told before the talks, generated from the numbers of a replicate.

A brief is made of what is public (issues, calendar, who governs, who must consent) and of the party's own mind. It
never reads the other side's stances or preferences. The scenario's description and the notes of its rounds are left
out: they tell how the real talks went.
"""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Document, Section
from negosim.report.wording import party_title, person, within
from negosim.rules.lower import Lowered
from negosim.teach.brief.confidential import consent_blocks, limit_blocks, worth_blocks
from negosim.teach.brief.phrases import Words, line, words_in
from negosim.teach.brief.private_information import Mind, mind_of
from negosim.teach.brief.public import calendar_blocks, subject_blocks

__all__ = ["brief_document"]


def brief_document(
    lowered: Lowered, *, party: str, seed: int = 0, replicate: int = 0, language: str = "en"
) -> Document:
    """Return the role brief of a party.

    Parameters
    ----------
    seed, replicate : int
        Which replicate's drawn numbers hold.
    language : {"en", "ko"}
        Language of the sentences; titles and places are as the scenario has them.

    Raises
    ------
    UsageError
        If there is no brief in that language.
    """
    words, scenario = words_in(language), lowered.scenario
    mind = mind_of(lowered, party, seed=seed, replicate=replicate)
    title = within(party_title(scenario, party))
    sections = (
        Section(heading=words["situation"], blocks=tuple(_situation(words, scenario, mind))),
        Section(heading=words["to_settle"], blocks=tuple(subject_blocks(words, scenario))),
        Section(heading=words["calendar"], blocks=tuple(calendar_blocks(words, scenario))),
        Section(heading=words["wants"], blocks=tuple(limit_blocks(words, scenario, mind))),
        Section(heading=words["worth"], blocks=tuple(worth_blocks(words, scenario, mind))),
        Section(heading=words["consent"], blocks=tuple(consent_blocks(words, scenario, mind))),
        Section(heading=words["score"], blocks=tuple(line(words[f"score_{key}"]) for key in ("own", "none", "joint"))),
    )
    return Document(
        title=words["title"].format(scenario=scenario.title or person(scenario.name), party=title),
        lead=(line(words["secret"].format(party=title), "strong"),),
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {party}, seed {seed}, replicate {replicate}",
    )


def _situation(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    names = [party_title(scenario, party) for party in scenario.parties]
    own = scenario.parties.index(mind.party.name)
    yield line(words["parties"].format(party=within(names[own]), other=within(names[1 - own])))
    if mind.party.lead:
        yield line(words["lead"].format(lead=mind.party.lead))
    offices = [f"{name}: {person(office)}" for name, office in zip(names, mind.offices, strict=True)]
    if any(office != name for name, office in zip(scenario.parties, mind.offices, strict=True)):
        yield line(words["office"].format(offices="; ".join(offices)))
