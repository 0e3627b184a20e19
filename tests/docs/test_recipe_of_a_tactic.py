"""The package of the how-to page, installed in an environment of its own, in a run and in a sweep."""

import json
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "bring-your-own-tactic.md").read_text(encoding="utf-8")
TACTIC = ("--set", 'delegations.seller.stances.seller.tactic={ kind = "halfway", share = 0.3 }')


def block(after, language):
    """Return the code block that follows some words of the page."""
    return re.search(rf"{re.escape(after)}.*?```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]


@pytest.fixture(scope="module")
def negosim(tmp_path_factory):
    """Install the package beside negosim; return a function that runs a command there."""
    folder = tmp_path_factory.mktemp("recipe")
    (folder / "my_tactics.py").write_text(block("This is `my_tactics.py`", "python"), encoding="utf-8")
    (folder / "pyproject.toml").write_text(block("And this is `pyproject.toml`", "toml"), encoding="utf-8")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    # negosim, its dependencies and pip come from the environment of the tests
    paths = "\n".join(dict.fromkeys([str(ROOT), *filter(None, sys.path), sysconfig.get_path("purelib")]))
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip())
    (site / "beside.pth").write_text(paths, encoding="utf-8")
    install = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", str(folder)]
    subprocess.run(install, check=True, capture_output=True)

    def run(*arguments):
        command = [python, "-m", "negosim", *map(str, arguments)]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)

    return run


def test_the_module_has_about_ten_lines():
    assert sum(bool(line.strip()) for line in block("This is `my_tactics.py`", "python").splitlines()) <= 10


def test_the_tactic_is_listed_and_negotiates_in_a_run(negosim):
    assert "Moves part of the way." in negosim("tactics", "halfway").stdout
    talks = json.loads(negosim("run", "used_car", *TACTIC, "--json").stdout)
    offers = [row for row in talks["trace"] if row["kind"] == "offer" and row["party"] == "seller"]
    assert len(offers) > 1


def test_it_is_compiled_in_a_sweep(negosim):
    done = negosim("sweep", "used_car", *TACTIC, "-n", 1200, "--workers", 1, "--json")
    assert "runs in plain Python" not in done.stderr
    (point,) = json.loads(done.stdout)["points"]
    assert point["n"] == 1200
    assert 0.0 < point["agreed"]["p"] < 1.0
