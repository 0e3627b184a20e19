"""What a delegation can do at its turn."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Offer:
    """Make an offer."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the standing offer."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Make no move at this turn."""


@dataclass(frozen=True, slots=True)
class WalkAway:
    """Break off the talks."""


Decision = Offer | Accept | Wait | WalkAway
