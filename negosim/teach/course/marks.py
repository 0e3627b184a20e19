"""The marks of a student's answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise, Question

__all__ = ["Mark", "Marked", "Status"]

Status = Literal["right", "received", "mistake", "wrong", "empty", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of one answer.

    Parameters
    ----------
    question : Question
        The question.
    status : {"right", "received", "mistake", "wrong", "empty", "unreadable"}
        A written answer is never right but received, since the instructor judges it. A mistake is a known one; an
        unreadable answer has the wrong type.
    message : str
        The message to the student.
    mistake : str
        Name of the known mistake; empty if there is none.
    """

    question: Question
    status: Status
    message: str
    mistake: str = ""

    @property
    def marks(self) -> int:
        """Marks given."""
        return self.question.marks if self.status in ("right", "received") else 0

    def as_dict(self) -> dict[str, Any]:
        """Return the mark as data that can be written as JSON."""
        mark = {"name": self.question.name, "status": self.status, "marks": self.marks}
        return {**mark, "out_of": self.question.marks, "mistake": self.mistake or None, "message": self.message}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The marks of one student in one exercise."""

    exercise: Exercise
    student: str
    each: tuple[Mark, ...]

    @property
    def marks(self) -> int:
        """Marks given."""
        return sum(mark.marks for mark in self.each)

    @property
    def out_of(self) -> int:
        """The largest possible number of marks."""
        return sum(mark.question.marks for mark in self.each)

    @property
    def score(self) -> float:
        """Share of the marks, from 0 to 1."""
        return self.marks / self.out_of

    @property
    def faults(self) -> tuple[Mark, ...]:
        """Answers that could not be marked: empty ones and those of the wrong type."""
        return tuple(mark for mark in self.each if mark.status in ("empty", "unreadable"))

    def as_dict(self) -> dict[str, Any]:
        """Return the marks as ``negosim exercise check --json`` prints them."""
        return {
            "schema": 1,
            "exercise": self.exercise.name,
            "number": number_of(self.exercise),
            "student": self.student,
            "marks": self.marks,
            "out_of": self.out_of,
            "score": self.score,
            "complete": not self.faults,
            "questions": [mark.as_dict() for mark in self.each],
        }
