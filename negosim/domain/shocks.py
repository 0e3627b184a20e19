"""Events outside the talks that change what a party wants or when the parties meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from negosim.domain.numbers import Number

State = Literal["", "talking", "pending", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """By how much a shock moves a level of a party, in the unit of levels, and for how many days.

    ``days`` is ``None`` if the effect is permanent.
    """

    party: str
    level: Literal["reservation", "aspiration", "mandate"]
    by: Number
    days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of an event: the state of the talks, or the value of an issue.

    Parameters
    ----------
    state : {"", "talking", "pending", "open"}
        Talking at the table; a deal awaits the heads of state; no agreement has been concluded yet. Empty: the
        condition is on the value of an issue.
    party, issue : str
        The issue, in the last offer of the party or, if no party is named, in the deal before the ratifiers.
    low, high : float
        The lowest and the highest value that meet the condition; an option is given by its position.
    """

    state: State = ""
    party: str = ""
    issue: str = ""
    low: float = -inf
    high: float = inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """An event that happens on a date, with a hazard rate within a window, or at an impasse.

    Parameters
    ----------
    date : date or None
        When it happens; ``None``: at most once from ``starts`` to ``ends``, with the rate ``hazard``.
    hazard : Number
        Expected occurrences per month of 30.4375 days.
    starts, ends : date or None
        First and last day of the window; ``None``: the scenario's start and horizon.
    when : tuple of Condition
        The conditions that must be met at that time; otherwise it never happens.
    under : mapping of str to str
        The administrations under which it has effects, by delegation.
    ends_round : bool
        Whether the round in session ends.
    pause : float
        Days without rounds after the event.
    expiry : date or None
        The new expiry of the agreement in force; in a lapse, an interim agreement is in force until that day.
    stances : mapping of str to str
        The new stance of a delegation.
    deadlines : mapping of str to date
        The new deadline of a delegation.
    proposal : mapping of str to float
        The value of each issue in a mediator's proposal to both sides; an option is given by its position.
    impasse : int or None
        The number of consecutive rounds without a concession after which it happens, instead of a date or a hazard.
    """

    name: str
    kind: str = "statement"
    date: dt.date | None = None
    hazard: Number = 0.0
    starts: dt.date | None = None
    ends: dt.date | None = None
    when: tuple[Condition, ...] = ()
    under: Mapping[str, str] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    ends_round: bool = False
    pause: float = 0.0
    expiry: dt.date | None = None
    stances: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, dt.date] = field(default_factory=dict)
    proposal: Mapping[str, float] = field(default_factory=dict)
    impasse: int | None = None
    note: str = ""

    @property
    def is_news(self) -> bool:
        """Whether the event is only reported: it has a date, and changes nothing."""
        moves = self.effects or self.expiry or self.stances or self.deadlines
        return self.date is not None and not (moves or self.ends_round or self.pause or self.proposal)
