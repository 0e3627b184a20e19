"""Replicates by the compiled rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from negosim.batch.columns import Columns, empty_columns
from negosim.rules.layout import ISSUES
from negosim.rules.lower import Lowered

Kernel = Callable[..., None]


@lru_cache(maxsize=1)
def kernel() -> Kernel:
    """Return the compiled loop over replicates, from the cache where it was compiled before."""
    import numba

    from negosim.batch.caching import caching
    from negosim.batch.compiling import OPTIONS, prepare
    from negosim.batch.loop import replicates

    prepare()
    with caching():
        compiled: Kernel = numba.njit(_signature(), cache=True, **OPTIONS)(replicates)
    return compiled


def _signature() -> Any:
    """Return the types of the kernel's arguments."""
    from numba import typeof, types

    ints, floats = types.int64[::1], types.float64[::1]
    return types.void(ints, floats, ints, floats, types.int64, types.int64, types.int64, typeof(empty_columns(0, 1)))


def arrays_of(lowered: Lowered) -> tuple[Any, Any, Any, Any]:
    """Return plan, numbers, flags and state of a scenario as the kernel takes them."""
    import numpy as np

    return (
        np.array(lowered.plan, np.int64),
        np.array(lowered.numbers, np.float64),
        np.zeros(lowered.flags, np.int64),
        np.zeros(lowered.state, np.float64),
    )


def run_replicates(lowered: Lowered, seed: int, first: int, count: int) -> Columns:
    """Return the results of replicates ``first`` to ``first + count - 1``, run by the kernel.

    The interpreter's lock is released meanwhile.
    """
    columns = empty_columns(count, lowered.plan[ISSUES])
    kernel()(*arrays_of(lowered), seed, first, count, columns)
    return columns
