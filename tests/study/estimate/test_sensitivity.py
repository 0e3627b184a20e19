"""Sobol indices against what is known of them."""

import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.files import override, read
from negosim.study import sensitivity
from negosim.study.estimate.sensitivity import _drawn, _indices, _Model
from negosim.study.sweeps.source import source_of

BUYER = "delegations.buyer.stances.buyer.reservation"


class Ishigami:
    """The function of Ishigami and Homma (1990), whose indices are known."""

    names = ("y",)
    inputs = dict.fromkeys(("x1", "x2", "x3"))

    def __call__(self, shares):
        x1, x2, x3 = (2.0 * shares - 1.0) * np.pi
        return (np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))[None]


def test_the_indices_of_a_known_function_are_the_known_ones():
    result = _indices(Ishigami(), 4096, 0)["y"]
    for index, first, total in zip(result, (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437), strict=True):
        assert index.first == pytest.approx(first, abs=0.02)
        assert index.total == pytest.approx(total, abs=0.02)
        assert index.first_interval[0] <= index.first <= index.first_interval[1]
        assert index.total_interval[0] <= index.total <= index.total_interval[1]


def test_indices_lie_between_nothing_and_everything_and_a_small_sample_is_said_to_be_one():
    small, large = (_indices(Ishigami(), samples, 1)["y"] for samples in (16, 4096))
    assert not all(index.resolved for index in small)
    assert all(index.resolved for index in large)
    for index in (*small, *large):
        for share in (index.first, index.total, *index.first_interval, *index.total_interval):
            assert 0.0 <= share <= 1.0


def test_a_single_input_explains_everything():
    result = sensitivity("used_car", vary=[f"{BUYER}=9000:13000"], samples=4, replicates=5)
    assert "utility.buyer" in result.outputs
    for (index,) in result.outputs.values():
        assert index.first == index.total == 1.0
        assert index.first_interval == index.total_interval == (1.0, 1.0)
    assert result.unresolved == ()


def test_sensitivity_takes_what_the_scenario_draws_and_repeats_with_the_seed():
    result = sensitivity("used_car", samples=32, replicates=20, seed=1)
    paths = {index.path for index in result.outputs["utility.seller"]}
    assert paths == {BUYER, "delegations.seller.stances.seller.reservation"}
    assert result == sensitivity("used_car", samples=32, replicates=20, seed=1)


def test_what_plays_no_part_explains_nothing():
    unused = "delegations.seoul.stances.moon_2021.aspiration"
    vary = [f"{unused}=5:13", "delegations.washington.stances.trump.reservation=5:40"]
    result = sensitivity("trump_era", vary=vary, samples=16, replicates=40)
    totals = {index.path: index.total for index in result.outputs["agreed"]}
    assert totals.pop(unused) == 0.0
    assert min(totals.values()) > 0.6


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"samples": 100}, "power of two"),
        ({"replicates": 0}, "whole number from 1"),
        ({"vary": [f"{BUYER}=5"]}, "a single value does not vary"),
    ],
)
def test_a_sensitivity_that_cannot_be_is_refused(options, words):
    with pytest.raises(UsageError, match=words):
        sensitivity("used_car", **options)
    with pytest.raises(UsageError, match="draws no numbers"):
        sensitivity("rubinstein_pie")


def test_draws_beyond_the_range_count_as_its_end_as_in_a_sweep():
    wide = override(read("used_car"), BUYER, {"dist": "norm", "loc": 12_500, "scale": 8_000})
    totals = {index.path: index.total for index in sensitivity(wide, samples=16, replicates=2).outputs["agreed"]}
    assert totals[BUYER] > 0.5


@pytest.mark.parametrize("name", ["used_car", "sma11"])
def test_numbers_set_where_they_are_drawn_are_those_of_the_point(name):
    source = source_of(name)
    model = _Model(source, dict(_drawn(source)), 0, 5, "python", vary=False)
    shares = np.random.default_rng(3).random((len(model.inputs), 4))
    known = model(shares)
    model._medians = None
    np.testing.assert_array_equal(known, model(shares))
