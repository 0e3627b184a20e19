"""How the work of a sweep is cut: ranges of replicates of points, gathered into chunks."""

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


class Stage(NamedTuple):
    """Replicates ``first`` to ``last - 1`` of every point that is not precise yet.

    Parameters
    ----------
    number : int
        Its place among the stages.
    looks : bool
        Whether a sweep to a precision looks after it which points may stop.
    """

    number: int
    first: int
    last: int
    looks: bool


def stages(replicates: int, *, precision: bool, grown_from: Sequence[int] = ()) -> Iterator[Stage]:
    """Yield the stages of a sweep.

    Looks come at numbers that double, and depend on nothing else, so that the same points stop at the same replicate
    however the work is cut, and whether the sweep has grown or not. After the last stage there is nothing to look for.

    Parameters
    ----------
    grown_from : sequence of int
        Numbers of replicates at which the sweep once ended: a stage ends there too, so earlier chunks stay as they are.
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
