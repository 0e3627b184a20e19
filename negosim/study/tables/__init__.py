"""Sweeps over a table of parameters: a column for each path that is set, a row for each set of parameters.

Examples
--------
>>> from negosim.study.tables import sweep_table
>>> table = {"delegations.seller.stances.seller.reservation": [7000.0, 8000.0]}
>>> sweep_table("used_car", table, replicates=3).outcomes.agreed.shape
(2, 3)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim.study.tables.results import TableSweep
    from negosim.study.tables.running import sweep_table

_PLACES = {"TableSweep": "results", "sweep_table": "running"}

__all__ = ["TableSweep", "sweep_table"]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"negosim.study.tables.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'negosim.study.tables' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
