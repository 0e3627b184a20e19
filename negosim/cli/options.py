"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["AsJson", "Plot", "Replicate", "ScenarioName", "Seed", "Settings"]


def _complete(start: str) -> list[str]:
    from negosim.files import shipped

    return [name for name in shipped() if name.startswith(start)]


ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, or the name of a shipped one ('negosim scenarios' lists them).",
        autocompletion=_complete,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Seed of the random numbers.")]
Replicate = Annotated[int, typer.Option("--replicate", metavar="N", min=0, help="Which of the seed's replicates.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Put a value in place of the file's, as in calendar.horizon=2021-06-30; repeatable.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Plot = Annotated[str | None, typer.Option("--plot", metavar="FILE", help="Draw it to a .png, .svg or .pdf file.")]
