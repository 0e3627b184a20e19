"""The public functions take a scenario by name, by path, as tables or as it is."""

import datetime as dt
import tomllib

import numpy as np
import pytest

import negosim
from negosim import files
from negosim.errors import ScenarioError, UsageError
from negosim.rules.lower import lower
from tests.files.sample import ONE_ISSUE

TABLES = tomllib.loads(ONE_ISSUE)


@pytest.fixture
def ways(tmp_path):
    """One scenario, given in every way."""
    path = tmp_path / "scenario.toml"
    path.write_text(ONE_ISSUE, encoding="utf-8")
    scenario = negosim.load(path)
    return [str(path), path, TABLES, scenario, files.read(path), lower(scenario)]


def test_a_run_is_the_same_however_the_scenario_is_given(ways):
    first, *others = (negosim.run(way, seed=3).as_dict() for way in ways)
    assert all(other == first for other in others)


def test_zones_are_the_same_however_the_scenario_is_given(ways):
    first, *others = (negosim.zones(way, seed=3).as_dict() for way in ways)
    assert all(other == first for other in others)


def test_a_shipped_scenario_is_run_by_its_name():
    assert negosim.run("sma11").as_dict() == negosim.run(negosim.load("sma11")).as_dict()


def test_the_public_functions_keep_their_own_signature_and_documentation():
    assert "seed" in negosim.run.__wrapped__.__kwdefaults__
    assert negosim.run.__doc__.startswith("Run one negotiation")


def test_a_scenario_is_loaded_as_it_is():
    scenario = negosim.load("used_car")
    assert negosim.load(scenario) is scenario


def test_a_value_of_a_scenario_is_overridden():
    changed = negosim.load(negosim.load("used_car"), overrides={"title": "Changed"})
    assert (changed.title, changed.name) == ("Changed", "used_car")


def test_tables_may_extend_a_shipped_scenario():
    scenario = negosim.load({"extends": "used_car", "title": "Mine"})
    assert scenario.title == "Mine"
    assert scenario.issues == negosim.load("used_car").issues


def test_tables_may_hold_tuples_numbers_of_numpy_and_none():
    increase = {"kind": "continuous", "range": (np.float64(0), np.int64(500)), "unit": "%"}
    tables = TABLES | {"issues": {"increase": increase}, "money": None}
    scenario = negosim.load(tables)
    assert (scenario.issues[0].high, scenario.money) == (500.0, None)
    assert files.from_text(files.document_of(scenario).text, name="again").data["calendar"] == TABLES["calendar"]


def test_every_fault_of_tables_is_reported():
    tables = TABLES | {"calendar": TABLES["calendar"] | {"horizon": dt.date(2019, 1, 1)}, "titel": "x"}
    with pytest.raises(ScenarioError) as caught:
        negosim.load(tables)
    assert {fault.path for fault in caught.value.faults} >= {"titel"}
    assert all(fault.file == "scenario.toml" for fault in caught.value.faults)


@pytest.mark.parametrize("source", [3, None, ["used_car"], b"used_car"])
def test_a_source_of_another_type_is_an_error_of_usage(source):
    with pytest.raises(UsageError, match=r"a scenario is given as .*, not as "):
        negosim.load(source)


def test_tables_that_hold_themselves_are_a_fault():
    tables = {"title": "x"}
    tables["calendar"] = tables
    with pytest.raises(ScenarioError, match="nested too deeply"):
        negosim.load(tables)
