"""Seats: a tactic, a script, a function or an external player that decides for a party."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from negosim.engine.decisions import Accept, Decision, Offer
from negosim.engine.view import View
from negosim.errors import UsageError


class Seat(Protocol):
    """A person or a program that decides for a party, or for a ratifier."""

    def decide(self, view: View) -> Decision:
        """Return the decision at this turn, based on the view."""
        ...


class TacticSeat:
    """The stance's own tactic and acceptance condition."""

    def decide(self, view: View) -> Decision:
        """Return the decision of the stance's tactic."""
        return view.advice()


class ScriptSeat:
    """A seat with given decisions, one per turn; after the last of them, the tactic decides.

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
    """A seat whose decisions are the results of a function of the view."""

    def __init__(self, function: Callable[[View], Decision]) -> None:
        self._function = function

    def decide(self, view: View) -> Decision:
        """Return the decision of the function."""
        return self._function(view)


class OpenSeat:
    """A seat whose decisions are given to the session, which stops at each of its turns (see `Session.advance`)."""

    def decide(self, view: View) -> Decision:
        """Raise an error, because the decision must be given to the session.

        Raises
        ------
        UsageError
            Always.
        """
        role = view.ratifier or view.party
        raise UsageError(f"the seat of {role} is open; use negosim.engine.start and answer at each of its turns")


def check(decision: Decision, view: View) -> None:
    """Check that the protocol allows a decision at this turn.

    Raises
    ------
    UsageError
        If the protocol does not allow it; the message says what is allowed.
    """
    if isinstance(decision, Accept) and not view.may_accept:
        raise UsageError("there is no offer to accept at this turn; make one, wait, or walk away")
    if isinstance(decision, Offer) and view.mediated:
        raise UsageError("this is a mediator's proposal; accept it or wait")
    if isinstance(decision, Offer) and view.ratifier:
        raise UsageError("this is a vote on a deal; accept it, or wait to reject it")
    if isinstance(decision, Offer) and not view.may_offer:
        raise UsageError("this is a take-it-or-leave-it offer; accept it or walk away")
