"""The pairs of a class, each with its random numbers and its treatment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negosim import files
from negosim.errors import UsageError
from negosim.rules.lower import Lowered, lower
from negosim.teach.slips.treatments import Cell, Treatment, balanced

__all__ = ["MOST_PAIRS", "Assigned", "assigned_pairs"]

MOST_PAIRS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A pair of a class.

    Parameters
    ----------
    number : int
        Number of the pair, from 1; its random numbers are those of replicate ``number - 1``.
    lowered : Lowered
        The scenario with the pair's treatment.
    seed : int
        Seed of the random numbers.
    treatment : dict of str to str
        The pair's value of each treatment, by path.
    """

    number: int
    lowered: Lowered
    seed: int
    treatment: dict[str, str]

    @property
    def replicate(self) -> int:
        """The replicate whose random numbers the pair has."""
        return self.number - 1


def assigned_pairs(
    document: files.Document, count: int, *, treatments: Sequence[Treatment] = (), seed: int = 0
) -> tuple[Assigned, ...]:
    """Return the pairs of a class, with the treatments balanced over them.

    Raises
    ------
    UsageError
        If the number of pairs is out of range, or the path of a treatment does not exist.
    ScenarioError
        If the scenario is not valid with one of the treatments' values.
    """
    if not 1 <= count <= MOST_PAIRS:
        raise UsageError(f"--pairs {count}: give a number from 1 to {MOST_PAIRS}")
    scenarios: dict[Cell, Lowered] = {}
    pairs = []
    for number, cell in enumerate(balanced(treatments, count, seed=seed), start=1):
        if cell not in scenarios:
            scenarios[cell] = _lowered(document, treatments, cell)
        shown = {each.path: each.shown[place] for each, place in zip(treatments, cell, strict=True)}
        pairs.append(Assigned(number=number, lowered=scenarios[cell], seed=seed, treatment=shown))
    return tuple(pairs)


def _lowered(document: files.Document, treatments: Sequence[Treatment], cell: Cell) -> Lowered:
    for treatment, place in zip(treatments, cell, strict=True):
        document = files.override(document, treatment.path, treatment.values[place])
    return lower(files.build(document))
