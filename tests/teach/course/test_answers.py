"""Answers of the exercises by a second route: another solver, or the command that the sheet tells to run."""

import json

import pytest
from typer.testing import CliRunner

from negosim import zones
from negosim.cli import application
from negosim.teach.course.catalogue import find
from negosim.teach.course.numbers import numbers_of
from negosim.teach.exercises.reading import build
from tests.teach.course import desk

STUDENTS = ("", "kim", "lee")
students = pytest.mark.parametrize("student", STUDENTS)


def negosim(*words):
    """Run a command of negosim and return its JSON."""
    result = CliRunner().invoke(application(), [*(str(word) for word in words), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def case(name, student):
    """Return an exercise's numbers, its answers, and the student's scenario with the model answer's changes."""
    exercise = find(name)
    numbers, solution = numbers_of(exercise, student), desk.solution_of(exercise, student)
    edits = {path: value for edit in solution.edits.values() for path, value in edit["right"].items()}
    return numbers, solution.answers, build(exercise.scenario, numbers, edits)


@students
def test_the_fair_package_is_the_egalitarian_solution_of_the_scenario(student):
    _, answers, scenario = case("logrolling", student)
    worth = zones(scenario).solutions["egalitarian"].utilities
    assert list(worth.values()) == pytest.approx([answers["fair_value"]] * 2)


@students
def test_the_greatest_joint_value_is_the_utilitarian_solution_of_the_scenario(student):
    _, answers, scenario = case("logrolling", student)
    assert sum(zones(scenario).solutions["utilitarian"].utilities.values()) == pytest.approx(answers["joint_max"])


@students
def test_the_arbitrator_of_the_second_look_is_the_nash_solution_over_the_floors(student):
    _, answers, scenario = case("post_settlement", student)
    assert zones(scenario).solutions["nash"].terms == {"package": answers["arbitrator"]}


@students
def test_the_engine_divides_the_pie_as_rubinstein_does(student):
    _, answers, _ = case("patience", student)
    assert answers["run_share"] == pytest.approx(answers["first_share"], abs=1e-9)


@students
def test_the_zone_opens_on_the_day_of_the_change(student):
    numbers, _, _ = case("administration", student)
    periods = zones(build(find("administration").scenario, numbers)).as_dict()["periods"]
    opened = [period["from"] for period in periods if period["zone"] is not None]
    assert opened[0] == "2021-01-20"


@students
def test_the_sweep_of_the_sheet_shows_the_share_and_the_difference(student, tmp_path):
    exercise = find("evidence")
    numbers, answers, _ = case("evidence", student)
    scenario = desk.start(exercise, tmp_path / "mine", student) / "scenario.toml"
    sweep = ("sweep", scenario, "-n", 400, "--seed", numbers["seed"])
    first = negosim(*sweep)["points"][0]
    later = negosim(*sweep, "--set", f"{numbers['path']}={numbers['seoul_later']}")["points"][0]
    assert first["agreed"]["p"] == pytest.approx(answers["share"])
    assert first["agreed"]["se"] == pytest.approx(answers["standard_error"], abs=1e-4)
    assert first["outcome"]["increase"]["mean"] == pytest.approx(answers["mean_increase"])
    assert later["agreed"]["p"] - first["agreed"]["p"] == pytest.approx(answers["difference"])


@students
def test_the_sweep_of_the_sheet_shows_the_share_of_offers_taken(student, tmp_path):
    exercise = find("incomplete_information")
    numbers, answers, _ = case("incomplete_information", student)
    scenario = desk.start(exercise, tmp_path / "mine", student) / "scenario.toml"
    returned = negosim("sweep", scenario, "-n", 400, "--seed", numbers["seed"])["points"][0]["agreed"]["p"]
    exact = (numbers["high"] - numbers["trial_demand"]) / (numbers["high"] - numbers["low"])
    assert returned == pytest.approx(answers["simulated"])
    assert abs(returned - exact) < 5 * (exact * (1 - exact) / 400) ** 0.5


@students
def test_the_first_offers_of_the_sheet_lead_to_the_deals(student, tmp_path):
    exercise = find("anchoring")
    numbers, answers, _ = case("anchoring", student)
    scenario = desk.start(exercise, tmp_path / "mine", student) / "scenario.toml"
    for offer, deal in (("low_offer", "deal_low"), ("high_offer", "deal_high")):
        reported = negosim("run", scenario, "--set", f"{numbers['path']}={numbers[offer]}")
        assert reported["terms"]["price"] == pytest.approx(answers[deal])


@students
def test_the_run_of_the_sheet_shows_the_offers(student, tmp_path):
    exercise = find("concession")
    _, answers, _ = case("concession", student)
    scenario = desk.start(exercise, tmp_path / "mine", student) / "scenario.toml"
    reported = negosim("run", scenario)
    assert sum(row["kind"] == "offer" for row in reported["trace"]) == answers["offers_ten"]
    fewer = scenario.read_text(encoding="utf-8").replace("exchanges = 10", "exchanges = 3")
    scenario.write_text(fewer, encoding="utf-8")
    assert negosim("run", scenario)["agreed"] == (answers["agreed_three"] == "yes")


@students
def test_the_assembly_rejects_what_a_delegation_without_a_mandate_signs(student, tmp_path):
    exercise = find("two_level")
    numbers, answers, _ = case("two_level", student)
    reported = negosim("run", desk.start(exercise, tmp_path / "mine", student) / "scenario.toml")
    assert reported["agreed"] == (answers["ratified"] == "yes")
    assert [deal["rejected_by"] for deal in reported["tentative"]] == ["assembly"]
    assert answers["mandate"] <= numbers["cap"]
