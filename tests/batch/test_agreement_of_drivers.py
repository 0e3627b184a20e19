"""Both drivers return the same bits, whatever a scenario uses."""

import numpy as np
import pytest
from hypothesis import given, settings

from negosim.batch.agreement import differences
from negosim.batch.columns import empty_columns
from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import kernel_of
from negosim.compile import Memory
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower, places_remembered
from negosim.rules.records import Place
from negosim.rules.tactics import SHIPPED_TACTICS
from tests.batch.scenarios import SCENARIOS
from tests.strategies import scenarios

REPLICATES = 60


def stances():
    return [s for made in SCENARIOS.values() for party in made.delegations for s in party.stances.values()]


@pytest.mark.parametrize("name", SCENARIOS)
def test_python_and_kernel_return_the_same_bits(name):
    lowered = lower(SCENARIOS[name])
    by_rules = replicate_columns(lowered, 7, 0, REPLICATES, driver="python")
    by_kernel = replicate_columns(lowered, 7, 0, REPLICATES, driver="kernel")
    assert differences(by_rules, by_kernel) == ()


@pytest.mark.parametrize("name", SCENARIOS)
def test_everything_that_a_replicate_leaves_behind_is_the_same(name):
    lowered = lower(SCENARIOS[name])
    kernel = kernel_of(lowered)
    for replicate in (0, 3, 1 << 40, (1 << 63) - 2):
        talks = lowered.talks(remembered=places_remembered(lowered.scenario))
        negotiate(talks, 11, replicate)
        words = kernel.words()
        kernel.fill(empty_columns(1, len(SCENARIOS[name].issues)), words, 11, replicate)
        assert words.tolist() == Memory(talks, Place).words.tolist()


@pytest.mark.parametrize("name", SCENARIOS)
def test_code_for_any_scenario_returns_the_same_bits(name):
    lowered = lower(SCENARIOS[name])
    special = replicate_columns(lowered, 7, 0, REPLICATES, driver="kernel")
    assert differences(special, replicate_columns(lowered, 7, 0, REPLICATES, driver="generic")) == ()


@settings(max_examples=100)
@given(scenario=scenarios())
def test_any_scenario_that_a_file_may_hold_returns_the_same_bits(scenario):
    lowered = lower(scenario)
    by_rules = replicate_columns(lowered, 7, 0, 20, driver="python")
    assert differences(by_rules, replicate_columns(lowered, 7, 0, 20, driver="generic")) == ()


@pytest.mark.parametrize("seed", [0, 1, (1 << 31) + 5, (1 << 63) - 1])
def test_the_drivers_agree_for_small_and_large_seeds(seed):
    lowered = lower(SCENARIOS["politics"])
    by_rules = replicate_columns(lowered, seed, 5, 20, driver="python")
    assert differences(by_rules, replicate_columns(lowered, seed, 5, 20, driver="kernel")) == ()


def test_the_scenarios_use_every_tactic_and_every_acceptance_condition():
    assert {stance.tactic.kind for stance in stances()} == {*(kind.name for kind in SHIPPED_TACTICS), "tabulated"}
    assert {stance.acceptance.kind for stance in stances()} == set(ACCEPTANCES)


def test_the_scenarios_see_every_ending_and_every_kind_of_vote():
    endings, rejected, pending = set(), 0, 0
    for made in SCENARIOS.values():
        columns = replicate_columns(lower(made), 7, 0, 200, driver="kernel")
        endings |= set(columns.ending.tolist())
        rejected += int(columns.rejections.sum())
        pending += int(np.sum(columns.agreed & np.isnan(columns.in_force)))
    assert endings == {1, 2, 3}
    assert rejected > 0
    assert pending > 0


@pytest.mark.parametrize("driver", ["python", "kernel"])
def test_a_replicate_does_not_depend_on_what_ran_before_it(driver):
    for name in ("politics", "package", "talkative"):
        lowered = lower(SCENARIOS[name])
        together = replicate_columns(lowered, 3, 0, 30, driver=driver)
        alone = replicate_columns(lowered, 3, 29, 1, driver=driver)
        assert differences(type(together)(*(column[29:] for column in together)), alone) == ()


def test_a_difference_names_its_field_its_first_row_and_both_values():
    lowered = lower(SCENARIOS["bilateral"])
    columns = replicate_columns(lowered, 3, 0, 10, driver="python")
    changed = columns._replace(end=columns.end.copy())
    changed.end[4] = np.nextafter(changed.end[4], np.inf)
    changed.end[6] += 1.0
    (result,) = differences(columns, changed)
    assert (result.field, result.row, result.rows) == ("end", 4, 2)
    assert result.left == columns.end[4].hex() != result.right
