"""Treatments: values that differ between the pairs of a class by design."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from negosim import files
from negosim.errors import UsageError

__all__ = ["Cell", "Treatment", "balanced", "treatment_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A value of the scenario that differs between pairs.

    Parameters
    ----------
    path : str
        Path of the value, in the form of ``--set``.
    values : tuple
        The values that the pairs have.
    shown : tuple of str
        The values as the user wrote them.
    """

    path: str
    values: tuple[Any, ...]
    shown: tuple[str, ...]


Cell = tuple[int, ...]  # for each treatment, the index of the value


def treatment_of(text: str) -> Treatment:
    """Return the treatment that a text describes, such as ``protocol.first=seller|buyer``.

    Raises
    ------
    UsageError
        If the path is missing, there are fewer than two values, or a value occurs twice.
    """
    path, equals, values = text.partition("=")
    shown = tuple(value.strip() for value in values.split("|"))
    if not equals or not path.strip() or len(shown) < 2 or not all(shown):
        raise UsageError(
            f"--treatment {text}: give a path and at least two values, such as protocol.first=seller|buyer"
        )
    if len(set(shown)) < len(shown):
        raise UsageError(f"--treatment {text}: a value occurs twice; give each value once")
    return Treatment(path=path.strip(), values=tuple(map(files.parse_value, shown)), shown=shown)


def balanced(treatments: Sequence[Treatment], pairs: int, *, seed: int) -> Iterator[Cell]:
    """Yield the combination of treatments of each pair.

    Pairs are assigned in blocks: each block contains every combination once, in a random order. The numbers of any two
    combinations therefore differ by at most one, and latecomers do not upset the balance.
    """
    cells = list(product(*(range(len(treatment.values)) for treatment in treatments)))
    random = Random(seed)
    block: list[Cell] = []
    for _ in range(pairs):
        block = block or random.sample(cells, len(cells))
        yield block.pop()
