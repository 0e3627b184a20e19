"""``negosim schema``: the JSON Schema of scenario files, of records, and of the messages of programs."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.output import print_json
from negosim.errors import UsageError, did_you_mean

__all__ = ["schema"]

KINDS = ("scenario", "record", "seat")

Of = Annotated[
    str,
    typer.Argument(
        metavar="WHAT",
        help="'scenario' for scenario files, 'record' for the files of a record, 'seat' for the messages of programs.",
    ),
]


def schema(of: Of = "scenario") -> None:
    """Print the JSON Schema of scenario files or records, for editors, or of the messages of programs."""
    if of == "scenario":
        from negosim.files import schema as schema_of_files

        print_json(schema_of_files())
    elif of == "record":
        from negosim.history.row_schema import record_schema

        print_json(record_schema())
    elif of == "seat":
        from negosim.programs import schema as schema_of_messages

        print_json(schema_of_messages())
    else:
        raise UsageError(f"there is no schema '{of}'{did_you_mean(of, KINDS)}; there are {', '.join(KINDS)}")
