"""``negosim validate``: the errors and warnings of scenario files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from negosim.cli.completion import complete_scenario
from negosim.cli.options import AsJson
from negosim.cli.output import note, print_json
from negosim.errors import Fault

__all__ = ["validate"]

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="Scenario files, or names of shipped scenarios.", autocompletion=complete_scenario
    ),
]


def validate(files: Files, as_json: AsJson = False) -> None:
    """Check scenario files: report every error and every warning.

    Each is reported with its location, what is allowed, and how to fix it. A warning concerns a value that has no
    effect, or an effect other than it suggests; a file with warnings is valid.
    """
    from negosim.files import examine

    result = {file: examine(file) for file in files}
    if as_json:
        listed = [
            {"file": file, "faults": _listed(this.faults), "warnings": _listed(this.warnings)}
            for file, this in result.items()
        ]
        print_json({"schema": 1, "valid": not any(this.faults for this in result.values()), "files": listed})
    for file, this in result.items() if not as_json else ():
        for fault in this.faults:
            note(str(fault))
        for warning in this.warnings:
            note(f"warning: {warning}")
        if not this.faults:
            typer.echo(f"{file}: valid")
    if any(this.faults for this in result.values()):
        raise typer.Exit(2)


def _listed(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"path": fault.path, "problem": fault.problem, "fix": fault.fix} for fault in faults]
