"""``negosim validate``: everything that is wrong with scenario files."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.options import AsJson
from negosim.cli.output import print_json

__all__ = ["validate"]

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names of shipped ones.")]


def validate(files: Files, as_json: AsJson = False) -> None:
    """Check scenario files and report every fault.

    Each with its place, what is allowed, and the mend.
    """
    from negosim.files import validate as faults_of

    found = {file: faults_of(file) for file in files}
    if as_json:
        listed = [
            {"file": file, "faults": [{"path": f.path, "problem": f.problem, "mend": f.mend} for f in faults]}
            for file, faults in found.items()
        ]
        print_json({"schema": 1, "valid": not any(found.values()), "files": listed})
    for file, faults in found.items() if not as_json else ():
        for fault in faults:
            typer.echo(str(fault), err=True)
        if not faults:
            typer.echo(f"{file}: valid")
    if any(found.values()):
        raise typer.Exit(2)
