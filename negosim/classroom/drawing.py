"""The debrief, prepared in a process of its own.

The class continues in the meantime, and the memory is released afterwards.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from negosim.classroom.apply import Event
from negosim.classroom.host import Host
from negosim.classroom.results import Results, results_of

__all__ = ["Drawing"]

CHANGES = ("closed", "rated", "second_chance_over")


class Drawing:
    """The results of a class, prepared when the talks are over, and again when something has changed.

    Parameters
    ----------
    host : Host
        The class.
    turn : asyncio.Lock
        Held while results are prepared, so that only one process does so at a time.
    """

    def __init__(self, host: Host, turn: asyncio.Lock) -> None:
        self.results: Results | None = None
        self.watchers: set[Callable[[], None]] = set()
        self._host, self._turn = host, turn
        self._stale = True
        self._task: asyncio.Task[None] | None = None
        host.watchers.add(self._notice)

    def _notice(self, event: Event) -> None:
        self._stale = self._stale or event.kind in CHANGES
        if event.kind == "closed":
            self.results = None

    def begin(self) -> None:
        """Begin to prepare the results if something has changed; this takes some seconds."""
        if self._stale and (self._task is None or self._task.done()):
            self._stale = False
            self._task = asyncio.create_task(self._draw(list(self._host.log)))

    async def _draw(self, events: list[Event]) -> None:
        loop = asyncio.get_running_loop()
        async with self._turn:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                self.results = await loop.run_in_executor(pool, results_of, events)
        for watcher in self.watchers:
            watcher()

    async def latest(self) -> Results:
        """Return the results, up to date with the log."""
        while True:
            self.begin()
            if self._task is not None:
                await self._task
            if self.results is not None and not self._stale:
                return self.results

    def close(self) -> None:
        """Cancel the preparation of results."""
        if self._task is not None:
            self._task.cancel()
