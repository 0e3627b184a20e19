"""Deadlines and optimism; numbers from the cases named in each test."""

import math

import numpy as np
import pytest
from scipy.optimize import brentq

from negosim.games import election_delay, fershtman_seidmann, fershtman_seidmann_threshold, yildiz


def test_threshold_of_two_periods():  # fershtman_seidmann.T2.threshold; Fershtman and Seidmann (1993)
    assert fershtman_seidmann_threshold() == pytest.approx(0.7639320225002102, abs=1e-10)
    indifferent = brentq(lambda d: d / 2 - (1 - d / (2 - d)), 0.1, 0.99, xtol=1e-14)
    assert fershtman_seidmann_threshold() == pytest.approx(indifferent, abs=1e-10)


@pytest.mark.parametrize(
    ("delta", "agrees"),
    [(0.7, True), (0.74, True), (0.79, False), (0.9, False)],  # fershtman_seidmann.T2.dp
)
def test_two_periods(delta, agrees):
    play = fershtman_seidmann(delta, periods=2, units=100)
    assert play.immediate is agrees
    assert play.value == pytest.approx(0.5 if agrees else delta / 2, abs=1e-9)


@pytest.mark.parametrize(
    ("periods", "delta", "agrees"),
    [(3, 0.9, False), (3, 0.5, True), (4, 0.95, False), (4, 0.5, True)],  # fershtman_seidmann.T34.dp
)
def test_three_and_four_periods(periods, delta, agrees):
    play = fershtman_seidmann(delta, periods=periods, units=40)
    assert play.immediate is agrees
    assert play.value == pytest.approx(0.5 if agrees else delta ** (periods - 1) / 2, abs=1e-9)


def slow_values(delta, periods, units, floors):
    """Values of both players by plain recursion over every offer, for small games."""
    if periods == 0:
        return (0.0, 0.0)
    total = np.zeros(2)
    for proposer in (0, 1):
        best = None
        for offer in range(units + 1):
            responder = 1 - proposer
            raised = list(floors)
            raised[responder] = max(floors[responder], offer)
            later = [delta * v for v in slow_values(delta, periods - 1, units, tuple(raised))]
            takes = offer >= floors[responder] and offer / units >= later[responder] - 1e-12
            values = [0.0, 0.0]
            values[responder] = offer / units if takes else later[responder]
            values[proposer] = 1 - offer / units if takes else later[proposer]
            rank = (round(values[proposer], 12), takes)
            if best is None or rank > best[0]:
                best = (rank, values)
        total += np.array(best[1]) / 2
    return tuple(total)


@pytest.mark.parametrize("delta", [0.5, 0.77, 0.9])
@pytest.mark.parametrize("periods", [1, 2, 3])
def test_the_programme_agrees_with_plain_recursion(delta, periods):
    expected = slow_values(delta, periods, 6, (0, 0))
    assert fershtman_seidmann(delta, periods=periods, units=6).value == pytest.approx(expected[0], abs=1e-9)
    assert expected[0] == pytest.approx(expected[1])


def test_optimists_wait_before_the_deadline():  # yildiz.optimism.waiting_window; Yildiz (2003)
    result = yildiz(0.95, optimism=0.2, dates=10)
    assert result.waiting == 3
    assert result.agrees.tolist() == [True] * 6 + [False] * 3 + [True]
    assert math.ceil(math.log(1.2) / -math.log(0.95)) == 4 == result.waiting + 1


@pytest.mark.parametrize(("delta", "optimism"), [(0.95, 0.2), (0.99, 0.5), (0.9, 0.0), (0.8, 1.0), (0.5, 0.3)])
def test_the_window_agrees_with_both_players_own_expectations(delta, optimism):
    dates = 12
    chance = (1 + optimism) / 2  # each thinks that it proposes with this probability
    value, agreeing = [chance, chance], [True]
    for _ in range(dates - 1):
        waits = [delta * v for v in value]
        possible = sum(waits) <= 1
        agreeing.insert(0, possible)
        value = [(chance * (1 - waits[1 - i]) + (1 - chance) * waits[i]) if possible else waits[i] for i in (0, 1)]
    assert yildiz(delta, optimism=optimism, dates=dates).agrees.tolist() == agreeing


def test_sums_of_expectations_broadcast():
    result = yildiz([[0.9], [0.95]], optimism=[0.1, 0.2, 0.3], dates=8)
    assert result.agrees.shape == (2, 3, 8)
    assert result.waiting.shape == (2, 3)
    assert yildiz(0.9, optimism=0.3, dates=1).waiting == 0


def test_an_election_that_both_hope_to_win():  # election.optimism.two_date; Simsek and Yildiz (2016)
    result = election_delay(0.98, belief1=[0.7, 0.5], belief2=[0.6, 0.5])
    assert result.expectations == pytest.approx([1.3, 1.0], abs=1e-12)
    assert result.status.tolist() == ["no_agreement", "ok"]
    shrinking = election_delay(0.98, belief1=0.7, belief2=0.6, pie_later=[0.7, 1.0])
    assert shrinking.status.tolist() == ["ok", "no_agreement"]
    assert election_delay(0.5, belief1=1.0, belief2=1.0).status == "ok"


def test_two_units_are_enough():
    assert fershtman_seidmann(0.5, periods=1, units=2).value == 0.5
