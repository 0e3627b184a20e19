"""A student at the command line: starts an exercise, fills in answers, has them checked."""

import json
from functools import cache

import tomli_w
from typer.testing import CliRunner

from negosim.cli import application
from negosim.teach.course.catalogue import find
from negosim.teach.course.numbers import fill, numbers_of


def negosim(*words):
    """Run a command and return its result, with standard output and error apart."""
    return CliRunner().invoke(application(), ["exercise", *(str(word) for word in words)])


def solution_of(exercise, student=""):
    return _solved(exercise.name, student)


@cache
def _solved(name, student):
    exercise = find(name)
    return exercise.solve(numbers_of(exercise, student))


def start(exercise, folder, student="", *more):
    named = ["--student", student] if student else []
    result = negosim("start", exercise.name, "--dir", folder, *named, *more)
    assert result.exit_code == 0, result.stderr
    return folder


def write_answers(folder, answers):
    (folder / "answers.toml").write_text(tomli_w.dumps(answers), encoding="utf-8")


def write_scenario(exercise, folder, settings, student=""):
    """Write the student's scenario with some values changed, as an editor would."""
    from negosim import files

    text = fill(exercise.scenario, numbers_of(exercise, student))
    document = files.from_text(text, name="scenario")
    for path, value in settings.items():
        document = files.override(document, path, value)
    (folder / "scenario.toml").write_text(document.text, encoding="utf-8")


def typed(exercise, solution):
    """Return the model answers that are typed into the form."""
    measured = {question.name for question in exercise.questions if question.kind == "scenario"}
    return {name: value for name, value in solution.answers.items() if name not in measured}


def solve(exercise, folder, student=""):
    """Fill in the model answer."""
    solution = solution_of(exercise, student)
    write_answers(folder, typed(exercise, solution))
    settings = {path: value for edit in solution.edits.values() for path, value in edit["right"].items()}
    write_scenario(exercise, folder, settings, student)
    return solution


def marks(exercise, folder):
    """Return the marks as JSON, by question, whatever the exit code."""
    result = negosim("check", exercise.name, "--dir", folder, "--json")
    marked = json.loads(result.stdout)
    return marked, {each["name"]: each for each in marked["questions"]}, result.exit_code
