"""A game over a pseudo-terminal: to agreement, to impasse, through a change of administration, interrupted, resumed."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest

from negosim import files
from negosim.engine import Accept, Offer, ScriptSeat, WalkAway, run
from negosim.teach.play import read_game

PROGRAM = f"{sys.executable} -c 'from negosim.cli import main; main()'"
PATIENCE = 120.0


class Terminal:
    """A person's terminal with the program in it."""

    def __init__(self, folder, *arguments):
        self.master, self.slave = pty.openpty()
        name = os.ttyname(self.slave)
        # the shell opens the terminal as the leader of a session of its own, so that Ctrl-C and hanging up reach it
        line = f"exec {PROGRAM} {' '.join(arguments)} < {name} > {name} 2>&1"
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(["sh", "-c", line], cwd=folder, env=environment, start_new_session=True)
        self.screen = ""

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.slave)
        if self.master is not None:
            os.close(self.master)

    def until(self, words):
        """Read until the words stand at the end of the screen, or there is nothing more to read."""
        end = time.monotonic() + PATIENCE
        while not (words and self.screen.endswith(words)) and time.monotonic() < end:
            over = self.process.poll() is not None
            if select.select([self.master], [], [], 0.2)[0]:
                self.screen += os.read(self.master, 65536).decode("utf-8", "replace").replace("\r\n", "\n")
            elif over:
                break
        return self.screen

    def type(self, text):
        """Type at the next prompt."""
        before = len(self.screen)
        self.until(": ")
        assert self.screen.endswith(": "), self.screen[before:]
        os.write(self.master, text.encode())
        self.screen += "\0"  # so that the same prompt is not taken for the next one

    def play(self, moves):
        for move in moves:
            self.type(f"{move}\n")

    def leave(self):
        """Read to the end, and return the exit code."""
        self.until(None)
        return self.process.wait(PATIENCE)

    def hang_up(self):
        """Close the terminal."""
        os.close(self.master)
        self.master = None
        return self.process.wait(PATIENCE)


def trace(folder, name="talks.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def engines(scenario, party, decisions, **which):
    """Return the rows that the engine writes for the same decisions."""
    result = run(files.load(scenario), seats={party: ScriptSeat(decisions)}, **which)
    return result, [row.as_dict() for row in result.trace]


def prices(*values, issue="price"):
    return [Offer({issue: float(value)}) for value in values]


def test_a_game_to_agreement(tmp_path):
    command = "play used_car --as buyer --transcript talks.jsonl --report debrief.html"
    with Terminal(tmp_path, command) as terminal:
        terminal.play(["7000", "8000", "8500", "8800", "9000", "a"])
        assert terminal.leave() == 0
    result, rows = engines("used_car", "buyer", [*prices(7000, 8000, 8500, 8800, 9000), Accept()])
    assert result.agreed
    assert trace(tmp_path) == rows
    assert "Agreement on" in terminal.screen
    assert "Your share of it" in terminal.screen
    assert "\x1b[1m" in terminal.screen
    assert not any(code in terminal.screen for code in ("\x1b[H", "\x1b[2J", "\x1b[A", "\x1b[K", "\x1b7"))
    assert (tmp_path / "debrief.html").stat().st_size > 10_000


def test_a_game_to_impasse(tmp_path):
    with Terminal(tmp_path, "play used_car --as seller --seed 3 --transcript talks.jsonl") as terminal:
        terminal.play(["13000", "12900", "x", "y"])
        assert terminal.leave() == 0
    result, rows = engines("used_car", "seller", [*prices(13000, 12900), WalkAway()], seed=3)
    assert result.ending == "broken_off"
    assert trace(tmp_path) == rows
    assert "No agreement counts as your reservation value" in terminal.screen


def test_a_game_through_a_change_of_administration_interrupted_and_resumed(tmp_path):
    early, late = [4, 6, 8, 10, 11, 12, 13, 13, 13], [13, 13.2, 13.4, 13.6]
    with Terminal(tmp_path, "play sma11 --as seoul --save game.json") as terminal:
        terminal.play(early)
        terminal.type("1\x03")
        assert terminal.leave() == 130
    assert "resume it with: negosim play --resume game.json" in terminal.screen
    assert list(read_game(tmp_path / "game.json").decisions) == prices(*early, issue="increase")
    with Terminal(tmp_path, "play --resume game.json --transcript talks.jsonl") as again:
        again.play(late)
        assert again.leave() == 0
    assert "Biden takes office" in again.screen
    assert "Your instructions have changed" in again.screen
    result, rows = engines("sma11", "seoul", prices(*early, *late, issue="increase"))
    assert result.agreed
    assert {row["kind"] for row in rows} > {"rejected", "administration", "election", "expiry"}
    assert trace(tmp_path) == rows


@pytest.mark.slow
@pytest.mark.parametrize("leaving", ["hang up", "kill", "end of file", "quit"])
def test_a_game_that_is_left_loses_nothing(leaving, tmp_path):
    with Terminal(tmp_path, "play used_car --as buyer") as terminal:
        terminal.play(["7000", "8000"])
        terminal.type("85")
        if leaving == "hang up":
            assert terminal.hang_up() in (-signal.SIGHUP, 130)
        elif leaving == "kill":
            terminal.process.kill()
            terminal.process.wait()
        else:
            os.write(terminal.master, b"\x15q\n" if leaving == "quit" else b"\x15\x04")
            assert terminal.leave() == (0 if leaving == "quit" else 130)
    kept = tmp_path / "used_car-buyer.game.json"
    assert list(read_game(kept).decisions) == prices(7000, 8000)
    with Terminal(tmp_path, f"play --resume {kept.name} --transcript talks.jsonl") as again:
        again.play(["8500", "9000", "9400", "a"])
        assert again.leave() == 0
    _, rows = engines("used_car", "buyer", [*prices(7000, 8000, 8500, 9000, 9400), Accept()])
    assert trace(tmp_path) == rows


def test_where_nobody_can_type_the_game_is_kept(tmp_path):
    line = f"exec {PROGRAM} play used_car --as buyer <&-"
    result = subprocess.run(["sh", "-c", line], cwd=tmp_path, text=True, capture_output=True)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr
    assert "resume it with" in result.stderr


@pytest.mark.slow
def test_a_finished_game_can_be_looked_at_again(tmp_path):
    moves = "7000\n8000\n8500\n8800\n9000\na\n"
    command = [sys.executable, "-c", "from negosim.cli import main; main()", "play"]
    first = subprocess.run(
        [*command, "used_car", "--as", "buyer"], cwd=tmp_path, input=moves, text=True, capture_output=True
    )
    again = subprocess.run(
        [*command, "--resume", "used_car-buyer.game.json"], cwd=tmp_path, input="", text=True, capture_output=True
    )
    assert (first.returncode, again.returncode) == (0, 0)
    start = "Debrief for the buyer"
    assert first.stdout[first.stdout.index(start) :] == again.stdout[again.stdout.index(start) :]
