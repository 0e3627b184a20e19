"""``negosim schema``: the JSON Schema of scenario files and of records."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.output import print_json

__all__ = ["schema"]

Record = Annotated[bool, typer.Option("--record", help="The schema of a record's files instead.")]


def schema(record: Record = False) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    if record:
        from negosim.history.row_schema import record_schema

        print_json(record_schema())
        return
    from negosim.files import schema as schema_of_files

    print_json(schema_of_files())
