"""Sweeps: replicates of every point of a design; the result is the same on any number of workers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from negosim.batch.drivers import check_range
from negosim.batch.users import compiles, report_obstacles
from negosim.errors import UsageError
from negosim.study.estimate.precision import Precision, is_precise, precision_of
from negosim.study.estimate.summary import Summary, summarise
from negosim.study.store.folder import Progress, Store
from negosim.study.store.manifest import Manifest
from negosim.study.store.version import rules_of
from negosim.study.sweeps.chunks import Chunk, Segment, Stage, cut, stages
from negosim.study.sweeps.design import Point, points_of
from negosim.study.sweeps.interruption import InterruptionError, Stop, watch_interrupts
from negosim.study.sweeps.pilot import chunk_size_for, driver_for
from negosim.study.sweeps.points import lowered_point, sets_of, setting_of
from negosim.study.sweeps.pool import WorkerPool, run_tasks, worker_pool
from negosim.study.sweeps.progress import ProgressDisplay
from negosim.study.sweeps.source import AnySource, Source, source_of
from negosim.study.sweeps.tasks import Task, TaskResult
from negosim.study.sweeps.whole import fitted_axes

if TYPE_CHECKING:
    from negosim.study.tables.results import TableSweep

__all__ = ["at_least_one", "available_workers", "manifest_of", "sweep"]

MOST_CHECKED = 64
MOST_REPLICATES = 10**13
SAVE_EVERY = 2.0  # seconds
SAVE_SHARE = 20.0  # and at least so many times as long as saving takes


@overload
def sweep(
    scenario: AnySource,
    *,
    replicates: int,
    table: None = None,
    vary: Mapping[str, Any] | Iterable[str] | None = None,
    design: str = "grid",
    points: int | None = None,
    seed: int = 0,
    executor: Executor | str | None = None,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    aggregate: bool = False,
    precision: float | Precision | Iterable[str] | None = None,
    chunk_size: int | None = None,
    progress: bool = False,
    common: bool = True,
) -> Summary: ...


@overload
def sweep(
    scenario: AnySource,
    *,
    replicates: int,
    table: Mapping[str, Any] | str | os.PathLike[str],
    seed: int = 0,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: bool = False,
    common: bool = True,
) -> TableSweep: ...


def sweep(
    scenario: AnySource,
    *,
    replicates: int,
    table: Mapping[str, Any] | str | os.PathLike[str] | None = None,
    vary: Mapping[str, Any] | Iterable[str] | None = None,
    design: str = "grid",
    points: int | None = None,
    seed: int = 0,
    executor: Executor | str | None = None,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    aggregate: bool = False,
    precision: float | Precision | Iterable[str] | None = None,
    chunk_size: int | None = None,
    progress: bool = False,
    common: bool = True,
) -> Summary | TableSweep:
    """Run many replicates of a scenario at each point of a design, or for each row of a table.

    Every point gets the same replicate numbers, and with them the same random numbers, so differences between points
    are precise. The results depend only on the scenario, the design, the seed and the number of replicates.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        The scenario, in any form that `negosim.load` accepts.
    replicates : int
        Number of replicates at each point or row.
    table : mapping of str to array, data frame or path, optional
        A table of parameters in place of a design, with a column for each path: see
        :func:`negosim.study.tables.sweep_table`, to which it is passed with ``replicates``, ``seed``, ``common``,
        ``out``, ``workers`` and ``progress``.
    vary : mapping of str to values, or iterable of str, optional
        Values by path of the scenario, such as ``{"protocol.exchanges": [1, 2, 3]}``, or texts as on the command line,
        such as ``["protocol.exchanges=1:3:3"]``.
    design : {"grid", "list", "sobol", "lhs"}
        Which points: all combinations, the values side by side, or quasi-random points within ranges.
    points : int, optional
        Number of points, for the last two.
    seed : int
        Seed of the random numbers.
    executor : {"threads", "processes"} or Executor, optional
        What runs the chunks. Default: threads, or processes if a user's tactic does not compile. Any executor with the
        interface of :mod:`concurrent.futures` can be passed.
    workers : int, optional
        Number of workers; default: all processors.
    out : path, optional
        Folder for the rows. If it contains the same sweep, that is resumed.
    aggregate : bool
        Store only counts and histograms, no rows.
    precision : float, mapping of str to float, or iterable of str, optional
        Stop a point when the 95 % interval of each named estimate has at most this half-width, in the estimate's unit,
        as in ``{"agreed": 0.01, "increase": 0.05}``; a single number is for ``agreed``. No point runs more than
        ``replicates``.
    chunk_size : int, optional
        Replicates per chunk of work; default: about five seconds of work.
    progress : bool
        Show the progress: a bar on a terminal and in a notebook, lines on stderr elsewhere.
    common : bool
        Whether every row of a table gets the same random numbers.

    Returns
    -------
    Summary or TableSweep
        The estimates by point; with a table, the results by row.

    Raises
    ------
    UsageError
        If an argument is out of range, a path does not exist, or a point is not a valid scenario.
    StoreError
        If the folder cannot be used or belongs to another sweep.
    InterruptionError
        After Ctrl-C, when the running chunks are finished and stored.
    """
    source = source_of(scenario)
    workers = available_workers() if workers is None else at_least_one("workers", workers)
    if table is not None:
        from negosim.study.tables import sweep_table

        check_no_design(
            vary=vary, design=design != "grid", points=points, precision=precision, aggregate=aggregate,
            executor=executor, chunk_size=chunk_size,
        )  # fmt: skip
        return sweep_table(
            source, table, replicates=replicates, seed=seed, common=common, out=out, workers=workers, progress=progress
        )
    chosen = points_of(fitted_axes(source.document(), vary), design=design, points=points, seed=seed)
    manifest = manifest_of(source, chosen, replicates=replicates, seed=seed, aggregate=aggregate, precision=precision)
    check_points(source, chosen)
    if chunk_size is None:
        chunk_size = chunk_size_for(manifest, workers)
    else:
        at_least_one("chunk_size", chunk_size)
    manifest = _with_chunks(manifest, chunk_size)
    store = None if out is None else Store(Path(out), manifest)
    running = _Running(manifest if store is None else store.manifest, store)
    with watch_interrupts() as stop, worker_pool(executor or _default_executor(source, chosen), workers) as pool:
        running.run(pool, stop, shown=progress)
    return running.summary()


def check_no_design(**options: Any) -> None:
    """Check that no option is given that cannot be combined with a table.

    Raises
    ------
    UsageError
        If one of the options is given.
    """
    given = [name for name, value in options.items() if value]
    if given:
        raise UsageError(f"a table of parameters cannot be combined with {' or '.join(given)}; use one or the other")


def _default_executor(source: Source, points: list[Point]) -> str:
    """Return the default executor: processes if a user's tactic does not compile and would hold the GIL."""
    lowered = lowered_point(source, sets_of(points[0]))
    report_obstacles(lowered)
    return "threads" if compiles(lowered) else "processes"


def available_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def manifest_of(
    source: Source,
    points: Iterable[Point],
    *,
    replicates: int,
    seed: int,
    aggregate: bool = False,
    precision: float | Precision | Iterable[str] | None = None,
) -> Manifest:
    """Return the manifest of a sweep, with the size of its chunks still 0.

    Raises
    ------
    UsageError
        If a number is out of range.
    """
    chosen = tuple(points)
    at_least_one("replicates (-n)", replicates)
    check_range(seed, 0, replicates)
    if replicates * len(chosen) > MOST_REPLICATES:
        raise UsageError(
            f"{len(chosen):,} points with {replicates:,} replicates each are more than {MOST_REPLICATES:.0e} together; "
            "use fewer of either"
        )
    scenario = source.scenario()
    return Manifest(
        source=source,
        points=chosen,
        replicates=replicates,
        seed=seed,
        rules=rules_of(scenario),
        aggregate=aggregate,
        precision=precision_of(precision, scenario),
        chunk_size=0,
    )


def check_points(source: Source, points: list[Point]) -> None:
    """Build the points before anything is run, so that errors are reported at once; of many points, a sample.

    Raises
    ------
    UsageError
        If a path does not exist, or a point is not a valid scenario.
    """
    step = max(1, len(points) // MOST_CHECKED)
    for point in (*points[::step], points[-1]):
        lowered_point(source, sets_of(point))


def _with_chunks(manifest: Manifest, chunk_size: int) -> Manifest:
    from dataclasses import replace

    return replace(manifest, chunk_size=chunk_size)


def at_least_one(name: str, number: int) -> int:
    """Return the value of an argument that must be a whole number from 1.

    Raises
    ------
    UsageError
        If it is not a whole number, or less than 1.
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise UsageError(f"{name}: {number!r} is not a whole number; give one from 1")
    if number < 1:
        raise UsageError(f"{name} is {number}; give a whole number from 1")
    return number


class _Running:
    """A running sweep."""

    def __init__(self, manifest: Manifest, store: Store | None) -> None:
        self._manifest = manifest
        self._store = store
        self._progress = Progress() if store is None else store.progress()
        self._sets = [sets_of(point) for point in manifest.points]
        self._driver = driver_for(manifest)
        self._saved = self._resumed = time.monotonic()
        self._saving = 0.0
        self._unsaved = False

    def run(self, pool: WorkerPool, stop: Stop, *, shown: bool) -> None:
        """Run all unfinished chunks, stage by stage."""
        manifest, progress = self._manifest, self._progress
        total = manifest.replicates * len(manifest.points)
        with ProgressDisplay(total, progress.rows, shown) as display:
            try:
                for stage in stages(
                    manifest.replicates, precision=bool(manifest.precision), grown_from=manifest.grown_from
                ):
                    self._run_stage(stage, pool, stop, display)
            finally:
                self._save()

    def _run_stage(self, stage: Stage, pool: WorkerPool, stop: Stop, display: ProgressDisplay) -> None:
        points = self._points_of(stage)
        segments = (Segment(point, stage.first, stage.last - stage.first) for point in points)

        def take(result: TaskResult) -> None:
            display.advance(result.chunk.rows)
            self._take(result)

        run_tasks(self._tasks(cut(segments, self._manifest.chunk_size, stage.number)), pool, take, stop)
        if stop.wanted:
            raise InterruptionError(self._interrupted())
        if stage.last < self._manifest.replicates and len(self._progress.open_points) == stage.number:
            precision = self._manifest.precision
            precise = {p for p in points if stage.looks and precision and self._is_precise(p, precision)}
            self._progress.open_points.append([point for point in points if point not in precise])
            self._unsaved = True

    def _points_of(self, stage: Stage) -> list[int]:
        """Return the points that a stage runs: those that were not precise enough before."""
        return self._progress.open_points[stage.number - 1] if stage.number else list(range(len(self._manifest.points)))

    def _is_precise(self, point: int, precision: Precision) -> bool:
        scenario = setting_of(self._manifest.source, self._manifest.points[point])
        return is_precise(self._progress.tallies[point], scenario, precision)

    def _tasks(self, chunks: Iterable[Chunk]) -> Iterator[Task]:
        for chunk in chunks:
            if chunk.name in self._progress.chunks and not (self._store and self._store.lacks(chunk.name)):
                continue
            yield Task(
                source=self._manifest.source,
                sets={segment.point: self._sets[segment.point] for segment in chunk.segments},
                chunk=chunk,
                seed=self._manifest.seed,
                driver=self._driver,
                rows=self._store is not None and not self._manifest.aggregate,
            )

    def _take(self, done: TaskResult) -> None:
        if self._store is not None:
            self._store.keep_rows(done)
        self._progress.take(done)
        self._unsaved = True
        if time.monotonic() - self._saved > max(SAVE_EVERY, SAVE_SHARE * self._saving):
            self._save()

    def _save(self) -> None:
        if not self._unsaved:
            return
        began = time.monotonic()
        self._progress.seconds += began - self._resumed
        self._resumed = began
        if self._store is not None:
            self._store.keep(self._progress)
        self._unsaved = False
        self._saved = time.monotonic()
        self._saving = self._saved - began

    def _interrupted(self) -> str:
        rows = self._progress.rows
        if self._store is None:
            return f"interrupted after {rows:,} replicates; with --out DIR they would have been kept"
        return (
            f"interrupted; {rows:,} replicates are kept in {self._store.folder}: run the same command again to resume"
        )

    def summary(self) -> Summary:
        """Return the results so far."""
        manifest = self._manifest
        return summarise(
            manifest.source,
            manifest.points,
            self._progress.tallies,
            seed=manifest.seed,
            replicates=manifest.replicates,
            seconds=self._progress.seconds,
            folder=None if self._store is None else self._store.folder,
            aggregate=manifest.aggregate,
        )
