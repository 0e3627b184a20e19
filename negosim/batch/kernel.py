"""Replicates by the compiled rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from negosim.batch.added import compiled
from negosim.batch.columns import Columns, empty_columns
from negosim.errors import UsageError
from negosim.rules import layout as at
from negosim.rules.advance import negotiate
from negosim.rules.lower import Lowered
from negosim.rules.tactics import ADDED

Kernel = Callable[..., None]


@lru_cache(maxsize=1)
def kernel() -> Kernel:
    """Return the compiled loop over replicates, from the cache where it was compiled before."""
    import numba

    from negosim.batch.caching import caching, discard_old_kernels, is_kept
    from negosim.batch.compiling import OPTIONS, prepare
    from negosim.batch.loop import replicates

    prepare()
    kept = is_kept()
    with caching():
        compiled: Kernel = numba.njit(_signature(), cache=True, **OPTIONS)(replicates)
    if not kept:
        discard_old_kernels()
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
        np.array(_plan_with_addresses(lowered), np.int64),
        np.array(lowered.numbers, np.float64),
        np.zeros(lowered.flags, np.int64),
        np.zeros(lowered.state, np.float64),
    )


def run_replicates(lowered: Lowered, seed: int, first: int, count: int) -> Columns:
    """Return the results of replicates ``first`` to ``first + count - 1``, run by the kernel.

    The interpreter's lock is released meanwhile.

    Raises
    ------
    UsageError
        Where a user's tactic does not compile, or fails.
    """
    columns = empty_columns(count, lowered.plan[at.ISSUES])
    arrays = arrays_of(lowered)
    try:
        kernel()(*arrays, seed, first, count, columns)
    except ValueError:
        # A user's tactic failed; in Python it can say how.
        negotiate(lowered.talks(), seed, int(arrays[2][at.REPLICATE]))
        raise
    return columns


def _plan_with_addresses(lowered: Lowered) -> list[int]:
    """Return the plan, with the addresses of the tactics of users where it has their numbers."""
    plan = list(lowered.plan)
    for stance in range(plan[at.STANCES] if lowered.added else 0):
        place = plan[at.AT_STANCES] + stance * at.STANCE_WIDTH
        if plan[place + at.STANCE_TACTIC] == ADDED:
            found = compiled(lowered.added[plan[place + at.STANCE_SCRIPT]])
            if found.obstacle:
                raise UsageError(f"the kernel cannot run this scenario: {found.obstacle}")
            plan[place + at.STANCE_SCRIPT] = found.address
    return plan
