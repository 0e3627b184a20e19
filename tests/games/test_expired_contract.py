"""Bargaining under an expired contract; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from negosim.games import haller_holden, lapsed_agreement, strike_signal, threat_choice


def test_strike_equilibrium():  # lapse.haller_holden.strike_equilibrium; Fernandez and Glazer (1991)
    contract = haller_holden(1, 0.4, delta=0.9)
    assert contract.high == pytest.approx(0.7157894736842106, abs=1e-9)
    assert contract.strike_wage == pytest.approx(0.7157894736842106, abs=1e-9)
    assert contract.low == pytest.approx(0.4, abs=1e-9)


def test_credibility():  # lapse.strike.credibility
    contract = haller_holden(1, 0.4, delta=[0.9, 0.6])
    assert contract.least_delta == pytest.approx([0.6324555320336759] * 2, abs=1e-9)
    assert contract.firm_offer[0] == pytest.approx(0.6842105263157895, abs=1e-9)
    assert contract.credible.tolist() == [True, False]
    assert contract.high[1] == contract.low[1] == 0.4


@given(st.floats(0, 1), st.floats(0, 0.97))
def test_the_strike_equilibrium_is_a_fixed_point(old_wage, delta):
    union, firm = 0.5, 0.5
    for _ in range(1_000):
        # If the firm refuses, the union strikes: both earn nothing this period, and the firm proposes next.
        # If the union refuses, it works on at the old wage and proposes next.
        union, firm = 1 - delta * (1 - firm), (1 - delta) * old_wage + delta * union
    contract = haller_holden(1, old_wage, delta=delta)
    assert contract.strike_wage == pytest.approx(union, abs=1e-9)
    assert contract.firm_offer == pytest.approx(firm, abs=1e-9)
    assert bool(contract.credible) == (delta >= contract.least_delta)


@given(st.floats(0.01, 0.95))
def test_striking_is_just_credible_at_the_least_discount_factor(old_wage):
    def gain(
        delta,
    ):  # by striking now and getting the firm's offer next, over working at the old wage for ever
        return delta * haller_holden(1, old_wage, delta=delta).firm_offer - old_wage

    least = brentq(gain, 1e-6, 1 - 1e-12, xtol=1e-14)
    assert haller_holden(1, old_wage, delta=0.5).least_delta == pytest.approx(least, abs=1e-7)


def test_threat_choice():  # lapse.cramton_tracy.threat_choice; Cramton and Tracy (1992)
    choice = threat_choice(1, [0.45, 0.55, 0.65], holdout_loss=0.1, strike_union=0.2)
    assert choice.strike_wage == pytest.approx([0.6] * 3, abs=1e-12)
    assert choice.holdout_wage == pytest.approx([0.5, 0.6, 0.7], abs=1e-12)
    assert choice.threat.tolist() == ["strike", "indifferent", "holdout"]
    assert choice.threshold == pytest.approx([0.55] * 3, abs=1e-12)


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.5))
def test_each_threat_splits_the_surplus_over_its_dispute(old_wage, loss, union, firm):
    choice = threat_choice(1, old_wage, holdout_loss=loss, strike_union=union, strike_firm=firm)
    assert choice.strike_wage - union == pytest.approx(1 - choice.strike_wage - firm, abs=1e-12)
    firm_in_holdout = 1 - loss - old_wage
    assert choice.holdout_wage - old_wage == pytest.approx(1 - choice.holdout_wage - firm_in_holdout, abs=1e-12)
    assert (choice.threat == "strike") <= (choice.strike_wage > choice.holdout_wage)


def test_signalling_delay():  # lapse.cramton_tracy.signalling_delay; Cramton and Tracy (1992)
    signal = strike_signal(2, 1, rate=0.1, strike_union=0.2)
    assert (signal.price_high, signal.price_low) == pytest.approx((1.1, 0.6), abs=1e-9)
    assert signal.delay == pytest.approx(4.418327522790391, abs=1e-9)
    delay = brentq(lambda t: (2 - 1.1) - np.exp(-0.1 * t) * (2 - 0.6), 0, 100, xtol=1e-13)
    assert signal.delay == pytest.approx(delay, abs=1e-9)


def test_the_firms_payoff_in_a_strike_shortens_the_strike():
    delays = [strike_signal(2, 1, rate=0.1, strike_union=0.2, strike_firm=f).delay for f in (0.0, 0.2)]
    w_high, w_low = 0.2 + (2 - 0.2 - 0.2) / 2, 0.2 + (1 - 0.2 - 0.2) / 2
    assert delays[1] == pytest.approx(-np.log((1.8 - w_high) / (1.8 - w_low)) / 0.1)
    assert delays[1] != delays[0]


def test_a_lapse_moves_both_reservation_values():  # lapse.sma.reservation_shift
    lapse = lapsed_agreement((50, 13), ([0, 30, 36], [0, 10, 4]), rates=(0.05, 0.05))
    assert lapse.status.tolist() == ["no_agreement", "ok", "ok"]
    assert np.isnan(lapse.deal[0])
    assert lapse.deal[1:] == pytest.approx([21.5, 15.5], abs=1e-9)


def test_patience_picks_the_point_in_the_zone():  # lapse.sma.patience
    lapse = lapsed_agreement((14, 25), rates=(0.02, 0.08))
    assert lapse.deal == pytest.approx(22.8, abs=1e-12)


@given(st.floats(0, 40), st.floats(0, 40))
def test_the_zone_opens_iff_the_losses_cover_the_gap(loss1, loss2):
    lapse = lapsed_agreement((50, 13), (loss1, loss2))
    assert (lapse.status == "ok") == (50 - loss1 <= 13 + loss2)
