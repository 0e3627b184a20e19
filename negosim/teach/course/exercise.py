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
        Name of the mistake; the solution has the answer that it leads to under this name.
    message : str
        What went wrong, in which ``$name`` stands for a number.
    """

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of an exercise.

    Parameters
    ----------
    name : str
        Key of the answer in ``answers.toml``.
    text : str
        The question, in which ``$name`` stands for a number.
    kind : {"number", "choice", "written", "scenario"}
        Kind of answer; a scenario question is answered by changing ``scenario.toml``, on which something is measured.
    concept : str
        Heading of the background to read again after a wrong answer.
    tolerance : float
        Largest difference from the right number, in its unit.
    unit : str
        Unit of a number.
    options : tuple of str
        The options of a choice.
    meanings : mapping of str to str
        Meanings of the options, if the question is translated and the options are not.
    mistakes : tuple of Mistake
        Wrong answers that have a message of their own.
    keys : tuple of str
        Questions whose answers a written answer must mention.
    marks : int
        Marks for a right answer.
    measure : callable, optional
        Returns the measured value for the student's scenario.
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
        The right answer to each question; a model text for a written answer.
    wrong : mapping of str to mapping of str to float or str
        For each question, the answer that each catalogued mistake leads to.
    edits : mapping
        For each scenario question, the values to set in the scenario, by path: under ``"right"`` those of the model
        answer, and under the name of a mistake those that it leads to.
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
        Number of people, what to prepare, what to expect, and what to say afterwards.
    variations : tuple of str
        Other ways to run it.
    treatment : str
        What differs between halves of the class, in the form of ``negosim slips --treatment``; empty if nothing does.
    in_pairs : bool
        Whether the class negotiates in pairs, for which slips and a debrief are available.
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
        Name and title, the concept it teaches, and the learning objective.
    minutes : int
        How long a student needs, in minutes.
    score, picture : str
        What is scored in class, and the figure that shows it.
    background, tasks : str
        Markdown texts, in which ``$name`` stands for a number.
    scenario : str
        The student's ``scenario.toml``, in which ``$name`` stands for a number.
    draws : mapping of str to tuple
        The values from which each number of a student is drawn; the first is that of the textbook.
    questions : tuple of Question
        The questions.
    hints : tuple of three str
        From a nudge to nearly the solution.
    solve : callable
        Returns the model answer for numbers, computed by the library.
    derivation : str
        How the model answer is derived, with ``$name`` for numbers, answers and facts.
    note : TeachingNote
        The note for the instructor.
    given : callable
        Returns all numbers that the student sees for the drawn numbers.
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
