"""Ctrl-C during a sweep: running chunks are finished and kept, and a message says how to resume the sweep."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from negosim.errors import NegosimError

__all__ = ["InterruptionError", "Stop", "watch_interrupts"]

STDERR = 2
FIRST = "\nstopping after the running chunks; press Ctrl-C again to stop at once and discard them\n"


class InterruptionError(NegosimError):
    """A sweep was interrupted; finished work is kept."""

    exit_code = 130


class Stop:
    """A request to stop a sweep.

    Attributes
    ----------
    wanted : bool
        Whether no further chunk is to be started.
    at_once : bool
        Whether running chunks are to be abandoned.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.at_once = False


@contextmanager
def watch_interrupts() -> Iterator[Stop]:
    """Turn the first Ctrl-C into a request to stop, and print so at once; the second one interrupts.

    Signals arrive only in the main thread; in any other thread, nothing is watched.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if stop.wanted:
            stop.at_once = True
            raise KeyboardInterrupt
        stop.wanted = True
        os.write(STDERR, FIRST.encode())  # Python's own stream may be in the middle of a write

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
