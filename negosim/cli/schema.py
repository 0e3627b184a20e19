"""``negosim schema``: the JSON Schema of scenario files, and of the messages of programs."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.output import print_json
from negosim.errors import UsageError, did_you_mean

__all__ = ["schema"]

KINDS = ("scenario", "seat")


Of = Annotated[
    str, typer.Argument(metavar="WHAT", help="'scenario' for scenario files, 'seat' for the messages of programs.")
]


def schema(of: Of = "scenario") -> None:
    """Print the JSON Schema of scenario files, for editors, or of the messages between negosim and a program."""
    if of == "scenario":
        from negosim.files import schema as schema_of_files

        print_json(schema_of_files())
    elif of == "seat":
        from negosim.programs import schema as schema_of_messages

        print_json(schema_of_messages())
    else:
        raise UsageError(f"there is no schema '{of}'{did_you_mean(of, KINDS)}; there are {' and '.join(KINDS)}")
