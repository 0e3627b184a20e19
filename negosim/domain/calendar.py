"""When the delegations meet, and which dates matter besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A meeting of one or more days. A contact that is not ``counted`` is not a numbered round."""

    date: date
    days: float = 1.0
    exchanges: int | None = None
    counted: bool = True
    place: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days from the end of a round to the next, drawn, while the named administrations govern.

    ``administrations`` names one administration for some or all of the delegations; a delegation that it
    does not name may have any.
    """

    gap: Number
    days: float = 1.0
    administrations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The dates of a scenario: its start and horizon, the expiry of the agreement in force, the rounds.

    The horizon is the last day and is held in full; the talks end with it.
    After the listed rounds (or where there is none) rounds are drawn from the first of ``gaps`` that fits the
    administrations in office.
    """

    start: date
    horizon: date
    expiry: date | None = None
    rounds: tuple[Round, ...] = ()
    gaps: tuple[Gap, ...] = ()
