"""Where two time-dependent tactics meet; numbers from the case named in the test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import crossing


def test_where_the_curves_meet():  # tdt.crossing
    meeting = crossing([1, 1, 5, 0.1, 0.2], [1, 0.2, 1, 0.1, 0.2])
    times = [0.5, 0.7548776662466927, 0.24512233375312548, 0.9330329915368074, 0.8705505632961241]
    shares = [0.5, 0.24512233375330728, 0.24512233375341919, 0.5, 0.5]
    assert meeting.time == pytest.approx(times, abs=1e-9)
    assert meeting.first == pytest.approx(shares, abs=1e-9)


@given(st.floats(0.05, 10), st.floats(0.05, 10))
def test_at_the_meeting_the_demands_fit_and_not_before(exponent1, exponent2):
    meeting = crossing(exponent1, exponent2)
    assert meeting.first + meeting.second == pytest.approx(1, abs=1e-9)
    times = np.linspace(0, 1, 1_001)
    asked = 2 - times ** (1 / exponent1) - times ** (1 / exponent2)
    first_fit = times[np.argmax(asked <= 1)]
    assert 0 <= first_fit - meeting.time + 1e-9 <= 1e-3 + 2e-9


@given(st.floats(0.05, 5))
def test_equal_tactics_meet_at_a_power_of_one_half(exponent):
    assert crossing(exponent, exponent).time == pytest.approx(2**-exponent, abs=1e-9)
