"""The notebook of an exercise: its cells run anywhere, and nbgrader's own autograder marks it."""

import csv
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest

from negosim.teach.course.catalogue import COURSE, find
from negosim.teach.course.marking import check_answer
from negosim.teach.course.notebook import notebook, notebook_text
from tests.teach.course import desk

exercises = pytest.mark.parametrize("exercise", COURSE, ids=lambda exercise: exercise.name)


def sources(cells, kind):
    return {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == kind}


def failures(exercise, student, answers):
    """Run the cells of a student's notebook one by one, and return the message of each test that fails."""
    names, failed = {}, {}
    for cell, source in sources(notebook(exercise, student, master=True)["cells"], "code").items():
        question = cell.removeprefix("answer-").replace("-", "_")
        code = f"{question} = {answers[question]!r}" if cell.startswith("answer-") else source
        try:
            exec(compile(code, cell, "exec"), names)
        except AssertionError as error:
            failed[cell.removeprefix("test-").replace("-", "_")] = str(error)
    return failed


@exercises
def test_the_model_answer_passes_every_test_of_the_notebook(exercise):
    assert failures(exercise, "kim", desk.solution_of(exercise, "kim").answers) == {}


@exercises
def test_a_wrong_answer_fails_its_test_with_the_checkers_message(exercise):
    wrong = {
        name: -1e6 if isinstance(x, float) else "none of it" for name, x in desk.solution_of(exercise).answers.items()
    }
    failed = failures(exercise, "", {name: float(x) if isinstance(x, int) else x for name, x in wrong.items()})
    asked = {question.name for question in exercise.questions if question.kind in ("number", "choice")}
    assert set(failed) == asked
    assert all(
        "Read “" in message or "is not one of" in message or "must be a number" in message
        for message in failed.values()
    )


@exercises
def test_the_notebook_is_valid_and_its_cells_are_named_once(exercise):
    book = nbformat.reads(notebook_text(exercise, "kim"), as_version=4)
    nbformat.validate(book)
    graded = [cell.metadata["nbgrader"]["grade_id"] for cell in book.cells if "nbgrader" in cell.metadata]
    assert len(graded) == len(set(graded))


@exercises
def test_the_students_notebook_holds_neither_answers_nor_tests_of_them(exercise):
    solution = desk.solution_of(exercise, "kim")
    assert "SOLUTION" not in notebook_text(exercise, "kim")
    assert "check_answer" not in notebook_text(exercise, "kim")
    code = "\n".join(sources(notebook(exercise, "kim")["cells"], "code").values())
    for question in exercise.questions:
        if question.kind == "number":
            assert repr(solution.answers[question.name]) not in code


def test_a_number_computed_with_numpy_is_a_number():
    right = desk.solution_of(find("post_settlement")).answers["better"]
    for kind in (np.int64, np.float32, np.float64, int, Fraction):
        assert check_answer("post_settlement", "", "better", kind(right)).status == "right"
    assert check_answer("post_settlement", "", "better", np.bool_(True)).status == "unreadable"


def test_start_writes_the_notebook_beside_the_sheet(tmp_path):
    folder = desk.start(find("zone"), tmp_path / "mine", "kim", "--notebook")
    book = json.loads((folder / "zone.ipynb").read_text(encoding="utf-8"))
    assert book["metadata"]["negosim"]["student"] == "kim"


def nbgrader(course, *words):
    """Run nbgrader in a course's folder."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls alembic by name
    folders = {"JUPYTER_CONFIG_DIR": str(course / "config"), "IPYTHONDIR": str(course / "ipython")}
    environment = os.environ | folders | {"PATH": programs}
    command = [sys.executable, "-W", "ignore", "-m", "nbgrader", *words]
    result = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result


def submit(course, exercise, student, answers):
    """Fill in the released notebook as a student would, and hand it in."""
    book = nbformat.read(course / "release" / exercise.name / f"{exercise.name}.ipynb", as_version=4)
    for cell in book.cells:
        name = cell.id.removeprefix("answer-").replace("-", "_")
        if cell.cell_type == "code" and cell.id.startswith("answer-"):
            cell.source = f"{name} = {answers[name]!r}"
    folder = course / "submitted" / student / exercise.name
    folder.mkdir(parents=True)
    nbformat.write(book, folder / f"{exercise.name}.ipynb")


@pytest.mark.slow
def test_nbgrader_gives_a_right_answer_full_marks_and_a_wrong_one_none(tmp_path):
    exercise = find("zone")
    written = desk.negosim("assignment", exercise.name, "--dir", tmp_path / "source" / exercise.name)
    assert written.exit_code == 0, written.stderr
    nbgrader(tmp_path, "generate_assignment", exercise.name)
    released = (tmp_path / "release" / exercise.name / f"{exercise.name}.ipynb").read_text(encoding="utf-8")
    assert "HIDDEN TESTS" not in released
    assert "check_answer(" not in released
    assert "BEGIN SOLUTION" not in released
    assert (tmp_path / "release" / exercise.name / "scenario.toml").is_file()

    right = desk.solution_of(exercise).answers
    wrong = {name: -1.0 if isinstance(answer, float) else "maybe" for name, answer in right.items()}
    submit(tmp_path, exercise, "right", right)
    submit(tmp_path, exercise, "wrong", wrong)
    nbgrader(tmp_path, "autograde", exercise.name)
    nbgrader(tmp_path, "export", f"--to={tmp_path / 'grades.csv'}")

    rows = csv.DictReader((tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines())
    scores = {row["student_id"]: float(row["raw_score"]) for row in rows}
    tested = sum(question.marks for question in exercise.questions if question.kind in ("number", "choice"))
    assert scores == {"right": tested, "wrong": 0.0}
