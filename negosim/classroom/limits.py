"""Rate limits."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Limit"]

MOST_KEPT = 10_000


class Limit:
    """A token bucket for each key.

    Parameters
    ----------
    burst : float
        Capacity of a bucket: how many actions may follow each other at once.
    per_second : float
        Tokens that are added to a bucket per second.
    clock : callable
        Returns a time in seconds.

    Notes
    -----
    Source: house rule.
    """

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, per_second, clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def left(self, key: str) -> float:
        """Return the number of tokens in the bucket of a key."""
        level, since = self._buckets.get(key, (self._burst, 0.0))
        return min(self._burst, level + (self._clock() - since) * self._rate)

    def take(self, key: str) -> bool:
        """Take a token from the bucket of a key, and return whether there was one."""
        left = self.left(key)
        if left < 1.0:
            return False
        if len(self._buckets) >= MOST_KEPT:
            self._buckets = {kept: bucket for kept, bucket in self._buckets.items() if self.left(kept) < self._burst}
        self._buckets[key] = (left - 1.0, self._clock())
        return True
