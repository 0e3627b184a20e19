"""Which rows of a table no other row dominates."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from negosim.solve.results import BoolArray, FloatArray, IndexArray

__all__ = ["staircase", "undominated"]

_BINS = 4096
_BLOCK = 1024
_STRONG = 32


def undominated(table: FloatArray) -> IndexArray:
    """Find the rows that no other row dominates; equal rows do not dominate one another.

    Parameters
    ----------
    table : ndarray, shape (m, n)
        Finite numbers, larger is better. They are compared exactly, so round them first.

    Returns
    -------
    ndarray of int, shape (k,)
        The rows, ascending.
    """
    if table.shape[1] == 1:
        return np.flatnonzero(table[:, 0] == table[:, 0].max())
    return np.sort(staircase(table)) if table.shape[1] == 2 else _by_blocks(table)


def staircase(table: FloatArray) -> IndexArray:
    """Find the rows of a table of two columns that no other row dominates, in order of the first column.

    Parameters
    ----------
    table : ndarray, shape (m, 2)
        x

    Returns
    -------
    ndarray of int, shape (k,)
        The rows, the first column rising and the second falling, equal rows in any order.
    """
    first, second = np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])
    candidates = _coarse(first, second)
    return candidates[_scan(first[candidates], second[candidates])]


def _coarse(first: FloatArray, second: FloatArray) -> IndexArray:
    """Drop the rows dominated by a row of a higher bin of the first column: no sort, one pass."""
    low, high = first.min(), first.max()
    if len(first) < 2 * _BINS or not high > low:
        return np.arange(len(first))
    bins = ((first - low) * ((_BINS - 1) / (high - low))).astype(np.int32)
    best = np.full(_BINS + 1, -np.inf)
    np.maximum.at(best, bins, second)
    above = np.maximum.accumulate(best[::-1])[::-1][1:]
    return np.flatnonzero(second > above[bins])


def _scan(first: FloatArray, second: FloatArray) -> IndexArray:
    """Sort by the first column and keep the rows above all that lie to the right."""
    order = np.argsort(first)
    x, y = first[order], second[order]
    starts = np.flatnonzero(np.concatenate(([True], x[1:] != x[:-1])))
    tops = np.maximum.reduceat(y, starts)
    right = np.concatenate((np.maximum.accumulate(tops[::-1])[::-1][1:], [-np.inf]))
    level = np.where(tops > right, tops, np.inf)
    heights = np.repeat(level, np.diff(np.append(starts, len(x))))
    kept: IndexArray = order[y == heights]
    return kept


def _by_blocks(table: FloatArray) -> IndexArray:
    """Drop the rows that the strongest rows dominate, and process the rest in blocks."""
    candidates = np.arange(len(table))
    strong = np.argpartition(table.sum(axis=1), -min(_STRONG, len(table)))[-_STRONG:]
    for row in table[strong[np.argsort(-table[strong].sum(axis=1), kind="stable")]]:
        left = table[candidates]
        candidates = candidates[(left > row).any(axis=1) | (left == row).all(axis=1)]
    return candidates[_among_distinct(table[candidates])]


def _among_distinct(table: FloatArray) -> IndexArray:
    """Find the undominated among rows of which several may be equal."""
    rows, inverse = np.unique(table, axis=0, return_inverse=True)
    rows = rows[::-1]  # np.unique sorts ascending: turned round, nothing later dominates in the first column
    alive = _swept(rows) if rows.shape[1] == 3 else _blocked(rows)
    return np.flatnonzero(alive[::-1][inverse.reshape(-1)])


def _swept(rows: FloatArray) -> BoolArray:
    """Go down the first of three columns, keeping the staircase of the other two: no row is compared with all."""
    alive = np.ones(len(rows), dtype=np.bool_)
    seconds: list[float] = []  # rising; the thirds that go with them fall
    thirds: list[float] = []
    for number, (_, second, third) in enumerate(rows.tolist()):
        at = bisect_left(seconds, second)
        if at < len(seconds) and thirds[at] >= third:
            alive[number] = False
            continue
        end = at + (at < len(seconds) and seconds[at] == second)
        while at and thirds[at - 1] <= third:
            at -= 1
        seconds[at:end], thirds[at:end] = [second], [third]
    return alive


def _blocked(rows: FloatArray) -> BoolArray:
    """Go through the rows by falling sum, comparing each block with the frontier."""
    order = np.argsort(-rows.sum(axis=1), kind="stable")
    alive = np.ones(len(rows), dtype=np.bool_)
    frontier = rows[order[:0]]
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        beaten = _beaten(rows[block], frontier)
        rest = block[~beaten]
        rest_beaten = _beaten(rows[rest], rows[rest])
        alive[block[beaten]] = False
        alive[rest[rest_beaten]] = False
        frontier = np.concatenate((frontier, rows[rest[~rest_beaten]]))
    # A sum rounds: rows whose exact sums differ in the last bit may come in the wrong order, so look again.
    frontier_rows = np.flatnonzero(alive)
    alive[frontier_rows[_beaten(rows[frontier_rows], rows[frontier_rows])]] = False
    return alive


def _beaten(rows: FloatArray, others: FloatArray) -> BoolArray:
    """Return which rows some row of `others` dominates."""
    beaten = np.zeros(len(rows), dtype=np.bool_)
    left = np.arange(len(rows))
    for start in range(0, len(others), 64):
        some = others[start : start + 64]
        no_less = np.ones((len(left), len(some)), dtype=np.bool_)
        more = np.zeros_like(no_less)
        for column in range(rows.shape[1]):
            mine, theirs = rows[left, column][:, None], some[:, column]
            no_less &= theirs >= mine
            more |= theirs > mine
        hit = (no_less & more).any(axis=1)
        beaten[left[hit]] = True
        left = left[~hit]
    return beaten
