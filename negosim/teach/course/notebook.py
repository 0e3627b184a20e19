"""An exercise as a Jupyter notebook: JSON, written by the standard library.

There are two versions. The student's version has empty answers and nothing of the marking. The master version is for
nbgrader's source folder: it has solutions and hidden tests that call the library; nbgrader removes both from the
version that it releases.
"""

from __future__ import annotations

import json
from typing import Any

from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise, Question, Solution
from negosim.teach.course.numbers import fill, numbers_of
from negosim.teach.course.phrases import translated, words_of_course
from negosim.teach.course.sheet import answer_form, sheet
from negosim.teach.words import Words

__all__ = ["notebook", "notebook_text"]

Cell = dict[str, Any]
STUB = "{name} = None  # {stub}\n"
SOLUTION = "### BEGIN SOLUTION\n{name} = {answer!r}\n### END SOLUTION\n"
TEST = 'assert {name} is not None, "not answered yet"\n'
HIDDEN_TEST = """\
### BEGIN HIDDEN TESTS
from negosim.teach.course.marking import check_answer
_mark = check_answer("{exercise}", student, "{name}", {name})
assert _mark.status == "right", _mark.message
### END HIDDEN TESTS
"""


def notebook_text(exercise: Exercise, student: str = "", *, master: bool = False, language: str = "en") -> str:
    """Return the notebook of an exercise as the text of an ``.ipynb`` file."""
    return (
        json.dumps(notebook(exercise, student, master=master, language=language), indent=1, ensure_ascii=False) + "\n"
    )


def notebook(exercise: Exercise, student: str = "", *, master: bool = False, language: str = "en") -> dict[str, Any]:
    """Return the notebook of an exercise in nbformat 4.5, with nbgrader's metadata of schema version 3.

    Numbers and choices are answered in solution cells and marked by test cells; written answers are marked by the
    instructor. Questions that measure ``scenario.toml`` are left out; ``negosim exercise check`` marks them.

    Parameters
    ----------
    master : bool
        Whether to return the master version, with solutions and hidden tests.
    """
    solution = exercise.solve(numbers_of(exercise, student)) if master else None
    words, numbers = words_of_course(language), numbers_of(exercise, student)
    text = sheet(exercise, numbers, student=student, language=language).split(f"\n## {words['questions']}")[0]
    cells = [
        _markdown("sheet", text, locked=True),
        _code("student", f"student = {student!r}  # {words['whose_numbers']}", _locked("student")),
    ]
    for question in translated(exercise, language).questions:
        if question.kind != "scenario":
            text = words.finished(fill(question.text, numbers))
            asked = f"**`{question.name}`** — {text} *({answer_form(question, words)})*"
            cells.append(_markdown(f"ask-{question.name}", asked, locked=True))
            cells += _answered(exercise, question, solution, words)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    metadata["negosim"] = {"exercise": exercise.name, "number": str(number_of(exercise)), "student": student}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _answered(exercise: Exercise, question: Question, solution: Solution | None, words: Words) -> list[Cell]:
    if question.kind == "written":
        return [_markdown(f"answer-{question.name}", f"*({words['your_answer']})*", grading=_written(question))]
    values: dict[str, Any] = {"name": question.name, "exercise": exercise.name, "stub": words["your_answer"]}
    stub, test = STUB, TEST
    if solution is not None:
        values["answer"] = solution.answers[question.name]
        stub, test = SOLUTION, TEST + HIDDEN_TEST
    return [
        _code(f"answer-{question.name}", stub.format(**values), _solution(question)),
        _code(f"test-{question.name}", test.format(**values), _tests(question)),
    ]


def _code(cell_id: str, source: str, grading: Cell) -> Cell:
    cell = {"cell_type": "code", "id": _id(cell_id), "metadata": {"nbgrader": grading}}
    return {**cell, "source": _lines(source), "execution_count": None, "outputs": []}


def _markdown(cell_id: str, source: str, *, locked: bool = False, grading: Cell | None = None) -> Cell:
    metadata = {"nbgrader": grading or _locked(cell_id)} if locked or grading else {}
    return {"cell_type": "markdown", "id": _id(cell_id), "metadata": metadata, "source": _lines(source)}


def _grading(grade_id: str, **flags: Any) -> Cell:
    base = {"grade": False, "grade_id": _id(grade_id), "locked": False, "schema_version": 3, "solution": False}
    return {**base, "task": False, **flags}


def _locked(cell_id: str) -> Cell:
    return _grading(cell_id, locked=True)


def _solution(question: Question) -> Cell:
    return _grading(f"answer-{question.name}", solution=True)


def _tests(question: Question) -> Cell:
    return _grading(f"test-{question.name}", grade=True, locked=True, points=question.marks)


def _written(question: Question) -> Cell:
    return _grading(f"answer-{question.name}", grade=True, solution=True, points=question.marks)


def _id(name: str) -> str:
    return name.replace("_", "-")[:64]


def _lines(source: str) -> list[str]:
    return source.rstrip("\n").splitlines(keepends=True)
