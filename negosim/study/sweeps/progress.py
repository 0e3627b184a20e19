"""How far a sweep has come, told while it runs: replicates done, their rate, the time left."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

__all__ = ["ProgressDisplay"]

EVERY = 10.0  # seconds between two lines where there is no terminal


class ProgressDisplay:
    """Tells the progress on stderr: a bar on a terminal, a line now and then elsewhere.

    Parameters
    ----------
    total : int
        Replicates to run at most.
    done : int
        Replicates that an earlier run did.
    shown : bool
        Whether to tell at all.
    """

    def __init__(self, total: int, done: int, shown: bool) -> None:
        self._total, self._before, self._done = total, done, done
        self._began = self._told = time.monotonic()
        self._shown = shown
        self._bar: Any = _bar() if shown and sys.stderr.isatty() else None
        self._task: Any = None

    def __enter__(self) -> ProgressDisplay:
        if self._bar is not None:
            self._bar.start()
            words = f"{self._done:,} of {self._total:,} replicates"
            self._task = self._bar.add_task("", total=self._total, completed=self._done, words=words)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, rows: int) -> None:
        """Tell that some more replicates are done."""
        self._done += rows
        if not self._shown:
            return
        now = time.monotonic()
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, words=self._words(now))
        elif now - self._told >= EVERY:
            self._told = now
            sys.stderr.write(f"{self._words(now)}\n")
            sys.stderr.flush()

    def _words(self, now: float) -> str:
        rate = (self._done - self._before) / max(1e-9, now - self._began)
        left = (self._total - self._done) / max(1e-9, rate)
        return f"{self._done:,} of {self._total:,} replicates, {rate:,.0f} per second, {duration(left)} left"


def duration(seconds: float) -> str:
    """Return a time in words.

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


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(BarColumn(), TextColumn("{task.fields[words]}"), console=Console(stderr=True), transient=True)
