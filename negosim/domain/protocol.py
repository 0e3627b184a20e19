"""The rule of turns at the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Who moves when.

    Parameters
    ----------
    kind : {"alternating", "simultaneous", "ultimatum"}
        Stacked alternating offers; sealed offers opened together; one offer, taken or left.
    first : str or None
        The delegation that moves first in each round; ``None``: they take turns, the first listed begins.
    exchanges : int
        How often in a round each delegation is to move.
    """

    kind: Literal["alternating", "simultaneous", "ultimatum"] = "alternating"
    first: str | None = None
    exchanges: int = 1
