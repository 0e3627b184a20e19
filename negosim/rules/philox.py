"""Random numbers as a function of their use: Philox4x64-10 in counter mode.

A draw is named by ``(seed, stream, slot, replicate)`` and has no state, so it does not depend on the order, the chunk
or the worker in which replicates run; the slot is a hash of what is drawn (:mod:`negosim.rules.luck`). Words equal
those of :class:`numpy.random.Philox` with ``key = (seed, stream)`` and ``counter = (slot, replicate, 0, 0)``.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
"""

from functools import lru_cache

MASK = 0xFFFFFFFFFFFFFFFF
MULTIPLIER_0 = 0xD2E7470EE14C6C93
MULTIPLIER_1 = 0xCA5A826395121157
WEYL_0 = 0x9E3779B97F4A7C15
WEYL_1 = 0xBB67AE8584CAA73B
ROUNDS = 10

DRAWS = 0  # streams: numbers of the scenario,
ELECTIONS = 1  # who governs,
HAZARDS = 2  # when shocks strike,
VOTES = 3  # ratifiers,
TACTICS = 4  # randomised tactics,
GAPS = 5  # days to the next round,
COINS = 6  # which of two compatible sealed offers stands


@lru_cache(maxsize=256)
def round_keys(seed: int, stream: int) -> tuple[tuple[int, int], ...]:
    """Return the keys of the rounds."""
    return tuple(((seed + n * WEYL_0) & MASK, (stream + n * WEYL_1) & MASK) for n in range(ROUNDS))


def words(seed: int, stream: int, slot: int, replicate: int) -> tuple[int, int, int, int]:
    """Return a block of four 64-bit words. It has a second body in :mod:`negosim.batch.primitives`."""
    c0, c1, c2, c3 = slot + 1, replicate, 0, 0  # numpy increments the counter before it draws
    for k0, k1 in round_keys(seed, stream):
        p0 = c0 * MULTIPLIER_0
        p1 = c2 * MULTIPLIER_1
        c0, c1, c2, c3 = (p1 >> 64) ^ c1 ^ k0, p1 & MASK, (p0 >> 64) ^ c3 ^ k1, p0 & MASK
    return c0, c1, c2, c3


def uniform_of(word: int) -> float:
    """Return the uniform number in (0, 1) of a word: the middle of one of 2**52 equal cells."""
    return (float(word >> 12) + 0.5) * (1.0 / 4503599627370496.0)


def uniform(seed: int, stream: int, slot: int, replicate: int) -> float:
    """Return the uniform number in (0, 1) of the first word of a block."""
    return uniform_of(words(seed, stream, slot, replicate)[0])
