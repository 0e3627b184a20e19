"""Role briefs: what a party knows before the talks, from the texts of the scenario and the numbers of a replicate.

A brief has general information (what both sides know), confidential instructions (what only the party knows), and a
preparation sheet. It never reads the other side's stances, preferences or texts. The scenario's description and
the notes of its rounds are left out: they describe how the real talks went.
"""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Document, Row, Section, Table
from negosim.report.wording import party_title, person, within
from negosim.rules.lower import Lowered
from negosim.teach.brief.confidential import consent_blocks, limit_blocks, worth_blocks
from negosim.teach.brief.phrases import line, paragraphs, words_of_brief
from negosim.teach.brief.private_information import Mind, mind_of
from negosim.teach.brief.public import calendar_blocks, subject_blocks
from negosim.teach.korean import read_in_korean
from negosim.teach.translating import translated
from negosim.teach.words import Words

__all__ = ["brief_document", "known_to_all", "public_document"]

PREPARATION = ("limit", "alternative", "target", "first", "theirs", "interests", "plan")
SCORES = ("own", "none", "joint")


def brief_document(
    lowered: Lowered,
    *,
    party: str,
    seed: int | None = None,
    replicate: int | None = None,
    language: str = "en",
    preparation: bool = True,
) -> Document:
    """Return the role brief of a party.

    Parameters
    ----------
    seed, replicate : int, optional
        The replicate whose drawn numbers are used; if neither is given, those of the typical run.
    language : {"en", "ko"}
        Language of the sentences; the scenario's own texts are translated if it has translations.
    preparation : bool
        Whether to add a preparation sheet.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    words, scenario = words_of_brief(language, lowered.scenario), translated(lowered.scenario, language)
    mind = mind_of(lowered, party, seed=seed, replicate=replicate)
    title = within(party_title(scenario, party))
    sections = (*_public(words, scenario, mind), *_confidential(words, scenario, mind))
    if preparation:
        sections = (*sections, _preparation(words))
    document = Document(
        title=words["title"].format(scenario=scenario.title or person(scenario.name), party=title),
        lead=(line(words["secret"].format(party=title), "strong"),),
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {party}, {words.replicate(seed, replicate)}",
    )
    return read_in_korean(document) if language == "ko" else document


def public_document(lowered: Lowered, *, language: str = "en") -> Document:
    """Return a brief with only what everybody knows before the talks.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    words, scenario = words_of_brief(language, lowered.scenario), translated(lowered.scenario, language)
    document = Document(
        title=scenario.title or person(scenario.name),
        sections=tuple(section for section in known_to_all(words, scenario) if section.blocks),
        colophon=scenario.name,
    )
    return read_in_korean(document) if language == "ko" else document


def _public(words: Words, scenario: Scenario, mind: Mind) -> tuple[Section, ...]:
    story, *rest = known_to_all(words, scenario)
    return (story, Section(heading=words["situation"], blocks=tuple(_role(words, scenario, mind))), *rest)


def known_to_all(words: Words, scenario: Scenario) -> tuple[Section, ...]:
    """Return the sections that are in every brief, the background first."""
    return (
        Section(heading=words["public"], blocks=paragraphs(scenario.background)),
        Section(heading=words["to_settle"], blocks=tuple(subject_blocks(words, scenario))),
        Section(heading=words["calendar"], blocks=tuple(calendar_blocks(words, scenario))),
    )


def _role(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    names = [party_title(scenario, party) for party in scenario.parties]
    own = scenario.parties.index(mind.party.name)
    yield line(words["parties"].format(party=within(names[own]), other=within(names[1 - own])))
    if mind.party.lead:
        yield line(words["lead"].format(lead=scenario.delegations[own].lead))
    offices = [f"{name}: {words.person(office)}" for name, office in zip(names, mind.offices, strict=True)]
    if any(len(party.terms) > 1 for party in scenario.delegations):
        yield line(words["office"].format(offices="; ".join(offices)))


def _confidential(words: Words, scenario: Scenario, mind: Mind) -> tuple[Section, ...]:
    own = scenario.delegations[scenario.parties.index(mind.party.name)]
    return (
        Section(heading=words["interests"], blocks=paragraphs(own.interests)),
        Section(heading=words["alternative"], blocks=paragraphs(own.alternative)),
        Section(heading=words["wants"], blocks=tuple(limit_blocks(words, scenario, mind))),
        Section(heading=words["worth"], blocks=tuple(worth_blocks(words, scenario, mind))),
        Section(heading=words["further"], blocks=paragraphs(own.confidential)),
        Section(heading=words["consent"], blocks=tuple(consent_blocks(words, scenario, mind))),
        Section(heading=words["score"], blocks=tuple(line(words[f"score_{key}"]) for key in SCORES)),
    )


def _preparation(words: Words) -> Section:
    rows = tuple(Row(cells=(words[f"prepare_{key}"], "")) for key in PREPARATION)
    table = Table(columns=(words["question"], words["answer"]), rows=rows)
    return Section(heading=words["preparation"], blocks=(line(words["preparation_why"]), table))
