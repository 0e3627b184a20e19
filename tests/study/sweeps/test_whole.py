"""Where a scenario has whole numbers, what varies them is whole."""

import pytest

from negosim.errors import UsageError
from negosim.files import override, read
from negosim.study import sweep
from negosim.study.sweeps.design import points_of
from negosim.study.sweeps.whole import fitted_axes

EXCHANGES = "protocol.exchanges"
RESERVATION = "delegations.buyer.stances.buyer.reservation"


def values(vary, document=None, **options):
    return [
        next(iter(point.sets.values()))
        for point in points_of(fitted_axes(document or read("used_car"), vary), **options)
    ]


def test_a_range_of_whole_numbers_gives_the_nearest_ones():
    assert values([f"{EXCHANGES}=1:4:3"]) == [1, 2, 4]
    assert values([f"{EXCHANGES}=1:4:4"]) == [1, 2, 3, 4]
    assert all(isinstance(value, int) for value in values([f"{EXCHANGES}=1:4:3"]))
    assert values([f"{RESERVATION}=9000:9001:3"]) == [9000, 9000.5, 9001]


@pytest.mark.parametrize("design", ["lhs", "sobol"])
def test_quasi_random_designs_draw_whole_numbers_evenly(design):
    drawn = values([f"{EXCHANGES}=1:4"], design=design, points=64)
    assert {number: drawn.count(number) for number in drawn} == dict.fromkeys((1, 2, 3, 4), 16)


def test_whole_numbers_written_with_a_point_are_taken():
    assert values({EXCHANGES: [1.0, 2.0]}) == [1, 2]
    assert all(isinstance(value, int) for value in values({EXCHANGES: [1.0, 2.0]}))


def test_parameters_of_tactics_that_are_whole_are_known_too():
    tactic = {"kind": "averaged_tft"}
    document = override(read("used_car"), "delegations.buyer.stances.buyer.tactic", tactic)
    assert values(["delegations.buyer.stances.buyer.tactic.window=1:4:3"], document) == [1, 2, 4]


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        (f"{EXCHANGES}=1:3:5", f"{EXCHANGES}=1:3:5: this value is a whole number, so from 1 to 3 there are only 3"),
        (f"{EXCHANGES}=1.5:4:3", "this value is a whole number; give a range of whole numbers"),
        (f"{EXCHANGES}=1.5:4", "this value is a whole number; give a range of whole numbers"),
    ],
)
def test_what_cannot_be_whole_is_refused_with_the_axis(axis, words):
    with pytest.raises(UsageError, match=words):
        values([axis], design="grid")


def test_a_sweep_over_whole_numbers_runs():
    result = sweep("used_car", replicates=5, vary=[f"{EXCHANGES}=1:4:3"])
    assert [point.sets[EXCHANGES] for point in result.points] == [1, 2, 4]
