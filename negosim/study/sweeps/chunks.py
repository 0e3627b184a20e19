"""How the work of a sweep is cut: ranges of replicates of points, gathered into chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Chunk", "Segment", "cut", "stages"]

FIRST_STAGE = 1024


class Segment(NamedTuple):
    """Replicates ``first`` to ``first + rows - 1`` of a point."""

    point: int
    first: int
    rows: int


class Chunk(NamedTuple):
    """A piece of work; ``name`` is the stem of its file."""

    name: str
    segments: tuple[Segment, ...]

    @property
    def rows(self) -> int:
        """How many replicates it has."""
        return sum(segment.rows for segment in self.segments)


def cut(segments: Iterable[Segment], size: int, stage: int = 0) -> Iterator[Chunk]:
    """Yield chunks of ``size`` replicates (the last may have fewer), each with parts of one or more segments."""
    held: list[Segment] = []
    room, number = size, 0
    for point, first, count in segments:
        done = 0
        while done < count:
            taken = min(room, count - done)
            held.append(Segment(point, first + done, taken))
            done, room = done + taken, room - taken
            if room == 0:
                yield Chunk(f"{stage:02d}-{number:07d}", tuple(held))
                held, room, number = [], size, number + 1
    if held:
        yield Chunk(f"{stage:02d}-{number:07d}", tuple(held))


def stages(replicates: int, *, precision: bool) -> Iterator[tuple[int, int]]:
    """Yield the ranges of replicates after which a sweep to a precision looks whether it may stop.

    They double, and depend on nothing else, so that the same points stop at the same replicate however the work is cut.
    """
    first, last = 0, min(FIRST_STAGE, replicates) if precision else replicates
    while first < replicates:
        yield first, last
        first, last = last, min(2 * last, replicates)
