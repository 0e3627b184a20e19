"""The data of a class: its pairs with their deals, limits and offers."""

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
        When it was made, as a share of the available time, from 0 to 1.
    """

    time: float
    party: str
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people, or a person and the program, who negotiated with each other.

    Parameters
    ----------
    name : str
        Number or name of the pair.
    terms : mapping or None
        The deal; ``None`` if there is none.
    improved : mapping or None
        The outcome that replaced the deal in a second chance; ``None`` if the deal stood.
    treatment : mapping of str to str
        The value of each treatment, by name.
    limits : mapping of str to float
        Reservation value in the brief of each party: a value of the issue, or a utility.
    prepared : mapping of (str, str) to float
        What a party wrote down before the talks, by party and ``"limit"``, ``"target"`` or ``"guess"``: values of the
        issue, or utilities.
    people : mapping of str to str
        Names of the people, by party.
    moves : tuple of Move
        The offers in order, as far as they are known.
    first_offer : float or None
        The first offer as a value of the single issue, if it is known.
    first_by : str
        The party that made it; empty if that is not known.
    minutes : float or None
        How long the talks took.
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
        """The treatments as a label; empty if there are none."""
        return ", ".join(f"{path.rpartition('.')[2]} {value}" for path, value in self.treatment.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A class.

    Parameters
    ----------
    name : str
        Name of the class in figures.
    lowered : Lowered
        The scenario that was played.
    pairs : tuple of Pair
        The pairs.
    against_program : bool
        Whether everybody negotiated with the program.
    """

    name: str
    lowered: Lowered
    pairs: tuple[Pair, ...]
    against_program: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The labels of all combinations of treatments, sorted."""
        return tuple(sorted({pair.cell for pair in self.pairs}))
