"""The sheet of an exercise for students, and the teaching note for instructors, in Markdown."""

from __future__ import annotations

from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise, Numbers, Question, Solution
from negosim.teach.course.numbers import fill, shown
from negosim.teach.course.phrases import IN_ENGLISH, translated, words_of_course
from negosim.teach.course.reflow import reflow
from negosim.teach.words import Words

__all__ = ["answer_form", "key", "options_of", "sheet", "teaching_note"]


def sheet(exercise: Exercise, numbers: Numbers, *, student: str = "", language: str = "en") -> str:
    """Return the sheet for a student: objective, background, tasks and questions."""
    words, number, exercise = words_of_course(language), number_of(exercise), translated(exercise, language)
    about = {"minutes": exercise.minutes, "concept": exercise.concept, "student": student}
    parts = [
        words("heading", number=number, title=exercise.title),
        words("about_whose" if student else "about", **about),
        words("objective", text=fill(exercise.objective, numbers)),
        f"## {words['background']}\n\n{fill(exercise.background, numbers).strip()}",
        f"## {words['to_do']}\n\n{fill(exercise.tasks, numbers).strip()}",
        f"## {words['questions']}\n\n{_questions(words, exercise, numbers)}",
        f"## {words['then']}\n\n{_then(words, exercise, number)}",
    ]
    return reflow(words.finished("\n\n".join(parts))) + "\n"


def answer_form(question: Question, words: Words = IN_ENGLISH) -> str:
    """Return the form of an answer: unit and tolerance, or the options."""
    if question.kind == "choice":
        return words("form_choice", options=options_of(question))
    if question.kind == "written":
        return words("form_written")
    key = f"form_{question.kind}{'_in' if question.unit else ''}"
    return words(key, unit=question.unit, tolerance=shown(question.tolerance))


def options_of(question: Question) -> str:
    """Return the options of a choice as they are typed, with their meanings if they are translated."""
    meanings = (f"({question.meanings[option]})" if question.meanings else "" for option in question.options)
    return ", ".join(f'"{option}"{meaning}' for option, meaning in zip(question.options, meanings, strict=True))


def teaching_note(exercise: Exercise, numbers: Numbers, solution: Solution, *, student: str = "") -> str:
    """Return the text for an instructor: the note, the known mistakes, the key and its derivation."""
    note = exercise.note
    facts = {**numbers, **solution.facts, **solution.answers}
    whose = f"the numbers of {student}" if student else "the numbers of the textbook"
    variations = "\n".join(f"- {fill(variation, numbers)}" for variation in note.variations)
    parts = [
        f"**Objective.** {fill(exercise.objective, numbers)}",
        f"**Minutes:** {exercise.minutes}. **Head-count:** {note.head_count}",
        f"**Scored:** {exercise.score}. **Picture:** {exercise.picture}.",
        f"**Set-up.** {fill(note.set_up, facts)}",
        *([_on_paper(exercise, facts)] if note.in_pairs else []),
        f"**What will happen.** {fill(note.what_will_happen, facts)}",
        f"**Debrief.** {fill(note.debrief, facts)}",
        f"**Common mistakes.** Each is recognised by the checker.\n\n{_mistakes(exercise, numbers, solution)}",
        f"**Variations.**\n\n{variations}",
        f"**Key**, for {whose}.\n\n{key(exercise, solution)}",
        f"**Derivation.** {fill(exercise.derivation, facts).strip()}",
    ]
    return reflow("\n\n".join(parts))


def _on_paper(exercise: Exercise, facts: Numbers) -> str:
    """Return the commands that print the slips of a class and draw its results."""
    number = number_of(exercise)
    scenario = f"exercise-{number:02d}/scenario.toml"
    treatment = exercise.note.treatment
    apart = f" --treatment \\\n    '{fill(treatment, facts)}'" if treatment else ""
    return (
        "**Slips and picture.** Print the slips, type the deals into the key, and draw them:\n\n```text\n"
        f"negosim exercise start {number}\n"
        f"negosim slips {scenario} --pairs 15 --out slips.html{apart}\n"
        f"negosim class-debrief slips.key.csv --scenario {scenario} --out debrief.html\n```"
    )


def key(exercise: Exercise, solution: Solution) -> str:
    """Return the answers to an exercise as a Markdown table."""
    rows = [
        f"| `{question.name}` | {shown(solution.answers[question.name])} | {_allowed(question)} |"
        for question in exercise.questions
    ]
    return "\n".join(["| answer | value | tolerance |", "|---|---|---|", *rows])


def _questions(words: Words, exercise: Exercise, numbers: Numbers) -> str:
    lines = [
        f"{place}. `{question.name}` — {fill(question.text, numbers)}\n   *({answer_form(question, words)})*"
        for place, question in enumerate(exercise.questions, start=1)
    ]
    note = [words["written_note"]] if any(question.kind == "written" for question in exercise.questions) else []
    return "\n\n".join(["\n".join(lines), *note])


def _then(words: Words, exercise: Exercise, number: int) -> str:
    asks = any(question.kind == "scenario" for question in exercise.questions)
    commands = {"check": f"negosim exercise check {number}", "hint": f"negosim exercise hint {number}"}
    return words("write_answers_and_scenario" if asks else "write_answers", **commands)


def _mistakes(exercise: Exercise, numbers: Numbers, solution: Solution) -> str:
    rows = ["| answer | value | what the student reads |", "|---|---|---|"]
    for question in exercise.questions:
        for mistake in question.mistakes:
            value = shown(solution.wrong[question.name][mistake.name])
            rows.append(f"| `{question.name}` | {value} | {fill(mistake.message, numbers)} |")
    return "\n".join(rows)


def _allowed(question: Question) -> str:
    unit = f" {question.unit}" if question.unit else ""
    if question.kind in ("number", "scenario"):
        return f"± {shown(question.tolerance)}{unit}"
    return "exact" if question.kind == "choice" else "key numbers only"
