"""Optimal stopping; numbers from the cases named in each test."""

import numpy as np
import pytest
from scipy.integrate import quad

from negosim.games import optimal_stopping


def test_uniform_offers():  # acceptance.optimal_stopping; Moser (1956)
    expected = [0.5, 0.625, 0.6953125, 0.741729736328125, 0.7750815008766949, 0.8003756665]
    assert optimal_stopping(6)[1:] == pytest.approx(expected, abs=1e-9)


def test_with_a_reservation_value():  # acceptance.optimal_stopping.rv
    assert optimal_stopping(3, reservation=0.3)[1:] == pytest.approx([0.545, 0.6485125, 0.710284231], abs=1e-9)


@pytest.mark.parametrize("reservation", [0.0, 0.3, 1.0])
def test_each_value_is_the_mean_of_the_better_of_offer_and_waiting(reservation):
    values = optimal_stopping(5, reservation=reservation)
    for now, later in zip(values[1:], values, strict=False):
        mean = quad(lambda u, later=later: max(u, later), 0, 1, points=[float(later)])[0]
        assert now == pytest.approx(mean, abs=1e-9)


def test_simulated_acceptance_agrees_within_four_standard_errors():
    values, offers = optimal_stopping(4, reservation=0.3), np.random.default_rng(4).random((400_000, 4))
    accepts = offers >= values[:4][::-1]
    first = accepts.argmax(axis=1)
    taken = np.where(accepts.any(axis=1), offers[np.arange(400_000), first], 0.3)
    assert abs(taken.mean() - values[4]) < 4 * taken.std() / np.sqrt(taken.size)


def test_reservations_broadcast():
    assert optimal_stopping(3, reservation=np.zeros((2, 5))).shape == (2, 5, 4)
