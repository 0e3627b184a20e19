"""A game on disk is whole at every moment, and goes on where it was left."""

import io
import json

import pytest

from negosim import files
from negosim.engine import Accept, Offer, Wait, WalkAway
from negosim.errors import UsageError
from negosim.teach.play import Console, new_game, play, read_game, resumed_game, write_game
from negosim.teach.play.saved import SavedGame
from tests.teach.play.typist import Typist, scripted, sit_down, start

MOVES = ["7000", "8000", "8500", "w", "9000", "9300", "9400", "9500"]


def test_a_game_reads_as_it_was_written(tmp_path):
    game = start("scoreable", "town", against="conceder", level="exam", seed=5, replicate=2)
    decisions = (Offer({"fare": 0.1 + 0.2, "years": 3, "season": "summer"}), Accept(), Wait(), WalkAway())
    game = SavedGame(**{**{key: getattr(game, key) for key in SavedGame.__slots__}, "decisions": decisions})
    write_game(game, tmp_path / "game.json")
    assert read_game(tmp_path / "game.json") == game
    assert [path.name for path in tmp_path.iterdir()] == ["game.json"]


@pytest.mark.parametrize("turns", range(len(MOVES) + 1))
def test_a_game_left_after_any_turn_ends_as_if_it_had_not_been_left(turns, tmp_path):
    whole, _ = sit_down(start("used_car", "buyer", seed=1), MOVES)
    path = tmp_path / "game.json"
    left, _ = sit_down(start("used_car", "buyer", seed=1), MOVES[:turns], stays=False, save=path)
    kept = read_game(path)
    assert kept.decisions == left.game.decisions
    rest, screen = sit_down(resumed_game(kept, str(path)), MOVES[turns:], save=path)
    assert rest.result.as_dict() == whole.result.as_dict()
    assert ("The game resumes" in screen) == (turns > 0)
    assert read_game(path).decisions == rest.game.decisions


def test_each_decision_is_on_disk_before_it_takes_effect(tmp_path):
    path, seen = tmp_path / "game.json", []

    class Watching(list):
        def pop(self, place):
            seen.append(len(read_game(path).decisions))
            return super().pop(place)

    screen = io.StringIO()
    typist = Typist([], screen, stays=False)
    typist.lines = Watching(["7000", "8000", "9000"])
    play(start("used_car", "buyer"), Console(typist, screen), save=path)
    assert seen == [0, 1, 2]
    assert len(read_game(path).decisions) == 3


def test_a_decision_that_cannot_be_kept_is_not_made(tmp_path, monkeypatch):
    path, calls = tmp_path / "game.json", []

    def full_once(descriptor):
        calls.append(descriptor)
        if len(calls) == 2:  # the first is the new game
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_once)
    played, screen = sit_down(start("used_car", "buyer"), ["7000", "8000"], save=path)
    assert "the game cannot be saved: No space left on device. Your move was not made" in " ".join(screen.split())
    assert played.game.decisions[0] == Offer({"price": 8000.0})
    assert read_game(path).decisions == played.game.decisions


def test_a_failed_write_leaves_the_game_before_and_no_draft(tmp_path, monkeypatch):
    path = tmp_path / "game.json"
    game = start("used_car", "buyer")
    write_game(game, path)
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="the game cannot be saved: No space left on device"):
        write_game(game, path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["game.json"]


def test_a_saved_game_keeps_its_scenario_when_the_file_has_gone(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(files.read("used_car").text.replace("A used car", "My car"), encoding="utf-8")
    game = new_game(files.read(own), party="buyer")
    own.unlink()
    played, screen = sit_down(game, MOVES)
    assert "My car: your brief" in screen
    assert played.result.as_dict() == scripted(game, played.game.decisions).as_dict()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: "not json", "this is not a saved game"),
        (lambda data: json.dumps([data]), "this is not a saved game"),
        (lambda data: json.dumps({**data, "format": "other"}), "this is not a saved game"),
        (lambda data: json.dumps({**data, "schema": 99}), "saved in format 99, but this version reads format 1"),
        (lambda data: json.dumps({**data, "seed": "x"}), "seed is missing or has the wrong type"),
        (lambda data: json.dumps({**data, "seed": True}), "seed is missing or has the wrong type"),
        (lambda data: json.dumps({**data, "seed": -1}), "seed -1 is out of range"),
        (lambda data: json.dumps({**data, "party": "nobody"}), "has no such party"),
        (lambda data: json.dumps({**data, "level": "hard"}), "there is no level 'hard'"),
        (lambda data: json.dumps({**data, "text": "title ="}), "used_car.toml"),
        (lambda data: json.dumps({**data, "decisions": [{"act": "bluff"}]}), "is not a decision"),
        (lambda data: json.dumps({**data, "decisions": [3]}), "is not a decision"),
        (
            lambda data: json.dumps({**data, "decisions": [{"act": "offer", "terms": {"price": [1]}}]}),
            "is not a decision",
        ),
        (
            lambda data: json.dumps({**data, "decisions": [{"act": "offer", "terms": {"price": 1}}]}),
            "decision 1 .* outside",
        ),
        (lambda data: json.dumps({**data, "decisions": [{"act": "offer", "terms": {}}]}), "has no value for price"),
        (lambda data: "[" * 100_000, "this is not a saved game"),
    ],
)
def test_a_damaged_game_is_refused_with_what_is_wrong(change, words, tmp_path):
    path = tmp_path / "game.json"
    path.write_text(change(start("used_car", "buyer").as_dict()), encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        sit_down(resumed_game(read_game(path), str(path)), [])


def test_a_game_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_game(tmp_path / "nowhere.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not a saved game"):
        read_game(tmp_path / "bytes.json")


def test_a_game_of_something_else_is_refused():
    game = start("used_car", "buyer")
    assert resumed_game(game, "g.json", scenario="used_car", party="buyer") == game
    with pytest.raises(UsageError, match="a game of used_car, not of sma11"):
        resumed_game(game, "g.json", scenario="sma11")
    with pytest.raises(UsageError, match="played as buyer, not as seller"):
        resumed_game(game, "g.json", party="seller")


@pytest.mark.parametrize(
    ("against", "words"),
    [
        ("bolware", "there is no such tactic.*did you mean 'boulware'"),
        ("scripted", "needs offers to replay"),
        ("{ kind = 'boulware', bta = 0.2 }", "--against"),
        ("{ kind = 'boulware', beta = -2 }", "--against"),
        ("3", "there is no such tactic"),
    ],
)
def test_a_tactic_that_cannot_be_played_against_is_refused(against, words):
    with pytest.raises(UsageError, match=words):
        start("used_car", "buyer", against=against)


def test_playing_against_another_tactic_changes_the_other_side_only():
    own, _ = sit_down(start("used_car", "buyer"), MOVES)
    hard, _ = sit_down(start("used_car", "buyer", against="hardliner"), MOVES)
    soft, _ = sit_down(start("used_car", "buyer", against="{ kind = 'conceder', beta = 8 }"), MOVES)
    theirs = [
        {row.terms["price"] for row in game.result.trace if row.kind == "offer" and row.party == "seller"}
        for game in (own, hard, soft)
    ]
    assert theirs[1] == {11900.0}
    assert min(theirs[2]) < min(theirs[0])
    stance = start("sma11", "seoul", against="hardliner").text
    assert stance.count('kind = "hardliner"') == 3
