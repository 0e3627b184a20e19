"""The loops over replicates that are compiled."""

from __future__ import annotations

from negosim.batch.columns import Columns, write_row
from negosim.rules.advance import negotiate
from negosim.rules.records import NONE, Talks
from negosim.rules.settings import set_row


def replicates(talks: Talks, columns: Columns, seed: int, first: int, count: int) -> int:
    """Run ``count`` replicates from ``first``, and write a row of the columns for each.

    Returns
    -------
    int
        The row at which an error occurred; ``NONE`` if there was none.
    """
    for row in range(count):
        negotiate(talks, seed, first + row)
        if faulted():
            return row
        write_row(talks, columns, row)
    return NONE


def replicates_of_rows(talks: Talks, columns: Columns, seed: int, replicates: int, start: int, end: int) -> int:
    """Run replicates of the rows of a table that the talks hold, each with the numbers of its row.

    Parameters
    ----------
    columns : Columns
        With a row for each replicate, in the order of the rows of the table.
    replicates : int
        Number of replicates of each row.
    start, end : int
        The rows from ``start`` to before ``end`` are run.

    Returns
    -------
    int
        The row of the table at which an error occurred; ``NONE`` if there was none.
    """
    for row in range(start, end):
        set_row(talks, row)
        first = talks.first_replicates[row]
        for number in range(replicates):
            negotiate(talks, seed, first + number)
            if faulted():
                return row
            write_row(talks, columns, row * replicates + number)
    return NONE


def faulted() -> bool:
    """Return whether an error occurred in this run; plain Python would have raised an exception."""
    return False
