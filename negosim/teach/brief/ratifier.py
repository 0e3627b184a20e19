"""The brief of a ratifier: what everybody knows, the value of outcomes to its side, and its threshold.

The story, the mandate and the aspiration of its side are left out, since a ratifier was not at the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.ratification import Ratifier
from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Document, Section
from negosim.report.wording import number, party_title, person, ratifier_title, within
from negosim.rules.lower import Lowered
from negosim.teach.amounts import level_in_words
from negosim.teach.brief.confidential import worth_blocks
from negosim.teach.brief.document import known_to_all
from negosim.teach.brief.phrases import line, words_of_brief
from negosim.teach.brief.private_information import Mind, mind_of
from negosim.teach.korean import read_in_korean
from negosim.teach.translating import translated
from negosim.teach.words import Words

__all__ = ["ratifier_document"]


def ratifier_document(
    lowered: Lowered, *, ratifier: str, seed: int | None = None, replicate: int | None = None, language: str = "en"
) -> Document:
    """Return the brief of a ratifier.

    Parameters
    ----------
    ratifier : str
        The name of the ratifier in the scenario.
    seed, replicate : int, optional
        The replicate whose drawn numbers are used; if neither is given, those of the typical run.
    language : {"en", "ko"}
        Language of the sentences.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    words, scenario = words_of_brief(language, lowered.scenario), translated(lowered.scenario, language)
    voting = next(each for each in scenario.ratifiers if each.name == ratifier)
    mind = mind_of(lowered, voting.party, seed=seed, replicate=replicate)
    title = within(ratifier_title(scenario, ratifier))
    story, *rest = known_to_all(words, scenario)
    sections = (
        story,
        Section(heading=words["situation"], blocks=tuple(_role(words, scenario, voting))),
        *rest,
        Section(heading=words["worth"], blocks=tuple(worth_blocks(words, scenario, mind))),
        Section(heading=words["vote"], blocks=tuple(_vote(words, scenario, voting, mind))),
    )
    document = Document(
        title=words["title"].format(scenario=scenario.title or person(scenario.name), party=title),
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {ratifier}, {words.replicate(seed, replicate)}",
    )
    return read_in_korean(document) if language == "ko" else document


def _role(words: Words, scenario: Scenario, ratifier: Ratifier) -> Iterator[Block]:
    side = within(party_title(scenario, ratifier.party))
    yield line(words["ratifier_role"].format(ratifier=within(ratifier_title(scenario, ratifier.name)), party=side))
    yield line(words["ratifier_task"].format(days=number(ratifier.delay, 1)))


def _vote(words: Words, scenario: Scenario, ratifier: Ratifier, mind: Mind) -> Iterator[Block]:
    """Yield the condition for consent: a threshold, or by default the reservation value of the ratifier's party."""
    threshold, _ = mind.thresholds.get(ratifier.name, (mind.reservation, 0.0))
    yield line(words["threshold"].format(x=level_in_words(words, scenario, threshold)), "strong")
    if ratifier.name not in mind.thresholds:
        yield line(words["threshold_moves"])
    yield line(words["your_vote"])
