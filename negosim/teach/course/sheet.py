"""The sheet of an exercise, in Markdown: what a student reads, and what an instructor reads beside it."""

from __future__ import annotations

from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise, Numbers, Question, Solution
from negosim.teach.course.numbers import fill, shown
from negosim.teach.course.reflow import reflow

__all__ = ["answer_form", "key", "sheet", "teaching_note"]

WRITTEN = (
    "A written answer is checked for being there and for its key numbers only; whether the reasoning holds is for "
    "your instructor to read."
)


def sheet(exercise: Exercise, numbers: Numbers, *, student: str = "") -> str:
    """Return what a student reads: objective, background, what to do, the questions."""
    whose = f" · numbers of {student}" if student else ""
    number = number_of(exercise)
    parts = [
        f"# {number}. {exercise.title}",
        f"{exercise.minutes} minutes · {exercise.concept}{whose}",
        f"**Objective.** {fill(exercise.objective, numbers)}",
        f"## Background\n\n{fill(exercise.background, numbers).strip()}",
        f"## To do\n\n{fill(exercise.tasks, numbers).strip()}",
        f"## Questions\n\n{_questions(exercise, numbers)}",
        f"## Then\n\n{_then(exercise, number)}",
    ]
    return reflow("\n\n".join(parts)) + "\n"


def answer_form(question: Question) -> str:
    """Return in what form a question is answered: unit and tolerance, or the options."""
    if question.kind == "number":
        unit = f" {question.unit}" if question.unit else ""
        return f"a number{f' in{unit}' if unit else ''}, within ±{shown(question.tolerance)}"
    if question.kind == "choice":
        return "one of " + ", ".join(f'"{option}"' for option in question.options)
    if question.kind == "scenario":
        return f"answered by changing scenario.toml, within ±{shown(question.tolerance)} {question.unit}".rstrip()
    return "two or three sentences"


def teaching_note(exercise: Exercise, numbers: Numbers, solution: Solution, *, student: str = "") -> str:
    """Return what an instructor reads: the note, the catalogue of mistakes, the key and its derivation."""
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
    """Return the commands that print the slips of a class and draw what it made of them."""
    number = number_of(exercise)
    scenario = f"exercise-{number:02d}/scenario.toml"
    treatment = exercise.note.treatment
    apart = f" \\\n    --treatment '{fill(treatment, facts)}'" if treatment else ""
    return (
        "**Slips and picture.** Print the slips, type the deals into the key, and draw them:\n\n```text\n"
        f"negosim exercise start {number}\n"
        f"negosim slips {scenario} --pairs 15 --out slips.html{apart}\n"
        f"negosim class-debrief slips.key.csv --scenario {scenario} --out debrief.html\n```"
    )


def key(exercise: Exercise, solution: Solution) -> str:
    """Return the answers of an exercise as a table in Markdown."""
    rows = [
        f"| `{question.name}` | {shown(solution.answers[question.name])} | {_allowed(question)} |"
        for question in exercise.questions
    ]
    return "\n".join(["| answer | value | tolerance |", "|---|---|---|", *rows])


def _questions(exercise: Exercise, numbers: Numbers) -> str:
    lines = [
        f"{place}. `{question.name}` — {fill(question.text, numbers)}\n   *({answer_form(question)})*"
        for place, question in enumerate(exercise.questions, start=1)
    ]
    note = [WRITTEN] if any(question.kind == "written" for question in exercise.questions) else []
    return "\n\n".join(["\n".join(lines), *note])


def _then(exercise: Exercise, number: int) -> str:
    asks = any(question.kind == "scenario" for question in exercise.questions)
    also = " and change `scenario.toml`" if asks else ""
    return (
        f"Write your answers into `answers.toml`{also}. Then, in this folder, run `negosim exercise check {number}`; "
        f"as often as you like. `negosim exercise hint {number}` gives three hints, one after the other."
    )


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
