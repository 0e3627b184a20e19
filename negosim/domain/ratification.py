"""Who must consent after the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratifier:
    """Who must consent to a tentative deal.

    Parameters
    ----------
    party : str
        The delegation on whose side it votes; it judges by that party's preferences.
    role : {"head_of_state", "legislature"}
        A deal is concluded when the heads of state have consented, in force when all have.
    threshold : Number or None
        The worst outcome it consents to, in the levels' unit; ``None``: the party's reservation value on that day.
    noise : Number
        Temperature of the logit vote, in the levels' unit; 0 is a hard threshold.
    delay : float
        Days from the tentative deal to the vote.
    """

    name: str
    party: str
    role: Literal["head_of_state", "legislature"] = "head_of_state"
    threshold: Number | None = None
    noise: Number = 0.0
    delay: float = 0.0
    title: str = ""
