"""Marking: an answer is right within its tolerance, a known mistake, or wrong with a hint on what to read again."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from numbers import Real
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import NegosimError
from negosim.teach.course.catalogue import find
from negosim.teach.course.exercise import Exercise, Numbers, Question, Solution
from negosim.teach.course.marks import Mark, Marked
from negosim.teach.course.numbers import fill, numbers_of, shown
from negosim.teach.course.phrases import IN_ENGLISH, translated, words_of_course
from negosim.teach.course.sheet import options_of
from negosim.teach.words import Words

__all__ = ["check_answer", "mark", "mark_question"]

FEWEST_WORDS = {"en": 12, "ko": 8}
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*")
SCALES = (
    (100.0, "slip_percent"),
    (0.01, "slip_share"),
    (1000.0, "slip_thousand"),
    (0.001, "slip_thousandth"),
    (-1.0, "slip_sign"),
)


def mark(
    exercise: Exercise,
    student: str,
    answers: Mapping[str, Any],
    scenario: Scenario | NegosimError | None,
    *,
    language: str = "en",
) -> Marked:
    """Mark all answers of a student.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    student : str
        The id of the student, from which the numbers follow.
    answers : mapping
        Answers by question; missing answers count as empty.
    scenario : Scenario, NegosimError or None
        The student's scenario for the questions that measure it, or the error in reading it.
    language : {"en", "ko"}
        Language of the messages.
    """
    words, exercise = words_of_course(language), translated(exercise, language)
    numbers = numbers_of(exercise, student)
    solution = exercise.solve(numbers)
    each = []
    for question in exercise.questions:
        if question.kind == "scenario":
            each.append(_mark_scenario(words, question, scenario, _given(exercise, numbers), numbers, solution))
        else:
            each.append(mark_question(exercise, question, answers.get(question.name, ""), numbers, solution, words))
    return Marked(exercise=exercise, student=student, each=tuple(each))


def _given(exercise: Exercise, numbers: Numbers) -> Scenario:
    """Return the scenario that the student was given."""
    from negosim import files

    return files.build(files.from_text(fill(exercise.scenario, numbers), name="scenario"))


def mark_question(
    exercise: Exercise,
    question: Question,
    answer: Any,
    numbers: Numbers,
    solution: Solution,
    words: Words = IN_ENGLISH,
) -> Mark:
    """Mark one answer."""
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Mark(question=question, status="empty", message=words("empty"))
    if question.kind == "number":
        return _mark_number(words, question, answer, numbers, solution)
    if question.kind == "choice":
        return _mark_choice(words, question, answer, numbers, solution)
    return _mark_written(words, exercise, question, answer, solution)


def check_answer(exercise: str, student: str, question: str, answer: Any) -> Mark:
    """Mark one answer by the names of its exercise and question; the tests of a notebook call this.

    Raises
    ------
    UsageError
        If there is no such exercise.
    KeyError
        If the exercise has no such question.
    """
    chosen = find(exercise)
    asked = {each.name: each for each in chosen.questions}[question]
    numbers = numbers_of(chosen, student)
    return mark_question(chosen, asked, answer, numbers, chosen.solve(numbers))


def _mark_number(words: Words, question: Question, answer: Any, numbers: Numbers, solution: Solution) -> Mark:
    number = _number_in(answer)
    if number is None:
        key = "no_number_in" if question.unit else "no_number"
        message = words(key, unit=question.unit, answer=repr(str(answer)[:40]))
        return Mark(question=question, status="unreadable", message=message)
    return _judged(words, question, number, numbers, solution)


def _number_in(answer: Any) -> float | None:
    """Return a finite number of a Python or NumPy type; ``None`` if the answer is not one."""
    if isinstance(answer, bool) or not isinstance(answer, Real):
        return None
    try:
        number = float(answer)
    except OverflowError:  # a whole number with hundreds of digits
        return None
    return number if math.isfinite(number) else None


def _judged(words: Words, question: Question, answer: float, numbers: Numbers, solution: Solution) -> Mark:
    """Mark a number, typed or measured."""
    right = solution.answers[question.name]
    if isinstance(right, str):
        raise TypeError(f"the model answer of {question.name} is not a number")
    if abs(answer - right) <= question.tolerance * (1 + 1e-9):
        exact = abs(answer - right) <= 1e-6 * max(1.0, abs(right))
        message = words("right" if exact else "right_close", tolerance=shown(question.tolerance))
        return Mark(question=question, status="right", message=message)
    known = _known_mistake(question, answer, solution)
    distance, again = _distance(words, question, answer, right), _again(words, question)
    if known:
        text = next(mistake.message for mistake in question.mistakes if mistake.name == known)
        message = words("known", distance=distance, message=fill(text, numbers), again=again)
        return Mark(question=question, status="mistake", message=message, mistake=known)
    slip = _slip(question, answer, right)
    said = {"distance": distance, "again": again}
    message = words("off_by_slip", slip=words[slip], **said) if slip else words("off", **said)
    return Mark(question=question, status="wrong", message=message)


def _known_mistake(question: Question, answer: float, solution: Solution) -> str:
    """Return the name of the mistake whose answer is nearest, within the tolerance; empty if there is none."""
    values = solution.wrong.get(question.name, {})
    near = [
        (abs(answer - value), mistake.name)
        for mistake in question.mistakes
        if not isinstance(value := values[mistake.name], str) and abs(answer - value) <= question.tolerance * (1 + 1e-9)
    ]
    return min(near)[1] if near else ""


def _distance(words: Words, question: Question, answer: float, right: float) -> str:
    """Return the direction and the rough size of an error; the exact size would reveal the right answer."""
    off = answer - right
    space = "" if words.language == "ko" else " "
    unit = f"{space}{question.unit}" if question.unit else ""
    about = f"{float(f'{abs(off):.1g}'):g}{unit}"
    return words("too_high" if off > 0 else "too_low", answer=f"{shown(answer)}{unit}", off=about)


def _slip(question: Question, answer: float, right: float) -> str:
    """Return the key of the sentence on a slip that explains an answer; empty if there is none."""
    for scale, key in SCALES:
        if right != 0.0 and abs(answer - scale * right) <= abs(scale) * question.tolerance:
            return key
    return ""


def _again(words: Words, question: Question) -> str:
    return words("again", concept=question.concept)


def _mark_choice(words: Words, question: Question, answer: Any, numbers: Numbers, solution: Solution) -> Mark:
    chosen = answer.strip().lower() if isinstance(answer, str) else answer
    if isinstance(answer, bool):
        chosen = "yes" if answer else "no"
    if chosen not in question.options:
        suggestion = words.suggestion(str(answer), question.options)
        message = words("no_option", answer=repr(str(answer)[:40]), options=options_of(question), suggestion=suggestion)
        return Mark(question=question, status="unreadable", message=message)
    if chosen == solution.answers[question.name]:
        return Mark(question=question, status="right", message=words("right"))
    wrong = solution.wrong.get(question.name, {})
    for mistake in question.mistakes:
        if wrong[mistake.name] == chosen:
            said = {"chosen": chosen, "message": fill(mistake.message, numbers)}
            text = words("known_option", again=_again(words, question), **said)
            return Mark(question=question, status="mistake", message=text, mistake=mistake.name)
    message = words("wrong_option", chosen=chosen, again=_again(words, question))
    return Mark(question=question, status="wrong", message=message)


def _mark_written(words: Words, exercise: Exercise, question: Question, answer: Any, solution: Solution) -> Mark:
    if not isinstance(answer, str):
        return Mark(question=question, status="unreadable", message=words("no_text"))
    fewest, written = FEWEST_WORDS[words.language], len(answer.split())
    if written < fewest:
        message = words("too_short", n=written, fewest=fewest)
        return Mark(question=question, status="wrong", message=message)
    given = [float(text.replace("−", "-").replace(",", "")) for text in NUMBER.findall(answer) if _is_number(text)]
    asked = {each.name: each for each in exercise.questions}
    for key in question.keys:
        right = solution.answers[key]
        if not isinstance(right, str) and not any(abs(x - right) <= asked[key].tolerance for x in given):
            message = words("number_missing", question=key, again=_again(words, question))
            return Mark(question=question, status="wrong", message=message)
    message = words("received_numbers" if question.keys else "received")
    return Mark(question=question, status="received", message=message)


def _is_number(text: str) -> bool:
    return text.count(".") <= 1


def _mark_scenario(
    words: Words,
    question: Question,
    scenario: Scenario | NegosimError | None,
    given: Scenario,
    numbers: Numbers,
    solution: Solution,
) -> Mark:
    if question.measure is None or scenario is None:
        return Mark(question=question, status="empty", message=words("no_scenario"))
    if isinstance(scenario, NegosimError):
        return Mark(question=question, status="unreadable", message=words("bad_scenario", error=scenario))
    if _frame(scenario) != _frame(given):
        return Mark(question=question, status="unreadable", message=words("other_scenario"))
    judged = _judged(words, question, question.measure(scenario), numbers, solution)
    if judged.status == "right":
        return judged
    message = words("measured", message=judged.message)
    return Mark(question=question, status=judged.status, message=message, mistake=judged.mistake)


def _frame(scenario: Scenario) -> tuple[Any, ...]:
    """Return what measures rely on: the issues, the parties, and the first and last day of a scenario."""
    return scenario.issues, tuple(scenario.parties), scenario.calendar.start, scenario.calendar.horizon
