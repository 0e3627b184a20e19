"""Ctrl-C during a sweep: what runs is finished and kept, then the sweep ends with a word on how to go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from negosim.errors import NegosimError

__all__ = ["InterruptionError", "Stop", "watch_interrupts"]


class InterruptionError(NegosimError):
    """A sweep was interrupted; what was finished is kept."""

    exit_code = 130


class Stop:
    """Whether somebody asked the sweep to stop."""

    def __init__(self) -> None:
        self.wanted = False


@contextmanager
def watch_interrupts() -> Iterator[Stop]:
    """Turn the first Ctrl-C into a wish to stop; the second one interrupts at once.

    Elsewhere than in the main thread, signals do not arrive, and nothing is watched.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def heard(_signal: int, _frame: FrameType | None) -> None:
        if stop.wanted:
            raise KeyboardInterrupt
        stop.wanted = True

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
