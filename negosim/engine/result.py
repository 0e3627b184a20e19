"""The result of a run, and its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from negosim.domain.scenario import Scenario
from negosim.domain.shown import Shown
from negosim.domain.terms import Terms

SCHEMA = 1
ACCEPTS = "accepts the proposal"  # the note of an answer to a mediator
KINDS = (
    *("start", "administration", "election", "expiry", "shock", "opening", "fade", "round", "offer", "wait", "accept"),
    "answer",  # to a mediator's proposal, known to its own party only
    *("tentative", "ratified", "rejected", "concluded", "in_force", "broken_off", "end"),
)


class Row(NamedTuple):
    """One row of the trace: what happened, when, and by whom.

    Parameters
    ----------
    time : float
        Days from the scenario's start.
    kind : str
        One of `KINDS`.
    terms : mapping or None
        The outcome offered or agreed.
    utilities : mapping or None
        The utility of the terms to each party.
    note : str
        The public note; for a move at the table, what was said with it.
    moves : tuple of (str, str)
        The effects of a shock, as pairs of a party and a description; each is known only to its party.
    event : str
        The name of the shock that happens, or of the issue that comes onto the table.
    """

    date: dt.date
    time: float
    kind: str
    party: str | None = None
    terms: Terms | None = None
    utilities: Mapping[str, float] | None = None
    note: str = ""
    moves: tuple[tuple[str, str], ...] = ()
    event: str = ""

    @property
    def words(self) -> str:
        """The note, with the effects on each party."""
        return "; ".join([self.note, *(words for _, words in self.moves)])

    def as_dict(self) -> dict[str, Any]:
        """Return the row for JSON."""
        return {
            "date": self.date.isoformat(),
            "kind": self.kind,
            "party": self.party,
            "terms": None if self.terms is None else dict(self.terms),
            "utilities": None if self.utilities is None else dict(self.utilities),
            "note": self.words,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tentative:
    """A tentative deal: its date, its terms, and the decision of the ratifiers.

    ``ratified`` is ``None`` if a vote was still pending at the end.
    """

    date: dt.date
    terms: Terms
    ratified: bool | None
    rejected_by: str | None
    decided: dt.date | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the deal for JSON."""
        return {
            "date": self.date.isoformat(),
            "terms": dict(self.terms),
            "ratified": self.ratified,
            "rejected_by": self.rejected_by,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An answer or a vote that was still pending at the horizon.

    Parameters
    ----------
    kind : {"answer", "vote"}
        An answer to the standing offer, or a ratifier's vote on a deal.
    by : str
        The party that had not answered, or the ratifier that had not voted.
    """

    kind: str
    by: str

    def as_dict(self) -> dict[str, Any]:
        """Return it as a dict for JSON."""
        return {"kind": self.kind, "by": self.by}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Shown):
    """One negotiation, from its beginning to its end.

    Parameters
    ----------
    agreed : bool
        Whether an agreement was concluded.
    terms : mapping or None
        Its terms.
    concluded, in_force : date or None
        When the last head of state consented, and when the last ratifier consented.
    ending : {"agreed", "horizon", "broken_off"}
        How it ended.
    pending : Pending or None
        The answer or the vote that was still pending when the horizon ended the talks.
    lapse_days : float
        Days with no agreement in force, until the end of the horizon day.
    utilities : mapping of str to float
        Each party's utility of the agreement; without an agreement, its reservation value at the end.
    surplus : mapping of str to float
        Each party's utility minus its reservation value at the end and the cost of the lapse.
    lapse_cost : mapping of str to float
        Utility that each party lost to the lapse; it is subtracted in ``surplus``, but not in ``utilities``.
    """

    scenario: Scenario
    seed: int | None
    replicate: int | None
    agreed: bool
    terms: Terms | None
    tentative: tuple[Tentative, ...]
    concluded: dt.date | None
    in_force: dt.date | None
    ending: str
    pending: Pending | None
    rounds: int
    lapse_days: float
    utilities: Mapping[str, float]
    surplus: Mapping[str, float]
    lapse_cost: Mapping[str, float]
    trace: tuple[Row, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the result as ``negosim run --json`` prints it."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario.name,
            "seed": self.seed,
            "replicate": self.replicate,
            "agreed": self.agreed,
            "terms": None if self.terms is None else dict(self.terms),
            "tentative": [deal.as_dict() for deal in self.tentative],
            "concluded": None if self.concluded is None else self.concluded.isoformat(),
            "in_force": None if self.in_force is None else self.in_force.isoformat(),
            "ending": self.ending,
            "pending": None if self.pending is None else self.pending.as_dict(),
            "rounds": self.rounds,
            "lapse_days": self.lapse_days,
            "utilities": dict(self.utilities),
            "surplus": dict(self.surplus),
            "lapse_cost": dict(self.lapse_cost),
            "trace": [row.as_dict() for row in self.trace],
        }
