"""The scenarios that come with the package: they load, and they run to an end."""

import pytest

from negosim.engine import run
from negosim.files import load, shipped, validate

NAMES = {
    "sma11", "trump_era", "biden_era", "sma11_package", "sma10", "sma12", "sma09", "sma05",
    "used_car", "wage_strike", "rubinstein_pie", "scoreable", "alliance",
    "town_mill", "fishing_rights", "cafe_lease", "orchestra", "wind_park",
    "us_japan_hns", "nhl_lockout", "iran_jcpoa",
}  # fmt: skip


def test_the_scenarios_that_are_promised_are_shipped():
    assert set(shipped()) >= NAMES


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_has_no_fault_and_says_what_it_is_about(name):
    assert validate(shipped()[name]) == []
    scenario = load(name)
    assert scenario.title
    assert scenario.description
    assert all(party.title for party in scenario.delegations)


@pytest.mark.parametrize("name", shipped())
def test_replicates_of_a_shipped_scenario_end_in_agreement_at_the_horizon_or_in_a_break(name):
    scenario = load(name)
    for replicate in range(20):
        result = run(scenario, seed=1, replicate=replicate)
        assert result.ending in {"agreed", "horizon", "broken_off"}
        assert result.agreed == (result.terms is not None) == (result.concluded is not None)
