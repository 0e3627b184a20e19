"""One-sided screening; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from negosim.games import acquire_a_company, fudenberg_tirole, posted_offers, take_it_or_leave_it


def test_two_types_and_two_periods():  # ft.two_period; Fudenberg and Tirole (1983)
    sale = fudenberg_tirole(2, 1, delta=0.8, probability_high=[0.3, 0.55, 0.7, 0.9])
    assert sale.policy.tolist() == ["pool", "screen", "tough", "tough"]
    assert sale.profit == pytest.approx([1, 1.02, 1.28, 1.76], abs=1e-9)


def best_price(high, low, delta, mu, step=1e-4):
    """Seller's best profit over a grid of first prices, given how the types and the seller go on."""
    prices = np.arange(step, high + step / 2, step)
    waits = high - prices < delta * (high - low) - 1e-12  # the high type would rather pay `low` next period
    sold_to_both, sold_to_high = prices, mu * prices + (1 - mu) * delta * low
    if mu > low / high:  # rejections leave just enough high types for the seller to ask `high` with some chance
        y = (mu - low / high) / (mu * (1 - low / high))
        sold_to_some = mu * y * prices + (1 - mu * y) * delta * low
    else:  # nobody buys, and the seller asks `low` next
        sold_to_some = np.full(prices.shape, delta * low)
    return np.where(prices <= low, sold_to_both, np.where(waits, sold_to_some, sold_to_high)).max()


@given(st.floats(0.2, 0.9), st.floats(0.05, 0.95), st.floats(0.02, 0.98))
def test_two_periods_agree_with_a_search_over_first_prices(low, delta, mu):
    sale = fudenberg_tirole(1.0, low, delta=delta, probability_high=mu)
    assert sale.profit == pytest.approx(best_price(1.0, low, delta, mu), abs=3e-4)


def test_nobody_of_the_high_type_means_pooling():
    sale = fudenberg_tirole(2, 1, delta=0.8, probability_high=0.0)
    assert (sale.policy, sale.profit, sale.first_price) == ("pool", 1.0, 1.0)


def test_the_first_price_leaves_the_high_type_indifferent_when_screening():
    sale = fudenberg_tirole(2, 1, delta=0.8, probability_high=0.55)
    assert 2 - sale.first_price == pytest.approx(0.8 * (2 - 1))
    assert sale.acceptance_high == 1


def test_take_it_or_leave_it():  # tioli.uniform.cost; Myerson (1981)
    offer = take_it_or_leave_it(0.2)
    assert (offer.price, offer.profit, offer.trade) == pytest.approx((0.6, 0.16, 0.4), abs=1e-9)


@given(st.floats(0, 2), st.floats(0.1, 2), st.floats(-1, 3))
def test_no_price_earns_more_than_the_best_one(low, width, cost):
    offer = take_it_or_leave_it(cost, low=low, high=low + width)
    prices = np.linspace(low, low + width, 2001)
    profits = (prices - cost) * (low + width - prices) / width
    if cost >= low + width:
        assert offer.status == "no_agreement"
    else:
        assert offer.profit >= profits.max() - 1e-12
        assert offer.profit == pytest.approx(profits.max(), abs=1e-5)


def test_acquire_a_company():  # acquire_a_company; Samuelson and Bazerman (1985)
    offer = acquire_a_company([1.5, 2.5])
    assert offer.price == pytest.approx([0.0, 1.0], abs=1e-9)
    assert offer.profit == pytest.approx([0.0, 0.25], abs=1e-9)
    assert offer.status.tolist() == ["no_agreement", "ok"]


@pytest.mark.parametrize("multiple", [1.0, 1.5, 1.99, 2.01, 2.5, 4.0])
def test_no_bid_for_the_company_earns_more(multiple):
    # Mean over the owner's values of (k s - bid) where the bid is accepted.
    owners = (np.arange(4_000) + 0.5) / 4_000
    bids = np.linspace(0, 1.2, 241)
    profits = [np.mean((multiple * owners - bid) * (owners <= bid)) for bid in bids]
    offer = acquire_a_company(multiple)
    assert offer.profit == pytest.approx(max(profits), abs=1e-3)
    assert offer.price == pytest.approx(bids[int(np.argmax(profits))], abs=1e-3)


def test_posted_offers():  # posted_offers.naive.N4; Baarslag et al. (2015)
    plan = posted_offers(4)
    assert plan.prices == pytest.approx([0.8, 0.6, 0.4, 0.2], abs=1e-9)
    assert plan.profit == pytest.approx(0.4, abs=1e-9)


@pytest.mark.parametrize(("offers", "delta"), [(1, 0.9), (3, 0.9), (4, 1.0), (4, 0.5)])
def test_no_sequence_of_posted_prices_earns_more(offers, delta):
    def loss(prices):
        asked = np.concatenate([[1.0], prices])
        return -np.sum(delta ** np.arange(offers) * prices * (asked[:-1] - prices))

    best = minimize(loss, np.linspace(0.9, 0.1, offers), method="BFGS", options={"gtol": 1e-9})
    plan = posted_offers(offers, delta=delta)
    assert plan.profit == pytest.approx(-best.fun, abs=1e-9)
    assert plan.prices == pytest.approx(best.x, abs=1e-5)
    assert -loss(plan.prices) == pytest.approx(plan.profit, abs=1e-12)
