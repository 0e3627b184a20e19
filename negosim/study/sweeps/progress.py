"""The progress of a sweep while it runs: replicates done, their rate, the time left."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from types import TracebackType
from typing import Any, Protocol

__all__ = ["ProgressDisplay", "duration"]

EVERY = 10.0  # seconds between two lines if there is neither a terminal nor a notebook
EVERY_IN_NOTEBOOK = 0.5


class Meter(Protocol):
    """A place where progress is shown."""

    def show(self, done: int, words: str) -> None:
        """Show how many replicates are done, with the rate in words."""

    def close(self) -> None:
        """Remove the display."""


class ProgressDisplay:
    """Shows progress: a bar on a terminal and in a notebook, and elsewhere a line on stderr from time to time.

    Parameters
    ----------
    total : int
        Largest number of replicates that will run, including earlier ones.
    done : int
        Number of replicates of earlier runs.
    shown : bool
        Whether to show anything.
    """

    def __init__(self, total: int, done: int, shown: bool) -> None:
        self._total, self._before, self._done = total, done, done
        self._began = time.monotonic()
        self._shown = shown
        self._meter: Meter

    def __enter__(self) -> ProgressDisplay:
        if self._shown:
            self._meter = _meter(self._total)
            self._meter.show(self._done, f"{self._done:,} of {self._total:,} replicates")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._meter.close()

    def advance(self, rows: int) -> None:
        """Add replicates to those that are done."""
        self._done += rows
        if self._shown:
            self._meter.show(self._done, self._words(time.monotonic()))

    def _words(self, now: float) -> str:
        rate = (self._done - self._before) / max(1e-9, now - self._began)
        left = (self._total - self._done) / max(1e-9, rate)
        return f"{self._done:,} of {self._total:,} replicates, {rate:,.0f} per second, {duration(left)} left"


def duration(seconds: float) -> str:
    """Return a duration, given in seconds, in words.

    Examples
    --------
    >>> duration(42.4), duration(3700.0)
    ('42 s', '1 h 2 min')
    """
    if seconds < 60.0:
        return f"{seconds:.0f} s" if seconds >= 1.0 else "less than 1 s"
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes} min {int(seconds) % 60} s"
    return f"{minutes // 60} h {minutes % 60} min" if minutes < 48 * 60 else f"{minutes // 1440} days"


# ---- where it is shown ---------------------------------------------------------------------------------------


def _meter(total: int) -> Meter:
    if sys.stderr.isatty():
        return _Bar(total)
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return _Lines() if shell is None or not hasattr(shell, "kernel") else _NotebookBar(total)


class _Bar:
    """A bar on a terminal, by rich."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = BarColumn(), TextColumn("{task.fields[words]}")
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=total, words="")
        self._progress.start()

    def show(self, done: int, words: str) -> None:
        self._progress.update(self._task, completed=done, words=words)

    def close(self) -> None:
        self._progress.stop()


class _NotebookBar:
    """A bar below a cell of a notebook; rich's bar needs ipywidgets there, an updated display needs nothing."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._next = time.monotonic()
        self._handle: Any = import_module("IPython.display").display({"text/plain": ""}, raw=True, display_id=True)

    def show(self, done: int, words: str) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY_IN_NOTEBOOK
        bar = f'<progress max="{self._total}" value="{done}" aria-label="progress"></progress> {words}'
        self._handle.update({"text/html": bar, "text/plain": words}, raw=True)

    def close(self) -> None:
        self._handle.update({"text/plain": ""}, raw=True)


class _Lines:
    """A line on stderr from time to time."""

    def __init__(self) -> None:
        self._next = time.monotonic() + EVERY

    def show(self, done: int, words: str) -> None:  # noqa: ARG002
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            sys.stderr.write(f"{words}\n")
            sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.flush()
