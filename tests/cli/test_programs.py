"""``negosim run --seat``: programs at the table, their failures, and their talks run again."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs.agents import ACCEPTS, agent

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-your-own-agent.md"
ACCEPTING = shlex.join(ACCEPTS)


def negosim(*arguments, folder=None):
    """Run the program."""
    command = [sys.executable, "-c", "from negosim.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("options", [(), ("--json",), ("--seed", "3", "--set", "protocol.exchanges=2")])
def test_a_transcript_is_replayed_to_the_same_bytes(tmp_path, options):
    path = tmp_path / "talks.jsonl"
    first = negosim("run", "used_car", "--seat", f"buyer={ACCEPTING}", "--transcript", path, *options)
    assert (first.returncode, first.stderr) == (0, b"")
    again = negosim("replay", path, *(("--json",) if "--json" in options else ()))
    assert (again.returncode, again.stderr) == (0, b"")
    assert again.stdout == first.stdout


def test_a_program_that_fails_ends_the_run_with_exit_code_2_and_its_standard_error():
    crashing = shlex.join(agent("print('no idea', file=sys.stderr); sys.exit(7)"))
    done = negosim("run", "used_car", "--seat", f"buyer={crashing}", "--json")
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"ended with exit code 7 before it decided\nIts standard error ends with:\n  no idea" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--seat", "buyer"], b"--seat buyer: give a party and a command"),
        (["--seat", "=cat"], b"--seat =cat: give a party and a command"),
        (["--seat", "buyer=cat", "--seat", "buyer=cat"], b"buyer has two programs"),
        (["--seat", "bayer=cat"], b"there is no delegation 'bayer'; did you mean 'buyer'?"),
        (["--seat", "buyer=no-such-program"], b"'no-such-program' cannot be started"),
        (["--seat", "buyer=cat", "--time-limit", "0"], b"time limit: 0.0 is not above 0"),
        (["--time-limit", "5"], b"--time-limit and --transcript need --seat"),
        (["--transcript", "t"], b"--time-limit and --transcript need --seat"),
    ],
)
def test_a_mistake_is_an_error_of_usage(options, words, tmp_path):
    done = negosim("run", "used_car", *options, folder=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_no_transcript_is_not_replayed(tmp_path):
    (tmp_path / "t").write_text("x\n", encoding="utf-8")
    done = negosim("replay", tmp_path / "t")
    assert done.returncode == 2
    assert b"this is not a transcript" in done.stderr


def test_the_schema_of_the_messages_is_printed():
    schema = json.loads(negosim("schema", "seat").stdout)
    assert schema["$defs"].keys() >= {"to_program", "from_program"}
    done = negosim("schema", "set")
    assert done.returncode == 2
    assert b"there is no schema 'set'; did you mean 'seat'?" in done.stderr


SCRIPTS = dict(re.findall(r"Save this as `(agent\.\w+)`:\n\n```\w+\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S))
SHELLS = {"agent.sh": "sh", "agent.js": "node"}


@pytest.mark.parametrize("name", [name for name in SCRIPTS if shutil.which(SHELLS[name])])
def test_the_scripts_of_the_guide_play_in_ten_lines(name, tmp_path):
    assert SCRIPTS[name].count("\n") <= 10
    (tmp_path / name).write_text(SCRIPTS[name], encoding="utf-8")
    done = negosim("run", "used_car", "--seat", f"buyer={SHELLS[name]} {name}", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["agreed"]
