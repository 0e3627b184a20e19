"""A drawn proposer, unanimity and majority; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import baron_ferejohn, random_proposer, unanimity


def test_random_proposer():  # rubinstein.random_proposer; Binmore (1987)
    division = random_proposer(0.9, 0.8, probability_first=[0.5, 0.3])
    assert division.value1 == pytest.approx([0.6666666666666666, 0.4615384615384615], abs=1e-9)


def test_the_proposer_is_drawn_evenly_if_nothing_is_said():
    assert random_proposer(0.9, 0.9).value1 == pytest.approx(0.5)


@given(st.floats(0, 0.95), st.floats(0, 0.95), st.floats(0, 1))
def test_random_proposer_agrees_with_value_iteration(delta1, delta2, chance):
    first, second = 0.5, 0.5
    for _ in range(1_000):
        first, second = (
            chance * (1 - delta2 * second) + (1 - chance) * delta1 * first,
            (1 - chance) * (1 - delta1 * first) + chance * delta2 * second,
        )
    division = random_proposer(delta1, delta2, probability_first=chance)
    assert division.value1 == pytest.approx(first, abs=1e-9)
    assert division.value2 == pytest.approx(second, abs=1e-9)
    mean = chance * division.first_as_proposer + (1 - chance) * division.first_as_responder
    assert mean == pytest.approx(division.value1, abs=1e-12)


def test_closed_rule():  # baron_ferejohn.closed; Baron and Ferejohn (1989)
    division = baron_ferejohn([0.9, 1.0, 1.0], members=[3, 5, 3])
    assert division.proposer == pytest.approx([0.7, 0.6, 0.6666666666666666], abs=1e-12)
    assert division.partner == pytest.approx([0.3, 0.2, 0.3333333333333333], abs=1e-12)
    assert division.partners.tolist() == [1, 2, 1]


@pytest.mark.parametrize(("members", "quota"), [(3, None), (5, None), (5, 5), (9, 6)])
def test_members_value_of_going_on_supports_the_price_of_a_vote(members, quota):
    division = baron_ferejohn(0.9, members=members, quota=quota)
    chance_bought = division.partners / (members - 1)
    value = division.proposer / members + (members - 1) / members * chance_bought * division.partner
    assert division.partner == pytest.approx(0.9 * value)
    assert value == pytest.approx(1 / members)


def test_unanimity_of_three():  # rubinstein.unanimity.n3; Herrero (1985)
    shares = unanimity(0.9, players=3)
    assert shares == pytest.approx([0.36900369003690037, 0.33210332103321033, 0.2988929889298893], abs=1e-9)


@pytest.mark.parametrize("players", [2, 3, 6])
def test_unanimity_agrees_with_iteration_over_who_proposes(players):
    shares = np.full(players, 1 / players)
    for _ in range(3_000):
        waiting = 0.9 * np.roll(shares, 1)  # tomorrow the next in the order proposes
        shares = np.concatenate([[1 - waiting[1:].sum()], waiting[1:]])
    assert unanimity(0.9, players=players) == pytest.approx(shares, abs=1e-9)
    assert unanimity([0.5, 0.9], players=players).sum(axis=-1) == pytest.approx([1, 1])
