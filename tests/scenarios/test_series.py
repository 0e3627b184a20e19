"""The scenarios in folders: forecasts by the shipped command, and counterfactuals that differ as they say."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from negosim.engine import run
from negosim.files import load, shipped, validate
from negosim.files.sources import all_shipped, locate
from negosim.forecast.parameters import NAMES
from negosim.forecast.scenarios import scenario_text
from negosim.history import load_dyad
from tests.scenarios.replicates import endings

ROOT = Path(__file__).parents[2]
SERIES = sorted(set(all_shipped()) - set(shipped()))
FORECASTS = [name for name in SERIES if name.startswith("forecast/")]
REPLICATES = 1000
GALLERY = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
HAND_SET = ("sma05", "sma09", "sma10", "sma11", "sma11_package", "sma12", "trump_era", "biden_era")


@pytest.mark.parametrize("name", SERIES)
def test_a_scenario_in_a_folder_can_be_named_and_runs(name):
    assert validate(locate(name)) == []
    scenario = load(name)
    assert scenario.description
    assert run(scenario).ending in {"agreed", "horizon"}


@pytest.mark.parametrize("name", FORECASTS)
def test_a_forecast_follows_from_the_parameters_in_its_comment(name):
    text = locate(name).read_text(encoding="utf-8")
    values = dict(re.findall(r"^#   (\w+) = ([-\d.e]+)", text, re.MULTILINE))
    source = re.search(r"^# (at the medians of the posterior .*):$", text, re.MULTILINE)[1]
    dyad = load_dyad()
    renewal = next(each for each in dyad.renewals if name == f"forecast/{each.id.lower()}_forecast")
    parameters = np.array([[float(values[each]) for each in NAMES]])
    assert scenario_text(dyad, renewal, "positions", parameters=parameters, source=source) == text


@pytest.mark.parametrize("name", FORECASTS)
def test_a_forecast_is_of_the_table_that_the_documentation_uses(name):
    stored = ROOT / "docs" / "explanation" / "forecast" / "backtest_positions.json"
    digest = json.loads(stored.read_text(encoding="utf-8"))["reference"]
    assert f"(reference table {digest})" in locate(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HAND_SET)
def test_a_scenario_that_is_set_by_hand_says_so(name):
    assert load(name).description.endswith("The assumptions were set with hindsight.")


@pytest.mark.parametrize("name", ["deal_ratified", "election_2020", "no_furlough"])
def test_the_gallery_says_how_a_counterfactual_ends(name):
    assert row_of(f"counterfactual/{name}", "sma11") in GALLERY


def test_the_gallery_says_how_the_forecast_ends_without_a_lapse():
    assert row_of("counterfactual/no_lapse", "forecast/sma11_forecast") in GALLERY


def row_of(name: str, base: str) -> str:
    """Return the row of the gallery: both shares of replicates with an agreement, in %."""
    counts = [sum(each.terms is not None for each in endings(load(each), REPLICATES)) for each in (base, name)]
    return f"| `{name}` | `{base}` | {100 * counts[0] / REPLICATES:.1f} | {100 * counts[1] / REPLICATES:.1f} |"
