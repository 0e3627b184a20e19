"""Opponent models; numbers from the cases named in each test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.games import bayesian_preferences, frequency_model, nice_tit_for_tat, reservation_posterior


def test_rejected_prices():  # bayes.rv.uniform; Zeng and Sycara (1998)
    posterior = reservation_posterior([0.8, 0.6])
    assert (posterior.high, posterior.mean) == pytest.approx((0.6, 0.3), abs=1e-9)
    assert reservation_posterior([], low=10, high=30).mean == 20
    assert reservation_posterior([50.0], low=10, high=30).high == 30


def test_the_posterior_agrees_with_simulation():
    values = np.random.default_rng(2).random(400_000)
    left = values[(values < 0.8) & (values < 0.6)]
    posterior = reservation_posterior([0.8, 0.6])
    assert abs(left.mean() - posterior.mean) < 4 * left.std() / np.sqrt(left.size)


def test_bayesian_preferences():  # bayes.hindriks_tykhonov; Hindriks and Tykhonov (2008)
    posterior = bayesian_preferences([0.9, 0.7, 0.4], 0.8, sigma=0.15)
    expected = [0.4912377931181913, 0.4912377931181913, 0.017524413763617304]
    assert posterior == pytest.approx(expected, abs=1e-12)


def test_updating_twice_multiplies_the_evidence():
    once = bayesian_preferences([0.9, 0.6], 0.8, sigma=0.1)
    twice = bayesian_preferences([0.85, 0.7], 0.75, sigma=0.1, prior=once)
    evidence = np.exp(-np.array([0.1**2 + 0.1**2, 0.2**2 + 0.05**2]) / (2 * 0.1**2))
    assert twice == pytest.approx(evidence / evidence.sum(), abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0, 1), st.floats(1e-6, 1))
def test_posteriors_are_probabilities_however_sharp(utilities, target, sigma):
    posterior = bayesian_preferences(utilities, target, sigma=sigma)
    assert posterior.sum() == pytest.approx(1)
    assert np.argmin(np.abs(np.array(utilities) - target)) in np.flatnonzero(posterior >= posterior.max() - 1e-12)


def test_impossible_hypotheses_stay_impossible():
    posterior = bayesian_preferences([0.8, 0.1, 0.2], 0.8, sigma=0.001, prior=[0, 1, 1])
    assert posterior[0] == 0
    assert posterior[2] == pytest.approx(1)


def test_frequency_model():  # frequency.hardheaded; van Krimpen, Looije and Hajizadeh (2013)
    bids = [("a", "x"), ("a", "y"), ("a", "y"), ("a", "x")]
    model = frequency_model(bids, epsilon=0.1, weights=[0.5, 0.5])
    assert model.weights == pytest.approx([0.5714285714285715, 0.4285714285714286], abs=1e-12)
    assert model.counts == ({"a": 4}, {"x": 2, "y": 2})
    assert model.values == ({"a": 1.0}, {"x": 1.0, "y": 1.0})


def test_one_bid_says_nothing_about_weights():
    assert frequency_model([(1, 2, 3)]).weights == pytest.approx([1 / 3] * 3)


def test_nice_tit_for_tat():  # nice_tft.target; simplified from Baarslag, Hindriks and Jonker (2013)
    answer = nice_tit_for_tat(0.2, 0.4, nash=0.7)
    assert answer.conceded == pytest.approx(0.4, abs=1e-12)
    assert answer.target == pytest.approx(0.88, abs=1e-12)


def test_nice_tit_for_tat_goes_to_the_nash_point_and_no_further():
    assert nice_tit_for_tat(0.2, [0.1, 0.2, 0.7, 0.9], nash=0.7).target == pytest.approx([1, 1, 0.7, 0.7])
