"""A row of a table has, bit by bit, the results of the one point that sets what the row sets."""

import numpy as np
import pytest

from negosim.batch.drivers import replicate_columns
from negosim.errors import NegosimError
from negosim.files import key_paths, paths, read, shipped
from negosim.study import sweep
from negosim.study.sweeps.interruption import Stop
from negosim.study.sweeps.points import frozen, lowered_point
from negosim.study.sweeps.source import source_of
from negosim.study.tables import sweep_table
from negosim.study.tables.plan import ALONE
from negosim.study.tables.reading import read_table
from negosim.study.tables.working import Worker

ROWS, REPLICATES, SEED = 300, 2, 5
BETA = "delegations.seoul.stances.moon.tactic.beta"
LOC = "delegations.washington.stances.trump.reservation.loc"
RESERVATION = "delegations.washington.stances.trump.reservation"
# What changes the structure of the talks, or must sum to one.
OTHERS = ("translations", "record", "issues.", "exchanges", "years", "weight", "probability", "rho")


def run(name, table, *, common=True):
    """Return the results of the rows of a table, and how many are not run by the kernel of a table."""
    read = read_table(source_of(name), table)
    worker = Worker(read, replicates=REPLICATES, seed=SEED, common=common)
    return worker.run(slice(0, read.rows), Stop()), int((worker.plan.group == ALONE).sum())


def point_of(name, table, row, first):
    sets = tuple((path, frozen(np.asarray(values)[row : row + 1].tolist()[0])) for path, values in table.items())
    return replicate_columns(lowered_point(source_of(name), sets), SEED, first, REPLICATES, driver="python")


def differing(name, table, rows, *, common=True, alone=0):
    """Return which of some rows have other results than the point that sets the same, run by plain Python."""
    outcomes, counted = run(name, table, common=common)
    assert counted == alone or alone is None
    result = []
    for row in rows:
        point = point_of(name, table, row, 0 if common else row * REPLICATES)
        pairs = zip(outcomes, point, strict=True)
        if any(np.ascontiguousarray(ours[row]).tobytes() != theirs.tobytes() for ours, theirs in pairs):
            result.append(row)
    return result


def number_at(document, path):
    here = document.data
    for part in key_paths.split_path(path):
        here = key_paths.step(here, key_paths.find_key(here, part))
    return here


def numbers(document):
    """Yield the path of every real number of a file, also of those in lists, with the number."""
    for path in paths(document):
        value = number_at(document, path)
        for place, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if type(item) in (int, float) and not any(word in path for word in OTHERS):
                yield (path if place is None else f"{path}.{place}"), float(item)


def is_valid(source, values):
    try:
        source.scenario(values)
    except NegosimError:
        return False
    return True


def drawn_table(name, seed=1):
    """Return a table of all numbers of a shipped scenario that can be moved by 2 % either way, and moves them."""
    document, rng = read(name), np.random.default_rng(seed)
    source = source_of(document)
    table = {}
    for path, number in numbers(document):
        values = number * rng.uniform(0.98, 1.02, ROWS) if number else rng.uniform(0.0, 0.02, ROWS)
        if all(is_valid(source, {path: float(value)}) for value in (values.min(), values.max())):
            table[path] = values
    return table


@pytest.mark.parametrize("name", sorted(shipped()))
def test_all_numbers_of_a_scenario_at_once_give_the_results_of_single_points(name):
    table = drawn_table(name)
    assert len(table) >= 10
    assert differing(name, table, range(0, ROWS, 60), common=False) == []


@pytest.mark.parametrize("name", ["sma11", "used_car"])
def test_each_number_by_itself_gives_the_results_of_single_points(name):
    for path, values in list(drawn_table(name, seed=2).items())[::3]:
        assert differing(name, {path: values}, [0, 100]) == [], path


def test_a_row_is_what_the_command_line_sweeps_with_set():
    table = {BETA: np.linspace(0.1, 2.0, ROWS), LOC: np.linspace(20.0, 40.0, ROWS)}
    result = sweep("sma11", replicates=50, seed=SEED, table={path: values[:60] for path, values in table.items()})
    single = sweep("sma11", replicates=50, seed=SEED, vary={path: [values[7]] for path, values in table.items()})
    assert result.summary["agreed"][7] == single.points[0].agreed.p


def test_what_is_remembered_of_a_concession_curve_does_not_outlive_its_row():
    path = "delegations.seller.stances.seller.tactic.beta"
    result = sweep_table("used_car", {path: np.tile([0.1, 2.0, 0.1], 100)}, replicates=20, seed=SEED)
    prices = result.outcomes.terms[..., 0]
    assert np.array_equal(prices, np.tile(prices[:3], (100, 1)), equal_nan=True)
    assert np.array_equal(prices[0], prices[2], equal_nan=True)
    assert not np.array_equal(prices[0], prices[1], equal_nan=True)


def test_a_number_takes_the_place_of_a_distribution():
    table = {RESERVATION: np.linspace(20.0, 40.0, ROWS)}
    assert differing("sma11", table, [0, 120, 249]) == []


def test_words_dates_and_counts_are_run_in_groups_that_have_them_in_common():
    rng = np.random.default_rng(3)
    table = {
        "calendar.horizon": np.array(["2021-06-30", "2021-12-31"], "datetime64[D]")[rng.integers(0, 2, ROWS)],
        "protocol.exchanges": rng.integers(1, 3, ROWS),
        "delegations.seoul.stances.moon.acceptance.kind": np.array(["next", "constant"])[np.zeros(ROWS, int)],
        BETA: rng.uniform(0.1, 2.0, ROWS),
    }
    assert differing("sma11", {**table, "calendar.horizon": table["calendar.horizon"].astype(object)}, range(8)) == []


def test_weights_that_sum_to_one_row_by_row_are_written_as_they_are():
    names = [
        path
        for path in paths(read("sma11_package"))
        if path.startswith("delegations.seoul.values") and "weight" in path
    ]
    weights = np.random.default_rng(4).uniform(0.1, 1.0, (ROWS, len(names)))
    table = dict(zip(names, (weights / weights.sum(axis=1, keepdims=True)).T, strict=True))
    assert differing("sma11_package", table, [0, 100]) == []


def test_rows_that_turn_a_value_function_round_are_not_mistaken_for_others():
    rng = np.random.default_rng(5)
    worst, best = "delegations.seller.values.price.worst", "delegations.seller.values.price.best"
    table = {worst: rng.uniform(4000.0, 14000.0, ROWS), best: rng.uniform(4000.0, 14000.0, ROWS)}
    assert differing("used_car", table, range(0, ROWS, 25), alone=None) == []


def test_a_number_on_the_grain_of_time_is_rounded_as_lowering_rounds_it():
    table = {"ratifiers.president.delay": np.append(np.arange(1.0, 100.0), 2.3)}
    assert differing("sma11", table, [0, 99]) == []


def test_common_random_numbers_are_those_of_replicate_zero_and_fresh_ones_follow_one_another():
    table = {BETA: np.full(ROWS, 0.5)}
    common = sweep_table("sma11", table, replicates=REPLICATES, seed=SEED)
    fresh = sweep_table("sma11", table, replicates=REPLICATES, seed=SEED, common=False)
    one = sweep_table("sma11", {BETA: [0.5]}, replicates=ROWS * REPLICATES, seed=SEED)
    assert (common.outcomes.end == common.outcomes.end[0]).all()
    assert fresh.outcomes.end.ravel().tobytes() == one.outcomes.end.ravel().tobytes()
    assert len(np.unique(fresh.outcomes.end)) > 2


def test_the_results_do_not_depend_on_the_number_of_workers_nor_on_the_order_of_rows():
    values = np.random.default_rng(6).uniform(0.1, 2.0, 9000)
    first = sweep_table("sma11", {BETA: values}, seed=SEED, workers=1)
    second = sweep_table("sma11", {BETA: values[::-1]}, seed=SEED, workers=3)
    for ours, theirs in zip(first.outcomes, second.outcomes, strict=True):
        assert ours.tobytes() == np.ascontiguousarray(theirs[::-1]).tobytes()
