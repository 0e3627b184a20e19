"""Sweeps over a table of parameters: a column for each path that is set, a row for each set of parameters.

Examples
--------
>>> from negosim.study.tables import sweep_table
>>> table = {"delegations.seller.stances.seller.reservation": [7000.0, 8000.0]}
>>> sweep_table("used_car", table, replicates=3).outcomes.agreed.shape
(2, 3)
"""

from negosim.study.tables.results import TableSweep
from negosim.study.tables.running import sweep_table

__all__ = ["TableSweep", "sweep_table"]
