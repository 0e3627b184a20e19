"""Ctrl-C during a sweep: what runs is finished and kept, then the sweep ends with a word on how to go on."""

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
FIRST = "\nstopping after the chunks that are running; press Ctrl-C again to stop at once, without them\n"


class InterruptionError(NegosimError):
    """A sweep was interrupted; what was finished is kept."""

    exit_code = 130


class Stop:
    """Whether somebody asked the sweep to stop.

    Attributes
    ----------
    wanted : bool
        Whether no further chunk is to be begun.
    at_once : bool
        Whether those that run are to be given up.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.at_once = False


@contextmanager
def watch_interrupts() -> Iterator[Stop]:
    """Turn the first Ctrl-C into a wish to stop, and say so at once; the second one interrupts.

    Elsewhere than in the main thread, signals do not arrive, and nothing is watched.
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
        os.write(STDERR, FIRST.encode())  # Python's own stream may be in the middle of a line

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
