"""``negosim schema``: the JSON Schema of scenario files."""

from __future__ import annotations

from negosim.cli.output import print_json

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from negosim.files import schema as schema_of_files

    print_json(schema_of_files())
