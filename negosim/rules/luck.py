"""The random numbers of a replicate, keyed by what is drawn; in the typical run all are one half.

A random number is keyed by the name of the quantity, not its position, so that it does not change when something else
is added, removed or fixed, and is the same in every scenario that uses the name.
"""

from hashlib import blake2b

from negosim.errors import UsageError
from negosim.rules.philox import uniform
from negosim.rules.records import Table

TYPICAL = -1  # in place of a replicate's number: every draw at one half
LARGEST = (1 << 63) - 1


def luck(table: Table, stream: int, key: int) -> float:
    """Return the uniform number in (0, 1) for what is drawn; one half in the typical run."""
    if table.replicate == TYPICAL:
        return 0.5
    return uniform(table.seed, stream, key, table.replicate)


def key_of(name: str) -> int:
    """Return the key of a name's random numbers: a hash of 62 bits, which leaves room to count up from it."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little") >> 2


def replicate_of(seed: int | None, replicate: int | None) -> tuple[int, int]:
    """Return seed and replicate number as the rules use them: those of the typical run if neither is given.

    Raises
    ------
    UsageError
        If one is negative or above 2**63 - 1.
    """
    for name, number in (("seed", seed), ("replicate", replicate)):
        if number is not None and not 0 <= number <= LARGEST:
            raise UsageError(f"{name} {number} is out of range; give a whole number from 0 to {LARGEST}")
    if seed is None and replicate is None:
        return 0, TYPICAL
    return seed or 0, replicate or 0
