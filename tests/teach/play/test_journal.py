"""What a player writes down before and says afterwards is kept with the game, and so is where the debrief goes."""

import json

from typer.testing import CliRunner

from negosim.cli import application
from negosim.teach.cohort.games import cohort_from_games
from negosim.teach.play import read_game
from negosim.teach.play.journal import Journal, journal_of
from negosim.teach.reflection import QUESTIONS, RATINGS

BEFORE = ["9000", "ten", "8,000 euro", "", "7500"]  # a word where a number is asked for is asked again
TALK = ["7000", "8000", "8500", "8800", "9000", "a"]
AFTER = ["the phone call", "", "wait longer", *["6"] * (len(RATINGS) - 2), "9", "7", ""]


def play(folder, *words, typed, monkeypatch):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(application(), ["play", *words], input="".join(f"{line}\n" for line in typed))


def test_the_journal_is_asked_for_and_kept_with_the_game(tmp_path, monkeypatch):
    typed = [*BEFORE, *TALK, *AFTER]
    result = play(tmp_path, "used_car", "--as", "buyer", "--journal", typed=typed, monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.stderr
    journal = read_game(tmp_path / "used_car-buyer.game.json").journal
    assert journal.preparation == {"limit": 9000.0, "target": 8000.0, "guess": 7500.0}
    assert journal.answers == {"turning_point": "the phone call", "next_time": "wait longer"}
    assert list(journal.ratings.values()) == [*[6] * (len(RATINGS) - 2), 7]
    assert "'ten' is not a number" in result.stdout
    assert "'9' is not a whole number from 1 to 7" in result.stdout
    pair = cohort_from_games([tmp_path])[0].pairs[0]
    assert pair.prepared["buyer", "limit"] == 9000.0
    assert pair.ratings["buyer", "self_face"] == 6


def test_nothing_is_asked_without_it(tmp_path, monkeypatch):
    result = play(tmp_path, "used_car", "--as", "buyer", typed=TALK, monkeypatch=monkeypatch)
    assert "Before you" not in result.stdout
    assert read_game(tmp_path / "used_car-buyer.game.json").journal is None


def test_a_game_that_was_left_keeps_its_report_its_transcript_and_its_journal(tmp_path, monkeypatch):
    start = ["used_car", "--as", "buyer", "--journal", "--report", "d.html", "--transcript", "t.txt"]
    play(tmp_path, *start, typed=["9000", "", "", "", *TALK[:2], "q"], monkeypatch=monkeypatch)
    resume = ["--resume", "used_car-buyer.game.json"]
    result = play(tmp_path, *resume, typed=[*TALK[2:], *AFTER], monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "d.html").is_file()
    assert (tmp_path / "t.txt").is_file()
    journal = read_game(tmp_path / "used_car-buyer.game.json").journal
    assert journal.preparation == {"limit": 9000.0}
    assert journal.answers["turning_point"] == "the phone call"


def test_a_game_of_somebody_else_names_no_file_outside_its_folder(tmp_path, monkeypatch):
    play(tmp_path, "used_car", "--as", "buyer", typed=[*TALK[:2], "q"], monkeypatch=monkeypatch)
    saved = tmp_path / "used_car-buyer.game.json"
    for target in ("../x.html", str(tmp_path.parent / "x.html")):
        saved.write_text(json.dumps({**json.loads(saved.read_text()), "report": target}))
        assert read_game(saved).report == ""


def test_what_does_not_belong_into_a_journal_is_left_out():
    assert journal_of(None) is None
    assert journal_of({"preparation": {"limit": "x", "guess": 3, "other": 1}, "ratings": {"self_face": 9}}) == Journal(
        preparation={"guess": 3.0}
    )
    key = next(iter(QUESTIONS))
    assert len(journal_of({"answers": {key: "x" * 10_000}}).answers[key]) == 2_000
