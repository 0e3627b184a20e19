"""Sweeps over many negotiations: designs, stored results, estimates and comparisons.

Examples
--------
>>> import negosim
>>> from negosim.study import sweep
>>> result = sweep(negosim.load("rubinstein_pie"), replicates=100, seed=1)
>>> result.points[0].agreed.p
1.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim.study.estimate.best_response import BestResponse, best_response
    from negosim.study.estimate.comparison import Comparison, compare
    from negosim.study.estimate.sensitivity import Sensitivity, sensitivity
    from negosim.study.estimate.summary import PointSummary, Summary, summary
    from negosim.study.estimate.tournament import Tournament, tournament
    from negosim.study.store.queries import Answer, query
    from negosim.study.store.replays import replay
    from negosim.study.sweeps.running import sweep
    from negosim.study.trace_table import Traces, traces

_PLACES = {
    "Answer": "store.queries",
    "BestResponse": "estimate.best_response",
    "Comparison": "estimate.comparison",
    "PointSummary": "estimate.summary",
    "Sensitivity": "estimate.sensitivity",
    "Summary": "estimate.summary",
    "Tournament": "estimate.tournament",
    "best_response": "estimate.best_response",
    "compare": "estimate.comparison",
    "query": "store.queries",
    "replay": "store.replays",
    "sensitivity": "estimate.sensitivity",
    "summary": "estimate.summary",
    "sweep": "sweeps.running",
    "tournament": "estimate.tournament",
    "Traces": "trace_table",
    "traces": "trace_table",
}

__all__ = [
    "Answer",
    "BestResponse",
    "Comparison",
    "PointSummary",
    "Sensitivity",
    "Summary",
    "Tournament",
    "Traces",
    "best_response",
    "compare",
    "query",
    "replay",
    "sensitivity",
    "summary",
    "sweep",
    "tournament",
    "traces",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"negosim.study.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'negosim.study' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
