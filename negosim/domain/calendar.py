"""When the delegations meet, and the other dates that matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A meeting of one or more days; if it is not ``counted``, it is a contact and has no number.

    Parameters
    ----------
    exchanges : int or None
        How often each side moves; ``None``: as in the protocol.
    leads : mapping of str to str
        Who leads each delegation, by party.
    """

    date: date
    days: float = 1.0
    exchanges: int | None = None
    counted: bool = True
    place: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The drawn number of days from the end of a round to the next, while the named administrations govern.

    Parameters
    ----------
    gap : Number
        Days from the end of a round to the next.
    days : float
        Length of the next round.
    administrations : mapping of str to str
        The administration of some or all of the delegations; any other delegation may have any administration.
    """

    gap: Number
    days: float = 1.0
    administrations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The dates of a scenario: its start and horizon, the expiry of the agreement in force, the rounds.

    The horizon is the last day; the talks end at the end of that day. After the listed rounds, further rounds follow
    at intervals drawn from the first of ``gaps`` that fits the administrations in office.
    """

    start: date
    horizon: date
    expiry: date | None = None
    rounds: tuple[Round, ...] = ()
    gaps: tuple[Gap, ...] = ()
