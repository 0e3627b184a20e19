"""A delegation at the table: an agent that decides when it is its turn, knowing only its view."""

from __future__ import annotations

from collections.abc import Callable

import simpy

from negosim.engine.decisions import Decision
from negosim.engine.moments import Waiting
from negosim.engine.seats import Seat, check
from negosim.engine.view import View


class Delegation:
    """A negotiating agent.

    Parameters
    ----------
    env : simpy.Environment
        The clock.
    seat : Seat
        Who decides: a tactic, a person, a script.
    view : callable
        Returns what the delegation may see now.
    """

    def __init__(self, env: simpy.Environment, seat: Seat, view: Callable[[], View]) -> None:
        self.env = env
        self.seat = seat
        self._view = view
        self._called = env.event()
        self.process = env.process(self._attend())

    def call(self) -> simpy.Event:
        """Tell the delegation that it is its turn; return the event whose value will be its decision."""
        reply = self.env.event()
        self._called.succeed(reply)
        return reply

    def _attend(self) -> Waiting:
        while True:
            reply = yield self._called
            self._called = self.env.event()
            reply.succeed(self._decide())

    def _decide(self) -> Decision:
        view = self._view()
        decision = self.seat.decide(view)
        check(decision, view)
        return decision
