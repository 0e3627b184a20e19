"""Counts merge exactly, and estimates from them are those of the numbers themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.study.estimate.estimates import estimate_of, half_width_of_share, quantile_of, share_of
from negosim.study.estimate.tally import Moments, Tally, bin_edges, moments_of

NUMBERS = st.lists(st.floats(-500.0, 500.0), min_size=1, max_size=60)


@given(NUMBERS, st.integers(0, 60))
def test_moments_of_parts_add_up_to_those_of_the_whole(values, cut):
    whole = moments_of(np.array(values), 31)
    parts = Moments()
    for part in (values[:cut], values[cut:]):
        parts.add(moments_of(np.array(part), 31))
    assert parts == whole


@given(NUMBERS)
def test_every_value_lies_in_its_bin(values):
    for value in values:
        (key,) = moments_of(np.array([value]), 31).bins
        low, high = bin_edges(key)
        assert low <= value <= high
        assert high - low <= max(abs(value) / 2048.0, 1e-300)


@given(NUMBERS)
def test_bins_are_in_the_order_of_their_values(values):
    keys = [next(iter(moments_of(np.array([value]), 31).bins)) for value in sorted(values)]
    assert keys == sorted(keys)


def test_mean_and_deviation_are_those_of_numpy():
    values = np.random.default_rng(1).normal(13.9, 0.3, 30_000)
    found = estimate_of(moments_of(values, 31), 31)
    assert found.mean == pytest.approx(values.mean(), rel=1e-9)
    assert found.sd == pytest.approx(values.std(ddof=1), rel=1e-7)
    assert found.se == pytest.approx(found.sd / np.sqrt(30_000), rel=1e-12)
    for p, quantile in found.quantiles.items():
        assert quantile == pytest.approx(np.quantile(values, p), rel=3e-4)


def test_the_standard_error_of_the_median_is_that_of_a_normal_sample():
    values = np.random.default_rng(2).normal(100.0, 5.0, 40_000)
    expected = np.sqrt(np.pi / 2.0) * 5.0 / np.sqrt(40_000)
    assert estimate_of(moments_of(values, 31), 31).median_se == pytest.approx(expected, rel=0.15)


def test_values_too_large_for_64_bits_are_summed_exactly():
    values = np.array([2.0**50, 1.0, -(2.0**50), 3.0])
    moments = moments_of(values, 10)
    assert moments.total == 4 * 1024
    assert moments.squares == 2 * 2**120 + (1 + 9) * 2**20


def test_what_is_nan_is_not_counted_and_a_constant_is_its_own_quantile():
    moments = moments_of(np.array([np.nan, 5 / 7, 5 / 7]), 36)
    assert moments.count == 2
    assert quantile_of(moments, 0.5) == 5 / 7
    assert estimate_of(moments_of(np.array([np.nan]), 36), 36).n == 0


def test_a_tally_comes_back_from_json_as_it_was():
    tally = Tally(7, {1: 3, 2: 4}, 11, 12, {"price": moments_of(np.array([1.5, -2.25, 3e-9]), 30)})
    assert Tally.from_dict(tally.as_dict()) == tally


def test_a_share_of_none_still_has_a_width():
    assert share_of(0, 100).se == 0.0
    assert 0.01 < half_width_of_share(0, 100) < 0.05
