"""``answers.toml``: the form that a student fills in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from negosim.errors import UsageError, did_you_mean
from negosim.teach.course.exercise import Exercise, Numbers, Question
from negosim.teach.course.handed_in import read_table
from negosim.teach.course.numbers import fill
from negosim.teach.course.phrases import translated, words_of_course
from negosim.teach.course.sheet import answer_form

__all__ = ["FILE", "blank", "read_answers"]

FILE = "answers.toml"


def blank(exercise: Exercise, numbers: Numbers, *, language: str = "en") -> str:
    """Return the form of an exercise, with each question as a comment above an empty answer."""
    words = words_of_course(language)
    parts = [f"# {words['fill_in']}"]
    for question in translated(exercise, language).questions:
        text = words.finished(fill(question.text, numbers))
        asked = "\n".join(f"# {line}" for line in text.split("\n"))
        form = f"# ({answer_form(question, words)})"
        if question.kind == "scenario":
            parts.append(f"{asked}\n{form}")
        else:
            parts.append(f'{asked}\n{form}\n{question.name} = ""')
    return "\n\n".join(parts) + "\n"


def read_answers(path: Path, questions: tuple[Question, ...]) -> dict[str, Any]:
    """Return the answers in a file, by question.

    Raises
    ------
    UsageError
        If the file is missing, is not valid TOML, or answers an unknown question.
    """
    if not path.exists() and not path.is_symlink():
        raise UsageError(f"{path}: this file is missing; 'negosim exercise start' writes one to copy from")
    answers = read_table(path)
    known = [question.name for question in questions if question.kind != "scenario"]
    for name in answers:
        if name not in known:
            raise UsageError(f"{path}: there is no question '{name}'{did_you_mean(name, known)}")
    return answers
