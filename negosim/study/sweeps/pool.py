"""Chunks handed to workers: a few at a time, again where a worker dies, none after a wish to stop."""

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
MOST_FAILURES = 4  # in a row, without a chunk finished in between
LOOK = 0.1  # seconds between looks for a wish to stop
SILENCE = 5.0  # seconds without a result after which the workers are counted


@dataclass(slots=True)
class WorkerPool:
    """An executor, and how to hire another one where it breaks down.

    Parameters
    ----------
    make : callable or None
        Returns a new executor; ``None`` if it is somebody else's.
    """

    executor: Executor
    workers: int
    make: Callable[[], Executor] | None = None
    failures: int = field(default=0)

    def restart(self) -> None:
        """Hire another executor in place of a broken one.

        Raises
        ------
        StoreError
            If it is not ours, or they break down again and again.
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
    """Return a pool: threads, processes, or any executor of :mod:`concurrent.futures`'s kind.

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
    """Run chunks and hand in what they come to, in whatever order they finish.

    After a wish to stop no further chunk is begun; those that run are finished and handed in.

    Raises
    ------
    StoreError
        If the workers cannot go on.
    """
    waiting: deque[Task] = deque()
    supply = iter(tasks)
    patience = _Patience(pool.executor)
    running: dict[Future[TaskResult], Task] = {}
    try:
        while True:
            _submit(supply, waiting, running, pool, stop)
            if not running:
                return
            finished, _ = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
            patience.heard(bool(finished))
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
            # A thread can be asked to stop; a process ends.
            given = (task, stop) if isinstance(pool.executor, ThreadPoolExecutor) else (task,)
            running[pool.executor.submit(run_task, *given)] = task
        except BrokenExecutor:
            waiting.append(task)
            pool.restart()
        except RuntimeError as error:
            raise StoreError(_gone(error)) from error


def _result(future: Future[TaskResult], task: Task, waiting: deque[Task], pool: WorkerPool) -> TaskResult | None:
    """Return what a chunk came to; ``None`` if its worker died, and it waits to be run again."""
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
        raise StoreError(_gone(error)) from error
    except OSError as error:
        raise StoreError(f"a worker could not write: {error}; {_KEPT}") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] in ("distributed", "dask"):
            raise StoreError(_gone(error)) from error
        raise
    pool.failures = 0
    return done


class _Patience:
    """Says that there are no workers left, where nothing is heard of any and the executor can count them.

    Parameters
    ----------
    executor : Executor
        One with a method ``workers_left()`` is asked; none of the standard library has it.
    """

    def __init__(self, executor: Executor) -> None:
        self._count: Callable[[], int] | None = getattr(executor, "workers_left", None)
        self._since = time.monotonic()

    def heard(self, something: bool) -> None:
        """Note whether something was heard of the workers."""
        now = time.monotonic()
        if something:
            self._since = now
        elif self._count is not None and now - self._since > SILENCE:
            self._since = now
            if self._count() == 0:
                self._since = inf  # said once, until something is heard again
                sys.stderr.write("no workers are left; waiting for new ones (Ctrl-C stops the sweep)\n")
                sys.stderr.flush()


_KEPT = "finished work is kept, and the same command resumes the sweep"


def _gone(error: BaseException) -> str:
    return f"the workers are gone ({type(error).__name__}: {error}); {_KEPT}"
