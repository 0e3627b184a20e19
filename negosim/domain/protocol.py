"""The negotiation protocol: who moves when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Who moves when.

    Parameters
    ----------
    kind : {"alternating", "simultaneous", "ultimatum"}
        Stacked alternating offers; sealed offers that are opened together; a single take-it-or-leave-it offer.
    first : str or None
        The delegation that moves first in each round; ``None``: they alternate, and the first listed begins.
    exchanges : int
        Number of moves of each delegation in a round.
    """

    kind: Literal["alternating", "simultaneous", "ultimatum"] = "alternating"
    first: str | None = None
    exchanges: int = 1
