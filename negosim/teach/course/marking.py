"""Marking answers: right within the tolerance, a known mistake, or how far off and what to read again."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from numbers import Real
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import NegosimError, did_you_mean
from negosim.teach.course.catalogue import find
from negosim.teach.course.exercise import Exercise, Numbers, Question, Solution
from negosim.teach.course.marks import Mark, Marked
from negosim.teach.course.numbers import fill, numbers_of, shown

__all__ = ["check_answer", "mark", "mark_question"]

FEWEST_WORDS = 12
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*")
SCALES = (
    (100.0, "that is a percentage where a share from 0 to 1 is asked for, or a slip of two places"),
    (0.01, "that is a share where a percentage is asked for, or a slip of two places"),
    (1000.0, "that is a thousand times too much: look at the unit"),
    (0.001, "that is a thousandth: look at the unit"),
    (-1.0, "the size is right and the sign is not: which side gains?"),
)


def mark(
    exercise: Exercise, student: str, answers: Mapping[str, Any], scenario: Scenario | NegosimError | None
) -> Marked:
    """Mark all answers of a student.

    Parameters
    ----------
    answers : mapping
        By question; missing ones count as empty.
    scenario : Scenario, NegosimError or None
        The student's scenario for the questions that measure it, or why it cannot be had.
    """
    numbers = numbers_of(exercise, student)
    solution = exercise.solve(numbers)
    each = []
    for question in exercise.questions:
        if question.kind == "scenario":
            each.append(_mark_scenario(question, scenario, _given(exercise, numbers), numbers, solution))
        else:
            each.append(mark_question(exercise, question, answers.get(question.name, ""), numbers, solution))
    return Marked(exercise=exercise, student=student, each=tuple(each))


def _given(exercise: Exercise, numbers: Numbers) -> Scenario:
    """Return the scenario as the student was given it."""
    from negosim import files

    return files.build(files.from_text(fill(exercise.scenario, numbers), name="scenario"))


def mark_question(exercise: Exercise, question: Question, answer: Any, numbers: Numbers, solution: Solution) -> Mark:
    """Mark one answer."""
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Mark(question=question, status="empty", message="not answered yet")
    if question.kind == "number":
        return _mark_number(question, answer, numbers, solution)
    if question.kind == "choice":
        return _mark_choice(question, answer, numbers, solution)
    return _mark_written(exercise, question, answer, solution)


def check_answer(exercise: str, student: str, question: str, answer: Any) -> Mark:
    """Mark one answer of an exercise by the names of both: what a notebook's tests call.

    Raises
    ------
    UsageError
        If there is no such exercise.
    KeyError
        If it has no such question.
    """
    chosen = find(exercise)
    asked = {each.name: each for each in chosen.questions}[question]
    numbers = numbers_of(chosen, student)
    return mark_question(chosen, asked, answer, numbers, chosen.solve(numbers))


def _mark_number(question: Question, answer: Any, numbers: Numbers, solution: Solution) -> Mark:
    number = _number_in(answer)
    if number is None:
        asked = f"a number{f' in {question.unit}' if question.unit else ''}"
        written = f"{str(answer)[:40]!r} is not one; write only the number, such as 13.9, without quotes or a unit"
        return Mark(question=question, status="unreadable", message=f"{asked} is asked for, and {written}")
    return _judged(question, number, numbers, solution)


def _number_in(answer: Any) -> float | None:
    """Return a finite number, of Python's kinds or numpy's; nothing if the answer is none."""
    if isinstance(answer, bool) or not isinstance(answer, Real):
        return None
    try:
        number = float(answer)
    except OverflowError:  # a whole number with hundreds of digits
        return None
    return number if math.isfinite(number) else None


def _judged(question: Question, answer: float, numbers: Numbers, solution: Solution) -> Mark:
    """Mark a number, typed or measured."""
    right = solution.answers[question.name]
    if isinstance(right, str):
        raise TypeError(f"the model answer of {question.name} is no number")
    if abs(answer - right) <= question.tolerance * (1 + 1e-9):
        exact = abs(answer - right) <= 1e-6 * max(1.0, abs(right))
        close = "" if exact else f" (within the tolerance of ±{shown(question.tolerance)})"
        return Mark(question=question, status="right", message=f"right{close}")
    known = _known_mistake(question, answer, solution)
    distance = _distance(question, answer, right)
    if known:
        text = next(mistake.message for mistake in question.mistakes if mistake.name == known)
        message = f"{distance}. {fill(text, numbers)} {_again(question)}"
        return Mark(question=question, status="mistake", message=message, mistake=known)
    slip = _slip(question, answer, right)
    message = f"{distance}{f': {slip}' if slip else ''}. {_again(question)}"
    return Mark(question=question, status="wrong", message=message)


def _known_mistake(question: Question, answer: float, solution: Solution) -> str:
    """Return the mistake that leads nearest to an answer, within the tolerance; empty if none does."""
    values = solution.wrong.get(question.name, {})
    near = [
        (abs(answer - value), mistake.name)
        for mistake in question.mistakes
        if not isinstance(value := values[mistake.name], str) and abs(answer - value) <= question.tolerance * (1 + 1e-9)
    ]
    return min(near)[1] if near else ""


def _distance(question: Question, answer: float, right: float) -> str:
    """Return which way and by about how much an answer is off; not exactly, or it would be the answer."""
    off = answer - right
    unit = f" {question.unit}" if question.unit else ""
    return f"{shown(answer)}{unit} is too {'high' if off > 0 else 'low'}, by about {float(f'{abs(off):.1g}'):g}{unit}"


def _slip(question: Question, answer: float, right: float) -> str:
    for scale, words in SCALES:
        if right != 0.0 and abs(answer - scale * right) <= abs(scale) * question.tolerance:
            return words
    return ""


def _again(question: Question) -> str:
    return f"Read “{question.concept}” again."


def _mark_choice(question: Question, answer: Any, numbers: Numbers, solution: Solution) -> Mark:
    chosen = answer.strip().lower() if isinstance(answer, str) else answer
    if isinstance(answer, bool):
        chosen = "yes" if answer else "no"
    if chosen not in question.options:
        fix = did_you_mean(str(answer), question.options)
        options = ", ".join(f'"{option}"' for option in question.options)
        message = f"{str(answer)[:40]!r} is none of {options}{fix}"
        return Mark(question=question, status="unreadable", message=message)
    if chosen == solution.answers[question.name]:
        return Mark(question=question, status="right", message="right")
    wrong = solution.wrong.get(question.name, {})
    for mistake in question.mistakes:
        if wrong[mistake.name] == chosen:
            text = f"“{chosen}” is not it. {fill(mistake.message, numbers)} {_again(question)}"
            return Mark(question=question, status="mistake", message=text, mistake=mistake.name)
    return Mark(question=question, status="wrong", message=f"“{chosen}” is not it. {_again(question)}")


def _mark_written(exercise: Exercise, question: Question, answer: Any, solution: Solution) -> Mark:
    if not isinstance(answer, str):
        return Mark(question=question, status="unreadable", message="sentences are asked for, in quotes")
    if len(answer.split()) < FEWEST_WORDS:
        message = f"too short to be an answer: {len(answer.split())} words of at least {FEWEST_WORDS}"
        return Mark(question=question, status="wrong", message=message)
    given = [float(text.replace("−", "-").replace(",", "")) for text in NUMBER.findall(answer) if _is_number(text)]
    asked = {each.name: each for each in exercise.questions}
    for key in question.keys:
        right = solution.answers[key]
        if not isinstance(right, str) and not any(abs(x - right) <= asked[key].tolerance for x in given):
            message = f"the number of `{key}` is missing from it, or not the right one. {_again(question)}"
            return Mark(question=question, status="wrong", message=message)
    numbers = ", with its key numbers" if question.keys else ""
    message = f"received{numbers}; whether it is right is for your instructor to judge"
    return Mark(question=question, status="received", message=message)


def _is_number(text: str) -> bool:
    return text.count(".") <= 1


def _mark_scenario(
    question: Question,
    scenario: Scenario | NegosimError | None,
    given: Scenario,
    numbers: Numbers,
    solution: Solution,
) -> Mark:
    if question.measure is None or scenario is None:
        return Mark(question=question, status="empty", message="scenario.toml is not there")
    if isinstance(scenario, NegosimError):
        return Mark(question=question, status="unreadable", message=f"scenario.toml cannot be used: {scenario}")
    if _frame(scenario) != _frame(given):
        message = (
            "scenario.toml has other issues, delegations or dates than it was given; change back all but its numbers"
        )
        return Mark(question=question, status="unreadable", message=message)
    judged = _judged(question, question.measure(scenario), numbers, solution)
    if judged.status == "right":
        return judged
    message = f"measured on scenario.toml: {judged.message}"
    return Mark(question=question, status=judged.status, message=message, mistake=judged.mistake)


def _frame(scenario: Scenario) -> tuple[Any, ...]:
    """Return what a measure relies on: the issues, the parties and the days of a scenario."""
    return scenario.issues, tuple(scenario.parties), scenario.calendar.start, scenario.calendar.horizon
