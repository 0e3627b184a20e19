"""Worker processes that end with the process that made them, however it ends."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection

__all__ = ["Processes"]


class Processes(ProcessPoolExecutor):
    """A pool of processes.

    Each watches a pipe whose other end this process alone holds, so it ends when that end is closed: by `kill`, or by
    the system where this process is killed.

    Parameters
    ----------
    workers : int
        How many.
    """

    def __init__(self, workers: int) -> None:
        # Spawned, since a fork copies locks that other threads hold, and this end of the pipe.
        context = get_context("spawn")
        watched, self._held = context.Pipe(duplex=False)
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(watched,))

    def kill(self) -> None:
        """End the workers at once, whatever they do."""
        self._held.close()


def _begin(watched: Connection) -> None:
    """Begin a worker: Ctrl-C is for the one who hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    watched.poll(None)  # nothing is ever sent, so this returns when the other end is closed
    os._exit(1)
