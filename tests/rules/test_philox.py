"""Random words are those of numpy's Philox, by counter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.rules.philox import uniform, uniform_of, words

WORD = st.integers(0, (1 << 64) - 1)


def of_numpy(seed, stream, slot, replicate):
    key = np.array([seed, stream], np.uint64)
    counter = np.array([slot, replicate, 0, 0], np.uint64)
    generator = np.random.Philox(key=key, counter=counter)
    return tuple(int(word) for word in generator.random_raw(4))


@given(WORD, WORD, st.integers(0, (1 << 64) - 2), WORD)
def test_words_are_those_of_numpy(seed, stream, slot, replicate):
    assert words(seed, stream, slot, replicate) == of_numpy(seed, stream, slot, replicate)


@pytest.mark.parametrize("seed", [0, 1, (1 << 63) - 1, (1 << 64) - 1])
@pytest.mark.parametrize("slot", [0, 7, (1 << 32) - 1, 1 << 32, (1 << 63) - 1])
@pytest.mark.parametrize("replicate", [0, 999_999_999, (1 << 63) - 1])
def test_words_are_those_of_numpy_at_the_edges(seed, slot, replicate):
    assert words(seed, 3, slot, replicate) == of_numpy(seed, 3, slot, replicate)


@given(WORD)
def test_a_uniform_number_lies_strictly_between_0_and_1(word):
    assert 0.0 < uniform_of(word) < 1.0


def test_the_extreme_words_give_the_ends_of_the_open_interval():
    assert uniform_of(0) == 2.0**-53
    assert uniform_of((1 << 64) - 1) == 1.0 - 2.0**-53


def test_the_uniform_number_is_that_of_the_first_word():
    assert uniform(5, 1, 9, 3) == uniform_of(words(5, 1, 9, 3)[0])


def test_neighbouring_counters_keys_and_streams_are_uncorrelated():
    count = 4000
    columns = [
        [uniform(1, 0, 0, r) for r in range(count)],
        [uniform(2, 0, 0, r) for r in range(count)],
        [uniform(1, 1, 0, r) for r in range(count)],
        [uniform(1, 0, 1, r) for r in range(count)],
        [uniform(1, 0, 0, r + 1) for r in range(count)],
    ]
    correlations = np.corrcoef(columns)[np.triu_indices(5, 1)]
    assert np.abs(correlations).max() < 4.0 / np.sqrt(count)
    assert np.abs(np.mean(columns, axis=1) - 0.5).max() < 4.0 * np.sqrt(1 / 12 / count)
