"""Paired differences are those of the rows, more precise than separate runs, and never claim too much."""

from datetime import date

import numpy as np
import pytest

from negosim.errors import StoreError, UsageError
from negosim.files import override, read
from negosim.study import compare, query, sweep

BUYER = "delegations.buyer.stances.buyer.reservation"


def test_a_scenario_does_not_differ_from_itself():
    result = compare("sma11", "sma11", replicates=200)
    assert all(d.difference == 0.0 and d.a == d.b for d in result.points[0].values())


def test_paired_differences_are_those_of_the_rows(tmp_path):
    other = override(read("used_car"), BUYER, 13_000)
    for name, document in (("a", read("used_car")), ("b", other)):
        sweep(document, replicates=500, seed=2, out=tmp_path / name)
    result = compare(tmp_path / "a", tmp_path / "b")
    assert (result.replicates, result.seed) == (500, 2)
    columns = [
        query(tmp_path / name, "SELECT price, agreed FROM replicates ORDER BY replicate").values for name in "ab"
    ]
    pairs = [(x[0], y[0]) for x, y in zip(*columns, strict=True) if x[0] is not None and y[0] is not None]
    differences = np.array([y - x for x, y in pairs])
    price = result.points[0]["price"]
    assert price.n == len(differences) > 0
    assert price.difference == pytest.approx(differences.mean(), abs=1e-6)
    assert price.se == pytest.approx(differences.std(ddof=1) / np.sqrt(len(differences)), rel=1e-6)
    assert price.interval[0] < price.difference < price.interval[1]
    agreed = np.array([y[1] - x[1] for x, y in zip(*columns, strict=True)], float)
    assert result.points[0]["agreed"].difference == pytest.approx(agreed.mean())


def test_the_cost_of_a_lapse_shows_in_the_surplus():
    dear = override(read("sma11"), "lapse.cost.seoul", 0.01)
    result = compare("sma11", dear, replicates=200).points[0]
    alone = sweep(dear, replicates=200).points[0].measures
    cost = alone["lapse_cost.seoul"].mean
    assert cost == pytest.approx(0.01 * alone["lapse_days"].mean / 30.4375)
    assert result["surplus.seoul"].difference == pytest.approx(-cost)
    assert result["surplus.washington"].difference == result["utility.seoul"].difference == 0.0
    assert "lapse_cost.washington" not in alone
    dearer = override(read("sma11"), "lapse.cost.seoul", 0.03)
    assert compare(dear, dearer, replicates=200).points[0]["lapse_cost.seoul"].difference == pytest.approx(2.0 * cost)


def test_a_paired_difference_is_more_precise_than_that_of_two_separate_runs():
    other = override(read("sma11"), "delegations.washington.stances.trump.reservation", 35)
    paired = compare("sma11", other, replicates=1_000).points[0]["agreed"].se
    separate = np.sqrt(sum(sweep(s, replicates=1_000).points[0].agreed.se ** 2 for s in ("sma11", other)))
    assert paired < separate / 2.0


def test_a_difference_that_no_pair_shows_still_has_an_interval():
    agreed = compare("used_car", "used_car", replicates=100).points[0]["agreed"]
    assert agreed.difference == agreed.se == 0.0
    assert agreed.interval == pytest.approx((-0.0362, 0.0362), abs=1e-4)


def test_the_options_of_a_category_are_compared_as_shares():
    less = override(read("sma11_package"), "delegations.washington.stances.trump.aspiration", 0.6)
    result = compare("sma11_package", less, replicates=40).points[0]
    assert "index" not in result
    options = [difference for name, difference in result.items() if name.startswith("index=")]
    pairs = options[0].n
    assert pairs > 5
    assert sum(difference.a for difference in options) == pytest.approx(1.0)
    assert sum(difference.b for difference in options) == pytest.approx(1.0)
    assert all(-1.0 <= d.interval[0] < d.interval[1] <= 1.0 for d in options)


def test_sweeps_that_cannot_be_paired_are_refused(tmp_path):
    for name, options in (
        ("a", {"seed": 1}),
        ("b", {"seed": 2}),
        ("c", {"seed": 1, "vary": {BUYER: [1e4, 11e3, 12e3]}}),
    ):
        sweep("used_car", replicates=5, out=tmp_path / name, **options)
    sweep("used_car", replicates=5, seed=1, vary={BUYER: [1e4, 11e3]}, out=tmp_path / "d")
    with pytest.raises(StoreError, match="seeds 1, 2 differ"):
        compare(tmp_path / "a", tmp_path / "b")
    with pytest.raises(StoreError, match="both need the same number"):
        compare(tmp_path / "c", tmp_path / "d")
    assert len(compare(tmp_path / "a", tmp_path / "c").points) == 3
    with pytest.raises(UsageError, match="whole number from 1"):
        compare("used_car", "used_car", replicates=0)


def test_scenarios_that_are_alike_until_a_day_differ_in_nothing_before_it():
    day = date(2021, 1, 20)
    differences = compare("sma11", "trump_era", replicates=3_000, before=day).points[0]
    early, late = differences[f"agreed before {day}"], differences["agreed"]
    assert early.a == early.b > 0.0
    assert early.variance_ratio is None
    assert late.variance_ratio > 1.0


def test_the_variance_ratio_is_what_independent_runs_would_need():
    other = override(read("used_car"), "delegations.buyer.stances.buyer.aspiration", 7_200)
    difference = compare("used_car", other, replicates=2_000).points[0]["price"]
    assert difference.variance_ratio > 2.0
    assert difference.as_dict()["variance_ratio"] == difference.variance_ratio
