"""The suite's own rule: where CI is set, a skip is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPS = {
    "a marked test": "@pytest.mark.skip(reason='no browser here')\ndef test_it():\n    pass\n",
    "a test that skips itself": "def test_it():\n    pytest.skip('no browser here')\n",
    "a whole module": "pytest.skip('no browser here', allow_module_level=True)\n",
}


def run_suite(folder, source, *, ci):
    folder.joinpath("conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    folder.joinpath("test_it.py").write_text(f"import pytest\n\n{source}", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment["CI"] = ci
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_in_ci_and_says_why(tmp_path, source):
    result = run_suite(tmp_path, source, ci="true")
    assert result.returncode != 0
    assert "no browser here" in result.stdout


def test_a_skip_is_a_skip_elsewhere(tmp_path):
    result = run_suite(tmp_path, SKIPS["a marked test"], ci="")
    assert result.returncode == 0
    assert "1 skipped" in result.stdout


def test_an_expected_failure_stays_one_in_ci(tmp_path):
    source = "@pytest.mark.xfail(reason='known')\ndef test_it():\n    raise ValueError\n"
    result = run_suite(tmp_path, source, ci="true")
    assert result.returncode == 0
    assert "1 xfailed" in result.stdout
