"""Treatments: what differs between the pairs of a class on purpose."""

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
        Path of the value, as ``--set`` has it.
    values : tuple
        What stands there in the pairs.
    shown : tuple of str
        The values as they were written.
    """

    path: str
    values: tuple[Any, ...]
    shown: tuple[str, ...]


Cell = tuple[int, ...]  # of each treatment, which value


def treatment_of(text: str) -> Treatment:
    """Return the treatment that a text describes, as ``protocol.first=seller|buyer``.

    Raises
    ------
    UsageError
        If it names no path, or fewer than two values.
    """
    path, equals, values = text.partition("=")
    shown = tuple(value.strip() for value in values.split("|"))
    if not equals or not path.strip() or len(shown) < 2 or not all(shown):
        raise UsageError(f"--treatment {text}: write a path and two values or more, as protocol.first=seller|buyer")
    if len(set(shown)) < len(shown):
        raise UsageError(f"--treatment {text}: a value occurs twice")
    return Treatment(path=path.strip(), values=tuple(map(files.parse_value, shown)), shown=shown)


def balanced(treatments: Sequence[Treatment], pairs: int, *, seed: int) -> Iterator[Cell]:
    """Yield for each pair which value of each treatment it has.

    Every run of as many pairs as there are combinations has each combination once, in an order of its own, so that the
    numbers of any two combinations differ by one at most and a latecomer upsets nothing.
    """
    cells = list(product(*(range(len(treatment.values)) for treatment in treatments)))
    random = Random(seed)
    block: list[Cell] = []
    for _ in range(pairs):
        block = block or random.sample(cells, len(cells))
        yield block.pop()
