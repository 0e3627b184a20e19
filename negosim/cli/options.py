"""Arguments and options shared by several commands."""

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
        help="A scenario file, the name of a shipped scenario (see 'negosim scenarios'), or a folder of Genius.",
        autocompletion=_complete,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Seed of the random numbers.")]
Replicate = Annotated[int, typer.Option("--replicate", metavar="N", min=0, help="Number of the replicate.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Override a value of the file, for example calendar.horizon=2021-06-30; repeatable.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]
Plot = Annotated[
    str | None, typer.Option("--plot", metavar="FILE", help="Write a figure to a .png, .svg or .pdf file.")
]
