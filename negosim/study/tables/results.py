"""The results of a sweep over a table: arrays with a row for each row of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negosim.batch.columns import Columns
from negosim.domain.scenario import Scenario

__all__ = ["TableSweep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSweep:
    """A sweep over a table of parameters, with its results by row.

    Parameters
    ----------
    scenario : Scenario
        The scenario at the first row.
    table : mapping of str to array, shape (rows,)
        The values by path.
    replicates, seed : int
        Replicates of each row, and the seed of their random numbers.
    common : bool
        Whether every row got the same random numbers.
    outcomes : Columns
        The results: every field of :class:`negosim.batch.columns.Columns` as an array whose first two axes are rows and
        replicates, such as ``agreed`` of shape (rows, replicates) and ``terms`` of shape (rows, replicates, issues).
    """

    scenario: Scenario
    table: Mapping[str, Any]
    replicates: int
    seed: int
    common: bool
    outcomes: Columns
