"""Delay as a signal; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from negosim.games import admati_perry, separating_delay


def test_admati_perry():  # admati_perry.delay; Admati and Perry (1987)
    delay = admati_perry(2, 1, rate=0.1)
    assert delay.discount == pytest.approx(0.6666666666666666, abs=1e-9)
    assert delay.delay == pytest.approx(4.054651081081643, abs=1e-9)


@given(st.floats(0.1, 1), st.floats(0.01, 1), st.floats(0.05, 0.95), st.floats(0.02, 1))
def test_the_high_type_is_indifferent_and_the_low_type_is_not(low, more, share, rate):
    high = low + more
    result = admati_perry(high, low, rate=rate, seller_share=share)
    at_once = high * (1 - share)
    delay = brentq(lambda t: np.exp(-rate * t) * (high - share * low) - at_once, 0, 1e4, xtol=1e-12)
    assert result.delay == pytest.approx(delay, abs=1e-6)
    waiting, paying = np.exp(-rate * result.delay) * low * (1 - share), low - share * high
    assert waiting >= paying - 1e-12


def test_types_that_pay_alike_need_no_delay():
    same = separating_delay((2.0, 1.0), (0.5, 0.5), rate=0.1)
    assert (same.delay, bool(same.needed)) == (0.0, False)
