"""Output of commands: JSON on stdout, notes on stderr."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from negosim.domain.scenario import Scenario

__all__ = ["note", "note_missing_words", "print_json"]

MOST_NAMED = 4


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def note(text: str) -> None:
    """Print a message that is not a result."""
    typer.echo(text, err=True)


def note_missing_words(scenario: Scenario, language: str) -> None:
    """Print which texts of a scenario have no translation; they are shown in the original language."""
    from negosim.teach.translating import missing_words

    missing = missing_words(scenario, language)
    if missing:
        some = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        note(f"the translation '{language}' of {scenario.name} lacks {len(missing)} of its texts: {some}")
