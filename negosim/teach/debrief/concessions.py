"""How a party conceded: its offers, its steps, when it gave way, and whether it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from negosim.domain.terms import Terms
from negosim.engine import Result, Row

__all__ = ["CLOSE", "Act", "Manner", "act_of", "manner_of"]

CLOSE = 1e-9
LATE = 0.2  # the last fifth of the time


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An offer of a party, or its acceptance of one: when, on which terms, and what they are worth to the party.

    Parameters
    ----------
    time : float
        Days from the scenario's start.
    utility : float
        Worth to the party that acts.
    """

    date: date
    time: float
    kind: str
    terms: Terms
    utility: float

    def as_dict(self) -> dict[str, Any]:
        """Return the act as JSON has it."""
        told = {"date": self.date.isoformat(), "time": self.time, "kind": self.kind}
        return {**told, "terms": dict(self.terms), "utility": self.utility}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a party conceded.

    Parameters
    ----------
    acts : tuple of Act
        Its offers in order, and its acceptance.
    conceded : float
        Utility given up between the first and the last act.
    largest : float
        Largest utility given up in one step.
    late : float or None
        Share of ``conceded`` given up in the last fifth of its time; ``None`` where it conceded nothing.
    unanswered : int
        Concessions made although the other side had not moved since the one before.
    """

    acts: tuple[Act, ...]
    conceded: float
    largest: float
    late: float | None
    unanswered: int

    def as_dict(self) -> dict[str, Any]:
        """Return the manner as JSON has it."""
        told = {"conceded": self.conceded, "largest": self.largest, "late": self.late, "unanswered": self.unanswered}
        return {**told, "acts": [act.as_dict() for act in self.acts]}


def manner_of(result: Result, party: str) -> Manner:
    """Return how a party conceded in a run."""
    rows = [row for row in result.trace if row.kind in ("offer", "accept") and row.terms is not None]
    acts = tuple(act_of(row, party) for row in rows if row.party == party)
    steps = [before.utility - after.utility for before, after in pairwise(acts)]
    conceded = acts[0].utility - acts[-1].utility if acts else 0.0
    return Manner(
        acts=acts,
        conceded=conceded,
        largest=max([0.0, *steps]),
        late=_late(acts, conceded),
        unanswered=_unanswered(rows, party),
    )


def act_of(row: Row, party: str) -> Act:
    """Return an offer or an acceptance by what it is worth to a party."""
    utilities = row.utilities or {}
    return Act(date=row.date, time=row.time, kind=row.kind, terms=row.terms or {}, utility=utilities[party])


def _late(acts: Sequence[Act], conceded: float) -> float | None:
    if conceded <= CLOSE or acts[-1].time <= acts[0].time:
        return None
    begins = acts[-1].time - LATE * (acts[-1].time - acts[0].time)
    before = [act for act in acts if act.time < begins][-1]
    return (before.utility - acts[-1].utility) / conceded


def _unanswered(rows: Sequence[Row], party: str) -> int:
    """Return how often a party conceded although the other side had not come towards it since its offer before."""
    count, last, moved, theirs = 0, None, True, None
    for row in rows:
        worth = (row.utilities or {})[party]
        if row.kind != "offer":
            continue
        if row.party == party:
            gives = last is not None and worth < last - CLOSE
            count += gives and not moved
            moved = moved if not gives and last is not None else False
            last = worth
        else:
            moved = moved or theirs is None or worth > theirs + CLOSE
            theirs = worth
    return count
