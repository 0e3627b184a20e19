"""What a delegation wants under one administration, and how it negotiates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedOffer:
    """An offer of a script: its terms, and from which date it is made where the script is dated."""

    terms: Mapping[str, float]
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """A concession tactic by name, its parameters, and the offers of a scripted one.

    ``curve`` holds a time-dependent tactic of a user, tabulated at evenly spaced times from 0 to 1. ``rule`` is any
    other tactic of a user, a :class:`negosim.rules.tactics.TacticKind`; ``None`` for one that ships.
    """

    kind: str
    parameters: Mapping[str, Number] = field(default_factory=dict)
    offers: tuple[ScriptedOffer, ...] = ()
    curve: tuple[float, ...] = ()
    rule: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """An acceptance condition by name, with its parameters."""

    kind: str = "next"
    parameters: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a delegation wants under one administration.

    Levels (aspiration, reservation, mandate) are in the issue's own unit where there is one numeric issue, in
    utility otherwise.

    Parameters
    ----------
    aspiration : Number
        Level of the first demand.
    reservation : Number
        The worst outcome that the party prefers to no agreement.
    mandate : Number or None
        The worst outcome that the delegation may sign at the table, where its instructions differ from
        the party's reservation value; ``None`` if they do not.
    tactic, acceptance
        How it concedes and when it accepts.
    deadline : date or None
        The date it works to; the horizon where ``None``.
    pressure : Number
        Concession of the reservation value per month of lapse, in its unit.
    discount : Number
        Discount rate in % a year, for tactics that weigh time.
    retreat : bool
        Whether it may go back on its own last offer.
    after_rejection : str or None
        The stance it takes when a ratifier of its own side rejects a tentative deal.
    learns : bool
        Whether a rejection by a ratifier of its own side teaches it what that ratifier consents to.
    """

    name: str
    aspiration: Number
    reservation: Number
    tactic: Tactic
    acceptance: Acceptance = field(default_factory=Acceptance)
    mandate: Number | None = None
    deadline: date | None = None
    pressure: Number = 0.0
    discount: Number = 0.0
    retreat: bool = False
    after_rejection: str | None = None
    learns: bool = True
