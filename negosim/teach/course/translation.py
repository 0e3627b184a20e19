"""An exercise in another language: all that a student reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ExerciseWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWords:
    """The words of an exercise in another language, with ``$name`` where a given number stands.

    Parameters
    ----------
    concepts : mapping of str to str
        Headings of the background, by those of the exercise.
    questions : mapping of str to str
        Texts of the questions, by name.
    mistakes : mapping of str to mapping of str to str
        For each question, the messages of its mistakes, by name.
    units, options : mapping of str to str
        Units, and what the options of a choice mean; what an option is called stays as it is, for it is typed.
    """

    title: str
    concept: str
    objective: str
    background: str
    tasks: str
    concepts: Mapping[str, str]
    questions: Mapping[str, str]
    mistakes: Mapping[str, Mapping[str, str]]
    hints: tuple[str, str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
