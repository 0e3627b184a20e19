"""Simulate negotiations: a scenario file in, a negotiation out, round by round or a million times over.

Examples
--------
>>> import negosim
>>> talks = negosim.run("trump_era")
>>> talks.agreed
False
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim import history, programs
    from negosim.api import dump, run, zones
    from negosim.domain import Scenario
    from negosim.engine import Accept, CallSeat, Offer, Result, ScriptSeat, Seat, View, Wait, WalkAway
    from negosim.errors import NegosimError, ScenarioError, SeatError, SolverError, StoreError, UsageError
    from negosim.files import load
    from negosim.study import Summary, compare, sweep, traces
    from negosim.zopa import Zones

__version__ = "0.1.0"

# A name is imported when it is first used, so that `negosim --help` does not import numpy.
_PLACES = {
    "Accept": "negosim.engine",
    "CallSeat": "negosim.engine",
    "NegosimError": "negosim.errors",
    "Offer": "negosim.engine",
    "Result": "negosim.engine",
    "Scenario": "negosim.domain",
    "ScenarioError": "negosim.errors",
    "ScriptSeat": "negosim.engine",
    "Seat": "negosim.engine",
    "SeatError": "negosim.errors",
    "SolverError": "negosim.errors",
    "StoreError": "negosim.errors",
    "Summary": "negosim.study",
    "UsageError": "negosim.errors",
    "View": "negosim.engine",
    "Wait": "negosim.engine",
    "WalkAway": "negosim.engine",
    "Zones": "negosim.zopa",
    "compare": "negosim.study",
    "dump": "negosim.api",
    "load": "negosim.files",
    "run": "negosim.api",
    "sweep": "negosim.study",
    "traces": "negosim.study",
    "zones": "negosim.api",
}
_MODULES = ("history", "programs")

__all__ = [
    "Accept",
    "CallSeat",
    "NegosimError",
    "Offer",
    "Result",
    "Scenario",
    "ScenarioError",
    "ScriptSeat",
    "Seat",
    "SeatError",
    "SolverError",
    "StoreError",
    "Summary",
    "UsageError",
    "View",
    "Wait",
    "WalkAway",
    "Zones",
    "compare",
    "dump",
    "history",
    "load",
    "programs",
    "run",
    "sweep",
    "traces",
    "zones",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    if name in _MODULES:
        return import_module(f"negosim.{name}")
    raise AttributeError(f"module 'negosim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
