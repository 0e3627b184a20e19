"""The texts of an exercise in another language: everything that a student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ExerciseWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWords:
    """The texts of an exercise in another language, in which ``$name`` stands for a number.

    Parameters
    ----------
    concepts : mapping of str to str
        Headings of the background, by the headings in English.
    questions : mapping of str to str
        Texts of the questions, by name.
    mistakes : mapping of str to mapping of str to str
        For each question, the messages of its mistakes, by name.
    units, options : mapping of str to str
        Units, and meanings of the options of a choice, whose names are typed and therefore not translated.
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
