"""The intervals that sweeps report hold the truth as often as the documentation promises."""

import math

import pytest

from negosim.files import override, read
from negosim.study import sweep
from negosim.study.estimate.coverage import CASES, LEAST, Case, coverage_of, main
from negosim.study.estimate.estimates import share_of

BUYER = "delegations.buyer.stances.buyer.reservation"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_intervals_hold_the_truth_in_19_of_20_samples(case):
    result = coverage_of(case, n=300, repetitions=300)
    assert LEAST <= result.covered <= 1.0
    assert result.given > 0.7


def test_two_standard_errors_of_a_rare_event_would_be_caught():
    def two_errors(rng, n):
        share = share_of(int(rng.binomial(n, 5e-4)), n)
        return share.p - 2 * share.se, share.p + 2 * share.se

    assert coverage_of(Case("two standard errors", 5e-4, two_errors), n=300, repetitions=300).covered < 0.5


def test_intervals_that_are_never_given_have_no_coverage():
    result = coverage_of(Case("nothing", 0.0, lambda rng, n: None), n=3, repetitions=5)
    assert result.given == 0.0
    assert math.isnan(result.covered)


def test_the_command_prints_a_line_per_case(capsys):
    assert main(["-n", "200", "--repetitions", "300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(CASES)
    for case, line in zip(CASES, lines[1:], strict=True):
        assert line.startswith(case.name)


def test_the_command_fails_where_intervals_are_too_short(monkeypatch, capsys):
    short = Case("one standard error", 0.5, lambda rng, n: (0.5 - rng.random() + 0.3, 2.0))
    monkeypatch.setattr("negosim.study.estimate.coverage.CASES", (short,))
    assert main([]) == 1
    assert "below 0.93" in capsys.readouterr().out


def test_sweeps_with_a_handful_of_agreements_hold_the_mean_and_the_median_of_their_terms():
    document = override(read("used_car"), BUYER, 8_500)
    truth = sweep(document, replicates=20_000, seed=99).points[0].measures["price"]
    points = [sweep(document, replicates=200, seed=seed).points[0] for seed in range(100)]
    assert max(point.agreed.count for point in points) < 20
    prices = [point.measures["price"] for point in points]
    for intervals, value in (
        ([price.interval for price in prices if price.interval], truth.mean),
        ([price.median_interval for price in prices if price.median_interval], truth.median),
    ):
        assert len(intervals) > 30
        assert sum(low <= value <= high for low, high in intervals) >= LEAST * len(intervals)


def test_sweeps_of_a_rare_agreement_hold_its_probability():
    document = override(read("used_car"), BUYER, 8_200)
    truth = sweep(document, replicates=8_000, seed=99).points[0].agreed.p
    assert 0.001 < truth < 0.01
    points = [sweep(document, replicates=100, seed=seed).points[0] for seed in range(60)]
    assert sum(point.agreed.count == 0 for point in points) > 30
    assert sum(point.agreed.interval[0] <= truth <= point.agreed.interval[1] for point in points) >= 57
