"""The exercises of the course in order, found by number or name."""

from __future__ import annotations

from negosim.errors import UsageError, did_you_mean
from negosim.teach.course.exercise import Exercise
from negosim.teach.exercises import COURSE

__all__ = ["COURSE", "find", "number_of"]


def find(which: str) -> Exercise:
    """Return the exercise with a number (from 1) or a name.

    Raises
    ------
    UsageError
        If there is none.
    """
    names = {exercise.name: exercise for exercise in COURSE}
    if which.isdecimal() and 1 <= int(which) <= len(COURSE):
        return COURSE[int(which) - 1]
    if which in names:
        return names[which]
    listed = "'negosim exercise list' lists them"
    fix = did_you_mean(which, names) or f"; give a number from 1 to {len(COURSE)} or a name: {listed}"
    raise UsageError(f"there is no exercise '{which[:60]}'{fix}")


def number_of(exercise: Exercise) -> int:
    """Return the place of an exercise in the course, from 1."""
    return [each.name for each in COURSE].index(exercise.name) + 1
