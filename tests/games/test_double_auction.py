"""Two-sided private values; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import double_auction, myerson_satterthwaite, optimal_mechanism


def test_every_k_of_the_catalogue():
    # kdoubleauction.k0.5, kdoubleauction.k1.0, kdoubleauction.k0.0, kdoubleauction.k0.3; Chatterjee, Samuelson (1983)
    auction = double_auction([0.5, 1.0, 0.0, 0.3])
    assert auction.gains == pytest.approx([0.140625, 0.125, 0.125, 0.13812500000000003], abs=1e-10)
    assert auction.trade == pytest.approx([0.28125, 0.25, 0.25, 0.27625], abs=1e-10)


def test_the_middle_k_is_best():  # kdoubleauction.k0.3: best_k
    ks = np.linspace(0, 1, 101)
    assert ks[np.argmax(double_auction(ks).gains)] == pytest.approx(0.5)


def test_rescaled_to_percentage_points():  # ms.sma.rescaled
    auction, bound = double_auction(0.5, low=10, high=60), myerson_satterthwaite(10, 60)
    assert auction.bid(30 + 12.5) == pytest.approx(auction.ask(30), abs=1e-9)
    assert bound.threshold == pytest.approx(12.5, abs=1e-9)
    assert auction.gains == pytest.approx(7.03125, abs=1e-9)
    assert auction.trade == pytest.approx(0.28125, abs=1e-9)
    assert bound.first_best == pytest.approx(8.333333333333334, abs=1e-9)


@given(st.floats(0, 1))
def test_gains_agree_with_quadrature_over_the_sellers_values(k):
    auction = double_auction(k)
    edge = (1 + k) / (2 - k)
    nodes, weights = np.polynomial.legendre.leggauss(20)
    last = (2 - k) / 2
    sellers = last * (nodes + 1) / 2
    lowest = edge * sellers + (1 - k) / 2  # lowest buyer that trades
    gains = ((1 - sellers) ** 2 - (lowest - sellers) ** 2) / 2
    assert auction.gains == pytest.approx(np.sum(weights * gains) * last / 2, abs=1e-12)
    assert auction.trade == pytest.approx(np.sum(weights * (1 - lowest)) * last / 2, abs=1e-12)
    assert auction.bid(lowest) == pytest.approx(auction.ask(sellers), abs=1e-9)


@pytest.mark.parametrize("k", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_simulated_trade_agrees_within_four_standard_errors(k):
    auction, rng = double_auction(k), np.random.default_rng(20210310)
    buyers, sellers = rng.random((2, 400_000))
    bids, asks = auction.bid(buyers), auction.ask(sellers)
    traded = bids >= asks
    price = k * bids + (1 - k) * asks
    for sample, exact in (
        (traded * (buyers - sellers), auction.gains),
        (traded.astype(float), auction.trade),
        (traded * (buyers - price), auction.buyer_gain),
        (traded * (price - sellers), auction.seller_gain),
    ):
        assert abs(sample.mean() - exact) < 4 * sample.std() / np.sqrt(sample.size)


@pytest.mark.parametrize("k", [0.2, 0.5, 0.7])
def test_no_bid_or_ask_does_better_against_the_other_sides_strategy(k):
    auction, others = double_auction(k), (np.arange(20_000) + 0.5) / 20_000
    asks, bids = auction.ask(others), auction.bid(others)
    trials = np.linspace(0, 1, 401)
    for value in (0.35, 0.6, 0.9):  # types that may trade for each of these k

        def buyer(bid, value=value):
            return np.mean((bid >= asks) * (value - k * bid - (1 - k) * asks))

        def seller(ask, cost=1 - value):
            return np.mean((bids >= ask) * (k * bids + (1 - k) * ask - cost))

        best_bid, best_ask = max(map(buyer, trials)), max(map(seller, trials))
        assert max(buyer(auction.bid(value)), 0) >= best_bid - 2e-5
        assert max(seller(auction.ask(1 - value)), 0) >= best_ask - 2e-5


def test_benchmark():  # ms.efficient.benchmark; Myerson and Satterthwaite (1983)
    bound = myerson_satterthwaite()
    assert bound.first_best == pytest.approx(0.16666666666666666, abs=1e-9)
    assert bound.second_best == pytest.approx(0.140625, abs=1e-9)
    assert bound.trade == pytest.approx(0.28125, abs=1e-9)
    assert bound.efficiency == pytest.approx(0.84375, abs=1e-9)
    assert bound.subsidy == pytest.approx(0.16666666666666666, abs=1e-9)
    assert double_auction(0.5).gains == pytest.approx(bound.second_best, abs=1e-12)


def midpoints(n):
    return (np.arange(n) + 0.5) / n


@pytest.mark.parametrize(
    ("types", "value", "first_best"),
    [  # ms.lp.grid; Myerson and Satterthwaite (1983), Williams (1987)
        (2, 0.125, 0.125),
        (4, 0.15625, 0.15625),
        (10, 0.1512, 0.16499999999999998),
        (20, 0.1468181818, 0.16625),
        (40, 0.1439285714, 0.16656250000000003),
    ],
)
def test_linear_programme_on_a_grid(types, value, first_best):
    mechanism = optimal_mechanism(midpoints(types), midpoints(types))
    assert mechanism.gains == pytest.approx(value, abs=1e-9)
    assert mechanism.first_best == pytest.approx(first_best, abs=1e-9)


def test_one_known_type_takes_the_whole_gain():
    result = optimal_mechanism([1.0], [0.2, 0.6])
    assert result.gains == pytest.approx(result.first_best) == pytest.approx(0.6)
    assert optimal_mechanism([0.5], [0.7]).gains == pytest.approx(0.0)


def test_the_mechanism_keeps_every_constraint_and_not_only_the_neighbours():
    values, costs = np.array([0.1, 0.4, 0.5, 0.9]), np.array([0.0, 0.3, 0.8])
    f, g = np.array([0.4, 0.1, 0.2, 0.3]), np.array([0.5, 0.25, 0.25])
    result = optimal_mechanism(values, costs, buyer_probabilities=f, seller_probabilities=g)
    buys, sells = result.trade @ g, f @ result.trade
    truthful = values * buys - result.payments
    lying = values[:, None] * buys[None, :] - result.payments[None, :]
    assert np.all(truthful[:, None] >= lying - 1e-9)
    assert np.all(truthful >= -1e-9)
    selling = result.receipts - costs * sells
    pretending = result.receipts[None, :] - costs[:, None] * sells[None, :]
    assert np.all(selling[:, None] >= pretending - 1e-9)
    assert np.all(selling >= -1e-9)
    assert f @ result.payments >= g @ result.receipts - 1e-9
    gains = np.sum(np.outer(f, g) * result.trade * (values[:, None] - costs[None, :]))
    assert result.gains == pytest.approx(gains, abs=1e-9)
