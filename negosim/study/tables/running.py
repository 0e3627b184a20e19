"""Sweeps over a table: replicates of each row, with the row's own parameters."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns
from negosim.batch.drivers import check_range
from negosim.errors import UsageError, did_you_mean
from negosim.study.sweeps.interruption import InterruptionError, Stop, watch_interrupts
from negosim.study.sweeps.progress import ProgressDisplay
from negosim.study.sweeps.running import at_least_one, available_workers
from negosim.study.sweeps.source import AnySource, Source, source_of
from negosim.study.tables.reading import read_table
from negosim.study.tables.results import TableSweep, empty_outcomes, put, summary_of
from negosim.study.tables.storing import TableStore
from negosim.study.tables.working import Worker

__all__ = ["sweep_table"]

MOST_ROWS = 4096  # largest number of rows of a chunk
CHUNK = 1 << 16  # largest number of replicates of a chunk with more than one row

Parts = Iterator[tuple[slice, Columns, bool]]


def sweep_table(
    scenario: AnySource | Source,
    table: Mapping[str, Sequence[Any] | npt.NDArray[Any]] | str | os.PathLike[str],
    *,
    replicates: int = 1,
    seed: int = 0,
    common: bool = True,
    keep: Iterable[str] | None = None,
    out: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> TableSweep:
    """Run replicates of a scenario for each row of a table of parameters.

    The results of a row are, bit by bit, those of a sweep with a single point that sets the same values.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        The scenario, in any form that `negosim.load` accepts.
    table : mapping of str to array, data frame or path
        A column for each path, a row for each set of parameters: arrays of shape (rows,) by path, or a ``.csv`` or
        ``.parquet`` file. A column accepts what ``--set`` accepts: numbers (also the parameters of a distribution,
        or a number that replaces one), dates, words, truth values.
    replicates : int
        Replicates of each row.
    seed : int
        Seed of the random numbers.
    common : bool
        Whether every row gets replicates 0 to ``replicates - 1``, and with them the same random numbers, so that
        differences between rows are precise. Otherwise row ``i`` (from 0) gets replicates ``i * replicates`` to
        ``(i + 1) * replicates - 1``, and rows are independent.
    keep : iterable of str, optional
        The fields of ``negosim.batch.columns.Columns`` to return as arrays. Default: all of them, or
        none if there is a folder.
    out : path, optional
        Folder for the results, as Parquet. If it contains the same sweep, that is resumed.
    workers : int, optional
        Number of threads; default: all processors.
    progress : bool
        Show the progress.

    Returns
    -------
    TableSweep
        The results by row.

    Raises
    ------
    UsageError
        If an argument is out of range, a column is not a path of the scenario, or a row is not a valid scenario; the
        message names the row and the column.
    StoreError
        If the folder cannot be used or belongs to another sweep.
    InterruptionError
        After Ctrl-C, when the running chunks are finished and stored.
    """
    began = time.monotonic()
    source = source_of(scenario)
    at_least_one("replicates (-n)", replicates)
    workers = available_workers() if workers is None else at_least_one("workers", workers)
    kept = _kept(keep, stored=out is not None)
    read = read_table(source, table)
    check_range(seed, 0, replicates if common else replicates * read.rows)
    worker = Worker(read, replicates=replicates, seed=seed, common=common)
    size = max(1, min(MOST_ROWS, CHUNK // replicates))
    store = None if out is None else worker.store(Path(out), size)
    outcomes = empty_outcomes(worker.scenario, read.rows, replicates, kept)
    summary: dict[str, Any] = {}
    with (
        watch_interrupts() as stop,
        ProgressDisplay(read.rows * replicates, 0, progress) as display,
        ThreadPoolExecutor(workers) as pool,
    ):
        for rows, part, fresh in _parts(worker, store, size, pool, stop, 2 * workers):
            put(outcomes, rows, part)
            for name, values in summary_of(worker.scenario, part):
                summary.setdefault(name, np.empty(read.rows))[rows] = values
            if store is not None and fresh:
                store.keep(rows.start, worker.firsts[rows], part)
            display.advance(part.agreed.size)
    if store is not None:
        store.finish({**read.columns, **summary})
    return TableSweep(
        scenario=worker.scenario,
        table=read.columns,
        replicates=replicates,
        seed=seed,
        common=common,
        outcomes=outcomes,
        summary=summary,
        seconds=time.monotonic() - began,
        folder=None if store is None else store.folder,
    )


def _kept(keep: Iterable[str] | None, *, stored: bool) -> tuple[str, ...]:
    """Return the fields of the results to keep as arrays."""
    if keep is None:
        return () if stored else Columns._fields
    fields = tuple(keep)
    for name in fields:
        if name not in Columns._fields:
            listed = ", ".join(Columns._fields)
            raise UsageError(
                f"keep: there is no field '{name}'; there are {listed}{did_you_mean(name, Columns._fields)}"
            )
    return fields


def _parts(
    worker: Worker, store: TableStore | None, size: int, pool: ThreadPoolExecutor, stop: Stop, ahead: int
) -> Parts:
    """Yield the results of the rows, chunk by chunk in order, and whether they are new.

    Raises
    ------
    InterruptionError
        After a request to stop, once the running chunks are finished.
    """
    rows = worker.table.rows
    chunks = (slice(first, min(first + size, rows)) for first in range(0, rows, size))
    running: deque[tuple[slice, Future[tuple[Columns, bool]]]] = deque()
    done = 0
    try:
        while True:
            while len(running) < ahead and not stop.wanted and (chunk := next(chunks, None)) is not None:
                running.append((chunk, pool.submit(_part, worker, store, chunk, stop)))
            if not running:
                break
            chunk, future = running.popleft()
            if stop.wanted and future.cancel():
                continue
            yield chunk, *future.result()
            done = chunk.stop
    finally:
        for _, future in running:
            future.cancel()
    if done < rows:
        raise InterruptionError(_interrupted(store, done))


def _part(worker: Worker, store: TableStore | None, chunk: slice, stop: Stop) -> tuple[Columns, bool]:
    """Return the results of a chunk, and whether they are new; otherwise they were already stored."""
    stored = None if store is None else store.read(chunk.start, chunk.stop - chunk.start)
    return (worker.run(chunk, stop), True) if stored is None else (stored, False)


def _interrupted(store: TableStore | None, rows: int) -> str:
    if store is None:
        return f"interrupted after {rows:,} rows; with --out DIR they would have been kept"
    return f"interrupted; {rows:,} rows are kept in {store.folder}: run the same command again to resume"
