"""What a delegation wants under one administration, and how it negotiates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedOffer:
    """An offer of a script: its terms and, if the script has dates, the date from which it is made."""

    terms: Mapping[str, float]
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """The name and the parameters of a concession tactic, and the offers of a scripted tactic.

    ``curve`` contains the user's time-dependent tactic, tabulated at evenly spaced times from 0 to 1. ``rule`` is any
    other tactic of the user, a :class:`negosim.rules.tactics.TacticKind`; ``None`` for a shipped tactic.
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

    Levels (aspiration, reservation, mandate) are in the unit of the issue if there is a single numeric issue, and in
    utility otherwise (see `Scenario.in_units`).

    Parameters
    ----------
    aspiration : Number
        Level of the first demand.
    reservation : Number
        The worst outcome that the party prefers to no agreement.
    mandate : Number or None
        The worst outcome that the delegation may sign at the table; ``None``: the party's reservation value.
    tactic : Tactic
        How it concedes.
    acceptance : Acceptance
        When it accepts.
    deadline : date or None
        Its deadline; ``None``: the horizon.
    pressure : Number
        Concession of the reservation value per month of lapse, in the unit of levels.
    discount : Number
        Discount rate in % a year, for tactics that discount time.
    retreat : bool
        Whether it may demand more than in its last offer.
    after_rejection : str or None
        The stance that it takes when a ratifier of its own side rejects a tentative deal.
    learns : bool
        Whether, after a rejection by a ratifier of its own side, it neither offers nor accepts what that ratifier would
        reject, until its administration, its stance or its levels change.
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
