"""The sentences of a game in each language."""

from __future__ import annotations

from negosim.domain.scenario import Scenario
from negosim.teach.play.english import ENGLISH
from negosim.teach.play.korean import KOREAN
from negosim.teach.words import Tables, Words, words_in

__all__ = ["IN_ENGLISH", "PHRASES", "words_of_play"]

PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_play(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of a game in a language, for a scenario.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES, scenario)


IN_ENGLISH = words_of_play("en")
