"""Events from outside that change what a party wants or when it meets."""

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
    """By how much a shock moves one level of one party, in the levels' unit, and for how many days.

    ``days`` is ``None`` if the effect lasts.
    """

    party: str
    level: Literal["reservation", "aspiration", "mandate"]
    by: Number
    days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold for an event to happen: how the talks stand, or a value of an issue.

    Parameters
    ----------
    state : {"", "talking", "pending", "open"}
        At the table; a deal before the heads of state; no agreement concluded yet. Empty: a value of an issue.
    party, issue : str
        The issue in the party's last offer, or without a party in the deal before the ratifiers.
    low, high : float
        Between which it lies, both included; an option is its position.
    """

    state: State = ""
    party: str = ""
    issue: str = ""
    low: float = -inf
    high: float = inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """An event by date, or by hazard within a window.

    Parameters
    ----------
    date : date or None
        When it happens; ``None``: by ``hazard``, once at most, from ``starts`` to ``ends``.
    hazard : Number
        Expected occurrences per month of 30.4375 days.
    starts, ends : date or None
        First and last day on which the hazard holds; the start and the horizon where ``None``.
    when : tuple of Condition
        What must hold at that time for it to happen; otherwise it never does.
    under : mapping of str to str
        The administrations under which it has its effects, by delegation.
    ends_round : bool
        Whether the round in session breaks up.
    pause : float
        Days for which no round is held.
    expiry : date or None
        When the agreement in force expires from then on; in a lapse, an interim agreement holds until that day.
    stances : mapping of str to str
        The stance that a delegation takes.
    deadlines : mapping of str to date
        The deadline of the stance that a delegation holds from then on.
    proposal : mapping of str to float
        The value of each issue that a mediator proposes to both sides; an option is its position.
    impasse : int or None
        After how many rounds in a row in which neither side concedes it happens, in place of a date or a hazard.
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
        """Whether it is only reported: it has a date, and changes nothing."""
        moves = self.effects or self.expiry or self.stances or self.deadlines
        return self.date is not None and not (moves or self.ends_round or self.pause or self.proposal)
