"""The second bodies of the primitives, and the arithmetic built on them, return the same bits as the first."""

import math

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from negosim.batch.compiling import OPTIONS, prepare

from negosim.rules import arithmetic, philox, quantiles

prepare()


@numba.njit(**OPTIONS)
def words(seed, stream, slot, replicate):
    return philox.words(seed, stream, slot, replicate)


@numba.njit(**OPTIONS)
def uniforms(seed, stream, slot, replicate):
    return philox.uniforms(seed, stream, slot, replicate)


@numba.njit(**OPTIONS)
def split(x):
    return arithmetic.split(x)


@numba.njit(**OPTIONS)
def scale(x, exponent):
    return arithmetic.scale(x, exponent)


@numba.njit(**OPTIONS)
def elementary(x):
    return arithmetic.exp(x), arithmetic.log(abs(x)), arithmetic.power(abs(x), 0.37), arithmetic.logistic(x)


@numba.njit(**OPTIONS)
def standard(kind, shape, p):
    return quantiles.standard_quantile(kind, shape, p)


WORDS = st.integers(0, (1 << 63) - 1)
PROBABILITIES = st.floats(0.0, 1.0, exclude_min=True, exclude_max=True)


def bits(numbers):
    return [float(x).hex() for x in numbers]


@given(WORDS, st.integers(0, 6), st.integers(0, 1 << 40), WORDS)
def test_random_words_and_uniform_numbers(seed, stream, slot, replicate):
    assert [int(w) for w in words(seed, stream, slot, replicate)] == list(philox.words(seed, stream, slot, replicate))
    assert bits(uniforms(seed, stream, slot, replicate)) == bits(philox.uniforms(seed, stream, slot, replicate))


def test_random_words_are_those_of_numpy():
    generator = np.random.Philox(key=[12345, 3], counter=[7, 99, 0, 0])
    assert [int(w) for w in words(12345, 3, 7, 99)] == [int(w) for w in generator.random_raw(4)]


@given(st.floats(min_value=5e-324, max_value=1.7976931348623157e308))
def test_splitting_a_number(x):
    mantissa, exponent = split(x)
    assert (mantissa.hex(), exponent) == (math.frexp(x)[0].hex(), math.frexp(x)[1])


@given(st.floats(0.5, 2.0), st.integers(-1200, 1020))
def test_scaling_a_number(x, exponent):
    assert scale(x, exponent).hex() == math.ldexp(x, exponent).hex()


@given(st.floats(-800.0, 800.0))
def test_elementary_functions(x):
    ours = (arithmetic.exp(x), arithmetic.log(abs(x)), arithmetic.power(abs(x), 0.37), arithmetic.logistic(x))
    assert bits(elementary(x)) == bits(ours)


@pytest.mark.parametrize("kind", range(quantiles.KNOTS))
@given(p=PROBABILITIES)
def test_quantile_functions(kind, p):
    assert standard(kind, 0.4, p).hex() == quantiles.standard_quantile(kind, 0.4, p).hex()
