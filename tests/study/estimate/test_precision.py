"""Points stop when they are known precisely enough, at replicates that depend on nothing else."""

import numpy as np
import pytest

from negosim.domain.issues import Categorical
from negosim.errors import UsageError
from negosim.files import load
from negosim.study import sweep
from negosim.study.estimate.estimates import mean_of
from negosim.study.estimate.intervals import share_interval
from negosim.study.estimate.measures import measures_of
from negosim.study.estimate.precision import is_precise, precision_of
from negosim.study.estimate.tally import Tally, moments_of
from negosim.study.sweeps.chunks import stages

PRECISION = {"agreed": 0.015, "price": 25.0}
BUYER = "delegations.buyer.stances.buyer.reservation"


@pytest.mark.parametrize("chunk_size", [333, 5_000])
def test_each_point_stops_at_the_first_stage_that_is_precise(tmp_path, chunk_size):
    base = {"replicates": 4_096, "vary": {BUYER: [9_000, 13_000]}, "seed": 1}
    result = sweep("used_car", precision=PRECISION, chunk_size=chunk_size, out=tmp_path / "s", **base)
    assert [point.tally.rows for point in result.points] == [4_096, 1_024]
    for point in result.points:
        low, high = point.agreed.interval
        assert high - low <= 2 * PRECISION["agreed"]
        assert point.measures["price"].half_width <= PRECISION["price"]
    half = sweep("used_car", replicates=2_048, vary={BUYER: [9_000]}, seed=1).points[0]
    assert not is_precise(half.tally, half.scenario, PRECISION)
    assert (
        sweep("used_car", precision=PRECISION, chunk_size=chunk_size, out=tmp_path / "s", **base).digest
        == result.digest
    )


def test_a_point_that_is_not_precise_enough_takes_all_replicates():
    assert sweep("used_car", replicates=1_500, precision=1e-6).n == 1_500


def test_a_precision_is_given_by_name_or_for_the_probability_of_an_agreement():
    scenario = load("used_car")
    assert precision_of(None, scenario) is None
    assert precision_of(0.01, scenario) == precision_of(["0.01"], scenario) == {"agreed": 0.01}
    both = {"agreed": 0.01, "price": 50.0}
    assert precision_of(both, scenario) == precision_of(["agreed=0.01", "price=50"], scenario) == both


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (0.0, "above 0"),
        (-1.0, "above 0"),
        (float("nan"), "above 0"),
        (["price=soon"], "price=soon: give the required half-width"),
        ({"prise": 1.0}, "no such estimate; did you mean 'price'"),
    ],
)
def test_a_precision_that_cannot_be_is_refused(precision, words):
    with pytest.raises(UsageError, match=words):
        sweep("used_car", replicates=10, precision=precision)


def test_the_options_of_a_category_have_no_precision():
    scenario = load("scoreable")
    issue = next(issue.name for issue in scenario.issues if isinstance(issue, Categorical))
    with pytest.raises(UsageError, match="have no mean"):
        precision_of({issue: 0.1}, scenario)


def _tally(agreed, n, prices):
    return Tally(n, {1: agreed, 2: n - agreed}, 0, 0, {"price": moments_of(np.array(prices), 20)})


def test_a_mean_of_few_replicates_is_not_taken_to_be_known():
    scenario = load("used_car")
    assert not is_precise(_tally(3, 1_024, [9_000.0, 9_000.1, 9_000.2]), scenario, {"price": 50.0})
    assert is_precise(_tally(40, 1_024, np.linspace(9_000.0, 9_010.0, 40)), scenario, {"price": 50.0})


def test_a_share_of_none_still_has_a_width():
    assert not is_precise(_tally(0, 1_024, []), load("used_car"), {"agreed": 0.001})
    assert is_precise(_tally(0, 4_096, []), load("used_car"), {"agreed": 0.001})


@pytest.mark.parametrize("p", [5e-4, 0.01, 0.3, 0.98])
def test_a_stop_that_depends_on_the_data_keeps_the_coverage_of_a_share(p):
    rng, scenario = np.random.default_rng(7), load("used_car")

    def draw(n):
        agreed = int(rng.binomial(n, p))
        return Tally(n, {1: agreed, 2: n - agreed})

    tallies = [_stopped(draw, scenario, {"agreed": 0.01}) for _ in range(400)]
    intervals = [share_interval(tally.endings[1], tally.rows) for tally in tallies]
    assert sum(low <= p <= high for low, high in intervals) >= 0.93 * 400


def test_a_stop_that_depends_on_the_data_keeps_the_coverage_of_a_mean():
    rng, scenario = np.random.default_rng(8), load("used_car")
    (price,) = (measure for measure in measures_of(scenario) if measure.name == "price")

    def draw(n):
        skewed = np.minimum(7_000.0 + rng.exponential(400.0, n), price.high)
        return Tally(n, {1: n}, 0, 0, {"price": moments_of(skewed, price.shift)})

    tallies = [_stopped(draw, scenario, {"price": 18.0}) for _ in range(400)]
    assert len({tally.rows for tally in tallies}) > 1
    intervals = [mean_of(tally.moments["price"], price).interval for tally in tallies]
    truth = 7_000.0 + 400.0 * (1.0 - np.exp((7_000.0 - price.high) / 400.0))
    assert sum(low <= truth <= high for low, high in intervals) >= 0.93 * 400


def _stopped(draw, scenario, precision):
    """Return the tally of the first stage that is precise."""
    tally = Tally()
    for stage in stages(1 << 18, precision=True):
        tally.add(draw(stage.last - stage.first))
        if is_precise(tally, scenario, precision):
            return tally
    raise AssertionError("never precise")
