"""``negosim play`` on the command line: JSON apart from the talk, files as asked for, bad input refused."""

import json

import pytest
from typer.testing import CliRunner

from negosim.cli import application
from negosim.engine import Accept, Offer, ScriptSeat, run
from negosim.files import load

MOVES = "7000\n8000\n8500\n8800\n9000\na\n"
DECISIONS = [*(Offer({"price": float(x)}) for x in (7000, 8000, 8500, 8800, 9000)), Accept()]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def negosim(*arguments, typed=""):
    return CliRunner().invoke(application(), ["play", *arguments], input=typed)


def test_json_is_one_object_and_the_talk_goes_elsewhere(desk):
    result = negosim("used_car", "--as", "buyer", "--json", typed=MOVES)
    assert result.exit_code == 0
    reported = json.loads(result.stdout)
    assert reported["schema"] == 2
    assert reported["run"] == run(load("used_car"), seats={"buyer": ScriptSeat(DECISIONS)}).as_dict()
    assert {"share", "efficiency", "first_offer", "concessions", "solutions", "record", "advice"} <= reported.keys()
    assert "Your move:" in result.stderr
    assert "Debrief for the buyer" in result.stderr


@pytest.mark.parametrize("ending", ["txt", "jsonl"])
def test_the_transcript_is_the_engines_trace(ending, desk):
    result = negosim("used_car", "--as", "buyer", "--transcript", f"talks.{ending}", typed=MOVES)
    assert result.exit_code == 0
    lines = (desk / f"talks.{ending}").read_text(encoding="utf-8").splitlines()
    rows = run(load("used_car"), seats={"buyer": ScriptSeat(DECISIONS)}).trace
    if ending == "jsonl":
        assert [json.loads(line) for line in lines] == [row.as_dict() for row in rows]
    else:
        assert [line[:10] for line in lines] == [row.date.isoformat() for row in rows]
        assert all(row.kind in line for line, row in zip(lines, rows, strict=True))
        assert "2025-05-05 The buyer: offer 7,000 euro" in lines


def test_the_brief_comes_first(desk):
    result = negosim("used_car", "--as", "seller", typed="q\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("A used car: your brief as the seller")


def test_a_game_has_a_file_of_its_own(desk):
    for _ in range(2):
        assert negosim("used_car", "--as", "buyer", typed="7000\nq\n").exit_code == 0
    assert sorted(path.name for path in desk.iterdir()) == ["used_car-buyer-2.game.json", "used_car-buyer.game.json"]


def test_settings_seed_and_tactic_hold_when_the_game_goes_on(desk):
    more = ["--seed", "7", "--replicate", "2", "--against", "conceder", "--set", "calendar.horizon=2025-05-20"]
    left = negosim("used_car", "--as", "buyer", "--save", "g.json", *more, typed="7000\nq\n")
    assert left.exit_code == 0
    on = negosim("--resume", "g.json", "--json", typed="w\n" * 9)
    whole = negosim("used_car", "--as", "buyer", "--save", "h.json", "--json", *more, typed="7000\n" + "w\n" * 9)
    assert json.loads(on.stdout) == json.loads(whole.stdout)
    assert json.loads(on.stdout)["run"]["seed"] == 7


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name a scenario"),
        (["used_car"], "name the party that you play: --as seller or --as buyer"),
        (["used_car", "--as", "byer"], "did you mean 'buyer'"),
        (["usedcar", "--as", "buyer"], "did you mean 'used_car'"),
        (["used_car", "--as", "buyer", "--level", "hard"], "the levels are learn, class, exam"),
        (["used_car", "--as", "buyer", "--against", "bolware"], "did you mean 'boulware'"),
        (["used_car", "--as", "buyer", "--report", "d.pdf"], "must end in .html"),
        (["used_car", "--as", "buyer", "--transcript", "t.doc"], "must end in .txt or .jsonl"),
        (["used_car", "--as", "buyer", "--transcript", "nowhere/t.txt"], "the folder nowhere does not exist"),
        (["used_car", "--as", "buyer", "--save", "nowhere/g.json"], "cannot be saved"),
        (["used_car", "--as", "buyer", "--set", "calendar.horizn=2025-06-01"], "calendar.horizon"),
        (["used_car", "--as", "buyer", "--save", "."], "this file exists"),
        (["--resume", "nowhere.json"], "cannot be read"),
        (["--resume", "nowhere.json", "--against", "micro"], "--against is for a new game"),
    ],
)
def test_bad_input_is_refused_before_the_game_begins(arguments, words, desk):
    result = negosim(*arguments, typed=MOVES)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Your move" not in result.stdout
    assert not list(desk.iterdir())


def test_a_game_is_not_written_over(desk):
    assert negosim("used_car", "--as", "buyer", "--save", "g.json", typed="7000\nq\n").exit_code == 0
    before = (desk / "g.json").read_bytes()
    for more in ([], ["--seed", "1"]):
        again = negosim("used_car", "--as", "buyer", "--save", "g.json", *more, typed="8000\nq\n")
        assert again.exit_code == 2
        assert "this file exists" in again.stderr
    other = negosim("--resume", "g.json", "--seed", "1", typed="8000\nq\n")
    assert other.exit_code == 2
    assert "was started with the typical run; leave --seed out" in other.stderr
    assert (desk / "g.json").read_bytes() == before


def test_bytes_that_are_no_text_are_a_typing_error(desk):
    result = CliRunner().invoke(application(), ["play", "used_car", "--as", "buyer"], input=b"\xff\xfe\n7000\nq\n")
    assert result.exit_code == 0
    assert "is not a number" in result.stdout
    assert "2025-05-05  you   7,000 euro" in result.stdout


def test_the_end_of_input_keeps_the_game(desk):
    result = negosim("used_car", "--as", "buyer", typed="7000\n")
    assert result.exit_code == 130
    assert "negosim play --resume used_car-buyer.game.json" in result.stderr
