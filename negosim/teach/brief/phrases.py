"""The sentences of a role brief in each language, and blocks made from them."""

from __future__ import annotations

from negosim.domain.scenario import Scenario
from negosim.report.document import Paragraph, Tone, say
from negosim.report.wording import NO_BREAK, number
from negosim.teach.brief.english import ENGLISH
from negosim.teach.brief.korean import KOREAN
from negosim.teach.words import Tables, Words, words_in

__all__ = ["PHRASES", "line", "paragraphs", "percent", "words_of_brief"]

PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_brief(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of a brief in a language, for a scenario.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES, scenario)


def line(text: str, tone: Tone = "") -> Paragraph:
    """Return a sentence as a paragraph in one tone."""
    return Paragraph(text=say(text, tone))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return a text of a scenario, in which empty lines separate paragraphs, as paragraphs."""
    parts = (" ".join(part.split()) for part in text.replace("\r", "").split("\n\n"))
    return tuple(line(part) for part in parts if part)


def percent(share: float) -> str:
    """Return a share as a percentage, such as ``12.5 %``."""
    return f"{number(100.0 * share, 1)}{NO_BREAK}%"
