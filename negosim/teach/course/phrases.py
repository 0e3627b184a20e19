"""The sentences around the exercises in each language, and translated exercises."""

from __future__ import annotations

from dataclasses import replace

from negosim.teach.course.english import ENGLISH
from negosim.teach.course.exercise import Exercise, Question
from negosim.teach.course.korean import KOREAN
from negosim.teach.course.translation import ExerciseWords
from negosim.teach.exercises.korean import KOREAN as IN_KOREAN
from negosim.teach.words import Tables, Words, words_in

__all__ = ["IN_ENGLISH", "PHRASES", "translated", "words_of_course"]

PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_course(language: str) -> Words:
    """Return the words around the exercises in a language.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES)


IN_ENGLISH = words_of_course("en")


def translated(exercise: Exercise, language: str) -> Exercise:
    """Return an exercise with everything that a student reads translated; the teaching note stays in English."""
    if language == "en":
        return exercise
    words = IN_KOREAN[exercise.name]
    return replace(
        exercise,
        title=words.title,
        concept=words.concept,
        objective=words.objective,
        background=words.background,
        tasks=words.tasks,
        questions=tuple(_question(question, words) for question in exercise.questions),
        hints=words.hints,
    )


def _question(question: Question, words: ExerciseWords) -> Question:
    messages = words.mistakes.get(question.name, {})
    return replace(
        question,
        text=words.questions[question.name],
        concept=words.concepts[question.concept],
        unit=words.units.get(question.unit, question.unit),
        meanings={option: words.options[option] for option in question.options},
        mistakes=tuple(replace(mistake, message=messages[mistake.name]) for mistake in question.mistakes),
    )
