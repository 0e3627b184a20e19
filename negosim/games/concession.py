"""Protocols of concession over a list of outcomes, traced offer by offer: Zeuthen and MiCRO."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, require, within
from negosim.solve.results import FloatArray

__all__ = ["Concessions", "ZeuthenStep", "micro", "zeuthen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeuthenStep:
    """One round of the monotonic concession protocol.

    Parameters
    ----------
    proposals : tuple of int
        The outcomes on the table, one for each player.
    risks : tuple of float
        Each player's willingness to risk conflict.
    conceder : int or None
        Who concedes next; None if the proposals agree.
    """

    proposals: tuple[int, int]
    risks: tuple[float, float]
    conceder: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concessions:
    """The result of a protocol of concession.

    Parameters
    ----------
    status : str
        ``"ok"``, or ``"no_agreement"``.
    outcome : int or None
        Index of the outcome agreed.
    trace : tuple of (int, int)
        Offers in order, each the player and the outcome.
    steps : tuple of ZeuthenStep
        The rounds of the Zeuthen strategy; empty for other protocols.
    """

    status: str
    outcome: int | None
    trace: tuple[tuple[int, int], ...]
    steps: tuple[ZeuthenStep, ...] = ()


def zeuthen(utilities: ArrayLike, *, disagreement: ArrayLike = (0.0, 0.0)) -> Concessions:
    """Run the monotonic concession protocol with the Zeuthen strategy.

    Parameters
    ----------
    utilities : array_like, shape (outcomes, 2)
        Utility of each outcome to the players.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    Concessions
        The outcome, which maximises the Nash product, and each round.

    Raises
    ------
    SolverError
        If utilities are empty, NaN or not in two columns.

    Notes
    -----
    Both start from the outcome that they like best. A player's risk is (u(own) − u(other's))/(u(own) − d). The player
    with the lower risk concedes (player 1 if they are equal): to the outcome it likes best among those after which the
    other would have to concede, or else to the other's proposal. Risks are compared by products of gains, which is the
    same and needs no division.

    Source: Zeuthen (1930); Rosenschein and Zlotkin (1994), chapters 3 and 4.
    """
    array, floor = _checked(utilities, "disagreement", disagreement)
    gains, rational = array - floor, np.flatnonzero((array >= floor).all(axis=1))
    if rational.size == 0:
        return Concessions(status="no_agreement", outcome=None, trace=())
    product = gains[:, 0] * gains[:, 1]
    table = [_best(rational, gains[:, i], product) for i in (0, 1)]
    trace = [(0, table[0]), (1, table[1])]
    steps = []
    while True:
        settled = _settled(gains, table)
        conceder = None if settled is not None else int(product[table[1]] < product[table[0]])
        steps.append(ZeuthenStep(proposals=(table[0], table[1]), risks=_risks(gains, table), conceder=conceder))
        if conceder is None:
            return Concessions(status="ok", outcome=settled, trace=tuple(trace), steps=tuple(steps))
        theirs = table[1 - conceder]
        enough = rational[(product[rational] > product[theirs]) | (rational == theirs)]
        table[conceder] = _best(enough, gains[:, conceder], product)
        trace.append((conceder, table[conceder]))


def _checked(utilities: ArrayLike, name: str, floor: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Check utilities in two columns, and the players' minimum utilities."""
    array = np.atleast_2d(numbers("utilities", utilities))
    require(array.ndim == 2 and array.shape[1] == 2, "utilities", "must have two columns, one for each player")
    least = numbers(name, floor)
    require(least.shape == (2,), name, "must be two numbers, one for each player")
    return array, least


def _best(among: np.ndarray[tuple[int], np.dtype[np.intp]], gain: FloatArray, product: FloatArray) -> int:
    """Return the outcome with a player's largest gain; of several, that with the largest product, then the first."""
    return int(among[np.lexsort((among, -product[among], -gain[among]))[0]])


def _risks(gains: FloatArray, table: list[int]) -> tuple[float, float]:
    """Return each player's willingness to risk conflict; 1 if its own proposal gains it nothing."""
    own = (float(gains[table[0], 0]), float(gains[table[1], 1]))
    offered = (float(gains[table[1], 0]), float(gains[table[0], 1]))
    first, second = ((a - b) / a if a > 0 else 1.0 for a, b in zip(own, offered, strict=True))
    return first, second


def _settled(gains: FloatArray, table: list[int]) -> int | None:
    """Return the proposal that its receiver likes at least as well as its own; player 1's if both do."""
    if gains[table[0], 1] >= gains[table[1], 1]:
        return table[0]
    return table[1] if gains[table[1], 0] >= gains[table[0], 0] else None


def micro(utilities: ArrayLike, *, reservation: ArrayLike = (0.0, 0.0), first: int = 0) -> Concessions:
    """Let two MiCRO agents bargain over a list of outcomes.

    Parameters
    ----------
    utilities : array_like, shape (outcomes, 2)
        What each outcome is worth to the players.
    reservation : array_like, shape (2,)
        The players' reservation values; outcomes below them are neither offered nor accepted.
    first : int
        Who makes the first offer, 0 or 1.

    Returns
    -------
    Concessions
        The outcome and the trace of offers; ``"no_agreement"`` if neither has a new offer to make, which can happen
        even if some outcome is rational for both.

    Raises
    ------
    SolverError
        If utilities are empty, NaN or not in two columns, or `first` is neither 0 nor 1.

    Notes
    -----
    An agent proposes its next best outcome as long as it has made no more distinct offers than it has
    received, and otherwise repeats its last offer. It accepts iff the offer is worth at least what it would
    propose next. Equally good outcomes are proposed in the order of the list.

    Source: de Jonge (2022).
    """
    array, floor = _checked(utilities, "reservation", reservation)
    rankings = [[int(o) for o in np.argsort(-array[:, i], kind="stable") if array[o, i] >= floor[i]] for i in (0, 1)]
    player = int(within("first", first, 0, 1))
    made: list[list[int]] = [[], []]
    trace: list[tuple[int, int]] = []
    idle = 0
    while idle < 2:
        own, received = made[player], made[1 - player]
        fresh = len(own) < len(rankings[player]) and len(own) <= len(received)
        proposal = rankings[player][len(own)] if fresh else (own[-1] if own else None)
        if received and proposal is not None and array[trace[-1][1], player] >= array[proposal, player]:
            return Concessions(status="ok", outcome=trace[-1][1], trace=tuple(trace))
        idle = 0 if fresh else idle + 1
        if proposal is None:
            break
        trace.append((player, proposal))
        if fresh:
            own.append(proposal)
        player = 1 - player
    return Concessions(status="no_agreement", outcome=None, trace=tuple(trace))
