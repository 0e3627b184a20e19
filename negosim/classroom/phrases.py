"""The sentences of the classroom in a language."""

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
        If there are none in that language.
    """
    return words_in(language, PHRASES, scenario)


def isolated(name: str) -> str:
    """Return a name so that its direction of writing does not change that of the sentence around it."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
