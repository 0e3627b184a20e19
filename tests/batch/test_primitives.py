"""The second bodies of the primitives, and the arithmetic built on them, return the same bits as the first."""

import ctypes

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.batch.primitives import BODIES
from negosim.compile import Memory, compiled
from negosim.rules import arithmetic, philox, quantiles
from tests.compile.running import Box, text_of


def blocks(box: Box) -> None:
    one, two, three, four = philox.words(box.wholes[0], box.wholes[1], box.wholes[2], box.wholes[3])
    box.wholes[4], box.wholes[5], box.wholes[6], box.wholes[7] = one, two, three, four
    box.reals[0] = philox.uniform(box.wholes[0], box.wholes[1], box.wholes[2], box.wholes[3])


def parts(box: Box) -> None:
    box.reals[1], box.whole = arithmetic.split(box.reals[0])


def scaled(box: Box) -> None:
    box.real = arithmetic.scale(box.reals[0], box.wholes[0])


def elementary(box: Box) -> None:
    x = box.reals[0]
    box.reals[1] = arithmetic.exp(x)
    box.reals[2] = arithmetic.log(abs(x))
    box.reals[3] = arithmetic.power(abs(x), 0.37)
    box.reals[4] = arithmetic.logistic(x)
    box.reals[5] = arithmetic.floor(x)


def standard(box: Box) -> None:
    for kind in range(6):
        box.reals[kind] = quantiles.standard_quantile(kind, 0.4, box.real)


class Twin:
    """A function as native code, compiled once and run on many boxes."""

    def __init__(self, function):
        self.function = function
        _, text = text_of(function, Box(), trusted=("negosim", "tests"), bodies=BODIES)
        self.code = compiled(text)  # it is unloaded with this object
        self.run = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.code.address)

    def agrees(self, **given):
        words = Memory(Box(**given)).words
        self.run(words.ctypes.data)
        after = Box(**given)
        self.function(after)
        expected = Box(after.reals, [signed(number) for number in after.wholes], after.real, after.whole, after.flag)
        return words.tolist() == Memory(expected).words.tolist()


def signed(word):
    """Return an unsigned word as the whole number with the same bits."""
    return word - (1 << 64) if word >= 1 << 63 else word


TWINS = {function: Twin(function) for function in (blocks, parts, scaled, elementary, standard)}
WORDS = st.integers(0, (1 << 63) - 1)


@given(WORDS, st.integers(0, 6), st.integers(0, 1 << 40), WORDS)
def test_random_words_and_uniform_numbers(seed, stream, slot, replicate):
    assert TWINS[blocks].agrees(wholes=[seed, stream, slot, replicate, 0, 0, 0, 0])


def test_random_words_are_those_of_numpy():
    generator = np.random.Philox(key=[12345, 3], counter=[7, 99, 0, 0])
    assert list(philox.words(12345, 3, 7, 99)) == [int(word) for word in generator.random_raw(4)]


@given(st.floats(min_value=5e-324, max_value=1.7976931348623157e308))
def test_splitting_a_number(x):
    assert TWINS[parts].agrees(reals=[x, *[0.0] * 7])


@given(st.floats(0.5, 2.0), st.integers(-1200, 1020))
def test_scaling_a_number(x, exponent):
    assert TWINS[scaled].agrees(reals=[x, *[0.0] * 7], wholes=[exponent, *[0] * 7])


def test_a_number_below_the_normal_ones_is_rounded_once():
    assert TWINS[scaled].agrees(reals=[0.7383053727697474, *[0.0] * 7], wholes=[-1024, *[0] * 7])


@given(st.floats(-800.0, 800.0))
def test_elementary_functions(x):
    assert TWINS[elementary].agrees(reals=[x, *[0.0] * 7])


@pytest.mark.parametrize("x", [-0.0, 0.0, -0.5, 0.5, 3.0, -3.0, 2.0**52, -1e300, 1e300])
def test_the_floor_of_any_number(x):
    # exp and log of the large ones are not asked for here
    assert TWINS[elementary].agrees(reals=[x, *[0.0] * 7]) or abs(x) > 1e100
    assert arithmetic.floor(x) == np.floor(x)


@given(p=st.floats(0.0, 1.0, exclude_min=True, exclude_max=True))
def test_quantile_functions(p):
    assert TWINS[standard].agrees(real=p)
