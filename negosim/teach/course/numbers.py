"""The numbers of one student: drawn from the exercise's lists by a hash of the student's id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from string import Template
from typing import Any

from negosim.errors import UsageError
from negosim.teach.course.exercise import Exercise, Numbers

__all__ = ["check_student", "fill", "fingerprint", "numbers_of", "shown"]

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def check_student(student: str) -> str:
    """Return a student id after checking its characters; the empty id stands for the numbers of the textbook.

    Raises
    ------
    UsageError
        If it contains anything but letters, digits and ``. _ @ -``, does not begin with a letter or digit, or is longer
        than 64 characters.
    """
    if student and not STUDENT.fullmatch(student):
        raise UsageError(
            f"--student {student[:80]}: an id has at most 64 letters, digits and . _ @ -, "
            "and begins with a letter or digit"
        )
    return student


def numbers_of(exercise: Exercise, student: str) -> Numbers:
    """Return the numbers of a student, which are the same for the same id on any machine.

    Parameters
    ----------
    student : str
        The id, which is case-sensitive; empty for the numbers of the textbook.
    """
    drawn = {name: _drawn(exercise.name, name, values, student) for name, values in exercise.draws.items()}
    return dict(exercise.given(drawn))


def fill(text: str, numbers: Numbers) -> str:
    """Return a text with each ``$name`` replaced by its number."""
    return Template(text).substitute({name: shown(value) for name, value in numbers.items()})


def shown(value: Any) -> str:
    """Return a number as a student reads it, with at most six significant digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def fingerprint(exercise: Exercise) -> str:
    """Return a hash that changes with the exercise, which reveals folders of another version."""
    parts = [exercise.name, exercise.scenario, repr(_plain(exercise.draws))]
    parts += [f"{q.name} {q.kind} {q.text} {q.options}" for q in exercise.questions]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _plain(draws: Mapping[str, tuple[Any, ...]]) -> list[tuple[str, tuple[Any, ...]]]:
    return sorted(draws.items())


def _drawn(exercise: str, name: str, values: tuple[Any, ...], student: str) -> Any:
    if not student:
        return values[0]
    word = hashlib.sha256(f"{exercise}/{name}/{student}".encode()).digest()
    return values[int.from_bytes(word[:8], "big") % len(values)]
