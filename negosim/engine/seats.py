"""Who decides for a delegation: its tactic, a script, or a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from negosim.engine.decisions import Accept, Decision, Offer
from negosim.engine.view import View
from negosim.errors import UsageError


class Seat(Protocol):
    """Whoever sits at the table for a delegation."""

    def decide(self, view: View) -> Decision:
        """Return what to do at this turn, knowing what ``view`` shows."""
        ...


class TacticSeat:
    """The stance's own tactic and acceptance condition."""

    def decide(self, view: View) -> Decision:
        """Return what the stance's tactic does."""
        return view.advice()


class ScriptSeat:
    """Given decisions, one per turn; the tactic decides when they are used up.

    Parameters
    ----------
    decisions : iterable of Decision
        In the order of the turns.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._decisions: Iterator[Decision] = iter(decisions)

    def decide(self, view: View) -> Decision:
        """Return the next decision of the script."""
        return next(self._decisions, None) or view.advice()


class CallSeat:
    """A function that decides: a person at a prompt, a program, a test."""

    def __init__(self, function: Callable[[View], Decision]) -> None:
        self._function = function

    def decide(self, view: View) -> Decision:
        """Return what the function decides."""
        return self._function(view)


def check(decision: Decision, view: View) -> None:
    """Refuse a decision that the protocol does not allow at this turn.

    Raises
    ------
    UsageError
        With what is allowed.
    """
    if isinstance(decision, Accept) and not view.may_accept:
        raise UsageError("there is no offer to accept at this turn; make one, wait, or walk away")
    if isinstance(decision, Offer) and not view.may_offer:
        raise UsageError("this is a take-it-or-leave-it offer; accept it or walk away")
