"""Divide the work of a sweep into chunks: ranges of replicates of one or more points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["Chunk", "Segment", "Stage", "cut", "stages"]

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
        """Number of replicates."""
        return sum(segment.rows for segment in self.segments)


def cut(segments: Iterable[Segment], size: int, stage: int = 0) -> Iterator[Chunk]:
    """Yield chunks of ``size`` replicates (the last may have fewer), each with parts of one or more segments."""
    parts: list[Segment] = []
    room, number = size, 0
    for point, first, count in segments:
        done = 0
        while done < count:
            taken = min(room, count - done)
            parts.append(Segment(point, first + done, taken))
            done, room = done + taken, room - taken
            if room == 0:
                yield Chunk(f"{stage:02d}-{number:07d}", tuple(parts))
                parts, room, number = [], size, number + 1
    if parts:
        yield Chunk(f"{stage:02d}-{number:07d}", tuple(parts))


class Stage(NamedTuple):
    """Replicates ``first`` to ``last - 1`` of every point that is not precise yet.

    Parameters
    ----------
    number : int
        Number of the stage, from 0.
    looks : bool
        Whether the precision of the points is checked after it, so that some may stop.
    """

    number: int
    first: int
    last: int
    looks: bool


def stages(replicates: int, *, precision: bool, grown_from: Sequence[int] = ()) -> Iterator[Stage]:
    """Yield the stages of a sweep.

    The precision is checked at numbers of replicates that double and depend on nothing else, so that the same points
    stop at the same replicate however the work is divided, and whether or not the sweep has grown. After the last
    stage, it is not checked.

    Parameters
    ----------
    grown_from : sequence of int
        Earlier numbers of replicates of the sweep: a stage ends at each of them, so earlier chunks stay as they are.
    """
    looks: set[int] = set()
    look = FIRST_STAGE
    while precision and look < replicates:
        looks.add(look)
        look *= 2
    first = 0
    for number, last in enumerate(sorted({*looks, *grown_from, replicates})):
        yield Stage(number, first, last, last in looks)
        first = last
