"""Alternating offers before a deadline; numbers from the cases named in each test."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import lapse_rounds, shrinking_pies, stahl, stahl_grid, ultimatum


def exact(delta1, delta2, periods):
    """Player 1's share by backward induction in rational numbers."""
    factors = (Fraction(str(delta1)), Fraction(str(delta2)))
    shares = (Fraction(0), Fraction(0))
    for period in range(periods, 0, -1):
        proposer = (period - 1) % 2
        left = factors[1 - proposer] * shares[1 - proposer]
        shares = (1 - left, left) if proposer == 0 else (left, 1 - left)
    return shares[0]


def test_equal_patience():  # stahl.finite.sym0.9; Ståhl (1972)
    shares = stahl(0.9, 0.9, periods=np.arange(1, 7)).first
    assert shares == pytest.approx([1.0, 0.1, 0.91, 0.181, 0.8371, 0.24661], abs=1e-12)


def test_unequal_patience():  # stahl.finite.asym; Ståhl (1972)
    shares = stahl(0.9, 0.8, periods=[1, 2, 3, 4, 5, 10, 11]).first
    expected = [1.0, 0.19999999999999996, 0.92, 0.344, 0.8624, 0.576077312, 0.7695690752000002]
    assert shares == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 30))
def test_the_formula_is_backward_induction(percent1, percent2, periods):
    delta1, delta2 = percent1 / 100, percent2 / 100
    share = stahl(delta1, delta2, periods=periods).first
    assert share == pytest.approx(float(exact(delta1, delta2, periods)), abs=1e-12)


def test_shrinking_pies():  # stahl.shrinking_pie; Ståhl (1972)
    division = shrinking_pies([1, 0.7, 0.4, 0.1])
    assert (division.first, division.second) == pytest.approx((0.6, 0.4), abs=1e-12)


def test_lapse_rounds():  # stahl.sma.lapse_rounds
    division = lapse_rounds(37, cost_per_round=5, rounds=8)
    assert (division.first, division.second) == pytest.approx((20, 17), abs=1e-9)


def test_an_exhausted_surplus_adds_no_rounds():
    assert lapse_rounds(37, cost_per_round=5, rounds=50).first == pytest.approx(20)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=8))
def test_shrinking_pies_agree_with_backward_induction(sizes):
    pies = sorted(sizes, reverse=True)
    proposer_gets = 0.0
    for pie in reversed(pies):
        proposer_gets = pie - proposer_gets
    assert shrinking_pies(pies).first == pytest.approx(proposer_gets, abs=1e-9)


def test_ties_move_the_ultimatum_by_one_unit():  # ultimatum.grid.ties; van Damme, Selten, Winter (1990)
    assert ultimatum(units=10).first == pytest.approx(1.0, abs=1e-12)
    assert ultimatum(units=10, accept_if_indifferent=False).first == pytest.approx(0.9, abs=1e-12)


def test_an_ultimatum_must_beat_what_refusing_is_worth():
    assert ultimatum(units=10, outside=0.25).second == pytest.approx(0.3)
    assert ultimatum(units=10, outside=0.3).second == pytest.approx(0.3)
    assert ultimatum(units=10, outside=0.3, accept_if_indifferent=False).second == pytest.approx(0.4)
    refused = ultimatum(units=10, outside=1.2)
    assert (refused.status, refused.period) == ("no_agreement", None)


def test_three_periods_on_a_grid():  # rubinstein.grid.T3
    play = stahl_grid(0.9, 0.9, periods=3, units=100)
    assert play.first == pytest.approx(0.91, abs=1e-9)
    assert play.period == 1
    assert play.offers == (0.09, 0.9, 0.0)


def test_two_periods_on_a_coarse_grid():  # gambit.tree.T2
    play = stahl_grid(0.5, 0.5, periods=2, units=4)
    assert (play.first, play.second) == (0.5, 0.5)


def regret(delta, units):
    """Largest gain from one deviation in the two-period game, over every offer and reply."""
    play = stahl_grid(delta, delta, periods=2, units=units)
    grid = [Fraction(k, units) for k in range(units + 1)]
    d = Fraction(str(delta))
    last = Fraction(str(play.offers[1]))  # what player 2 leaves player 1 in the last period
    worth_waiting = (d * last, d * (1 - last))
    gains = [offer - last for offer in grid if offer < last]  # player 2 asks for more: player 1 would refuse
    accepted = [offer for offer in grid if offer >= worth_waiting[1]]
    best_first = max(max(1 - offer for offer in accepted), worth_waiting[0])
    return max([best_first - Fraction(str(play.first)), *gains])


@pytest.mark.parametrize(("delta", "units"), [(0.5, 4), (0.9, 10), (0.7, 7)])
def test_nobody_gains_by_one_deviation_on_the_grid(delta, units):
    assert regret(delta, units) <= 0 or regret(delta, units) == pytest.approx(0, abs=1e-12)


@given(st.integers(0, 19), st.integers(1, 8), st.booleans())
def test_a_fine_grid_approaches_the_continuous_game(twentieths, periods, accepts):
    delta1, delta2, units = twentieths / 20, 0.85, 20**4
    play = stahl_grid(delta1, delta2, periods=periods, units=units, accept_if_indifferent=accepts)
    assert play.first == pytest.approx(stahl(delta1, delta2, periods=periods).first, abs=periods * 2 / units)


def test_waiting_is_weighed_by_ones_own_patience():
    # Player 1 waits for the only unit, which is worth 0.9 or 0 to it now, whatever player 2's patience.
    patient = stahl_grid(0.9, 0.0, periods=2, units=1, accept_if_indifferent=False)
    impatient = stahl_grid(0.0, 0.9, periods=2, units=1, accept_if_indifferent=False)
    assert (patient.period, impatient.period) == (2, 1)


def test_a_proposer_agrees_if_it_makes_no_difference():
    play = stahl_grid(0.9, 0.9, periods=1, units=1, accept_if_indifferent=False)
    assert (play.first, play.second, play.period) == (0.0, 1.0, 1)


def test_a_coarse_grid_can_delay_agreement():
    # Player 2 must leave player 1 the only unit in the last period, so player 1 would rather wait for that.
    play = stahl_grid(0.9, 0.9, periods=2, units=1, accept_if_indifferent=False)
    assert (play.status, play.period, play.first, play.second) == ("ok", 2, 1.0, 0.0)
    assert play.offers == (None, 1.0)
