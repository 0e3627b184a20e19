"""How a party conceded: its offers and steps, when it conceded, and whether the other side answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from negosim.domain.terms import Terms
from negosim.engine import Result, Row
from negosim.teach.amounts import CLOSE

__all__ = ["Act", "Concessions", "act_of", "concessions_of"]

LATE = 0.2  # the last fifth of the time


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An offer of a party, or its acceptance of an offer.

    Parameters
    ----------
    time : float
        Days since the start of the scenario.
    kind : {"offer", "accept"}
        What the party did.
    terms : mapping
        The terms offered or accepted.
    utility : float
        The utility of the terms to the party that is evaluated.
    """

    date: date
    time: float
    kind: str
    terms: Terms
    utility: float

    def as_dict(self) -> dict[str, Any]:
        """Return the act as data that can be written as JSON."""
        act = {"date": self.date.isoformat(), "time": self.time, "kind": self.kind}
        return {**act, "terms": dict(self.terms), "utility": self.utility}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concessions:
    """How a party conceded.

    Parameters
    ----------
    acts : tuple of Act
        Its offers in order, and its acceptance.
    conceded : float
        Utility given up between the first and the last act; negative if the party asked for more at the end.
    given : float
        Sum of its concessions, without subtracting what it took back.
    largest : float
        Largest utility given up in one step.
    late : float or None
        Share of ``given`` that was given up in the last fifth of the time between its first and last act; ``None`` if
        it conceded nothing.
    unanswered : int
        Number of concessions made although the other side had not moved since the previous offer.
    taken_back : int
        Number of offers that asked for more than the previous one.
    """

    acts: tuple[Act, ...]
    conceded: float
    given: float
    largest: float
    late: float | None
    unanswered: int
    taken_back: int

    @property
    def offers(self) -> tuple[Act, ...]:
        """The offers, without an acceptance."""
        return tuple(act for act in self.acts if act.kind == "offer")

    def as_dict(self) -> dict[str, Any]:
        """Return the concessions as data that can be written as JSON."""
        return {
            "conceded": self.conceded,
            "given": self.given,
            "largest": self.largest,
            "late": self.late,
            "unanswered": self.unanswered,
            "taken_back": self.taken_back,
            "acts": [act.as_dict() for act in self.acts],
        }


def concessions_of(result: Result, party: str) -> Concessions:
    """Return how a party conceded in a run."""
    rows = [row for row in result.trace if row.kind in ("offer", "accept") and row.terms is not None]
    acts = tuple(act_of(row, party) for row in rows if row.party == party)
    steps = [before.utility - after.utility for before, after in pairwise(acts)]
    given = sum(step for step in steps if step > 0.0)
    return Concessions(
        acts=acts,
        conceded=acts[0].utility - acts[-1].utility if acts else 0.0,
        given=given,
        largest=max([0.0, *steps]),
        late=_late(acts, given),
        unanswered=_unanswered(rows, party),
        taken_back=sum(step < -CLOSE for step, act in zip(steps, acts[1:], strict=False) if act.kind == "offer"),
    )


def act_of(row: Row, party: str) -> Act:
    """Return the act of a row of the trace, with its utility to a party."""
    utilities = row.utilities or {}
    return Act(date=row.date, time=row.time, kind=row.kind, terms=row.terms or {}, utility=utilities[party])


def _late(acts: Sequence[Act], given: float) -> float | None:
    if given <= CLOSE or acts[-1].time <= acts[0].time:
        return None
    begins = acts[-1].time - LATE * (acts[-1].time - acts[0].time)
    steps = ((after.time, before.utility - after.utility) for before, after in pairwise(acts))
    return sum(step for time, step in steps if time >= begins and step > 0.0) / given


def _unanswered(rows: Sequence[Row], party: str) -> int:
    """Return how often a party conceded although the other side had not conceded since its previous offer."""
    count, last, moved, theirs = 0, None, True, None
    for row in rows:
        utility = (row.utilities or {})[party]
        if row.kind != "offer":
            continue
        if row.party == party:
            gives = last is not None and utility < last - CLOSE
            count += gives and not moved
            moved = moved if not gives and last is not None else False
            last = utility
        else:
            moved = moved or theirs is None or utility > theirs + CLOSE
            theirs = utility
    return count
