"""The recipes of CONTRIBUTING, followed to the letter in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("negosim", "docs", "scenarios", "tests", "pyproject.toml", "CONTRIBUTING.md", "CHANGELOG.md", "README.md")
pytestmark = pytest.mark.slow

TACTIC = '''

def root(own: Party, k: float) -> float:
    """Concede the share k + (1 - k) sqrt(tau) of the way to the limit.

    Source: house rule.
    """
    return conceded(own, polynomial_curve(normalised_time(own, own.now), 2.0, k))
'''
TACTIC_ROW = """    TacticKind(
        name="root",
        summary="Concedes the share k + (1 - k) sqrt(tau) of the way to its limit.",
        demand=root,
        parameters=(at_start(0.0),),
        time_dependent=True,
    ),
"""
SOLUTION = '''

def favoured(chain: Chain, disagreement: ArrayLike) -> PointSolution:
    """Give the first party the best that the second accepts.

    Notes
    -----
    Source: house rule.
    """
    rational = chain.rational(of_parties("disagreement", disagreement, 2))
    return _point("favoured", rational[-1], float(rational[-1, 0])) if len(rational) else _none("favoured")
'''
SOLUTION_ROW = """    SolutionConcept(name="favoured", title="Favoured", convex=convex.favoured),
"""
COMMAND = '''"""``negosim parties``: who negotiates."""

from __future__ import annotations

import sys

from negosim.cli.options import ScenarioName

__all__ = ["parties"]


def parties(scenario: ScenarioName) -> None:
    """Print the names of the parties."""
    from negosim import load

    sys.stdout.write(", ".join(load(scenario).parties) + "\\n")
'''


@pytest.fixture
def repository(tmp_path):
    """Return a copy of the repository."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_build", "results.json")
            )
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def in_repository(repository, *command):
    """Run Python in the copy, which comes before the installed package; return what it prints."""
    result = subprocess.run(
        [sys.executable, *command],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def change(path, before, after):
    """Put a text in place of another one, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_recipe_for_a_tactic(repository):
    rules = repository / "negosim" / "rules" / "tactics"
    append(rules / "time_dependent.py", TACTIC)
    change(rules / "shipped.py", "polynomial, resource\n", "polynomial, resource, root\n")
    change(
        rules / "shipped.py",
        '    TacticKind(\n        name="exponential"',
        TACTIC_ROW + '    TacticKind(\n        name="exponential"',
    )
    in_repository(repository, "docs/_generators/scenario_file_page.py", "docs/reference/scenario-file.md")
    assert "root" in in_repository(repository, "-m", "negosim", "tactics")
    assert "`root`" in (repository / "docs/reference/scenario-file.md").read_text(encoding="utf-8")
    in_repository(repository, "-m", "ruff", "check", "negosim")
    in_repository(
        repository,
        "-m",
        "pytest",
        "-q",
        "tests/rules/tactics",
        "tests/batch/test_agreement_of_drivers.py",
        "-k",
        "root",
    )
    in_repository(repository, "-m", "pytest", "-q", "tests/docs/test_scenario_file_page.py")


def test_the_recipe_for_a_solution(repository):
    solve = repository / "negosim" / "solve"
    append(solve / "convex.py", SOLUTION)
    change(
        solve / "catalogue.py",
        '    SolutionConcept(\n        name="raiffa"',
        SOLUTION_ROW + '    SolutionConcept(\n        name="raiffa"',
    )
    assert re.search(r"Favoured +\S+ +\S", in_repository(repository, "-m", "negosim", "zones", "used_car"))
    in_repository(repository, "-m", "pytest", "-q", "tests/zopa/test_solutions.py", "-k", "raiffa or reach")


def test_the_recipe_for_a_command(repository):
    cli = repository / "negosim" / "cli"
    (cli / "parties.py").write_text(COMMAND, encoding="utf-8")
    change(
        cli / "__init__.py",
        "from negosim.cli.play import play\n",
        "from negosim.cli.parties import parties\nfrom negosim.cli.play import play\n",
    )
    change(cli / "__init__.py", "    (FILES, schema),\n", "    (FILES, schema),\n    (FILES, parties),\n")
    assert in_repository(repository, "-m", "negosim", "parties", "sma11") == "seoul, washington\n"
    in_repository(repository, "docs/_generators/commands_page.py", "docs/reference/commands.md")
    in_repository(repository, "-m", "pytest", "-q", "tests/docs/test_commands_page.py")


def test_the_recipe_for_an_exercise(repository):
    exercises = repository / "negosim" / "teach" / "exercises"
    for folder in (exercises, exercises / "korean"):
        text = (folder / "zone.py").read_text(encoding="utf-8")
        (folder / "overlap.py").write_text(text.replace('name="zone"', 'name="overlap"'), encoding="utf-8")
        change(folder / "__init__.py", "    patience,\n", "    overlap,\n    patience,\n")
    change(exercises / "__init__.py", "    patience.EXERCISE,\n", "    patience.EXERCISE,\n    overlap.EXERCISE,\n")
    change(
        exercises / "korean" / "__init__.py",
        '    "zone": zone.KOREAN,\n',
        '    "zone": zone.KOREAN,\n    "overlap": overlap.KOREAN,\n',
    )
    assert "overlap" in in_repository(repository, "-m", "negosim", "exercise", "list")
    in_repository(repository, "-m", "pytest", "-q", "tests/teach/course/test_catalogue.py", "-k", "overlap")
    in_repository(repository, "docs/_generators/exercise_pages.py", "docs/teaching/exercises")
