"""Waiting for a change of government; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import merlo_wilson, regime_switch, switched_by


def test_regime_switch():  # merlo_wilson.regime_switch; Merlo and Wilson (1995)
    result = regime_switch([0.6, 0.7], 1, switch_probability=0.1, delta=0.95)
    assert result.threshold == pytest.approx([0.6551724137931035] * 2, abs=1e-9)
    assert result.value == pytest.approx([0.6551724137931035, 0.7], abs=1e-9)
    assert result.wait.tolist() == [True, False]
    assert result.mean_wait == pytest.approx([10.0, 10.0], abs=1e-9)


def iterated(surplus, transition, delta, times=4_000):
    value = np.zeros(len(surplus))
    for _ in range(times):
        value = np.maximum(surplus, delta * (transition @ value))
    return value


@given(st.floats(0, 1), st.floats(0.01, 1), st.floats(0, 0.97))
def test_two_regimes_agree_with_value_iteration(hostile, switch, delta):
    transition = np.array([[1 - switch, switch], [0.0, 1.0]])
    value = iterated(np.array([hostile, 1.0]), transition, delta, times=1_500)
    result = regime_switch(hostile, 1.0, switch_probability=switch, delta=delta)
    assert result.value == pytest.approx(value[0], abs=1e-9)
    assert merlo_wilson([hostile, 1.0], transition, delta=delta).value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_any_chain_agrees_with_value_iteration_and_simulation(seed):
    rng = np.random.default_rng(seed)
    surplus = rng.random(6)
    transition = rng.dirichlet(np.ones(6) / 2, size=6)
    result = merlo_wilson(surplus, transition, delta=0.95)
    assert result.value == pytest.approx(iterated(surplus, transition, 0.95), abs=1e-9)
    assert result.agree.any()
    edges = transition.cumsum(axis=1)
    edges[:, -1] = 1.0
    states, waits = rng.integers(0, 6, 20_000), np.zeros(20_000)
    starts = states.copy()
    while not result.agree[states].all():
        going = ~result.agree[states]
        waits += going
        moved = (rng.random(20_000)[:, None] > edges[states]).sum(axis=1)
        states = np.where(going, moved, states)
    for state in range(6):
        sample = waits[starts == state]
        assert abs(sample.mean() - result.delay[state]) <= 4 * sample.std() / np.sqrt(sample.size)


def test_a_state_from_which_no_agreement_may_come_waits_for_ever():
    # States: drift to either a trap that is worth nothing now and later, or to the good state.
    transition = np.array([[0.0, 0.5, 0.5], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    result = merlo_wilson([0.0, 0.0, 1.0], transition, delta=0.9)
    assert result.value == pytest.approx([0.45, 0.0, 1.0])
    assert result.delay[2] == 0
    assert not result.agree[0]


def test_hazard_of_a_switch():  # regime_switch.hazard
    assert switched_by(12, switch_probability=0.1) == pytest.approx(0.7175704635189999, abs=1e-9)
    first = np.random.default_rng(3).geometric(0.1, 400_000) <= 12
    exact = switched_by(12, switch_probability=0.1)
    assert abs(first.mean() - exact) < 4 * first.std() / np.sqrt(first.size)
