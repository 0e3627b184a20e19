"""A batch is run by plain Python or by native code; nobody can tell which."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from negosim.batch import drivers
from negosim.batch.agreement import differences
from negosim.batch.columns import Columns
from negosim.batch.drivers import replicate_columns
from negosim.errors import UsageError
from negosim.rules.lower import lower
from tests.batch.scenarios import SCENARIOS

ROOT = Path(__file__).parents[2]


def test_the_rules_stay_free_of_the_compiler():
    code = "import sys, negosim.rules.advance, negosim.rules.lower; print(*({'llvmlite', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


@pytest.mark.parametrize("driver", ["kernel", "generic"])
def test_threads_return_what_one_returns(driver):
    lowered = lower(SCENARIOS["politics"])
    whole = drivers.replicate_columns(lowered, 5, 0, 400, driver=driver)
    with ThreadPoolExecutor(4) as pool:
        parts = [
            pool.submit(drivers.replicate_columns, lowered, 5, first, 100, driver=driver)
            for first in range(0, 400, 100)
        ]
    for place, part in enumerate(parts):
        rows = slice(100 * place, 100 * place + 100)
        assert differences(Columns(*(column[rows] for column in whole)), part.result()) == ()


@pytest.mark.parametrize(
    ("seed", "first", "count", "driver", "message"),
    [
        (-1, 0, 1, None, "seed is -1; give a whole number from 0"),
        (1 << 63, 0, 1, None, "seed is 9223372036854775808"),
        (0, -2, 1, None, "first is -2"),
        (0, 0, -3, None, "count is -3"),
        (0, (1 << 63) - 1, 1, None, "first + count"),
        (0, 0, 1, "abacus", "there is no driver 'abacus'; give one of python, kernel, generic"),
    ],
)
def test_what_cannot_be_run_is_refused(seed, first, count, driver, message):
    with pytest.raises(UsageError) as refused:
        drivers.replicate_columns(lower(SCENARIOS["bilateral"]), seed, first, count, driver=driver)
    assert message in str(refused.value)


@pytest.mark.parametrize(("count", "driver"), [(1, "python"), (1_000_000, "kernel")])
def test_the_driver_is_chosen_by_the_number_of_replicates(count, driver):
    assert drivers.chosen_driver(count) == driver


@pytest.mark.parametrize("driver", ["python", "kernel", "generic"])
def test_no_replicates_are_no_rows(driver):
    columns = drivers.replicate_columns(lower(SCENARIOS["package"]), 0, 0, 0, driver=driver)
    assert columns.terms.shape == (0, 3)


@pytest.mark.parametrize("driver", ["python", "kernel", "generic"])
def test_a_scenario_with_other_numbers_is_another_scenario(driver):
    made = SCENARIOS["bilateral"]
    seller, buyer = made.delegations
    name, stance = next(iter(buyer.stances.items()))

    def with_reservation(level):
        stances = {**buyer.stances, name: replace(stance, reservation=level)}
        return lower(replace(made, delegations=(seller, replace(buyer, stances=stances))))

    path = f"delegations.{buyer.name}.stances.{name}.reservation"
    varied = with_reservation(55.0).with_numbers({path: 41.5})
    expected = replicate_columns(with_reservation(41.5), 3, 0, 50, driver="python")
    assert differences(replicate_columns(varied, 3, 0, 50, driver=driver), expected) == ()


def test_a_drawn_number_or_one_that_others_follow_from_is_not_set_by_itself():
    lowered = lower(SCENARIOS["bilateral"])
    drawn = {draw.place.key for draw in lowered.talks().draws}
    assert "reservation" in drawn
    seller = lowered.scenario.delegations[0].name
    assert lowered.with_numbers({f"delegations.{seller}.values.price.points.0": 1.0}) is None
    assert not any(path.endswith(".reservation") for path in lowered.settable)


def test_several_processes_may_compile_at_once(tmp_path):
    code = (
        "from negosim.batch.drivers import replicate_columns; from negosim.rules.lower import lower\n"
        "from tests.batch.scenarios import SCENARIOS\n"
        "print(replicate_columns(lower(SCENARIOS['bilateral']), 1, 0, 50, driver='kernel').end.sum())"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(3)
    ]
    output = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert output[0] == output[1] == output[2] != ""
