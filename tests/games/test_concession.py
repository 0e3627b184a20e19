"""Zeuthen and MiCRO; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import micro, zeuthen

WORKED = [[10, 1], [8, 4], [6, 6], [5, 7], [2, 9]]


def test_zeuthen_worked():  # zeuthen.worked; Zeuthen (1930)
    result = zeuthen(WORKED)
    assert result.steps[0].risks == pytest.approx((0.8, 0.8888888888888888), abs=1e-12)
    assert result.steps[0].conceder == 0
    assert WORKED[result.outcome] == [6, 6]
    assert result.steps[-1].conceder is None


def test_zeuthen_reaches_the_nash_product():  # zeuthen.random: 2,000 random domains, seed 9
    rng = np.random.default_rng(9)
    for _ in range(2_000):
        utilities = rng.random((rng.integers(3, 40), 2))
        product = utilities.prod(axis=1)
        assert product[zeuthen(utilities).outcome] == pytest.approx(product.max(), abs=1e-12)


small = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12)


@given(small, st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_zeuthen_reaches_the_nash_product_with_ties_and_reservations(utilities, floor):
    gains = np.array(utilities) - np.array(floor)
    rational = gains[(gains >= 0).all(axis=1)]
    result = zeuthen(utilities, disagreement=floor)
    if rational.size == 0:
        assert (result.status, result.outcome, result.trace) == ("no_agreement", None, ())
    else:
        assert result.status == "ok"
        assert gains[result.outcome].min() >= 0
        assert gains[result.outcome].prod() == rational.prod(axis=1).max()


@given(small)
def test_the_one_with_the_lower_risk_concedes_and_concessions_never_turn_back(utilities):
    result = zeuthen(utilities)
    for step in result.steps:
        if step.conceder is not None:
            assert step.risks[step.conceder] <= step.risks[1 - step.conceder] + 1e-12
    own = [[utilities[o][i] for player, o in result.trace if player == i] for i in (0, 1)]
    assert all(sorted(side, reverse=True) == side for side in own)


def test_micro_worked():  # micro.worked; de Jonge (2022)
    outcomes = [[1.0, 0.1], [0.9, 0.3], [0.7, 0.6], [0.5, 0.75], [0.3, 0.9], [0.05, 1.0]]
    result = micro(outcomes)
    assert outcomes[result.outcome] == [0.5, 0.75]
    assert result.trace == ((0, 0), (1, 5), (0, 1), (1, 4), (0, 2), (1, 3))


def test_micro_can_fail_although_a_zone_exists():
    # Player 2 has only two outcomes to offer; once they are made player 1 stops conceding, three bids before both.
    outcomes = np.array([[0.9, 0.0], [0.8, 0.05], [0.7, 0.1], [0.6, 0.6], [0.1, 0.9]])
    reservation = np.array([0.0, 0.6])
    assert np.flatnonzero((outcomes >= reservation).all(axis=1)).tolist() == [3, 4]
    result = micro(outcomes, reservation=[0.2, 0.6])
    assert result.status == "no_agreement"
    assert micro(outcomes, reservation=[0.0, 0.0]).status == "ok"


def test_micro_without_a_zone():
    assert micro([[1.0, 0.0], [0.0, 1.0]], reservation=[0.5, 0.5]).status == "no_agreement"
    assert micro([[0.1, 0.1]], reservation=[0.5, 0.5]).trace == ()


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12),
    st.tuples(st.floats(0, 0.6), st.floats(0, 0.6)),
    st.integers(0, 1),
)
def test_micro_keeps_its_rules(utilities, floor, first):
    result = micro(utilities, reservation=floor, first=first)
    players = [player for player, _ in result.trace]
    assert players == [(first + k) % 2 for k in range(len(players))]
    seen = ([], [])
    for player, outcome in result.trace:
        own, received = seen[player], seen[1 - player]
        if outcome not in own:
            assert len(own) <= len(received)
            assert all(utilities[outcome][player] <= utilities[o][player] for o in own)
            own.append(outcome)
        assert utilities[outcome][player] >= floor[player]
    if result.status == "ok":
        assert all(utilities[result.outcome][i] >= floor[i] for i in (0, 1))
        assert result.trace[-1][1] == result.outcome


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12), st.integers(0, 1))
def test_micro_agrees_when_nothing_is_ruled_out(utilities, first):
    assert micro(utilities, first=first).status == "ok"
