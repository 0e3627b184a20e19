"""What commands print: JSON on its own on stdout, notes on stderr."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import typer

__all__ = ["note", "print_json"]


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def note(text: str) -> None:
    """Tell the user something that is not a result."""
    typer.echo(text, err=True)
