"""Tactics of users: an error in one is reported with the name of the tactic."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from negosim.errors import UsageError
from negosim.rules.records import Party


def guarded(name: str, demand: Callable[..., float]) -> Callable[..., float]:
    """Return a user's function whose errors are reported with its name.

    Raises
    ------
    UsageError
        Raised by the returned function if the user's fails or does not return a number.
    """

    @wraps(demand)
    def checked(own: Party, *parameters: float) -> float:
        try:
            asked = float(demand(own, *parameters))
        except Exception as error:
            raise UsageError(f"{_where(name, own)}: {type(error).__name__}: {error}") from error
        if asked != asked:
            raise UsageError(f"{_where(name, own)}: it returned nan; return a number")
        return asked

    return checked


def guarded_bid(name: str, bid: Callable[..., None]) -> Callable[..., None]:
    """Return a user's function that writes a proposal, whose errors are reported with its name.

    Raises
    ------
    UsageError
        Raised by the returned function if the user's fails.
    """

    @wraps(bid)
    def checked(own: Party, *parameters: float) -> None:
        try:
            bid(own, *parameters)
        except Exception as error:
            raise UsageError(f"{_where(name, own)}: {type(error).__name__}: {error}") from error

    return checked


def _where(name: str, own: Party) -> str:
    table = own.table
    return f"the tactic '{name}' failed on day {own.now:g} of replicate {table.replicate} (seed {table.seed})"
