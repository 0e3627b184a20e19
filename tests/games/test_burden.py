"""Burden sharing and contests; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import olson_zeckhauser, tullock


def test_both_contribute():  # olson_zeckhauser.interior; Olson and Zeckhauser (1966)
    good = olson_zeckhauser([100, 80], taste=0.4)
    assert good.total == pytest.approx(45.0, abs=1e-9)
    assert good.contributions == pytest.approx([32.5, 12.5], abs=1e-9)


def test_the_small_ally_rides_free():  # olson_zeckhauser.corner
    good = olson_zeckhauser([100, 40], taste=0.2)
    assert good.contributions == pytest.approx([20.0, 0.0], abs=1e-9)
    assert good.boundary_ratio == pytest.approx(0.8, abs=1e-9)
    assert good.free_riders.tolist() == [False, True]
    nearly = olson_zeckhauser([[100, 79.9], [100, 80.1]], taste=0.2)
    assert nearly.free_riders.tolist() == [[False, True], [False, False]]


def test_too_little_is_provided():  # olson_zeckhauser.efficient
    good = olson_zeckhauser([100, 80], taste=0.4)
    assert good.efficient == pytest.approx(72.0, abs=1e-9)
    assert good.total / good.efficient == pytest.approx(0.625, abs=1e-9)


@given(st.lists(st.floats(1, 100), min_size=1, max_size=6), st.floats(0.05, 0.95))
def test_every_ally_answers_the_others_best(incomes, taste):
    good = olson_zeckhauser(incomes, taste=taste)
    assert good.contributions.sum() == pytest.approx(good.total)
    for income, own in zip(incomes, good.contributions, strict=True):
        others = good.total - own
        best = max(0.0, taste * income - (1 - taste) * others)  # from the first-order condition
        assert own == pytest.approx(best, abs=1e-9 * 600)


def test_contest():  # contest.tullock; Tullock (1980)
    even, uneven = tullock([37, 37]), tullock([40, 10])
    assert even.efforts == pytest.approx([9.25, 9.25], abs=1e-9)
    assert uneven.efforts == pytest.approx([6.4, 1.6], abs=1e-9)
    assert uneven.chances == pytest.approx([0.8, 0.2], abs=1e-9)


@given(st.floats(0.5, 50), st.floats(0.5, 50))
def test_no_effort_does_better_against_the_other(prize1, prize2):
    contest = tullock([prize1, prize2])
    for side, prize in enumerate((prize1, prize2)):
        efforts = np.linspace(0, prize, 2_001)
        other = contest.efforts[1 - side]
        payoffs = prize * efforts / (efforts + other) - efforts
        assert contest.payoffs[side] >= payoffs.max() - 1e-9
        assert contest.payoffs[side] == pytest.approx(payoffs.max(), rel=1e-3, abs=1e-3)
