"""A pilot of a few replicates, to estimate how long a sweep takes and how to divide it into chunks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from negosim.batch.drivers import Driver
from negosim.study.store.manifest import Manifest
from negosim.study.sweeps.chunks import Segment, cut
from negosim.study.sweeps.points import sets_of
from negosim.study.sweeps.tasks import Task, run_task

__all__ = ["Cost", "chunk_size_for", "driver_for", "estimated_cost"]

LARGEST_CHUNK = 1_000_000
SMALLEST_CHUNK = 1_000
SECONDS_PER_CHUNK = 5.0
PILOT_SECONDS = 0.1
MANIFEST_BYTES = 4_000
SECONDS_TO_COMPILE = 1.0
MOST_SPECIALISED = 16  # largest number of points with native code of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The estimated cost of a sweep.

    Parameters
    ----------
    points : int
        Number of points.
    replicates : int
        Number of replicates at all points together; an upper bound if there is a precision.
    seconds : float
        Running time on the given number of workers.
    size : int
        Size of the folder, in bytes.
    """

    points: int
    replicates: int
    seconds: float
    size: int


def estimated_cost(manifest: Manifest, workers: int) -> Cost:
    """Return the estimated cost of a sweep, from a few replicates of its middle point."""
    total = manifest.replicates * len(manifest.points)
    rate, per_row = _rate(manifest, rows=not manifest.aggregate)
    return Cost(
        points=len(manifest.points),
        replicates=total,
        seconds=total / rate / workers,
        size=int(total * per_row) + MANIFEST_BYTES + len(manifest.source.text),
    )


def chunk_size_for(manifest: Manifest, workers: int) -> int:
    """Return a size of chunks that takes a worker a few seconds, and leaves no worker idle."""
    total = manifest.replicates * len(manifest.points)
    if total <= SMALLEST_CHUNK:
        return total
    rate, _ = _rate(manifest, rows=False)
    fair = max(SMALLEST_CHUNK, -(-total // (2 * workers)))
    return max(SMALLEST_CHUNK, min(LARGEST_CHUNK, fair, int(rate * SECONDS_PER_CHUNK)))


def driver_for(manifest: Manifest) -> Driver:
    """Return the fastest driver, given the number of replicates and the time that one of them takes."""
    total = manifest.replicates * len(manifest.points)
    _run(manifest, "python", 1, rows=False)
    began = time.perf_counter()
    _run(manifest, "python", 1, rows=False)
    in_python = (time.perf_counter() - began) * total
    if in_python <= SECONDS_TO_COMPILE:
        return "python"
    return "kernel" if len(manifest.points) <= MOST_SPECIALISED else "generic"


def _rate(manifest: Manifest, *, rows: bool) -> tuple[float, float]:
    """Return replicates per second of one worker, and bytes per replicate."""
    total = manifest.replicates * len(manifest.points)
    driver = driver_for(manifest)
    count, seconds, done = 16, 0.0, _run(manifest, driver, 1, rows=rows)
    while seconds < PILOT_SECONDS and count <= total:
        began = time.perf_counter()
        done = _run(manifest, driver, count, rows=rows)
        seconds = time.perf_counter() - began
        count *= 4
    if seconds == 0.0:
        return 1000.0, 0.0
    ran = done.chunk.rows
    return ran / seconds, len(done.data) / ran


def _run(manifest: Manifest, driver: Driver, count: int, *, rows: bool) -> Any:
    point = manifest.points[len(manifest.points) // 2]
    sets = {point.number: sets_of(point)}
    chunk = next(cut([Segment(point.number, 0, count)], count))
    return run_task(Task(source=manifest.source, sets=sets, chunk=chunk, seed=manifest.seed, driver=driver, rows=rows))
