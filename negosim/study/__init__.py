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
    from negosim.study.comparisons import Comparison, compare
    from negosim.study.sensitivities import Sensitivity, sensitivity
    from negosim.study.store.queries import Answer, query
    from negosim.study.store.replays import replay
    from negosim.study.summaries import PointSummary, Summary, summary
    from negosim.study.sweeps.running import sweep
    from negosim.study.tournaments import Tournament, tournament

_PLACES = {
    "Answer": "store.queries",
    "Comparison": "comparisons",
    "PointSummary": "summaries",
    "Sensitivity": "sensitivities",
    "Summary": "summaries",
    "Tournament": "tournaments",
    "compare": "comparisons",
    "query": "store.queries",
    "replay": "store.replays",
    "sensitivity": "sensitivities",
    "summary": "summaries",
    "sweep": "sweeps.running",
    "tournament": "tournaments",
}

__all__ = [
    "Answer",
    "Comparison",
    "PointSummary",
    "Sensitivity",
    "Summary",
    "Tournament",
    "compare",
    "query",
    "replay",
    "sensitivity",
    "summary",
    "sweep",
    "tournament",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"negosim.study.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'negosim.study' has no attribute {name!r}")
