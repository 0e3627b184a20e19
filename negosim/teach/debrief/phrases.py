"""The sentences of a debrief in each language."""

from __future__ import annotations

from negosim.domain.scenario import Scenario
from negosim.teach.debrief.english import ENGLISH
from negosim.teach.debrief.korean import KOREAN
from negosim.teach.words import Tables, Words, words_in

__all__ = ["PHRASES", "words_of_debrief"]

PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_debrief(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of a debrief in a language, for a scenario.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES, scenario)
