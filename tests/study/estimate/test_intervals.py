"""Exact intervals hold the truth as often as they say, computed from the binomial distribution itself."""

import numpy as np
import pytest
from scipy import stats

from negosim.study.estimate.intervals import mean_interval, paired_share_interval, quantile_ranks, share_interval


@pytest.mark.parametrize("n", [1, 3, 20, 200])
def test_the_interval_of_a_share_holds_every_probability_in_95_of_100_samples(n):
    counts = np.arange(n + 1)
    low, high = np.array([share_interval(int(count), n) for count in counts]).T
    for p in np.concatenate([np.linspace(0.0, 1.0, 401), [5e-4, 1e-6, 1.0 - 1e-6]]):
        covered = stats.binom.pmf(counts, n, p)[(low <= p) & (p <= high)].sum()
        assert covered >= 0.95 - 1e-12


@pytest.mark.parametrize("count", [0, 1, 7, 20])
def test_the_interval_of_a_share_is_that_of_scipy(count):
    expected = stats.binomtest(count, 20).proportion_ci(0.95, method="exact")
    assert share_interval(count, 20) == pytest.approx(tuple(expected), abs=1e-12)


def test_the_interval_of_a_share_holds_for_as_many_replicates_as_a_sweep_can_have():
    low, high = share_interval(5 * 10**12, 10**13)
    assert high - low == pytest.approx(2 * 1.959964 * 0.5 / np.sqrt(1e13), rel=1e-4)


@pytest.mark.parametrize("p", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("n", [6, 60, 600])
def test_ranks_enclose_a_quantile_as_tightly_as_95_of_100_samples_allow(n, p):
    below = stats.binom(n, p)
    ranks = quantile_ranks(n, p)
    if ranks is None:
        assert below.cdf(0) > 0.025 or below.sf(n - 1) > 0.025
        return
    low, high = ranks
    assert below.cdf(low - 1) <= 0.025 < below.cdf(low)
    assert below.sf(high - 1) <= 0.025 < below.sf(high - 2)


def test_a_mean_without_degrees_of_freedom_has_no_interval():
    assert mean_interval(1.0, 0.0, 0) is None
    assert mean_interval(0.0, 1.0, 10**9) == pytest.approx((-1.959964, 1.959964), abs=1e-6)


@pytest.mark.parametrize(("gain", "loss"), [(0.0, 0.0), (0.005, 0.0), (0.02, 0.01), (0.3, 0.1), (0.5, 0.5)])
def test_the_interval_of_a_paired_difference_holds_it(gain, loss):
    n = 100
    counts = np.random.default_rng(5).multinomial(n, [gain, loss, 1.0 - gain - loss], size=600)
    intervals = (paired_share_interval(int(gained), int(lost), n) for gained, lost, _ in counts)
    assert sum(low <= gain - loss <= high for low, high in intervals) >= 0.94 * 600


def test_a_paired_difference_turns_its_sign_with_the_sides():
    low, high = paired_share_interval(7, 3, 50)
    assert paired_share_interval(3, 7, 50) == pytest.approx((-high, -low))
    assert paired_share_interval(50, 0, 50)[1] == 1.0
