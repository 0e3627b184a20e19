"""``negosim convert``: domains of Genius and ANAC to scenario files, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.loading import load_scenario, read_domain
from negosim.cli.options import Profiles, Rescale
from negosim.errors import UsageError

__all__ = ["convert"]

Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A folder with the XML files of a domain, or a scenario.")
]
Dest = Annotated[str, typer.Argument(metavar="DEST", help="The scenario file or folder to write.")]


def convert(source: Source, dest: Dest, profiles: Profiles = None, rescale: Rescale = False) -> None:
    """Convert a domain of Genius or ANAC to a scenario file, or a scenario to a domain of Genius.

    A folder holds the domain and a profile for each party, as XML with discrete, integer and real issues. Converting
    the file back gives the same folder, number for number.
    """
    if Path(source).is_dir() or profiles is not None or rescale:
        _to_scenario(source, Path(dest), profiles, rescale=rescale)
    else:
        _to_genius(source, dest)


def _to_scenario(folder: str, target: Path, profiles: str | None, *, rescale: bool) -> None:
    from negosim import files
    from negosim.convert import scenario_tables

    domain = read_domain(folder, profiles, rescale=rescale)
    if target.suffix != ".toml":
        raise UsageError(f"{target}: the name of a scenario file must end in .toml")
    tables = scenario_tables(domain)
    files.build(files.from_data(tables, name=target.stem))
    try:
        target.write_text(files.dumps(tables), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: the file cannot be written: {error.strerror or error}") from None
    names = " and ".join(profile.name for profile in domain.profiles)
    issues = "1 issue" if len(domain.issues) == 1 else f"{len(domain.issues)} issues"
    typer.echo(f"{target}: {issues}, profiles {names}")


def _to_genius(source: str, folder: str) -> None:
    from negosim.convert import domain_of, write_genius

    for path in write_genius(domain_of(load_scenario(source)), folder):
        typer.echo(str(path))
