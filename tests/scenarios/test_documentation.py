"""What the documentation says about the scenarios is what they do."""

import re
from pathlib import Path

import pytest

from negosim import history
from negosim.engine import run
from negosim.files import build, from_text, load
from tests.scenarios.replicates import endings

DOCS = Path(__file__).parents[2] / "docs"
RECORD = (DOCS / "explanation" / "sma-record.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` (\|.*\|)$", RECORD, re.MULTILINE))
REPLICATES = 2000


def row_of(name: str) -> str:
    """Return what the table of the record should say of a scenario."""
    scenario = load(name)
    outcome = endings(scenario, REPLICATES)
    values = sorted(ending.terms["increase"] for ending in outcome if ending.terms is not None)
    result = run(scenario)
    horizon = scenario.record.concluded > scenario.calendar.horizon
    really = "none" if horizon else f"{scenario.record.terms['increase']:.1f}"
    reported = f"{result.terms['increase']:.1f}" if result.agreed else "none"
    low, median, high = (values[int(share * len(values))] for share in (0.05, 0.5, 0.95))
    agreed = 100 * len(values) / REPLICATES
    return f"| {really} | {reported} | {agreed:.1f} % | {median:.1f} | {low:.1f}–{high:.1f} |"


def test_the_table_has_every_sma_scenario():
    assert set(ROWS) == {"sma05", "sma09", "sma10", "sma11", "sma11_package", "sma12", "trump_era", "biden_era"}


@pytest.mark.parametrize("name", ROWS)
def test_the_table_says_how_close_a_scenario_comes(name):
    assert ROWS[name] == row_of(name), f"correct the row of {name} in docs/explanation/sma-record.md"


def test_the_sources_named_on_the_page_exist():
    named = set(re.findall(r"\b(?=[A-Z0-9]*\d)[A-Z]{2,}\d[A-Z0-9]*\b", RECORD))
    assert len(named) > 20
    assert named <= {source.id for source in history.sources()}


def test_the_scenario_of_the_recipe_runs_and_agrees():
    page = (DOCS / "how-to" / "add-a-scenario.md").read_text(encoding="utf-8")
    [text] = [
        block for block in re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) if "[issues" in block
    ]
    result = run(build(from_text(text, name="garden_lease")))
    assert result.agreed
    assert len(result.tentative) == 1
