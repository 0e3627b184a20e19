"""``negosim scenarios`` and ``negosim tactics``: lists of what ships with the package."""

from __future__ import annotations

import sys
from typing import Any

from negosim.cli.options import AsJson
from negosim.cli.output import note, print_json

__all__ = ["scenarios", "tactics"]


def scenarios(as_json: AsJson = False) -> None:
    """List the shipped scenarios and their parties."""
    from negosim import files

    listed = [
        {
            "name": name,
            "title": str(data.get("title", "")),
            "description": str(data.get("description", "")),
            "parties": list(data.get("delegations", {})),
        }
        for name, data in ((name, files.read(name).data) for name in files.shipped())
    ]
    if as_json:
        print_json({"schema": 1, "scenarios": listed})
        return
    from negosim.report import show
    from negosim.report.catalogue import list_scenarios

    show(list_scenarios(listed), sys.stdout)


def tactics(as_json: AsJson = False) -> None:
    """List the tactics and their parameters."""
    from negosim.files.tactics import broken_entries, tactic_kinds

    kinds = tuple(tactic_kinds().values())
    for name, reason in broken_entries().items():
        note(f"warning: the tactic '{name}' of an installed package cannot be loaded: {reason}")
    if as_json:
        print_json({"schema": 1, "tactics": [_tactic(kind) for kind in kinds]})
        return
    from negosim.report import show
    from negosim.report.catalogue import list_tactics

    show(list_tactics(kinds), sys.stdout)


def _tactic(kind: Any) -> dict[str, Any]:
    parameters = [
        {
            "name": parameter.name,
            "description": parameter.description,
            "default": parameter.default,
            "low": _finite(parameter.low),
            "high": _finite(parameter.high),
        }
        for parameter in kind.parameters
    ]
    return {
        "name": kind.name,
        "summary": kind.summary,
        "source": kind.source,
        "time_dependent": kind.time_dependent or kind.curve is not None,
        "deterministic": kind.deterministic,
        "knows_opponent": kind.knows_opponent,
        "parameters": parameters,
    }


def _finite(bound: float) -> float | None:
    return None if abs(bound) == float("inf") else bound
