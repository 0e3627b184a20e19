"""What a player writes down before and after the talks, saved with the game."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import UsageError
from negosim.teach.play.console import Console
from negosim.teach.play.values import read_number, read_value
from negosim.teach.reflection import LIKERT, PREPARATION, QUESTIONS, RATINGS
from negosim.teach.words import Words

__all__ = ["Journal", "ask_preparation", "ask_reflection", "journal_of"]

LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A player's notes.

    Parameters
    ----------
    preparation : mapping of str to float
        Limit, target, first offer and guess of the other side's limit: values of the issue, or utilities.
    answers : mapping of str to str
        Answers to the questions of `negosim.teach.reflection.QUESTIONS`.
    ratings : mapping of str to int
        Ratings of the statements of `negosim.teach.reflection.RATINGS`, from 1 to 7.
    """

    preparation: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the journal as data that can be written as JSON."""
        return {
            "preparation": dict(self.preparation),
            "answers": dict(self.answers),
            "ratings": dict(self.ratings),
        }


def journal_of(data: Any) -> Journal | None:
    """Return the journal from data read from JSON, without entries that are not valid."""
    if not isinstance(data, Mapping):
        return None
    preparation, answers, ratings = (_table(data, key) for key in ("preparation", "answers", "ratings"))
    return Journal(
        preparation={key: float(x) for key, x in preparation.items() if key in PREPARATION and _is_number(x)},
        answers={key: x[:LONGEST_ANSWER] for key, x in answers.items() if key in QUESTIONS and isinstance(x, str)},
        ratings={key: int(x) for key, x in ratings.items() if key in RATINGS and _is_number(x) and _is_rating(x)},
    )


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = data.get(key)
    return table if isinstance(table, Mapping) else {}


def _is_number(x: Any) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool) and abs(x) < 1e15


def _is_rating(x: float) -> bool:
    return LIKERT[0] <= x <= LIKERT[1] and x == int(x)


def ask_preparation(
    console: Console, words: Words, scenario: Scenario, journal: Journal, keep: Callable[[Journal], None]
) -> None:
    """Ask for the player's preparation; each answer is saved at once, and an empty answer skips the question.

    Raises
    ------
    Adjourned
        If the player leaves.
    """
    console.say()
    console.say(words("before"), "strong")
    for key in PREPARATION:
        if key in journal.preparation:
            continue
        level = _ask(console, words, words(key), lambda text: _level(words, scenario, text))
        if level is not None:
            journal = replace(journal, preparation={**journal.preparation, key: level})
            keep(journal)


def ask_reflection(console: Console, words: Words, journal: Journal, keep: Callable[[Journal], None]) -> None:
    """Ask how the talks went, before the player reads the debrief.

    Raises
    ------
    Adjourned
        If the player leaves.
    """
    console.say()
    console.say(words("after"), "strong")
    for key, question in QUESTIONS.items():
        if key not in journal.answers:
            answer = console.ask(question[words.language])
            if answer:
                journal = replace(journal, answers={**journal.answers, key: answer[:LONGEST_ANSWER]})
                keep(journal)
    console.say(words("from_to", low=LIKERT[0], high=LIKERT[1]))
    for key, statement in RATINGS.items():
        if key not in journal.ratings:
            rating = _ask(console, words, statement[words.language], lambda text: _rating(words, text))
            if rating is not None:
                journal = replace(journal, ratings={**journal.ratings, key: int(rating)})
                keep(journal)


def _ask(console: Console, words: Words, question: str, read: Callable[[str], float]) -> float | None:
    while True:
        answer = console.ask(question)
        if not answer:
            return None
        try:
            return read(answer)
        except UsageError as error:
            console.say(words("error", error=error), "bad")


def _level(words: Words, scenario: Scenario, text: str) -> float:
    if scenario.in_units:
        return float(read_value(scenario.issues[0], text, scenario, words))
    points = read_number(text)
    if points is None or not 0.0 <= points <= 100.0:
        raise UsageError(words("no_points", text=text))
    return points / 100.0


def _rating(words: Words, text: str) -> float:
    if text not in map(str, range(LIKERT[0], LIKERT[1] + 1)):
        raise UsageError(words("no_rating", text=text, low=LIKERT[0], high=LIKERT[1]))
    return float(text)
