"""An exercise as a Jupyter notebook that nbgrader marks: JSON, written by the standard library.

The tests call the library to mark the student's own numbers, so that the notebook holds no answer to read; where
they fail, the student reads the checker's message.
"""

from __future__ import annotations

import json
from typing import Any

from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise, Question
from negosim.teach.course.numbers import fill, numbers_of
from negosim.teach.course.sheet import answer_form, sheet

__all__ = ["notebook", "notebook_text"]

Cell = dict[str, Any]
STUB = "# {name} = your answer\n### BEGIN SOLUTION\n{name} = None\n### END SOLUTION\n"
TEST = """\
from negosim.teach.course.marking import check_answer

assert {name} is not None, "not answered yet"
### BEGIN HIDDEN TESTS
_mark = check_answer("{exercise}", student, "{name}", {name})
assert _mark.status == "right", _mark.message
### END HIDDEN TESTS
"""


def notebook_text(exercise: Exercise, student: str = "") -> str:
    """Return the notebook of an exercise as the text of an ``.ipynb`` file."""
    return json.dumps(notebook(exercise, student), indent=1, ensure_ascii=False) + "\n"


def notebook(exercise: Exercise, student: str = "") -> dict[str, Any]:
    """Return the notebook of an exercise in nbformat 4.5, with nbgrader's metadata of schema version 3.

    A number and a choice are answered in a solution cell and marked by a cell of tests; a written answer is left
    to the instructor. Questions that measure ``scenario.toml`` are for ``negosim exercise check`` alone.
    """
    text = sheet(exercise, numbers_of(exercise, student), student=student).split("\n## Questions")[0]
    cells = [
        _markdown("sheet", text, locked=True),
        _code("student", f"student = {student!r}  # whose numbers these are", _locked("student")),
    ]
    numbers = numbers_of(exercise, student)
    for question in exercise.questions:
        if question.kind != "scenario":
            asked = f"**`{question.name}`** — {fill(question.text, numbers)} *({answer_form(question)})*"
            cells += [_markdown(f"ask-{question.name}", asked, locked=True), *_answered(exercise, question)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    metadata["negosim"] = {"exercise": exercise.name, "number": str(number_of(exercise)), "student": student}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _answered(exercise: Exercise, question: Question) -> list[Cell]:
    if question.kind == "written":
        return [_markdown(f"answer-{question.name}", "*(your answer)*", grading=_written(question))]
    values = {"name": question.name, "exercise": exercise.name}
    return [
        _code(f"answer-{question.name}", STUB.format(**values), _solution(question)),
        _code(f"test-{question.name}", TEST.format(**values), _tests(question)),
    ]


def _code(cell_id: str, source: str, grading: Cell) -> Cell:
    found = {"cell_type": "code", "id": _id(cell_id), "metadata": {"nbgrader": grading}}
    return {**found, "source": _lines(source), "execution_count": None, "outputs": []}


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
