"""Run chunks on workers: a few at a time, again if a worker dies, none after a request to stop."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import inf

from negosim.errors import NegosimError, StoreError, UsageError, did_you_mean
from negosim.study.sweeps.interruption import Stop
from negosim.study.sweeps.processes import Processes
from negosim.study.sweeps.tasks import Task, TaskResult, run_task

__all__ = ["KINDS", "WorkerPool", "run_tasks", "worker_pool"]

KINDS = ("threads", "processes")
MOST_FAILURES = 4  # in a row, without a finished chunk in between
POLL = 0.1  # seconds between checks for a request to stop
SILENCE = 5.0  # seconds without a result after which the workers are counted


@dataclass(slots=True)
class WorkerPool:
    """An executor, and how to replace it if it breaks down.

    Parameters
    ----------
    executor : Executor
        What runs the chunks.
    workers : int
        Its number of workers.
    make : callable or None
        Returns a new executor; ``None`` if the executor is the caller's.
    failures : int
        How many times in a row it broke down.
    """

    executor: Executor
    workers: int
    make: Callable[[], Executor] | None = None
    failures: int = field(default=0)

    def restart(self) -> None:
        """Replace a broken executor with a new one.

        Raises
        ------
        StoreError
            If the executor is the caller's, or breaks down repeatedly.
        """
        self.failures += 1
        if self.make is None or self.failures >= MOST_FAILURES:
            raise StoreError(
                "workers keep dying, perhaps for lack of memory; finished work is kept: "
                "run the sweep again with fewer workers or smaller chunks"
            )
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self.make()


@contextmanager
def worker_pool(executor: Executor | str | None, workers: int) -> Iterator[WorkerPool]:
    """Yield a pool of threads or processes, or of an executor with the interface of :mod:`concurrent.futures`.

    Raises
    ------
    UsageError
        If there is no such kind.
    """
    if isinstance(executor, str) and executor not in KINDS:
        raise UsageError(
            f"there is no executor '{executor}'; there are {', '.join(KINDS)}{did_you_mean(executor, KINDS)}"
        )
    if executor is not None and not isinstance(executor, str):
        yield WorkerPool(executor, workers)
        return
    make = partial(Processes if executor == "processes" else ThreadPoolExecutor, workers)
    pool = WorkerPool(make(), workers, make)
    try:
        yield pool
    except KeyboardInterrupt:
        if isinstance(pool.executor, Processes):
            pool.executor.kill()
        raise
    finally:
        pool.executor.shutdown(wait=True, cancel_futures=True)


def run_tasks(tasks: Iterable[Task], pool: WorkerPool, take: Callable[[TaskResult], None], stop: Stop) -> None:
    """Run chunks and pass their results to ``take``, in the order in which they finish.

    After a request to stop, no further chunk is started; those that are running are finished and passed on.

    Raises
    ------
    StoreError
        If the workers fail and cannot be replaced.
    """
    waiting: deque[Task] = deque()
    supply = iter(tasks)
    watch = _WorkerWatch(pool.executor)
    running: dict[Future[TaskResult], Task] = {}
    try:
        while True:
            _submit(supply, waiting, running, pool, stop)
            if not running:
                return
            finished, _ = wait(running, timeout=POLL, return_when=FIRST_COMPLETED)
            watch.record(bool(finished))
            for future in finished:
                done = _result(future, running.pop(future), waiting, pool)
                if done is not None:
                    take(done)
    finally:
        for future in running:
            future.cancel()


def _submit(
    supply: Iterator[Task], waiting: deque[Task], running: dict[Future[TaskResult], Task], pool: WorkerPool, stop: Stop
) -> None:
    if stop.wanted:
        for future in [future for future in running if future.cancel()]:
            del running[future]
        return
    while len(running) < 2 * pool.workers:
        task = waiting.popleft() if waiting else next(supply, None)
        if task is None:
            return
        try:
            # A thread has to be asked to stop; a process is killed.
            given = (task, stop) if isinstance(pool.executor, ThreadPoolExecutor) else (task,)
            running[pool.executor.submit(run_task, *given)] = task
        except BrokenExecutor:
            waiting.append(task)
            pool.restart()
        except RuntimeError as error:
            raise StoreError(_lost(error)) from error


def _result(future: Future[TaskResult], task: Task, waiting: deque[Task], pool: WorkerPool) -> TaskResult | None:
    """Return the result of a chunk; ``None`` if its worker died and the chunk waits to be run again."""
    try:
        done = future.result()
    except BrokenExecutor:
        waiting.append(task)
        if getattr(pool.executor, "_broken", True):
            pool.restart()
        return None
    except NegosimError:
        raise
    except CancelledError as error:
        raise StoreError(_lost(error)) from error
    except OSError as error:
        raise StoreError(f"a worker could not write: {error}; {_KEPT}") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] in ("distributed", "dask"):
            raise StoreError(_lost(error)) from error
        raise
    pool.failures = 0
    return done


class _WorkerWatch:
    """Prints a note if no results arrive and the executor has no workers left.

    Parameters
    ----------
    executor : Executor
        If it has a method ``workers_left()``, that counts its workers; executors of the standard library have none.
    """

    def __init__(self, executor: Executor) -> None:
        self._count: Callable[[], int] | None = getattr(executor, "workers_left", None)
        self._since = time.monotonic()

    def record(self, arrived: bool) -> None:
        """Record whether results have arrived."""
        now = time.monotonic()
        if arrived:
            self._since = now
        elif self._count is not None and now - self._since > SILENCE:
            self._since = now
            if self._count() == 0:
                self._since = inf  # printed once, until results arrive again
                sys.stderr.write("no workers are left; waiting for new ones (Ctrl-C stops the sweep)\n")
                sys.stderr.flush()


_KEPT = "finished work is kept, and the same command resumes the sweep"


def _lost(error: BaseException) -> str:
    return f"the workers are lost ({type(error).__name__}: {error}); {_KEPT}"
