"""The command ``negosim exercise``: what it writes, reads and refuses."""

import csv
import json

import pytest

from negosim.teach.course.catalogue import COURSE, find
from tests.teach.course import desk

ZONE = find("zone")


def snapshot(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_list_shows_the_course_in_its_order():
    shown = desk.negosim("list").stdout
    places = [shown.index(exercise.name) for exercise in COURSE]
    assert places == sorted(places)
    rows = json.loads(desk.negosim("list", "--json").stdout)["exercises"]
    assert [row["number"] for row in rows] == list(range(1, len(COURSE) + 1))


def test_show_takes_a_number_or_a_name():
    assert desk.negosim("show", "2").stdout == desk.negosim("show", "zone").stdout
    assert json.loads(desk.negosim("show", "zone", "--student", "kim", "--json").stdout)["student"] == "kim"


def test_an_exercise_that_does_not_exist_is_told_with_the_nearest_name():
    result = desk.negosim("show", "zome")
    assert result.exit_code == 2
    assert "did you mean 'zone'?" in result.stderr
    assert desk.negosim("start", "0").exit_code == 2
    assert "from 1 to" in desk.negosim("check", "99").stderr


def test_start_writes_nothing_over(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine", "kim")
    desk.solve(ZONE, folder, "kim")
    before = snapshot(folder)
    result = desk.negosim("start", "zone", "--dir", folder, "--student", "lee")
    assert result.exit_code == 2
    assert "nothing is written over" in result.stderr
    assert snapshot(folder) == before


def test_check_changes_nothing(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    before = snapshot(folder)
    desk.negosim("check", "2", "--dir", folder)
    assert snapshot(folder) == before


def test_check_without_a_folder_finds_the_usual_one_and_this_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert desk.negosim("start", "2").exit_code == 0
    desk.solve(ZONE, tmp_path / "exercise-02")
    assert "9 of 9 marks" in desk.negosim("check", "2").stdout
    monkeypatch.chdir(tmp_path / "exercise-02")
    assert "9 of 9 marks" in desk.negosim("check", "zone").stdout


def test_a_wrong_answer_is_a_result_that_says_by_how_much_and_what_to_read(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    desk.write_answers(folder, {**desk.typed(ZONE, solution), "gap": 36.0})
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 0
    assert "gap: 36 points is too low, by about 1 points. Read “Zone of agreement” again." in result.stdout


def test_an_answer_within_the_tolerance_is_right_and_beyond_it_wrong(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    for off, status in ((0.049, "right"), (-0.049, "right"), (0.051, "wrong"), (-0.051, "wrong")):
        desk.write_answers(folder, {**desk.typed(ZONE, solution), "gap": solution.answers["gap"] + off})
        _, each, _ = desk.marks(ZONE, folder)
        assert each["gap"]["status"] == status
        assert ("within the tolerance" in each["gap"]["message"]) == (status == "right")


@pytest.mark.parametrize(
    ("scale", "words"),
    [(100, "a percentage where a share"), (0.01, "a share where a percentage"), (-1, "the sign is not")],
)
def test_a_slip_of_unit_or_sign_is_told(scale, words, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    desk.write_answers(folder, {**desk.typed(ZONE, solution), "seoul_share": solution.answers["seoul_share"] * scale})
    _, each, _ = desk.marks(ZONE, folder)
    assert words in each["seoul_share"]["message"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("gap", "thirty-seven", "a number in points is asked for"),
        ("gap", True, "a number in points is asked for"),
        ("gap", float("nan"), "a number in points is asked for"),
        ("gap", [37], "a number in points is asked for"),
        ("gap", 10**400, "a number in points is asked for"),
        ("gap", {"x": 1}, "a number in points is asked for"),
        ("agreed", "perhaps", 'is none of "yes", "no"'),
        ("agreed", 3, 'is none of "yes", "no"'),
        ("why", 37, "sentences are asked for"),
    ],
)
def test_an_answer_of_the_wrong_type_is_told_and_the_others_are_marked(name, value, words, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    desk.write_answers(folder, {**desk.typed(ZONE, solution), name: value})
    marked, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert each[name]["status"] == "unreadable"
    assert words in each[name]["message"]
    assert marked["marks"] == marked["out_of"] - 1


def test_yes_and_no_may_be_written_as_true_and_false(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    desk.write_answers(folder, {**desk.typed(ZONE, solution), "agreed": False, "is_there_a_zone": " No "})
    marked, _, _ = desk.marks(ZONE, folder)
    assert marked["marks"] == marked["out_of"]


@pytest.mark.parametrize("empty", ['gap = ""', "gap = '  '", ""])
def test_an_empty_answer_is_told_and_the_others_are_marked(empty, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    answers = {name: value for name, value in desk.typed(ZONE, solution).items() if name != "gap"}
    desk.write_answers(folder, answers)
    with (folder / "answers.toml").open("a") as file:
        file.write(empty + "\n")
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert "1 answer could not be marked: gap" in result.stderr
    assert "8 of 9 marks" in result.stdout


def test_a_form_that_was_never_filled_in_has_no_marks(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    marked, _, code = desk.marks(ZONE, folder)
    assert (code, marked["marks"], marked["complete"]) == (2, 0, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"gap = \n", "not valid TOML"),
        (b"gap = 37\ngap = 38\n", "not valid TOML"),
        (b"gapp = 37\n", "'gapp' is not asked; did you mean 'gap'?"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (None, "this file is missing"),
    ],
)
def test_answers_that_cannot_be_read_are_told(content, words, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    (folder / "answers.toml").unlink()
    if content is not None:
        (folder / "answers.toml").write_bytes(content)
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_scenario_that_is_broken_is_told_and_the_answers_are_marked(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").write_text("title = \n")
    marked, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "scenario.toml cannot be used" in each["open_zone"]["message"]
    assert marked["marks"] == marked["out_of"] - 2


def test_a_folder_from_another_version_is_told(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    about = json.loads((folder / "exercise.json").read_text())
    (folder / "exercise.json").write_text(json.dumps({**about, "negosim": "0.0.9", "fingerprint": "0"}))
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert "started with negosim 0.0.9" in result.stderr


@pytest.mark.parametrize("content", ["{", "[]", "null", '"x"'])
def test_a_damaged_folder_is_told(content, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    (folder / "exercise.json").write_text(content)
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert "damaged" in result.stderr


def test_a_folder_of_another_exercise_or_of_none_is_told(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    assert "holds exercise 2 (zone), not anchoring" in desk.negosim("check", "anchoring", "--dir", folder).stderr
    result = desk.negosim("check", "zone", "--dir", tmp_path)
    assert result.exit_code == 2
    assert "no exercise was started here" in result.stderr


@pytest.mark.parametrize("student", ["=cmd()", "a b", "../x", "-x", "x" * 65, "\u202ekim"])
def test_a_student_id_that_could_do_harm_is_refused(student, tmp_path):
    result = desk.negosim("start", "zone", "--dir", tmp_path / "mine", f"--student={student}")
    assert result.exit_code == 2
    assert "an id has at most 64" in result.stderr
    assert not (tmp_path / "mine").exists()


def test_hints_come_one_after_the_other_and_are_counted(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine", "kim")
    given = [desk.negosim("hint", "zone", "--dir", folder).stdout for _ in range(4)]
    assert [text[:11] for text in given] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    assert desk.negosim("hint", "zone", "--dir", folder, "--level", "1").stdout == given[0]
    assert json.loads((folder / "exercise.json").read_text())["hints"] == 3


def test_hints_need_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert desk.negosim("hint", "zone").stdout.startswith("Hint 1 of 3")
    assert desk.negosim("hint", "zone", "--level", "3").stdout.startswith("Hint 3 of 3")
    assert desk.negosim("hint", "zone", "--level", "4").exit_code == 2


def test_a_written_answer_is_checked_for_presence_and_key_numbers_only(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    long = "the two sides were simply much too far apart for anybody to sign anything"
    for text, status in (
        ("too far", "wrong"),
        (long, "wrong"),
        (f"{long}: 37 points", "right"),
        (f"{long}: 137", "wrong"),
    ):
        desk.write_answers(folder, {**desk.typed(ZONE, solution), "why": text})
        assert desk.marks(ZONE, folder)[1]["why"]["status"] == status
    assert "checked for being there and for its key numbers only" in (folder / "README.md").read_text()


def test_grades_of_a_class_are_exported(tmp_path):
    for student in ("kim", "lee"):
        desk.start(ZONE, tmp_path / "class" / student, student)
    desk.solve(ZONE, tmp_path / "class" / "kim", "kim")
    table = tmp_path / "grades.csv"
    result = desk.negosim("export", "--grades", table, tmp_path / "class")
    assert result.exit_code == 0
    rows = {row["id"]: row for row in csv.DictReader(table.read_text().splitlines())}
    assert list(rows["kim"])[:3] == ["id", "name", "score"]
    assert (rows["kim"]["score"], rows["lee"]["score"], rows["lee"]["empty"]) == ("100.0", "0.0", "7")


def test_a_folder_that_cannot_be_marked_does_not_keep_the_others_from_the_grades(tmp_path):
    desk.solve(ZONE, desk.start(ZONE, tmp_path / "class" / "kim", "kim"), "kim")
    (desk.start(ZONE, tmp_path / "class" / "lee", "lee") / "answers.toml").write_text("=")
    table = tmp_path / "grades.csv"
    result = desk.negosim("export", "--grades", table, tmp_path / "class")
    assert result.exit_code == 2
    assert "lee" in result.stderr
    assert [row["id"] for row in csv.DictReader(table.read_text().splitlines())] == ["kim"]


def test_grades_of_nothing_are_refused(tmp_path):
    assert "no started exercise" in desk.negosim("export", "--grades", tmp_path / "g.csv", tmp_path).stderr
    assert "no such folder" in desk.negosim("export", "--grades", tmp_path / "g.csv", tmp_path / "none").stderr
    folder = desk.start(ZONE, tmp_path / "mine")
    result = desk.negosim("export", "--grades", tmp_path / "none" / "g.csv", folder)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_scenario_that_is_another_one_is_told(tmp_path):
    from negosim import files

    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").write_text(files.read("scoreable").text)
    _, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "other issues, delegations or dates" in each["open_zone"]["message"]


def test_a_scenario_that_was_deleted_is_told(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").unlink()
    marked, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "no such file" in each["open_zone"]["message"]
    assert marked["marks"] == marked["out_of"] - 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = desk.negosim("start", "zone", "--dir", tmp_path / "file" / "mine")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_disk_that_fills_up_leaves_no_half_folder(tmp_path, monkeypatch):
    from negosim.teach.course import folder

    monkeypatch.setattr(folder, "SCENARIO", "x" * 300)  # the second file: a name that no disk takes
    result = desk.negosim("start", "zone", "--dir", tmp_path / "mine")
    assert result.exit_code == 2
    assert list((tmp_path / "mine").iterdir()) == []
