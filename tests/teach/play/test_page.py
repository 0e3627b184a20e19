"""The page on playing shows what a player sees."""

import re
from pathlib import Path

from negosim.report import plain_text
from negosim.teach.debrief.document import debrief_document
from negosim.teach.debrief.scores import debrief
from negosim.teach.play.moves import ACTS, WISHES
from tests.teach.play.typist import sit_down, start

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "play.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
MOVES = ["7000", "8000", "13000", "8500", "8800", "9000", "a"]


def test_what_the_page_shows_of_a_game_is_what_a_player_sees(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    played, screen = sit_down(start("used_car", "buyer", level="class"), MOVES, answers=["n"])
    outcome = debrief(played.lowered, played.result, "buyer")
    shown = screen + plain_text(debrief_document(outcome))
    seen = [block for block in BLOCKS if not block.startswith(("negosim ", "$ "))]
    assert len(seen) == 3
    for block in seen:
        assert block in shown


def test_what_the_page_shows_in_korean_is_what_a_player_sees(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    moves = ["5", "5", "6", "8", "10", "13", "14", "12.5", "1조 1,700억 원", "w"]
    _, screen = sit_down(start("trump_era", "seoul", level="class", language="ko"), moves)
    (block,) = [block for block in BLOCKS if block.startswith("$ ")]
    lines = [line for line in block.splitlines()[1:] if line != "..."]
    assert len(lines) == 5
    assert set(lines) <= set(screen.splitlines())


def test_every_key_is_on_the_page():
    keys = {key for key in (*ACTS, *WISHES) if len(key) == 1} - {"h"}
    assert keys <= set(re.findall(r"`(.)`", PAGE))
