"""What a sweep counts merges exactly, and keeps every value to the width of a bin."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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


def test_values_too_large_for_64_bits_are_summed_exactly():
    values = np.array([2.0**50, 1.0, -(2.0**50), 3.0])
    moments = moments_of(values, 10)
    assert moments.total == 4 * 1024
    assert moments.squares == 2 * 2**120 + (1 + 9) * 2**20


def test_a_tally_comes_back_from_json_as_it_was():
    tally = Tally(7, {1: 3, 2: 4}, 11, 12, {"price": moments_of(np.array([1.5, -2.25, 3e-9]), 30)})
    assert Tally.from_dict(tally.as_dict()) == tally
