"""Estimates from a tally are those of the numbers themselves, and their intervals claim no more than they know."""

import json

import numpy as np
import pytest
from scipy import stats

from negosim.study import sweep
from negosim.study.estimate.comparison import difference_of, sums_of
from negosim.study.estimate.estimates import estimate_of, mean_of, share_of
from negosim.study.estimate.intervals import quantile_ranks
from negosim.study.estimate.measures import AGREED, Measure
from negosim.study.estimate.tally import moments_of

PRICE = Measure(
    name="price", unit="issue", shift=31, values=lambda columns: columns.terms[:, 0], low=-500.0, high=500.0
)
COUNT = Measure(name="rounds", unit="count", shift=0, values=lambda columns: columns.rounds, step=1.0)
DAYS = Measure(name="lapse_days", unit="days", shift=10, values=lambda columns: columns.lapse_days, low=0.0, step=1.0)


def estimate(values, measure=PRICE):
    return estimate_of(moments_of(np.asarray(values, float), measure.shift, even=measure.even), measure)


def test_mean_and_deviation_are_those_of_numpy():
    values = np.random.default_rng(1).normal(13.9, 0.3, 30_000)
    result = estimate(values)
    assert result.mean == pytest.approx(values.mean(), rel=1e-9)
    assert result.sd == pytest.approx(values.std(ddof=1), rel=1e-7)
    assert result.se == pytest.approx(result.sd / np.sqrt(30_000), rel=1e-12)
    for p, quantile in result.quantiles.items():
        assert quantile == pytest.approx(np.quantile(values, p), rel=3e-4)


@pytest.mark.parametrize("n", [2, 3, 12, 500])
def test_the_interval_of_a_mean_is_that_of_student(n):
    values = np.random.default_rng(n).normal(50.0, 20.0, n)
    expected = stats.t.interval(0.95, n - 1, values.mean(), stats.sem(values))
    assert estimate(values).interval == pytest.approx(expected, rel=1e-3)


def test_one_value_and_values_that_are_all_the_same_have_no_interval():
    for values in ([7.0], [7.0] * 50):
        assert estimate(values).interval is None
        assert estimate(values).mean == 7.0
    nothing = estimate([])
    assert nothing.n == 0
    json.dumps(nothing.as_dict(), allow_nan=False)


def test_few_values_that_differ_are_all_that_is_known_of_the_spread():
    mostly_zero = [0.0] * 997 + [30.0, 40.0, 50.0]
    result = estimate(mostly_zero, DAYS)
    half_width = stats.t.ppf(0.975, 3) * result.se
    assert result.interval == pytest.approx((max(0.0, result.mean - half_width), result.mean + half_width))


def test_values_closer_together_than_a_bin_are_not_taken_for_one_value():
    won = Measure(name="price", unit="issue", shift=13, values=PRICE.values)
    values = 54_483_000.0 + np.random.default_rng(4).normal(0.0, 500.0, 400)
    assert estimate(values, won).interval == pytest.approx(
        stats.t.interval(0.95, 399, values.mean(), stats.sem(values)), rel=1e-9
    )


def test_an_interval_keeps_to_the_values_that_there_can_be():
    assert estimate([0.0, 0.0, 9.0], DAYS).interval[0] == 0.0
    assert estimate([499.0, 400.0]).interval[1] == 500.0


@pytest.mark.parametrize("n", [6, 25, 400])
def test_the_interval_of_a_median_lies_between_two_values_of_the_sample(n):
    values = np.sort(np.random.default_rng(n).uniform(-400.0, 400.0, n))
    low, high = quantile_ranks(n, 0.5)
    result = estimate(values).median_interval
    assert result == pytest.approx((values[low - 1], values[high - 1]), rel=1e-3)
    assert result[0] <= values[low - 1]
    assert values[high - 1] <= result[1]


def test_a_median_of_five_values_has_no_interval():
    assert estimate([1.0, 2.0, 3.0, 4.0, 5.0]).median_interval is None
    assert estimate([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).median_interval is not None


def test_quantiles_of_whole_numbers_are_whole_numbers_below_zero_too():
    for values in ([-5, -3, -3, -3, -1, 0, 2, 3], [9_000, 9_001, 9_001, 9_002, 9_007, 9_008, 9_009]):
        result = estimate(values, COUNT)
        for quantile in (*result.quantiles.values(), *result.median_interval):
            assert quantile == int(quantile)
        assert result.median_interval == pytest.approx((min(values), max(values)), abs=1.0)
    assert estimate([-3] * 9, COUNT).median == -3.0


def test_what_is_nan_is_not_counted_and_a_constant_is_its_own_quantile():
    result = estimate([np.nan, 5 / 7, 5 / 7])
    assert result.n == 2
    assert result.median == 5 / 7


def test_what_was_never_seen_may_still_be():
    never, always = share_of(0, 200), share_of(200, 200)
    assert never.se == 0.0
    assert never.interval == pytest.approx((0.0, 0.01828), abs=1e-5)
    assert always.interval == pytest.approx((0.98172, 1.0), abs=1e-5)


def test_a_paired_difference_of_shares_is_as_wide_as_the_pairs_that_differ_allow():
    a = np.repeat([True, True, False, False], [60, 10, 5, 25])
    b = np.repeat([True, False, True, False], [60, 10, 5, 25])
    result = difference_of(sums_of(a, b, AGREED), AGREED)
    assert (result.a, result.b, result.difference) == pytest.approx((0.7, 0.65, -0.05))
    assert result.interval[0] < -0.05 - 1.9 * result.se
    assert result.interval[1] > -0.05 + 1.9 * result.se


def test_a_mean_is_the_same_from_parts():
    values = np.random.default_rng(3).normal(0.0, 100.0, 1_000)
    merged = moments_of(values[:300], 31)
    merged.add(moments_of(values[300:], 31))
    assert mean_of(merged, PRICE) == mean_of(moments_of(values, 31), PRICE)


def test_rows_have_a_share_per_option_and_the_same_columns_at_every_point():
    path = "delegations.washington.stances.trump.reservation"
    summary = sweep("sma11_package", replicates=20, vary={path: [0.0, 0.99]})
    rows = summary.rows()
    assert "index" not in rows[0]
    assert all(list(row) == list(rows[0]) for row in rows)
    agreed = next(row for row, point in zip(rows, summary.points, strict=True) if point.agreed.count)
    options = [name for name in agreed if name.startswith("index=") and not name.endswith(("_se", "_low", "_high"))]
    assert sum(agreed[name] for name in options) == pytest.approx(1.0)
