"""What a delegation can do at its turn."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer these terms."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the offer that stands."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Say nothing at this turn."""


@dataclass(frozen=True, slots=True)
class WalkAway:
    """Break the talks off for good."""


Decision = Offer | Accept | Wait | WalkAway
