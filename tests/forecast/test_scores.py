"""Scores against an independent library and against closed forms."""

import numpy as np
import pytest
import scoringrules
from scipy import stats

from negosim.forecast.pool import best_weight, pooled_score, terms, weight_interval
from negosim.forecast.scores import bootstrap, covers, crps, pit, signed_log


@pytest.mark.parametrize("truth", [-4.0, 0.1, 2.5])
def test_crps_is_that_of_scoringrules(truth):
    sample = np.random.default_rng(5).normal(1.0, 2.0, 400)
    expected = float(scoringrules.crps_ensemble(truth, sample, estimator="qd"))
    assert crps(sample, truth) == pytest.approx(expected, rel=1e-9)


def test_crps_of_many_quantiles_is_that_of_the_normal_distribution():
    sample = stats.norm.ppf((np.arange(20000) + 0.5) / 20000, 1.0, 2.0)
    assert crps(sample, 2.3) == pytest.approx(float(scoringrules.crps_normal(2.3, 1.0, 2.0)), rel=1e-3)


def test_crps_of_a_point_is_its_distance():
    assert crps([3.0], 5.5) == pytest.approx(2.5)


def test_coverage_and_pit_of_known_samples():
    sample = np.arange(101.0)
    assert covers(sample, 11.0, 0.8)
    assert not covers(sample, 9.0, 0.8)
    assert pit(sample, 50.0) == pytest.approx(0.5)
    assert pit(sample, -1.0) == 0.0


def test_the_log_scale_is_odd_and_nearly_linear_within_a_month():
    assert signed_log(-90.0) == -signed_log(90.0)
    assert signed_log(3.0) == pytest.approx(0.1, abs=0.01)


def test_a_bootstrap_interval_holds_the_mean_and_narrows_with_equal_differences():
    interval = bootstrap([1.0, 2.0, 3.0, 6.0])
    assert interval.low < interval.value == 3.0 < interval.high
    assert bootstrap([2.0, 2.0]).low == bootstrap([2.0, 2.0]).high == 2.0


def test_the_score_of_a_pool_is_that_of_the_mixed_sample():
    rng = np.random.default_rng(1)
    first, second = rng.normal(0.0, 1.0, 300), rng.normal(3.0, 2.0, 300)
    mixed = np.concatenate([first, second])
    assert pooled_score(terms(first, second, 1.2), 0.5) == pytest.approx(crps(mixed, 1.2))
    assert pooled_score(terms(first, second, 1.2), 1.0) == pytest.approx(crps(first, 1.2))


def test_the_weight_goes_to_the_forecast_that_is_true():
    rng = np.random.default_rng(2)
    good, bad = rng.normal(0.0, 1.0, 500), rng.normal(4.0, 1.0, 500)
    several = [terms(good, bad, truth) for truth in rng.normal(0.0, 1.0, 40)]
    assert best_weight(several) > 0.95
    assert weight_interval(several).low > 0.8
    assert best_weight(several[:1]) == 0.5
