"""Scenarios written as files: what is written loads to an equal scenario."""

import dataclasses

import pytest
from hypothesis import given

import negosim
from negosim import files
from negosim.domain import Condition, Distribution, Tactic
from negosim.errors import UsageError
from negosim.files.dump import tables_of, text_of
from negosim.rules.tactics import TacticKind
from tests.files.sample import ONE_ISSUE, PACKAGE
from tests.strategies import scenarios


def again(scenario):
    """Return what a scenario's text is built to."""
    return files.build(files.from_text(text_of(scenario), name=scenario.name))


@pytest.mark.parametrize("name", files.shipped())
def test_a_shipped_scenario_survives_being_written(name):
    scenario = files.load(name)
    assert again(scenario) == scenario


@pytest.mark.parametrize("text", [ONE_ISSUE, PACKAGE])
def test_every_kind_of_table_survives_being_written(text):
    scenario = files.build(files.from_text(text, name="sample"))
    assert again(scenario) == scenario


@pytest.mark.slow
@given(scenarios())
def test_any_scenario_survives_being_written(scenario):
    assert again(scenario) == scenario


def test_what_has_its_default_is_not_written():
    tables = tables_of(files.build(files.from_text(PACKAGE, name="package")))
    assert "shocks" not in tables
    assert "protocol" not in tables
    assert "deadline" not in tables["delegations"]["seoul"]["stances"]["only"]


def test_a_scenario_changed_in_python_is_written_as_it_is_now(tmp_path):
    scenario = dataclasses.replace(files.load("trump_era"), title="Changed")
    negosim.dump(scenario, tmp_path / "trump_era.toml")
    assert files.load(tmp_path / "trump_era.toml").title == "Changed"


def test_a_distribution_with_quantiles_of_its_own_cannot_be_written():
    scenario = files.load("used_car")
    own = Distribution(dist="norm", quantiles=(0.0, 0.5, 1.0))
    seller, buyer = scenario.delegations
    preferences = dataclasses.replace(seller.preferences, disagreement=own)
    changed = dataclasses.replace(seller, preferences=preferences)
    with pytest.raises(UsageError, match="'norm' has quantiles of its own"):
        text_of(dataclasses.replace(scenario, delegations=(changed, buyer)))


def test_a_function_that_no_package_brings_cannot_be_written():
    scenario = files.load("used_car")
    seller, buyer = scenario.delegations
    own = Tactic(kind="mine", rule=TacticKind(name="mine", summary="Waits.", demand=lambda own: 1.0))
    stances = {name: dataclasses.replace(stance, tactic=own) for name, stance in seller.stances.items()}
    with pytest.raises(UsageError, match="'mine' is your own function, which no installed package provides"):
        text_of(dataclasses.replace(scenario, delegations=(dataclasses.replace(seller, stances=stances), buyer)))


def test_a_file_that_cannot_be_written_is_an_error_of_usage(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        negosim.dump(files.load("used_car"), tmp_path / "missing" / "car.toml")


@pytest.mark.parametrize(
    "when", ["pending", "open and increase >= 10", "seoul.increase = 13.9", "increase >= 0.5 and increase <= 20"]
)
def test_a_condition_is_written_as_it_was_read(when):
    text = ONE_ISSUE.replace("date = 2019-11-19", f'date = 2019-11-19\nwhen = "{when}"')
    scenario = files.build(files.from_text(text, name="sample"))
    assert tables_of(scenario)["shocks"][0]["when"] == when
    assert again(scenario) == scenario


def test_a_range_of_values_is_written_as_two_comparisons():
    text = ONE_ISSUE.replace("date = 2019-11-19", 'date = 2019-11-19\nwhen = "pending"')
    scenario = files.build(files.from_text(text, name="sample"))
    between = dataclasses.replace(scenario.shocks[0], when=(Condition(issue="increase", low=5.0, high=7.5),))
    scenario = dataclasses.replace(scenario, shocks=(between, *scenario.shocks[1:]))
    assert tables_of(scenario)["shocks"][0]["when"] == "increase >= 5 and increase <= 7.5"


def test_a_step_is_written_only_where_it_is_given():
    given = ONE_ISSUE.replace("range = [0, 500]", "range = [0, 500]\nstep = 0")
    for text, step in ((ONE_ISSUE, None), (given, 0)):
        scenario = files.build(files.from_text(text, name="sample"))
        assert tables_of(scenario)["issues"]["increase"].get("step") == step
        assert again(scenario) == scenario
