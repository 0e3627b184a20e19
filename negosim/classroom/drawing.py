"""The debrief, drawn in a process of its own: the class goes on meanwhile, and the memory is given back afterwards."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from negosim.classroom.apply import Event
from negosim.classroom.host import Host
from negosim.classroom.results import Results, results_of

__all__ = ["Drawing"]

CHANGES = ("closed", "rated")


class Drawing:
    """The results of a class, drawn once and again when something has changed.

    Parameters
    ----------
    host : Host
        The class.
    """

    def __init__(self, host: Host) -> None:
        self.results: Results | None = None
        self._host = host
        self._stale = True
        self._lock = asyncio.Lock()
        host.watchers.add(self._notice)

    def _notice(self, event: Event) -> None:
        self._stale = self._stale or event.kind in CHANGES

    async def drawn(self, *, again: bool = True) -> Results:
        """Return the results; they take some seconds if something has changed.

        Parameters
        ----------
        again : bool
            Whether they are drawn again if answers have come in since.
        """
        async with self._lock:
            if self.results is None or (self._stale and again):
                self._stale = False
                events = list(self._host.log)
                loop = asyncio.get_running_loop()
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                    self.results = await loop.run_in_executor(pool, results_of, events)
            return self.results
