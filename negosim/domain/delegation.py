"""The negotiating parties and the administrations that govern them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from negosim.domain.numbers import Number
from negosim.domain.preferences import Preferences
from negosim.domain.stance import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An administration that may govern in a term of office, its probability, and its stance.

    Candidates whose probability is ``None`` share the remaining probability equally.
    """

    name: str
    stance: str
    probability: Number | None = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of office: its first day, the candidates, and the election day on which one of them is chosen."""

    starts: date
    candidates: tuple[Candidate, ...]
    election: date | None = None

    @property
    def probabilities(self) -> tuple[Number | None, ...]:
        """The probability of each candidate; ``None`` if it is the remainder of drawn probabilities."""
        given = [candidate.probability for candidate in self.candidates]
        fixed = [probability for probability in given if isinstance(probability, float)]
        sharing = given.count(None)
        if sharing == 0 or len(fixed) + sharing < len(given):
            return tuple(given)
        share = max(0.0, 1.0 - sum(fixed)) / sharing
        return tuple(share if probability is None else probability for probability in given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A negotiating party: its preferences, its stances, and its terms of office in order of date.

    Parameters
    ----------
    interests, alternative, confidential : str
        The private part of its role brief: what it cares about and why, what it does without an agreement, and its
        other instructions. Paragraphs are separated by an empty line.
    """

    name: str
    preferences: Preferences
    stances: Mapping[str, Stance]
    terms: tuple[Term, ...]
    title: str = ""
    lead: str = ""
    interests: str = ""
    alternative: str = ""
    confidential: str = ""
