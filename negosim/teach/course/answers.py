"""``answers.toml``: the form that a student fills in, and reading it back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from negosim.errors import UsageError, did_you_mean
from negosim.teach.course.exercise import Exercise, Numbers, Question
from negosim.teach.course.numbers import fill
from negosim.teach.course.sheet import answer_form

__all__ = ["FILE", "blank", "read_answers"]

FILE = "answers.toml"
LARGEST_FILE = 1_000_000


def blank(exercise: Exercise, numbers: Numbers) -> str:
    """Return the form of an exercise: each question as a comment over an empty answer."""
    parts = [
        "# Fill in your answers: a number as 13.9, text between the quotes. Empty ones are told, not punished.",
    ]
    for question in exercise.questions:
        asked = "\n".join(f"# {line}" for line in fill(question.text, numbers).split("\n"))
        form = f"# ({answer_form(question)})"
        if question.kind == "scenario":
            parts.append(f"{asked}\n{form}")
        else:
            parts.append(f'{asked}\n{form}\n{question.name} = ""')
    return "\n\n".join(parts) + "\n"


def read_answers(path: Path, questions: tuple[Question, ...]) -> dict[str, Any]:
    """Return what stands in a file of answers, by question.

    Raises
    ------
    UsageError
        If the file is missing, is no TOML, or answers something that was not asked.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path}: this file is missing; 'negosim exercise start' writes one to copy from") from None
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be read: {error.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise UsageError(f"{path}: this file is larger than 1 MB, and answers never are")
    try:
        answers = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8 text; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise UsageError(f"{path}: this is not valid TOML: {error}; a number stands bare, text in quotes") from None
    known = [question.name for question in questions if question.kind != "scenario"]
    for name in answers:
        if name not in known:
            raise UsageError(f"{path}: '{name}' is not asked{did_you_mean(name, known)}")
    return answers
