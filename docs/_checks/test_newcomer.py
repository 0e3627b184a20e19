"""The newcomer's path, followed literally in a copy of the repository: README, install page, both tutorials.

The network is needed, as pip installs negosim into environments of its own.
"""

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_code_blocks import BLOCK, COMMAND, OPTIONS, WIDTH, save_files

ROOT = Path(__file__).parents[2]
TUTORIALS = ("ten-minutes", "first-scenario")


def blocks(page):
    """Return the console blocks of a page in their order."""
    return [text for kind, text in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")) if kind == "console"]


def shell(script, folder, *, typed=""):
    """Run what a reader types into a new terminal, with Enter at every question, and return what is printed."""
    command = ["bash", "-euo", "pipefail", "-c", script]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"PATH": f"{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin", "COLUMNS": WIDTH, "NO_COLOR": "1"}
    result = subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False, timeout=900
    )
    assert result.returncode == 0, f"{script}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a copy of what git has of the repository."""
    folder = tmp_path_factory.mktemp("newcomer") / "negosim"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def installed(clone):
    """Install as the install page says for Linux, and return how a new terminal begins."""
    shell(next(block for block in blocks("docs/install.md") if "pip install -e ." in block), clone)
    return f". {clone}/.venv/bin/activate\n"


def test_the_command_of_the_readme_installs_negosim_and_runs_the_talks_of_2019(clone):
    (install,) = (block for block in blocks("README.md") if "negosim run scenarios/" in block)
    assert "The president of the United States rejects the deal" in shell(install, clone)


def test_the_check_of_the_install_page_prints_the_version(installed, clone):
    assert shell(f"{installed}negosim --version", clone) in (ROOT / "docs/install.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_prints_what_it_says_in_an_empty_folder(name, installed, tmp_path):
    page = ROOT / "docs" / "tutorial" / f"{name}.md"
    save_files(page, tmp_path)
    for block in blocks(page):
        for command, expected in COMMAND.findall(block):
            printed = shell(installed + command, tmp_path, typed="q\n")
            assert not expected or doctest.OutputChecker().check_output(expected, printed, OPTIONS), command
