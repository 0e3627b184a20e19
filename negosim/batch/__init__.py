"""The rules, compiled: millions of replicates, a column per result.

:func:`negosim.batch.drivers.replicate_columns` runs replicates, by plain Python or by the kernel, with the same bits.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim.batch.columns import Columns
    from negosim.batch.drivers import replicate_columns
    from negosim.batch.kernel import run_replicates
    from negosim.batch.users import compiles, obstacles

_PLACES = {
    "Columns": "columns",
    "compiles": "users",
    "obstacles": "users",
    "replicate_columns": "drivers",
    "run_replicates": "kernel",
}

__all__ = ["Columns", "compiles", "obstacles", "replicate_columns", "run_replicates"]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"negosim.batch.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'negosim.batch' has no attribute {name!r}")
