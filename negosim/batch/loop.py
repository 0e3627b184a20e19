"""The loop over replicates that is compiled; imported only where a kernel is wanted, since it needs numba."""

from __future__ import annotations

from typing import Any

from negosim.batch.columns import write_row
from negosim.batch.views import flags_of, numbers_of, plan_of, state_of
from negosim.rules.advance import negotiate
from negosim.rules.layout import Talks


def replicates(
    plan: Any, numbers: Any, flags: Any, state: Any, seed: int, first: int, count: int, columns: Any
) -> None:
    """Run ``count`` replicates from ``first`` on the given arrays, and write a row of the columns for each."""
    talks = Talks(plan_of(plan), numbers_of(numbers), flags_of(flags), state_of(state), ())
    for row in range(count):
        negotiate(talks, seed, first + row)
        write_row(talks, columns, row)
