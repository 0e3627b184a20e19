"""Points stop when they are known precisely enough, at replicates that depend on nothing else."""

import pytest

from negosim.errors import UsageError
from negosim.study import sweep
from negosim.study.estimate.estimates import Z95, half_width_of_share
from negosim.study.estimate.precision import is_precise

PRECISION = 0.012
RESERVATION = "delegations.washington.stances.trump.reservation"


@pytest.mark.parametrize("chunk_size", [333, 5_000])
def test_each_point_stops_at_the_first_stage_that_is_precise(tmp_path, chunk_size):
    base = {"replicates": 60_000, "vary": {RESERVATION: [0, 40]}, "seed": 1}
    found = sweep("sma11", precision=PRECISION, chunk_size=chunk_size, out=tmp_path / "s", **base)
    assert len({point.tally.rows for point in found.points}) == 2
    for point in found.points:
        half = sweep(
            "sma11", replicates=point.tally.rows // 2, vary={RESERVATION: [point.sets[RESERVATION]]}, seed=1
        ).points[0]
        assert not is_precise(half.tally, half.scenario, PRECISION)
        assert half_width_of_share(point.agreed.count, point.tally.rows) < PRECISION
        assert Z95 * point.measures["increase"].se < PRECISION
    assert sweep("sma11", precision=PRECISION, chunk_size=chunk_size, out=tmp_path / "s", **base).digest == found.digest


def test_a_point_that_is_not_precise_enough_takes_all_replicates():
    assert sweep("sma11", replicates=1_500, precision=1e-6).n == 1_500


@pytest.mark.parametrize("precision", [0.0, -1.0, float("nan")])
def test_a_precision_that_cannot_be_reached_is_refused(precision):
    with pytest.raises(UsageError, match="above 0"):
        sweep("sma11", replicates=10, precision=precision)
