"""Zones of one issue: the cases of the theory catalogue, sections 1 and 10, and properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.errors import SolverError
from negosim.solve.intervals import (
    intersection,
    minimum_side_payment,
    zone,
    zone_after_lapse,
    zone_of_parties,
    zone_with_side_payment,
)

values = st.floats(-1e6, 1e6)


def test_overlap_is_the_interval_between_the_reservation_values():
    # zopa.single.overlap: Raiffa 1982, ch. 4
    result = zone(10, 18)
    assert (result.exists, result.lower, result.upper, result.width, result.midpoint) == (True, 10, 18, 8, 14)
    assert result.gap == 0
    assert result.status == "ok"


def test_sma_reservation_values_leave_a_gap():
    # zopa.sma.gap: Seoul at most +13 %, Washington at least +50 %, of 1,038.9 bn KRW
    result = zone(50, 13)
    assert not result.exists
    assert result.status == "no_agreement"
    assert result.gap == pytest.approx(37, abs=1e-9)
    assert result.width == 0
    assert np.isnan(result.midpoint)
    in_won = zone(1038.9 * 1.5, 1038.9 * 1.13)
    assert in_won.lower == pytest.approx(1558.35, abs=1e-9)
    assert in_won.upper == pytest.approx(1173.957, abs=1e-9)
    assert in_won.gap == pytest.approx(384.393, abs=1e-9)


def test_least_side_payment_that_opens_the_sma_zone():
    # zopa.sma.side_payment.min_package: Raiffa 1982 (linkage)
    assert minimum_side_payment(50, 13, value=2, cost=0.5) == pytest.approx(24.666666666666668, abs=1e-9)


def test_side_payment_of_thirty_units():
    # zopa.sma.side_payment.q30
    result = zone_with_side_payment(50, 13, quantity=30, value=2, cost=0.5)
    assert (result.lower, result.upper, result.width) == (-10, -2, 8)


def test_side_payment_is_not_needed_with_a_zone_and_no_help_where_it_costs_more_than_it_is_worth():
    assert minimum_side_payment(10, 18, value=1, cost=2) == 0
    assert minimum_side_payment(50, 13, value=1, cost=2) == np.inf


def test_zone_of_three_parties_is_the_intersection():
    # zopa.multiparty.interval: Washington 14 to 60, Seoul's executive up to 25, its assembly up to 18
    result = intersection([[14, 60], [0, 25], [0, 18]])
    assert (result.lower, result.upper, result.width) == (14, 18, 4)
    same = zone_of_parties([14, 25, 18], [1, -1, -1], lo=0, hi=60)
    assert (same.lower, same.upper) == (14, 18)


def test_lapse_moves_the_sma_reservation_values_until_the_zone_opens():
    # lapse.sma.reservation_shift: Muthoo 1999, ch. 6; equal patience gives the midpoint
    result = zone_after_lapse(50, 13, seller_loss=[0, 30, 36], buyer_loss=[0, 10, 4])
    assert result.exists.tolist() == [False, True, True]
    assert np.allclose(result.midpoint, [np.nan, 21.5, 15.5], atol=1e-9, equal_nan=True)


def test_patience_divides_the_sma_zone():
    # lapse.sma.patience: shares in proportion to the other side's discount rate
    result = zone(14, 25)
    assert result.at(0.08 / (0.02 + 0.08)) == pytest.approx(22.8, abs=1e-12)


@given(values, values)
def test_zone_is_empty_iff_reservations_cross(seller, buyer):
    result = zone(seller, buyer)
    assert result.exists == (buyer >= seller)
    assert result.width - result.gap == pytest.approx(buyer - seller)
    assert result.width == 0 or result.gap == 0


@given(values, values, st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_zone_grows_with_a_side_payment_worth_its_cost(seller, buyer, quantity, more, cost):
    value = cost + 1
    less = zone_with_side_payment(seller, buyer, quantity=quantity, value=value, cost=cost)
    bigger = zone_with_side_payment(seller, buyer, quantity=quantity + more, value=value, cost=cost)
    assert bigger.width >= less.width - 1e-6


@given(values, values, st.floats(0, 100), st.floats(0, 100))
def test_zone_grows_with_losses_from_a_lapse(seller, buyer, loss, more):
    less = zone_after_lapse(seller, buyer, seller_loss=loss, buyer_loss=0)
    bigger = zone_after_lapse(seller, buyer, seller_loss=loss + more, buyer_loss=more)
    assert bigger.width >= less.width


@given(st.lists(st.tuples(values, st.sampled_from((1, -1))), min_size=1, max_size=6), values)
def test_a_value_is_in_the_zone_iff_every_party_accepts_it(parties, x):
    result = zone_of_parties([r for r, _ in parties], [sign for _, sign in parties])
    accepted = all(x >= r if sign > 0 else x <= r for r, sign in parties)
    assert (result.lower <= x <= result.upper) == accepted


def test_parameter_sets_broadcast():
    result = zone(np.arange(4.0)[:, None], np.arange(3.0), lo=0.5)
    assert result.width.shape == (4, 3)
    assert result.width[0, 2] == 1.5


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: zone(np.nan, 1), "seller_least"),
        (lambda: zone(0, [1, np.nan]), "buyer_most"),
        (lambda: zone(0, 1, lo=2, hi=1), "lo"),
        (lambda: zone(0, 1).at(1.5), "share"),
        (lambda: zone_of_parties([1, 2], [1]), "directions"),
        (lambda: zone_of_parties([1, 2], [1, 2]), "directions"),
        (lambda: intersection([[2, 1]]), "intervals"),
        (lambda: intersection(np.empty((0, 2))), "intervals"),
        (lambda: zone_with_side_payment(1, 2, quantity=-1, value=1, cost=1), "quantity"),
        (lambda: zone_after_lapse(1, 2, seller_loss=0, buyer_loss=-1), "buyer_loss"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError, match=argument) as caught:
        call()
    assert caught.value.argument == argument


@pytest.mark.parametrize(
    ("least", "most", "argument"),
    [("a", [3], "seller_least"), ([[1, 2], [3]], 4, "seller_least"), ([1, 2, 3], [4, 5], "buyer_most")],
)
def test_a_zone_of_what_are_no_numbers_or_do_not_fit_names_the_argument(least, most, argument):
    with pytest.raises(SolverError, match=argument):
        zone(least, most)
