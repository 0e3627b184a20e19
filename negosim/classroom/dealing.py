"""Pairing: who negotiates with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random

__all__ = ["Pairing", "Team", "paired_anew", "tables_for"]

Team = tuple[str, ...]  # the students of a seat; empty if the program has it
Pairing = frozenset[Team]


def tables_for(students: int, team: int, observers: int) -> int:
    """Return the number of tables for a number of students, rounded to the nearest, at least 1.

    Parameters
    ----------
    team : int
        Students of each of the two sides.
    observers : int
        Observers and ratifiers at each table.
    """
    size = 2 * team + observers
    return max(1, (2 * students + size) // (2 * size))


def paired_anew(
    firsts: Sequence[Team], seconds: Sequence[Team], *, met: Collection[Pairing], random: Random
) -> list[tuple[Team, Team]]:
    """Return new pairs at random; pairs that have met before swap partners with others if that avoids it for both.

    Parameters
    ----------
    firsts, seconds : sequence of Team
        The teams that take the role of the first party and of the second. If one side has at least two teams more,
        some of them take the other role.
    met : collection of Pairing
        The pairs of earlier games.
    """
    sides = [random.sample(firsts, len(firsts)), random.sample(seconds, len(seconds))]
    fewer, more = sorted(sides, key=len)
    while len(more) > len(fewer) + 1:
        fewer.append(more.pop())
    fewer += [()] * (len(more) - len(fewer))
    one, other = sides

    def meets_again(place: int, across: int) -> bool:
        return frozenset((one[place], other[across])) in met

    for place in range(len(one)):
        for swap in range(len(one)):
            if meets_again(place, place) and not meets_again(place, swap) and not meets_again(swap, place):
                other[place], other[swap] = other[swap], other[place]
    return list(zip(one, other, strict=True))
