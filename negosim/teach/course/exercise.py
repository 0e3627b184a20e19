"""An exercise: data, and one function that solves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from negosim.domain.scenario import Scenario

__all__ = ["Exercise", "Kind", "Mistake", "Numbers", "Question", "Solution", "TeachingNote"]

Kind = Literal["number", "choice", "written", "scenario"]
Numbers = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A common wrong answer, and the message to the student.

    Parameters
    ----------
    name : str
        Name under which the solution has the answer that this mistake leads to.
    message : str
        What went wrong, with ``$name`` where a given number stands.
    """

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of an exercise.

    Parameters
    ----------
    name : str
        Its key in ``answers.toml``.
    text : str
        What is asked, with ``$name`` where a given number stands.
    kind : {"number", "choice", "written", "scenario"}
        A scenario question is answered in ``scenario.toml``: something is measured on the scenario.
    concept : str
        Heading of the background to read again after a wrong answer.
    tolerance : float
        How far a number may be off, in its unit.
    unit : str
        Unit of a number.
    options : tuple of str
        The options of a choice.
    meanings : mapping of str to str
        What the options mean, if the language of the question is not that of the options.
    mistakes : tuple of Mistake
        Wrong answers that have a message of their own.
    keys : tuple of str
        Questions whose answers a written answer has to mention.
    marks : int
        Marks for a right answer.
    measure : callable, optional
        What is measured on the student's scenario.
    """

    name: str
    text: str
    concept: str
    kind: Kind = "number"
    tolerance: float = 0.0
    unit: str = ""
    options: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    keys: tuple[str, ...] = ()
    marks: int = 1
    measure: Callable[[Scenario], float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The model answer of an exercise for one set of numbers.

    Parameters
    ----------
    answers : mapping of str to float or str
        The right answer to each question; for a written one, a model text.
    wrong : mapping of str to mapping of str to float or str
        For each question, the answer that each catalogued mistake leads to.
    edits : mapping
        For each scenario question, by path, the values to put into the scenario: under ``"right"`` those of the
        model answer, under a mistake's name those that it leads to.
    facts : mapping
        Further numbers for the derivation.
    """

    answers: Mapping[str, float | str]
    wrong: Mapping[str, Mapping[str, float | str]]
    edits: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    facts: Numbers = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingNote:
    """What an instructor needs to run the exercise in a class.

    Parameters
    ----------
    head_count, set_up, what_will_happen, debrief : str
        How many people, what to prepare, what to expect, what to say afterwards.
    variations : tuple of str
        Other ways to run it.
    treatment : str
        What differs between halves of the class, as ``negosim slips --treatment`` takes it; empty if nothing does.
    in_pairs : bool
        Whether the class negotiates it, so that slips can be printed and deals drawn.
    """

    head_count: str
    set_up: str
    what_will_happen: str
    debrief: str
    variations: tuple[str, ...]
    treatment: str = ""
    in_pairs: bool = True


def _as_drawn(numbers: Numbers) -> Numbers:
    return numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise of the course.

    Parameters
    ----------
    name, title, concept, objective : str
        Its name, and what it teaches.
    minutes : int
        How long a student needs.
    score, picture : str
        What is scored in class, and which picture shows it.
    background, tasks : str
        In Markdown, with ``$name`` where a given number stands.
    scenario : str
        The student's ``scenario.toml``, likewise.
    draws : mapping of str to tuple
        The values among which each number of a student is drawn; the first ones are the textbook's.
    questions : tuple of Question
        What is asked.
    hints : tuple of three str
        From a nudge to nearly the solution.
    solve : callable
        Numbers in, model answer out, computed by the library.
    derivation : str
        How the model answer is derived, with ``$name`` for numbers, answers and facts.
    note : TeachingNote
        For the instructor.
    given : callable
        Further values computed from the drawn numbers that the student sees.
    """

    name: str
    title: str
    concept: str
    objective: str
    minutes: int
    score: str
    picture: str
    background: str
    tasks: str
    scenario: str
    draws: Mapping[str, tuple[Any, ...]]
    questions: tuple[Question, ...]
    hints: tuple[str, str, str]
    solve: Callable[[Numbers], Solution]
    derivation: str
    note: TeachingNote
    given: Callable[[Numbers], Numbers] = _as_drawn
