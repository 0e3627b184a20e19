"""Two-level games and win-sets; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import (
    capped_division,
    ratification_floors,
    rubinstein,
    spatial_bargain,
    uncertain_ratification,
    win_set,
)


def test_a_cap_and_the_nash_solution():  # twolevel.schelling.nash; Schelling (1960), Putnam (1988)
    assert capped_division(13, 50, cap=[18, 31.5, 40]).nash == pytest.approx([18, 31.5, 31.5], abs=1e-9)


def test_a_cap_and_the_kalai_smorodinsky_solution():  # twolevel.schelling.ks; Kalai and Smorodinsky (1975)
    result = capped_division(13, 50, cap=[18, 40, 50]).kalai_smorodinsky
    assert result == pytest.approx([17.404761904761905, 28.609375, 31.5], abs=1e-9)


@given(st.floats(13.5, 60))
def test_capped_solutions_agree_with_a_search(cap):
    terms = np.linspace(13, min(cap, 50), 20_001)
    taker, payer = terms - 13, 50 - terms
    result = capped_division(13, 50, cap=cap)
    assert result.nash == pytest.approx(terms[np.argmax(taker * payer)], abs=5e-3)
    worst = np.minimum(taker / taker.max(), payer / payer.max())
    assert result.kalai_smorodinsky == pytest.approx(terms[np.argmax(worst)], abs=5e-3)


def test_a_cap_below_the_takers_reservation_prevents_agreement():
    result = capped_division(13, 50, cap=[12.9, 13.0])
    assert result.status.tolist() == ["no_agreement", "ok"]
    assert np.isnan(result.nash).tolist() == [True, False]


def test_a_ratification_floor():  # twolevel.rubinstein.constraint; Tarar (2001)
    result = ratification_floors(0.9, 0.9, floor2=[0.3, 0.55, 0.7])
    assert result.first == pytest.approx([0.5263157894736842, 0.45, 0.3], abs=1e-12)


@given(st.floats(0, 0.95), st.floats(0, 0.95), st.floats(0, 1), st.floats(0, 1))
def test_floors_agree_with_value_iteration(delta1, delta2, floor1, floor2):
    result = ratification_floors(delta1, delta2, floor1=floor1, floor2=floor2)
    if floor1 + floor2 > 1:
        assert result.status == "no_agreement"
        assert np.isnan(result.first)
        return
    first = 0.5
    for _ in range(600):
        responding = min(max(delta1 * first, floor1), 1 - floor2)
        first = min(max(1 - delta2 * (1 - responding), floor1), 1 - floor2)
    assert result.first == pytest.approx(first, abs=1e-9)
    assert result.first_as_responder == pytest.approx(responding, abs=1e-9)
    assert result.first + result.second == pytest.approx(1)


def test_without_floors_the_division_is_rubinsteins():
    assert ratification_floors(0.9, 0.8).first == rubinstein(0.9, 0.8).first


def test_two_executives_and_a_legislature():  # twolevel.milner_rosendorff.quadratic
    result = spatial_bargain(0, home=1, foreign=2, ratifier=[0.5, 0.7])
    assert result.unconstrained == pytest.approx([1.2192235935955849] * 2, abs=1e-9)
    assert result.high == pytest.approx([1.0, 1.4], abs=1e-9)
    assert result.deal == pytest.approx([1.0, 1.2192235935955849], abs=1e-9)


ideals = st.floats(-3, 3)


@given(ideals, ideals, ideals, ideals)
def test_the_spatial_deal_agrees_with_a_search(quo, home, foreign, ratifier):
    result = spatial_bargain(quo, home=home, foreign=foreign, ratifier=ratifier)
    positions = np.linspace(min(quo, 2 * ratifier - quo), max(quo, 2 * ratifier - quo), 4_001)
    gains = [(quo - ideal) ** 2 - (positions - ideal) ** 2 for ideal in (home, foreign)]
    product = np.where((gains[0] > 0) & (gains[1] > 0), gains[0] * gains[1], 0.0)
    if product.max() < 1e-9:
        assert result.status == "no_agreement" or abs(result.deal - quo) < 0.05
    else:
        assert result.status == "ok"
        own = [(quo - ideal) ** 2 - (result.deal - ideal) ** 2 for ideal in (home, foreign)]
        assert own[0] * own[1] >= product.max() * (1 - 1e-9)
        assert result.low - 1e-12 <= result.deal <= result.high + 1e-12


def test_win_set():  # twolevel.winset.spatial; Romer and Rosenthal (1978)
    result = win_set(0, ratifier=4, proposer=10)
    assert (result.low, result.high, result.deal) == pytest.approx((0, 8, 8), abs=1e-9)
    assert win_set(0, ratifier=4, proposer=-1).status == "no_agreement"
    assert win_set(0, ratifier=-4, proposer=-5).deal == -5
    assert win_set(3, ratifier=4, proposer=10).deal == 5
    assert win_set(3, ratifier=2, proposer=10).status == "no_agreement"


def test_uncertain_ratification():  # twolevel.iida.uncertain_ratification; Iida (1993)
    result = uncertain_ratification(10, 30, failure_payoff=[0, 5])
    assert result.demand == pytest.approx([15.0, 17.5], abs=1e-9)
    assert result.ratified == pytest.approx([0.75, 0.625], abs=1e-9)
    assert uncertain_ratification(10, 30).demand == result.demand[0]


@given(st.floats(-5, 25), st.floats(1, 20), st.floats(-30, 50))
def test_no_demand_is_worth_more_under_uncertain_ratification(low, width, failing):
    result = uncertain_ratification(low, low + width, failure_payoff=failing)
    demands = np.linspace(low, low + width, 2_001)
    chance = (low + width - demands) / width
    values = chance * demands + (1 - chance) * failing
    assert result.value >= values.max() - 1e-9
    assert result.value == pytest.approx(values.max(), abs=1e-3)
    assert result.status == ("ok" if failing < low + width else "no_agreement")
