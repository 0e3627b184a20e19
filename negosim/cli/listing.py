"""``negosim scenarios`` and ``negosim tactics``: lists of what the package contains."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from negosim.cli.options import AsJson, Plot
from negosim.cli.output import note, print_json
from negosim.errors import UsageError, did_you_mean

__all__ = ["scenarios", "tactics"]

TacticName = Annotated[str | None, typer.Argument(metavar="NAME", help="A tactic to explain.", show_default="all")]


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


def tactics(name: TacticName = None, as_json: AsJson = False, plot: Plot = None) -> None:
    """List the tactics, or explain one: its formula, parameters and source.

    With --plot, draw how it concedes in a small negotiation.
    """
    from negosim.files.tactics import broken_entries, tactic_kinds

    known = tactic_kinds()
    if name is not None and name not in known:
        raise UsageError(f"there is no tactic '{name}'{did_you_mean(name, known) or '; see negosim tactics'}")
    kinds = tuple(known.values()) if name is None else (known[name],)
    if plot is not None:
        _draw(name, plot)
    for entry, reason in broken_entries().items():
        note(f"warning: the tactic '{entry}' of an installed package cannot be loaded: {reason}")
    if as_json:
        print_json({"schema": 1, "tactics": [_tactic(kind) for kind in kinds]})
        return
    from negosim.report import show
    from negosim.report.catalogue import explain_tactic, list_tactics

    show(list_tactics(kinds) if name is None else explain_tactic(*kinds), sys.stdout)


def _draw(name: str | None, path: str) -> None:
    if name is None:
        raise UsageError("--plot draws one tactic; name it, as in: negosim tactics boulware --plot boulware.svg")
    from negosim.report.figures.tactics import draw_tactic
    from negosim.report.saving import check_figure, write_figure

    check_figure(path)
    write_figure(draw_tactic(name), path)
    note(f"figure written to {path}")


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
        "formula": kind.formula,
        "source": kind.source,
        "time_dependent": kind.time_dependent or kind.curve is not None,
        "deterministic": kind.deterministic,
        "knows_opponent": kind.knows_opponent,
        "parameters": parameters,
    }


def _finite(bound: float) -> float | None:
    return None if abs(bound) == float("inf") else bound
