"""Events from outside that change what a party wants or when it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from negosim.domain.numbers import Number


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
class Shock:
    """An event by date, or by hazard within a window.

    Parameters
    ----------
    date : date or None
        When it happens; ``None``: by ``hazard``, once at most, from ``starts`` to ``ends``.
    hazard : Number
        Expected occurrences per month of 30.4375 days.
    under : mapping of str to str
        The administrations under which it has its effects, by delegation.
    ends_round : bool
        Whether the round in session breaks up.
    pause : float
        Days for which no round is held.
    """

    name: str
    kind: str = "statement"
    date: dt.date | None = None
    hazard: Number = 0.0
    starts: dt.date | None = None
    ends: dt.date | None = None
    under: Mapping[str, str] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    ends_round: bool = False
    pause: float = 0.0
    note: str = ""

    @property
    def is_news(self) -> bool:
        """Whether it is only to be told: it has a date, and changes nothing."""
        return self.date is not None and not (self.effects or self.ends_round or self.pause)
