"""The work of a worker: run the replicates of a chunk, count them, and pack their rows. A pure function."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from negosim.batch.columns import Columns
from negosim.batch.drivers import Driver, replicate_columns
from negosim.rules.lower import Lowered
from negosim.study.estimate.measures import measures_of
from negosim.study.estimate.tally import Tally, add_tally, tally_rows
from negosim.study.store.parquet import as_parquet
from negosim.study.store.rows import Rows
from negosim.study.sweeps.chunks import Chunk, Segment
from negosim.study.sweeps.interruption import InterruptionError, Stop
from negosim.study.sweeps.points import Sets, lowered_point
from negosim.study.sweeps.source import Source

__all__ = ["Task", "TaskResult", "run_task"]

# Rows at a time: few enough to stay in the processor's cache, and to bound memory whatever the chunk's size.
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A chunk with everything that a worker needs to run it, on any machine.

    Parameters
    ----------
    source : Source
        The scenario.
    sets : dict of int to tuple
        Values that each point of the chunk sets, frozen.
    chunk : Chunk
        The replicates.
    seed : int
        Seed of the random numbers.
    driver : {"python", "kernel", "generic"}
        What runs the rules; the results have the same bits.
    rows : bool
        Whether the rows are wanted, or only their tally.
    """

    source: Source
    sets: dict[int, Sets]
    chunk: Chunk
    seed: int
    driver: Driver
    rows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """The result of a chunk.

    Parameters
    ----------
    chunk : Chunk
        The replicates.
    tallies : dict of int to Tally
        Their tallies, by point.
    data : bytes
        The rows as a Parquet file; empty if they are not wanted.
    layout, checksum : str
        Layout of the counts in the data, and its SHA-256.
    """

    chunk: Chunk
    tallies: dict[int, Tally]
    data: bytes = b""
    layout: str = ""
    checksum: str = ""


def run_task(task: Task, stop: Stop | None = None) -> TaskResult:
    """Run a chunk; the result is a function of the task alone.

    Raises
    ------
    UsageError
        If a point is not a valid scenario.
    InterruptionError
        If the sweep is to stop at once.
    """
    tallies: dict[int, Tally] = {}
    rows: Rows | None = None
    # The last point comes first, so that values between both ends are known to be valid.
    lowered_point(task.source, task.sets[task.chunk.segments[-1].point])
    for segment in task.chunk.segments:
        lowered = lowered_point(task.source, task.sets[segment.point])
        measures = measures_of(lowered.scenario)
        if task.rows and rows is None:
            scenario = lowered.scenario
            names = [issue.name for issue in scenario.issues]
            rows = Rows(names, task.chunk.rows, lapse=scenario.moves_expiry)
        for first, columns in _blocks(lowered, task, segment):
            if stop is not None and stop.at_once:
                raise InterruptionError("this chunk was abandoned")
            add_tally(tallies, segment.point, tally_rows(columns, measures, segment.point, first))
            if rows is not None:
                rows.add(columns, segment.point, first)
    if rows is None:
        return TaskResult(chunk=task.chunk, tallies=tallies)
    data = as_parquet(rows.table)
    checksum = hashlib.sha256(data).hexdigest()
    return TaskResult(chunk=task.chunk, tallies=tallies, data=data, layout=rows.layout, checksum=checksum)


def _blocks(lowered: Lowered, task: Task, segment: Segment) -> Iterator[tuple[int, Columns]]:
    end = segment.first + segment.rows
    for first in range(segment.first, end, BLOCK):
        count = min(BLOCK, end - first)
        yield first, replicate_columns(lowered, task.seed, first, count, driver=task.driver)
