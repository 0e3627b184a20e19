"""The debrief, drawn in a process of its own: the class continues meanwhile, and its memory is free afterwards."""

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
    """The results of a class, drawn when the talks are over, and again if something has changed.

    Parameters
    ----------
    host : Host
        The class.
    turn : asyncio.Lock
        Held while it is drawn, so that only one process draws at a time.
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
        """Begin to draw if something has changed; it takes some seconds."""
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
        """Return the results with everything that has happened."""
        while True:
            self.begin()
            if self._task is not None:
                await self._task
            if self.results is not None and not self._stale:
                return self.results

    def close(self) -> None:
        """Stop drawing."""
        if self._task is not None:
            self._task.cancel()
