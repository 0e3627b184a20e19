"""Completion, asked for as bash and zsh do."""

import os
import subprocess
import sys

import pytest

DRAWN = [f"delegations.washington.stances.trump.reservation{end}=" for end in ("", ".dist", ".loc", ".scale")]


def complete(line, folder):
    """Return what bash offers for the last word of a line."""
    words = line.split(" ")
    asked = {"_NEGOSIM_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'negosim'; from negosim.cli import main; main()"],
        env=os.environ | asked,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("negosim run sma11", ["sma11", "sma11_package"]),
        ("negosim compare trump_era bid", ["biden_era"]),
        ("negosim validate used", ["used_car"]),
        ("negosim class-debrief deals.csv --scenario used", ["used_car"]),
        ("negosim play used_car --as ", ["seller", "buyer"]),
        ("negosim brief sma11 --as w", ["washington"]),
        ("negosim play used_car --against bou", ["boulware"]),
        ("negosim run sma11 --set delegations.washington.stances.trump.reservation", DRAWN),
        ("negosim sweep sma11 --vary delegations.washington.stances.trump.reservation", DRAWN),
        ("negosim sensitivity sma11 --vary delegations.washington.stances.trump.reservation", DRAWN),
        ("negosim run no_such_file.toml --set cal", []),
        ("negosim play --as ", []),
    ],
)
def test_a_word_is_completed_from_the_scenario(line, offered, tmp_path):
    assert complete(line, tmp_path) == offered


def test_the_paths_of_a_file_of_ones_own_are_completed(tmp_path):
    (tmp_path / "mine.toml").write_text('extends = "used_car"\ntitle = "Mine"\n', encoding="utf-8")
    assert "calendar.horizon=" in complete("negosim run mine.toml --set calendar.h", tmp_path)
    assert complete("negosim brief mine.toml --as b", tmp_path) == ["buyer"]
