"""Sweeps with tactics of installed packages: one result, whether they compile or not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.sample import ONE_ISSUE, damaged

ROOT = Path(__file__).parents[2]
MODULE = """
from negosim.rules.tactics import Parameter, Party, TacticKind
from negosim.rules.tactics.time_dependent import conceded

SHARES = {True: 1.0, False: 0.25}

def by_table(own: Party, days: float) -> float:
    return conceded(own, SHARES[own.now > days])

def by_choice(own: Party, days: float) -> float:
    share = 1.0 if own.now > days else 0.25
    return conceded(own, share)

DAYS = Parameter(name="days", description="how long it holds out", default=90.0, low=0.0)
BY_TABLE = TacticKind(name="by_table", summary="Holds out.", parameters=(DAYS,), demand=by_table)
BY_CHOICE = TacticKind(name="by_choice", summary="Holds out.", parameters=(DAYS,), demand=by_choice)
"""
NAMES = "[negosim.tactics]\nby_table = my_tactics:BY_TABLE\nby_choice = my_tactics:BY_CHOICE\n"


@pytest.fixture
def sweep(tmp_path):
    """Return a function that sweeps over the sample scenario with a tactic of an installed package."""
    (tmp_path / "my_tactics.py").write_text(MODULE, encoding="utf-8")
    installed = tmp_path / "mine-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(NAMES, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}

    def swept(tactic, *options):
        text = damaged(ONE_ISSUE, ('kind = "boulware"', f'kind = "{tactic}", days = 60'))
        (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "negosim", "sweep", "mine.toml", "-n", "2000", "--json", *options]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout), done.stderr

    return swept


@pytest.mark.slow
def test_a_sweep_comes_to_the_same_whether_a_users_tactic_compiles_or_not(sweep):
    slow, said = sweep("by_table", "--workers", "2", "--chunk-size", "700")
    assert said.count("the tactic 'by_table' runs in plain Python, many times slower") == 1
    assert "'SHARES' is a dict; use a number" in said
    fast, unsaid = sweep("by_choice")
    assert "plain Python" not in unsaid
    assert slow["digest"] == fast["digest"]
    assert slow["points"] == fast["points"]
