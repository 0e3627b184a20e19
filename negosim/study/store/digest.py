"""A digest of all results of a sweep, which does not depend on the order in which its replicates were run.

Each replicate is hashed, with its point and number and every bit of its results, and the hashes are added; a sum does
not depend on the order of its terms. Two independent lanes of 64 bits make 128. The digest detects accidental changes,
not deliberate ones.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns

__all__ = ["MASK", "hash_rows", "hex_digest"]

Words = npt.NDArray[np.uint64]
MASK = (1 << 64) - 1
# The finaliser of MurmurHash3 (Appleby, public domain).
_FIRST, _SECOND = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = np.uint64(33)
_GOLDEN = 0x9E3779B97F4A7C15


def hash_rows(columns: Columns, point: int, first: int) -> tuple[int, int]:
    """Return the two lanes of the sum of the hashes of consecutive replicates of a point, modulo 2**64.

    Parameters
    ----------
    columns : Columns
        Results of the replicates.
    point, first : int
        Number of the point, and of its first replicate.
    """
    rows = len(columns.agreed)
    low, high = np.zeros(rows, np.uint64), np.zeros(rows, np.uint64)
    for number, word in enumerate(_words(columns)):
        low += word * _odd(2 * number)
        high += word * _odd(2 * number + 1)
    replicates = np.arange(first, first + rows, dtype=np.uint64)
    key = _mixed(replicates + np.uint64((point * _GOLDEN) & MASK))
    return _total(low ^ key), _total(high + key)


def hex_digest(low: int, high: int) -> str:
    """Return a digest as 32 hexadecimal digits."""
    return f"{high:016x}{low:016x}"


def _words(columns: Columns) -> Any:
    """Yield every column as words of 64 bits."""
    for column in columns:
        for part in column.reshape(len(column), -1).T:
            if part.dtype == np.float64:
                yield np.ascontiguousarray(part).view(np.uint64)
            else:
                yield part.astype(np.uint64)


def _odd(number: int) -> np.uint64:
    """Return an odd multiplier that is different for each number."""
    word = ((number + 1) * _GOLDEN) & MASK
    word = ((word ^ (word >> 31)) * 0xD6E8FEB86659FD93) & MASK
    return np.uint64(word | 1)


def _mixed(words: Words) -> Words:
    words = words ^ (words >> _SHIFT)
    words *= _FIRST
    words ^= words >> _SHIFT
    words *= _SECOND
    words ^= words >> _SHIFT
    return words


def _total(words: Words) -> int:
    return int(_mixed(words).sum(dtype=np.uint64))
