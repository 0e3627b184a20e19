"""Many negotiations: designs of points, sweeps over them, their store, and what can be read from it.

Examples
--------
>>> import negosim
>>> from negosim.study import sweep
>>> found = sweep(negosim.load("rubinstein_pie"), replicates=100, seed=1)
>>> found.points[0].agreed.p
1.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim.study.running import sweep
    from negosim.study.summaries import PointSummary, Summary, summary

_PLACES = {
    "PointSummary": "summaries",
    "Summary": "summaries",
    "summary": "summaries",
    "sweep": "running",
}

__all__ = [
    "PointSummary",
    "Summary",
    "summary",
    "sweep",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"negosim.study.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'negosim.study' has no attribute {name!r}")
