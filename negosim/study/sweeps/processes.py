"""Worker processes that end with the process that started them, however that one ends."""

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

    Each watches a pipe whose other end only this process has, so it exits when that end is closed: by `kill`, or by
    the system if this process is killed.

    Parameters
    ----------
    workers : int
        Number of processes.
    """

    def __init__(self, workers: int) -> None:
        # Spawned, since a fork would copy locks that other threads hold, and this end of the pipe.
        context = get_context("spawn")
        watched, self._pipe = context.Pipe(duplex=False)
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(watched,))

    def kill(self) -> None:
        """End the workers at once, whatever they are doing."""
        self._pipe.close()


def _begin(watched: Connection) -> None:
    """Start a worker, which ignores Ctrl-C: the process that started it handles that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    watched.poll(None)  # nothing is ever sent, so this returns when the other end is closed
    os._exit(1)
