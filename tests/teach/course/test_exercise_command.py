"""The command ``negosim exercise``: what it writes, reads and refuses."""

import csv
import json
import os

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


def test_an_exercise_that_does_not_exist_is_reported_with_the_nearest_name():
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
    assert "is not overwritten" in result.stderr
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
    [(100, "a percentage instead of a share"), (0.01, "a share instead of a percentage"), (-1, "the sign is wrong")],
)
def test_a_slip_of_unit_or_sign_is_reported(scale, words, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    solution = desk.solve(ZONE, folder)
    desk.write_answers(folder, {**desk.typed(ZONE, solution), "seoul_share": solution.answers["seoul_share"] * scale})
    _, each, _ = desk.marks(ZONE, folder)
    assert words in each["seoul_share"]["message"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("gap", "thirty-seven", "must be a number in points"),
        ("gap", True, "must be a number in points"),
        ("gap", float("nan"), "must be a number in points"),
        ("gap", [37], "must be a number in points"),
        ("gap", 10**400, "must be a number in points"),
        ("gap", {"x": 1}, "must be a number in points"),
        ("agreed", "perhaps", 'is not one of "yes", "no"'),
        ("agreed", 3, 'is not one of "yes", "no"'),
        ("why", 37, "write your answer in sentences"),
    ],
)
def test_an_answer_of_the_wrong_type_is_reported_and_the_others_are_marked(name, value, words, tmp_path):
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
def test_an_empty_answer_is_reported_and_the_others_are_marked(empty, tmp_path):
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
        (b"gapp = 37\n", "there is no question 'gapp'; did you mean 'gap'?"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x" * 70_001, "larger than 64 kB"),
        (b"a" + b".a" * 20_000 + b" = 1\n", "a line of this file is longer"),
        (b"a" + b".a" * 2_000 + b" = 1\n", "more than 32 parts"),
        (None, "this file is missing"),
    ],
)
def test_answers_that_cannot_be_read_are_reported(content, words, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    (folder / "answers.toml").unlink()
    if content is not None:
        (folder / "answers.toml").write_bytes(content)
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_scenario_that_is_broken_is_reported_and_the_answers_are_marked(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").write_text("title = \n")
    marked, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "scenario.toml cannot be used" in each["open_zone"]["message"]
    assert marked["marks"] == marked["out_of"] - 2


def test_a_folder_from_another_version_is_reported(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    about = json.loads((folder / "exercise.json").read_text())
    (folder / "exercise.json").write_text(json.dumps({**about, "negosim": "0.0.9", "fingerprint": "0"}))
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert "started with negosim 0.0.9" in result.stderr


@pytest.mark.parametrize("content", ["{", "[]", "null", '"x"'])
def test_a_damaged_folder_is_reported(content, tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    (folder / "exercise.json").write_text(content)
    result = desk.negosim("check", "zone", "--dir", folder)
    assert result.exit_code == 2
    assert "damaged" in result.stderr


def test_a_folder_of_another_exercise_or_of_none_is_reported(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    assert "contains exercise 2 (zone), not anchoring" in desk.negosim("check", "anchoring", "--dir", folder).stderr
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
        (f"{long}: 37 points", "received"),
        (f"{long}: 137", "wrong"),
    ):
        desk.write_answers(folder, {**desk.typed(ZONE, solution), "why": text})
        assert desk.marks(ZONE, folder)[1]["why"]["status"] == status
    assert "only tests that a written answer exists and contains its key numbers" in (folder / "README.md").read_text()


def test_grades_of_a_class_are_exported(tmp_path):
    for student in ("kim", "lee"):
        desk.start(ZONE, tmp_path / "class" / student, student)
    desk.solve(ZONE, tmp_path / "class" / "kim", "kim")
    table = tmp_path / "grades.csv"
    result = desk.negosim("export", "--grades", table, tmp_path / "class")
    assert result.exit_code == 0
    rows = {row["id"]: row for row in csv.DictReader(table.read_text().splitlines())}
    assert list(rows["kim"])[:3] == ["id", "name", "score"]
    assert (rows["kim"]["score"], rows["lee"]["score"]) == ("100.0", "0.0")
    assert (rows["kim"]["02 zone"], rows["lee"]["02 zone"]) == ("100.0", "0.0")


def export(folder, *more):
    table, result = folder / "grades.csv", None
    result = desk.negosim("export", "--grades", table, folder / "class", *more)
    return result, {row["id"]: row for row in csv.DictReader(table.read_text().splitlines())}


def test_grades_have_a_row_for_each_on_the_roster_and_a_column_for_each_exercise(tmp_path):
    desk.solve(ZONE, desk.start(ZONE, tmp_path / "class" / "a", "kim"), "kim")
    desk.start(find("reservation_value"), tmp_path / "class" / "b", "kim")
    roster = tmp_path / "roster.csv"
    roster.write_text("Id;Name\nkim;Kim Yuna\nlee;=1+1\n", encoding="utf-8")
    result, rows = export(tmp_path, "--roster", roster, "--mistakes", tmp_path / "mistakes.csv")
    assert result.exit_code == 0, result.stderr
    assert list(rows["kim"]) == ["id", "name", "score", "01 reservation_value", "02 zone"]
    assert (rows["kim"]["name"], rows["kim"]["01 reservation_value"], rows["kim"]["02 zone"]) == (
        "Kim Yuna",
        "0.0",
        "100.0",
    )
    assert 0.0 < float(rows["kim"]["score"]) < 100.0
    assert (rows["lee"]["name"], rows["lee"]["score"], rows["lee"]["02 zone"]) == ("'=1+1", "0.0", "")
    mistakes = list(csv.DictReader((tmp_path / "mistakes.csv").read_text().splitlines()))
    assert {row["exercise"] for row in mistakes} == {"01 reservation_value"}
    assert all((row["mistake"], row["count"], row["of"]) == ("(empty)", "1", "1") for row in mistakes)


def test_a_roster_with_an_id_twice_and_a_student_who_is_not_on_it_are_reported(tmp_path):
    desk.start(ZONE, tmp_path / "class" / "a", "kim")
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\nlee,Lee\n", encoding="utf-8")
    assert "the id 'kim' is not on the roster" in export(tmp_path, "--roster", roster)[0].stderr
    roster.write_text("id,name\nlee,Lee\nlee,Lee\n", encoding="utf-8")
    assert "line 3: the id 'lee' occurs twice" in export(tmp_path, "--roster", roster)[0].stderr
    roster.write_text("name\nLee\n", encoding="utf-8")
    assert "the column 'id' is missing" in export(tmp_path, "--roster", roster)[0].stderr


def test_an_id_in_two_folders_of_one_exercise_is_reported_and_neither_is_counted(tmp_path):
    for folder in ("d1", "d2"):
        desk.start(ZONE, tmp_path / "class" / folder, "0012345")
    result, rows = export(tmp_path)
    assert result.exit_code == 2
    assert "the id '0012345' is in 2 folders of zone" in result.stderr
    assert "02 zone" not in rows["0012345"]


def test_pipes_links_and_endless_keys_do_not_stop_the_grades_of_a_class(tmp_path):
    desk.solve(ZONE, desk.start(ZONE, tmp_path / "class" / "kim", "kim"), "kim")
    for name, spoil in (
        ("pipe", os.mkfifo),
        ("link", lambda path: path.symlink_to("/dev/zero")),
        ("keys", lambda path: path.write_text("a" + ".a" * 200_000)),
    ):
        answers = desk.start(ZONE, tmp_path / "class" / name, name) / "answers.toml"
        answers.unlink()
        spoil(answers)
    about = desk.start(ZONE, tmp_path / "class" / "about", "about") / "exercise.json"
    about.unlink()
    os.mkfifo(about)
    result, rows = export(tmp_path)
    assert result.exit_code == 2
    assert rows["kim"]["score"] == "100.0"
    for name in ("pipe", "link", "keys", "about"):
        assert str(tmp_path / "class" / name) in result.stderr


def test_marking_reads_no_file_that_a_scenario_extends(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (tmp_path / "secret.toml").write_text("password is swordfish")
    (folder / "scenario.toml").write_text('extends = "../secret.toml"\n')
    _, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "may only extend a shipped scenario" in each["open_zone"]["message"]
    assert "swordfish" not in each["open_zone"]["message"]


def test_the_key_of_a_students_numbers_is_not_shown(tmp_path):
    result = desk.negosim("show", "zone", "--note", "--student", "kim")
    assert result.exit_code == 2
    assert "numbers of the textbook" in result.stderr
    assert "--note" not in desk.negosim("show", "--help").stdout


def test_the_next_command_marks_the_folder_that_was_started(tmp_path):
    result = desk.negosim("start", "zone", "--dir", tmp_path / "my work")
    assert f"negosim exercise check 2 --dir '{tmp_path / 'my work'}'" in result.stderr
    assert "--dir" not in desk.negosim("hint", "zone").stderr


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_an_exercise_prints_fits_the_terminal(columns, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.write_answers(folder, {"gap": 64})
    printed = [desk.negosim("check", "zone", "--dir", folder), desk.negosim("hint", "zone", "--level", "3")]
    assert max(len(line) for result in printed for line in result.stdout.splitlines()) <= min(columns, 100)
    sheet = [line for line in desk.negosim("show", "zone").stdout.splitlines() if "`" not in line]
    assert max(map(len, sheet)) <= min(columns, 100)


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


def test_a_scenario_that_is_another_one_is_reported(tmp_path):
    from negosim import files

    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").write_text(files.read("scoreable").text)
    _, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "different issues, delegations or dates" in each["open_zone"]["message"]


def test_a_scenario_that_was_deleted_is_reported(tmp_path):
    folder = desk.start(ZONE, tmp_path / "mine")
    desk.solve(ZONE, folder)
    (folder / "scenario.toml").unlink()
    marked, each, code = desk.marks(ZONE, folder)
    assert code == 2
    assert "this file is missing" in each["open_zone"]["message"]
    assert marked["marks"] == marked["out_of"] - 2


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
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
