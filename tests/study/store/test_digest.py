"""One result, however the work is cut, and whoever does it."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from negosim.errors import UsageError
from negosim.study import sweep

RESERVATION = "delegations.washington.stances.trump.reservation"
VARIED = {"replicates": 20_000, "seed": 5, "vary": {RESERVATION: [20, 40]}}


@pytest.fixture(scope="module")
def digest():
    """Return the digest of the sweep as one thread finds it."""
    return sweep("sma11", workers=1, **VARIED).digest


@pytest.mark.parametrize("chunk_size", [997, 17_001, 1_000_000])
@pytest.mark.parametrize("aggregate", [False, True])
def test_the_digest_does_not_depend_on_chunks_rows_or_threads(digest, tmp_path, chunk_size, aggregate):
    outcome = sweep("sma11", workers=2, chunk_size=chunk_size, out=tmp_path / "s", aggregate=aggregate, **VARIED)
    assert outcome.digest == digest
    assert outcome.n == 40_000


def test_the_digest_is_the_same_by_processes(digest):
    assert sweep("sma11", executor="processes", workers=2, **VARIED).digest == digest


def test_the_digest_is_the_same_by_any_other_executor(digest):
    with ThreadPoolExecutor(3) as pool:
        assert sweep("sma11", executor=pool, workers=3, chunk_size=3_000, **VARIED).digest == digest


@pytest.mark.filterwarnings("default")  # dask's own
def test_the_digest_is_the_same_by_dask(digest):
    if not os.environ.get("CI"):
        pytest.importorskip("distributed")
    from negosim.study.sweeps.clusters import dask_executor

    with dask_executor("local", 2) as (executor, workers):
        assert workers == 2
        assert sweep("sma11", executor=executor, workers=workers, chunk_size=7_000, **VARIED).digest == digest


def test_plain_python_and_the_kernel_have_one_digest(monkeypatch):
    outcome = []
    for driver in ("python", "kernel"):
        monkeypatch.setattr("negosim.study.sweeps.running.driver_for", lambda _, driver=driver: driver)
        outcome.append(sweep("sma11", replicates=300, seed=1).points[0].tally)
    assert outcome[0] == outcome[1]


def test_another_seed_point_or_replicate_has_another_digest():
    base = {"replicates": 50, "seed": 1}
    digests = {
        sweep("sma11", **base).digest,
        sweep("sma11", **(base | {"seed": 2})).digest,
        sweep("sma11", **(base | {"replicates": 51})).digest,
        sweep("sma11", vary={RESERVATION: [20]}, **base).digest,
    }
    assert len(digests) == 4


def test_points_share_their_random_numbers():
    """A number that changes nothing gives the same negotiations at every point."""
    outcome = sweep(
        "sma11", replicates=300, vary={"delegations.seoul.values.increase.worst": [500, 500.0]}, design="list"
    )
    first, second = (point.tally for point in outcome.points)
    assert first.moments == second.moments


def test_an_unknown_executor_is_refused():
    with pytest.raises(UsageError, match="did you mean 'processes'"):
        sweep("sma11", replicates=10, executor="process")
