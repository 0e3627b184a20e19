"""A sweep that is run again in its folder with more replicates."""

import pytest

from negosim.errors import StoreError
from negosim.study import query, replay, summary, sweep
from negosim.study.store.folder import CHUNKS
from negosim.study.sweeps.interruption import InterruptionError


def run(folder, replicates, **more):
    return sweep("sma11", replicates=replicates, seed=1, chunk_size=200, out=folder, **more)


def test_a_sweep_grows_to_what_a_fresh_one_with_as_many_replicates_is(tmp_path):
    run(tmp_path / "grown", 500)
    before = {file.name: file.read_bytes() for file in (tmp_path / "grown" / CHUNKS).iterdir()}
    grown, fresh = run(tmp_path / "grown", 1_100), run(tmp_path / "fresh", 1_100)
    assert (grown.digest, grown.replicates) == (fresh.digest, 1_100)
    after = {file.name: file.read_bytes() for file in (tmp_path / "grown" / CHUNKS).iterdir()}
    assert before.items() < after.items()
    rows = "SELECT * FROM replicates ORDER BY replicate"
    assert query(tmp_path / "grown", rows).values == query(tmp_path / "fresh", rows).values
    assert replay(tmp_path / "grown", replicate=1_099).replicate == 1_099


def test_a_sweep_grows_more_than_once_and_after_an_interruption(tmp_path, monkeypatch):
    folder = tmp_path / "s"
    run(folder, 300)
    with monkeypatch.context() as patch:

        def interrupted(*given):
            raise InterruptionError("now")

        patch.setattr("negosim.study.sweeps.running.run_tasks", interrupted)
        with pytest.raises(InterruptionError):
            run(folder, 700)
    run(folder, 900)
    assert summary(folder).digest == sweep("sma11", replicates=900, seed=1).digest


def test_a_sweep_that_keeps_aggregates_grows_too(tmp_path):
    run(tmp_path / "s", 500, aggregate=True)
    grown = run(tmp_path / "s", 800, aggregate=True)
    assert grown.digest == sweep("sma11", replicates=800, seed=1).digest


def test_a_sweep_does_not_shrink(tmp_path):
    run(tmp_path / "s", 500)
    with pytest.raises(StoreError, match="has 500 replicates at each point, more than the 400 requested"):
        run(tmp_path / "s", 400)


@pytest.mark.parametrize("first", [700, 1_024, 1_500, 2_048])
def test_a_sweep_to_a_precision_stops_where_a_fresh_one_does(tmp_path, first):
    vary = {"delegations.washington.stances.trump.reservation": [0, 14]}
    precision = {"agreed": 0.03, "increase": 0.03}
    run(tmp_path / "s", first, vary=vary, precision=precision)
    grown = run(tmp_path / "s", 5_000, vary=vary, precision=precision)
    fresh = run(None, 5_000, vary=vary, precision=precision)
    counts = [point.tally.rows for point in fresh.points]
    assert len(set(counts)) > 1
    assert [point.tally.rows for point in grown.points] == counts
    assert grown.digest == fresh.digest
