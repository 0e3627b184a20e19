"""Who must consent to a deal made at the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratifier:
    """A person or a body that must consent to a tentative deal.

    Parameters
    ----------
    party : str
        The delegation on whose side it votes, and by whose preferences it decides.
    role : {"head_of_state", "legislature"}
        A deal is concluded when the heads of state have consented, and in force when all ratifiers have.
    threshold : Number or None
        The worst outcome to which it consents, in the unit of levels; ``None``: the party's reservation value on that
        day.
    noise : Number
        Temperature of the logit vote, in the unit of levels; 0 is a hard threshold.
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
