"""Documentation cannot lie: every Python session and command in it is run and prints what it says."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if page.exists() and "_build" not in page.parts]
FILE = re.compile(r"Save this as\s+`([\w.]+)`:\n\n```(?:toml|text|sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?(negosim (?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
WIDTH = "90"  # columns of a console block that fit the width of a page
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(language, mark):
    """Return a parameter for each page that has a block of that language with the mark in it."""
    outcome = []
    for page in PAGES:
        texts = [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]
        marked = [text for text in texts if re.search(mark, text, re.MULTILINE)]
        if marked:
            outcome.append(pytest.param(marked, id=str(page.relative_to(ROOT))))
    return outcome


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Give a folder to write into, where the shipped scenarios are at hand as in a clone."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("sessions", blocks("python", r"^>>> "))
def test_a_python_session_prints_what_the_page_says(sessions, desk):
    for page in PAGES:
        save_files(page, desk)
    test = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, "page", None, 0)
    report = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if FILE.search(page.read_text(encoding="utf-8"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_a_file_that_a_page_asks_you_to_save_is_valid(page, desk):
    names = save_files(page, desk)
    for name in filter(lambda name: name.endswith(".toml"), names):
        assert run(f"negosim validate {name}", desk) == f"{name}: valid\n"


@pytest.mark.parametrize("sessions", blocks("console", r"^\$ negosim "))
def test_a_command_prints_what_the_page_says(sessions, desk):
    for page in PAGES:
        save_files(page, desk)
    for session in sessions:
        for command, expected in COMMAND.findall(session):
            printed = run(command, desk)
            matches = doctest.OutputChecker().check_output(expected, printed, OPTIONS)
            assert not expected.strip() or matches, f"$ {command}\n{printed}"


def save_files(page, folder):
    """Save the files that a page tells its reader to save; return their names."""
    files = FILE.findall(page.read_text(encoding="utf-8"))
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    return [name for name, _ in files]


def run(command, folder):
    """Run one negosim command as the installed program would, and return what it prints."""
    program = [sys.executable, "-c", "from negosim.cli import main; main()"]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": WIDTH}
    result = subprocess.run(
        [*program, *shlex.split(command.replace("\\\n", ""), comments=True)[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"$ {command}\n{result.stderr}"
    return result.stdout
