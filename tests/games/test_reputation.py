"""Reputational bargaining; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from negosim.games import abreu_gul, rubinstein_limit

CASE_A = ([0.7, 0.6], [0.1, 0.1], [0.1, 0.1])
CASE_B = ([0.8, 0.5], [0.05, 0.2], [0.05, 0.01])


def test_equal_rates():  # abreu_gul.A; Abreu and Gul (2000), proposition 1
    war = abreu_gul(*CASE_A)
    assert war.hazards == pytest.approx([0.1, 0.13333333333333333], abs=1e-9)
    assert war.times == pytest.approx([23.025850929940457, 17.269388197455346], abs=1e-9)
    assert war.immediate == pytest.approx([0.4376586748096509, 0.0], abs=1e-9)
    assert war.values == pytest.approx([0.4, 0.4312976024428953], abs=1e-9)


def test_unequal_rates():  # abreu_gul.B
    war = abreu_gul(*CASE_B)
    assert war.hazards == pytest.approx([0.1333333333333333, 0.08333333333333333], abs=1e-9)
    assert war.times == pytest.approx([22.467992051654935, 55.262042231857095], abs=1e-9)
    assert war.horizon == pytest.approx(22.467992051654935, abs=1e-9)
    assert war.immediate == pytest.approx([1.110223025e-16, 0.9349655087375763], abs=1e-9)
    assert war.values == pytest.approx([0.7804896526212729, 0.19999999999999998], abs=1e-9)


def test_delay():  # abreu_gul.A.delay
    war = abreu_gul(*CASE_A)
    assert war.never == pytest.approx(0.01, abs=1e-9)
    assert war.at_once == pytest.approx(0.4376586748096509, abs=1e-9)
    assert war.mean_delay == pytest.approx(2.216649723216246, abs=1e-9)


def test_demanding_the_rubinstein_share_wins_as_stubbornness_vanishes():  # abreu_gul.limit.rubinstein
    share = rubinstein_limit(0.1, 0.2)
    assert share == pytest.approx(0.6666666666666666)
    war = abreu_gul([share, 0.5], [0.1, 0.2], [1e-12, 1e-12])
    assert war.hazards == pytest.approx([0.4, 0.30000000000000004], abs=1e-9)
    assert war.immediate[1] == pytest.approx(0.999, abs=1e-9)


def test_simulated_concessions_agree_within_four_standard_errors():
    war, rng, n = abreu_gul(*CASE_A), np.random.default_rng(11), 1_000_000
    stops = np.empty((2, n))
    for side in (0, 1):
        draws = rng.random(n)
        top = war.conceded(war.horizon)[side]
        immediate = war.immediate[side]
        later = -np.log((1 - np.clip(draws, immediate, top)) / (1 - immediate)) / war.hazards[side]
        stops[side] = np.where(draws <= immediate, 0.0, np.where(draws > top, np.inf, later))
    agreement = stops.min(axis=0)
    never, at_once = np.isinf(agreement), agreement == 0
    times = agreement[~never]
    for sample, exact in ((never, war.never), (at_once, war.at_once), (times, war.mean_delay)):
        assert abs(sample.mean() - exact) < 4 * sample.std() / np.sqrt(sample.size)


@pytest.mark.parametrize("case", [CASE_A, CASE_B])
@pytest.mark.parametrize("part", [0.01, 0.3, 1.0])
def test_flexible_types_are_indifferent_to_when_they_concede(case, part):
    war, (demands, rates, _) = abreu_gul(*case), case
    stop = part * war.horizon
    for side in (0, 1):
        other = 1 - side
        own, left = demands[side], 1 - demands[other]
        first = war.immediate[other]

        def wins(t, side=side, other=other, own=own, first=first):
            return (1 - first) * war.hazards[other] * np.exp(-(war.hazards[other] + rates[side]) * t) * own

        value = first * own + quad(wins, 0, stop)[0]
        value += (1 - war.conceded(stop)[other]) * np.exp(-rates[side] * stop) * left
        assert value == pytest.approx(war.values[side], abs=1e-9)


@given(
    st.tuples(st.floats(0.55, 0.95), st.floats(0.55, 0.95)),
    st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)),
    st.tuples(st.floats(1e-6, 0.5), st.floats(1e-6, 0.5)),
)
def test_both_sides_become_surely_stubborn_at_the_same_time(demands, rates, stubborn):
    war = abreu_gul(demands, rates, stubborn)
    assert war.conceded(war.horizon) == pytest.approx(1 - np.array(stubborn), abs=1e-9)
    assert war.immediate.min() == 0
    assert war.conceded(war.horizon * 3) == pytest.approx(war.conceded(war.horizon))


def test_batches_broadcast():
    war = abreu_gul(np.full((4, 1, 2), 0.7), [0.1, 0.1], np.full((3, 2), 0.1))
    assert war.values.shape == (4, 3, 2)
    assert war.mean_delay.shape == war.never.shape == (4, 3)
