"""Every exercise: solved from its own model answer by the command, every catalogued mistake caught by its message."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from negosim.cli import application
from negosim.teach.course.catalogue import COURSE
from negosim.teach.course.numbers import fill, numbers_of
from tests.teach.course import desk

STUDENTS = ("", "kim", "2024-0317")
exercises = pytest.mark.parametrize("exercise", COURSE, ids=lambda exercise: exercise.name)


@exercises
@pytest.mark.parametrize("student", STUDENTS)
def test_the_model_answer_gets_full_marks_at_the_command_line(exercise, student, tmp_path):
    folder = desk.start(exercise, tmp_path / "mine", student)
    desk.solve(exercise, folder, student)
    marked, each, code = desk.marks(exercise, folder)
    assert code == 0
    assert marked["complete"]
    assert {name: mark["message"] for name, mark in each.items() if mark["status"] not in ("right", "received")} == {}
    assert marked["marks"] == marked["out_of"]


MISTAKES = [
    pytest.param(exercise, question, mistake, id=f"{exercise.name}-{question.name}-{mistake.name}")
    for exercise in COURSE
    for question in exercise.questions
    for mistake in question.mistakes
]


@pytest.mark.parametrize(("exercise", "question", "mistake"), MISTAKES)
def test_a_catalogued_mistake_is_reported_by_its_message(exercise, question, mistake, tmp_path):
    folder = desk.start(exercise, tmp_path / "mine")
    solution = desk.solve(exercise, folder)
    if question.kind == "scenario":
        desk.write_scenario(exercise, folder, solution.edits[question.name][mistake.name])
    else:
        wrong = solution.wrong[question.name][mistake.name]
        desk.write_answers(folder, {**desk.typed(exercise, solution), question.name: wrong})
    _, each, code = desk.marks(exercise, folder)
    outcome = each[question.name]
    assert code == 0
    assert (outcome["status"], outcome["mistake"], outcome["marks"]) == ("mistake", mistake.name, 0)
    assert fill(mistake.message, numbers_of(exercise, "")) in outcome["message"]
    assert f"“{question.concept}”" in outcome["message"]


@exercises
def test_a_mistake_can_be_distinguished_from_the_answer_for_every_student(exercise):
    for student in ("", *(f"student{n}" for n in range(20))):
        solution = desk.solution_of(exercise, student)
        for question in exercise.questions:
            right = solution.answers[question.name]
            for name, wrong in solution.wrong.get(question.name, {}).items():
                if isinstance(wrong, str):
                    assert wrong != right, (student, question.name, name)
                else:
                    assert abs(wrong - right) > 2 * question.tolerance, (student, question.name, name)


@exercises
def test_the_solution_answers_every_question_and_every_mistake(exercise):
    solution = desk.solution_of(exercise)
    assert set(solution.answers) == {question.name for question in exercise.questions}
    for question in exercise.questions:
        assert set(solution.wrong.get(question.name, {})) == {mistake.name for mistake in question.mistakes}
        if question.kind == "choice":
            assert solution.answers[question.name] in question.options
            assert set(solution.wrong.get(question.name, {}).values()) < set(question.options)


@exercises
def test_students_have_numbers_of_their_own(exercise):
    answers = {repr(sorted(desk.solution_of(exercise, f"student{n}").answers.items())) for n in range(20)}
    assert len(answers) >= 15


@exercises
def test_the_same_student_has_the_same_numbers(exercise):
    assert numbers_of(exercise, "kim") == numbers_of(exercise, "kim")
    assert numbers_of(exercise, "") == numbers_of(exercise, "")


@exercises
def test_a_wrong_answer_names_a_heading_of_the_background(exercise):
    for question in exercise.questions:
        assert f"### {question.concept}\n" in exercise.background, question.name


@exercises
def test_every_exercise_has_numbers_choices_and_a_written_answer_and_its_own_mistakes(exercise):
    kinds = {question.kind for question in exercise.questions}
    assert {"number", "choice", "written"} <= kinds
    assert sum(len(question.mistakes) for question in exercise.questions) >= 5
    assert 10 <= exercise.minutes <= 60


@exercises
def test_the_sheet_does_not_give_the_derivation_away(exercise):
    shown = desk.negosim("show", exercise.name).stdout
    assert exercise.title in shown
    numbers = numbers_of(exercise, "")
    facts = {**numbers, **desk.solution_of(exercise).facts, **desk.solution_of(exercise).answers}
    assert " ".join(fill(exercise.derivation, facts).split()[:8]) not in " ".join(shown.split())


@exercises
def test_the_scenario_of_every_student_is_valid(exercise):
    from negosim import files

    for student in STUDENTS:
        text = fill(exercise.scenario, numbers_of(exercise, student))
        files.build(files.from_text(text, name="scenario"))


@exercises
def test_the_teaching_note_has_its_parts_and_the_key(exercise):
    shown = desk.negosim("show", exercise.name, "--note").stdout
    for part in (
        "Head-count",
        "Set-up",
        "What will happen",
        "Debrief",
        "Common mistakes",
        "Variations",
        "Key",
        "Derivation",
    ):
        assert f"**{part}" in shown
    for question in exercise.questions:
        assert f"`{question.name}`" in shown


COMMAND = re.compile(r"(?:`|\\$ )negosim ((?!exercise)[^`\n]+)")


@exercises
def test_every_command_of_the_sheet_and_the_note_runs(exercise, tmp_path, monkeypatch):
    folder = desk.start(exercise, tmp_path / "mine")
    monkeypatch.chdir(folder)
    note = desk.negosim("show", exercise.name, "--note").stdout
    commands = COMMAND.findall((folder / "README.md").read_text(encoding="utf-8") + note)
    for command in dict.fromkeys(commands):
        result = CliRunner().invoke(application(), shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
