"""Talks are run again from their transcript, without the programs."""

import json

import pytest

from negosim import programs
from negosim.errors import ScenarioError, SeatError, UsageError
from tests.programs.agents import ACCEPTS, agent


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Return the transcript of talks of two programs, and their result."""
    seller = agent("""
if kind == "view":
    sent(act="value", terms={"price": 10000})
elif kind == "value":
    sent(act="offer", terms={"price": 9999.9}, text="“Take it”, 협상.")
""")
    path = tmp_path_factory.mktemp("played") / "talks.jsonl"
    result = programs.run("used_car", {"seller": seller, "buyer": ACCEPTS}, seed=5, replicate=2, transcript=path)
    return path, result


def test_talks_run_again_are_the_same(played):
    path, result = played
    again = programs.replay(path)
    assert again.as_dict() == result.as_dict()
    assert again.scenario == result.scenario


def test_a_transcript_holds_every_message(played):
    path, _ = played
    header, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert header["type"] == "transcript"
    assert header["seats"].keys() == {"seller", "buyer"}
    kinds = [(line["party"], line["type"]) for line in lines]
    seller = [("seller", kind) for kind in ("brief", "view", "value", "decision")]
    buyer = [("buyer", kind) for kind in ("brief", "view", "decision")]
    assert kinds == [*seller, *buyer, ("seller", "end"), ("buyer", "end")]


def test_a_run_that_failed_is_not_replayed(tmp_path):
    with pytest.raises(SeatError):
        programs.run("used_car", {"buyer": agent("raise SystemExit(1)")}, transcript=tmp_path / "t")
    with pytest.raises(UsageError, match="the run failed, so there is nothing to replay: "):
        programs.replay(tmp_path / "t")


def changed(header=None, line=None):
    """Return a function that changes the header and a line of a transcript."""

    def change(lines):
        lines = [json.loads(text) for text in lines]
        lines[0] |= header or {}
        for place, each in enumerate(lines[1:], 1):
            if line is not None and each["type"] == "decision":
                lines[place] = each | line
        return [json.dumps(each) for each in lines]

    return change


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda lines: [], "this is not a transcript"),
        (lambda lines: lines[1:], "this is not a transcript"),
        (lambda lines: ["[1]"], "this is not a transcript"),
        (lambda lines: [*lines, "{"], "this is not a transcript"),
        (lambda lines: [*lines, "7"], "this is not a transcript"),
        (changed({"schema": 99}), "has format 99, but this version reads 1"),
        (changed({"seed": "x"}), "the first line of the transcript is damaged"),
        (changed({"replicate": -1}), "replicate"),
        (changed({"text": None}), "the first line of the transcript is damaged"),
        (changed({"seats": ["seller"]}), "the first line of the transcript is damaged"),
        (changed({"seats": {"seler": ""}}), "there is no delegation or ratifier 'seler'"),
        (changed(line={"act": "bluff"}), "a decision of seller: .* is not a decision"),
        (changed(line={"act": "accept"}), "there is no offer to accept"),
        (changed(line={"act": "offer", "terms": {"price": 3}}), "lies outside the issue's range"),
        (lambda lines: [line for line in lines if '"decision"' not in line], "has no decision of seller on 2025-05-05"),
    ],
)
def test_a_damaged_transcript_is_an_error_of_usage(played, tmp_path, damage, words):
    lines = damage(played[0].read_text(encoding="utf-8").splitlines())
    (tmp_path / "t").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        programs.replay(tmp_path / "t")


def test_the_text_of_a_transcript_has_no_control_characters(played, tmp_path):
    lines = changed(line={"text": "\x1b[2J" + "long " * 2_000})(played[0].read_text(encoding="utf-8").splitlines())
    (tmp_path / "t").write_text("\n".join(lines), encoding="utf-8")
    said = [row.note for row in programs.replay(tmp_path / "t").trace if row.kind == "accept"]
    assert said[0].startswith(r"\x1b[2Jlong long")
    assert len(said[0]) == 4_000


def test_a_transcript_of_no_scenario_is_an_error_of_the_scenario(played, tmp_path):
    lines = changed({"text": "title = 3"})(played[0].read_text(encoding="utf-8").splitlines())
    (tmp_path / "t").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ScenarioError, match="title"):
        programs.replay(tmp_path / "t")


def test_a_file_that_cannot_be_read_or_written_is_an_error_of_usage(tmp_path):
    with pytest.raises(UsageError, match="the transcript cannot be read"):
        programs.replay(tmp_path / "none")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="the transcript cannot be read"):
        programs.replay(tmp_path / "binary")
    with pytest.raises(UsageError, match="the transcript cannot be written"):
        programs.run("used_car", {"buyer": ACCEPTS}, transcript=tmp_path / "no" / "t")
