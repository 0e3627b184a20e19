"""Moments of the agenda as simpy events, and the processes that wait for them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import simpy
from simpy.events import EventPriority

from negosim.rules.layout import NEVER

Waiting = Generator[simpy.Event, Any, None]
FIRST_RANK = 2  # simpy's own priorities are 0 and 1


class Moment(simpy.Event):
    """An event at an absolute time; of several at one instant, those of lower rank come first.

    Times are multiples of 1/1024 day, so going through simpy's relative delays loses nothing.
    """

    def __init__(self, env: simpy.Environment, at: float, rank: int) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None
        env.schedule(self, priority=EventPriority(FIRST_RANK + rank), delay=at - env.now)


class Alarm:
    """A process that lets something happen whenever its moment of the agenda is due.

    Parameters
    ----------
    env : simpy.Environment
        The clock.
    rank : int
        Place of the moment in the agenda: its precedence at one instant.
    time : callable
        Returns the time of the moment as the agenda has it now; infinity where it is not due at all.
    happen : callable
        Lets it happen, given the time; may yield events to wait for.
    """

    def __init__(
        self, env: simpy.Environment, rank: int, time: Callable[[], float], happen: Callable[[float], Waiting]
    ) -> None:
        self.env = env
        self.rank = rank
        self.time = time
        self.happen = happen
        self.set_for = NEVER
        self.process = env.process(self._run())

    def _run(self) -> Waiting:
        while True:
            self.set_for = self.time()
            due = self.env.event() if self.set_for == NEVER else Moment(self.env, self.set_for, self.rank)
            try:
                yield due
            except simpy.Interrupt:
                continue
            yield from self.happen(self.set_for)

    def reset(self) -> None:
        """Wake the process where the agenda has moved its moment."""
        if self.set_for != self.time() and self.process is not self.env.active_process:
            self.process.interrupt()
