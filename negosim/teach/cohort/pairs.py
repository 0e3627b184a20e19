"""A class as it negotiated: the pairs with their deals, limits and offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negosim.domain.terms import Terms
from negosim.rules.lower import Lowered

__all__ = ["Cohort", "Move", "Pair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An offer of one side.

    Parameters
    ----------
    time : float
        When it was made, as a share of the time that there was.
    """

    time: float
    party: str
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people, or a person and a program, at one table.

    Parameters
    ----------
    name : str
        Its number or name.
    terms : mapping or None
        The deal; ``None`` without one.
    improved : mapping or None
        The outcome that both preferred to the deal in a second chance; ``None`` if the deal stood.
    treatment : mapping of str to str
        What was done differently on purpose, by name.
    limits : mapping of str to float
        Reservation values by party as levels, as their briefs said.
    prepared : mapping of (str, str) to float
        What a party wrote down before, by party and ``"limit"``, ``"target"`` or ``"guess"``, as levels.
    people : mapping of str to str
        Who sat there for which party.
    moves : tuple of Move
        The offers in order, as far as they are known.
    first_offer : float or None
        The first offer as a level of the one issue, where it is known.
    minutes : float or None
        How long it took, in whatever unit the class used.
    ratings : mapping of (str, str) to float
        Answers to the questions on the subjective value of the talks, from 1 to 7, by party and item.
    """

    name: str
    terms: Terms | None
    limits: Mapping[str, float]
    improved: Terms | None = None
    treatment: Mapping[str, str] = field(default_factory=dict)
    prepared: Mapping[tuple[str, str], float] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    first_offer: float | None = None
    first_by: str = ""
    minutes: float | None = None
    ratings: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """Its treatments in one label; empty without any."""
        return ", ".join(f"{path.rpartition('.')[2]} {value}" for path, value in self.treatment.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A class.

    Parameters
    ----------
    name : str
        What it is called in figures.
    lowered : Lowered
        The scenario that it played.
    against_program : bool
        Whether each person sat across from a program.
    """

    name: str
    lowered: Lowered
    pairs: tuple[Pair, ...]
    against_program: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The combinations of treatments that there are, in order."""
        return tuple(sorted({pair.cell for pair in self.pairs}))
