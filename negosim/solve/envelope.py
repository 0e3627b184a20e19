"""Upper envelopes of falling piecewise-linear functions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negosim.solve.results import FloatArray, IndexArray
from negosim.solve.tolerance import TOLERANCE

__all__ = ["Segments", "falling", "joined", "upper_envelope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """A piecewise-linear function that never rises, possibly with drops: one row per segment, left to right.

    Parameters
    ----------
    starts, ends : ndarray, shape (k, 2)
        Ends of the segments; the first starts at minus infinity and is level there.
    owners : ndarray of int, shape (k,)
        The function under the envelope from which each segment comes.
    """

    starts: FloatArray
    ends: FloatArray
    owners: IndexArray


def joined(vertices: FloatArray, owner: int) -> Segments:
    """Return the function of a chain: level to its left (free disposal), then along its vertices.

    Parameters
    ----------
    vertices : ndarray, shape (k, 2)
        The chain, left to right.
    owner : int
        The number to mark it with.

    Returns
    -------
    Segments
        k segments.
    """
    left = np.array([[-np.inf, vertices[0, 1]]])
    return Segments(starts=np.concatenate((left, vertices[:-1])), ends=vertices, owners=np.full(len(vertices), owner))


def upper_envelope(functions: list[Segments]) -> Segments:
    """Merge functions two by two into the largest of all.

    Parameters
    ----------
    functions : list of Segments
        At least one.

    Returns
    -------
    Segments
        Their upper envelope; the tolerance for joining pieces assumes utilities near 1.
    """
    while len(functions) > 1:
        pairs = zip(functions[::2], functions[1::2], strict=False)
        rest = functions[len(functions) // 2 * 2 :]
        functions = [_merged(one, other) for one, other in pairs] + rest
    return functions[0]


def _merged(one: Segments, other: Segments) -> Segments:
    """Take the larger of two functions, cutting at all ends and where they cross."""
    edges = np.unique(np.concatenate((one.ends[:, 0], other.ends[:, 0])))
    lefts = np.append(-np.inf, edges[:-1])
    cuts = np.sort(np.concatenate((edges, _crossings(one, other, lefts, edges))))
    lefts = np.append(-np.inf, cuts[:-1])
    heights = [_heights(function, lefts, cuts) for function in (one, other)]
    middle = [left + right for left, right, _ in heights]
    first = middle[0] >= middle[1]
    left, right, owner = (np.where(first, mine, theirs) for mine, theirs in zip(*heights, strict=True))
    return _without_seams(
        Segments(starts=np.column_stack((lefts, left)), ends=np.column_stack((cuts, right)), owners=owner)
    )


def _heights(function: Segments, lefts: FloatArray, rights: FloatArray) -> tuple[FloatArray, FloatArray, IndexArray]:
    """Evaluate a function at both ends of intervals that lie within its segments: left, right, owner."""
    row = np.searchsorted(function.ends[:, 0], rights)
    beyond = row == len(function.ends)
    row = np.where(beyond, 0, row)
    start, end = function.starts[row], function.ends[row]
    width = end[:, 0] - start[:, 0]
    slope = np.where(np.isfinite(width) & (width > 0), end[:, 1] - start[:, 1], 0.0) / np.where(
        np.isfinite(width) & (width > 0), width, 1.0
    )
    # A level start has slope zero, and infinity times zero is not a number: measure from a finite place.
    from_left = np.where(np.isfinite(lefts), lefts, end[:, 0]) - end[:, 0]
    left = np.where(beyond, -np.inf, end[:, 1] + slope * from_left)
    right = np.where(beyond, -np.inf, end[:, 1] + slope * (rights - end[:, 0]))
    return left, right, function.owners[row]


def _crossings(one: Segments, other: Segments, lefts: FloatArray, rights: FloatArray) -> FloatArray:
    """Find where the functions cross inside the intervals."""
    left, right, _ = _heights(one, lefts, rights)
    other_left, other_right, _ = _heights(other, lefts, rights)
    both = np.isfinite(left) & np.isfinite(other_left) & np.isfinite(lefts)
    at_left, at_right = (
        np.where(both, mine, 0.0) - np.where(both, theirs, 0.0)
        for mine, theirs in ((left, other_left), (right, other_right))
    )
    cross = at_left * at_right < 0
    share = at_left[cross] / (at_left[cross] - at_right[cross])
    places = lefts[cross] + share * (rights[cross] - lefts[cross])
    return np.asarray(places[(places > lefts[cross]) & (places < rights[cross])])


def _without_seams(pieces: Segments) -> Segments:
    """Join neighbours of the same function that lie on one line."""
    slope = _slopes(pieces)
    same = (
        (pieces.owners[1:] == pieces.owners[:-1])
        & (np.abs(slope[1:] - slope[:-1]) <= TOLERANCE * np.maximum(1.0, np.abs(slope[1:])))
        & (np.abs(pieces.starts[1:, 1] - pieces.ends[:-1, 1]) <= 0.1 * TOLERANCE)
    )
    first, last = np.append(True, ~same), np.append(~same, True)
    return Segments(starts=pieces.starts[first], ends=pieces.ends[last], owners=pieces.owners[first])


def _slopes(pieces: Segments) -> FloatArray:
    """Return the slope of each segment, zero for the level start."""
    width = pieces.ends[:, 0] - pieces.starts[:, 0]
    known = np.isfinite(width)
    return np.where(known, pieces.ends[:, 1] - pieces.starts[:, 1], 0.0) / np.where(known, width, 1.0)


def falling(pieces: Segments) -> Segments:
    """Keep the falling segments, and of level ones before a drop the right end.

    Parameters
    ----------
    pieces : Segments
        An envelope, in units in which utilities lie near 1.

    Returns
    -------
    Segments
        Its Pareto efficient part.
    """
    level = pieces.starts[:, 1] <= pieces.ends[:, 1] + 0.1 * TOLERANCE
    last = np.append(pieces.ends[:-1, 1] > pieces.starts[1:, 1] + TOLERANCE, True)
    starts = np.where(level[:, None], pieces.ends, pieces.starts)
    kept = ~level | last
    return Segments(starts=starts[kept], ends=pieces.ends[kept], owners=pieces.owners[kept])
