"""The sentences of the classroom in each language."""

from __future__ import annotations

from negosim.classroom.english import ENGLISH
from negosim.classroom.korean import KOREAN
from negosim.domain.scenario import Scenario
from negosim.teach.words import Tables, Words, words_in

__all__ = ["PHRASES", "isolated", "words_of_classroom"]

PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_classroom(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of the classroom in a language, for a scenario.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES, scenario)


def isolated(name: str) -> str:
    """Return a name in Unicode isolates, so that its writing direction does not affect the sentence around it."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
