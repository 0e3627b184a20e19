"""The loop over replicates that is compiled."""

from __future__ import annotations

from negosim.batch.columns import Columns, write_row
from negosim.rules.advance import negotiate
from negosim.rules.records import NONE, Talks


def replicates(talks: Talks, columns: Columns, seed: int, first: int, count: int) -> int:
    """Run ``count`` replicates from ``first``, and write a row of the columns for each.

    Returns
    -------
    int
        The row at which something went wrong; ``NONE`` where nothing did.
    """
    for row in range(count):
        negotiate(talks, seed, first + row)
        if faulted():
            return row
        write_row(talks, columns, row)
    return NONE


def faulted() -> bool:
    """Return whether something went wrong in this run; in Python it would have raised."""
    return False
