"""Arguments and options shared by several commands."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.completion import complete_path, complete_scenario

__all__ = ["AsJson", "Plot", "Profiles", "Replicate", "Rescale", "RunSeed", "ScenarioName", "Seed", "Settings"]


ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, the name of a shipped scenario (see 'negosim scenarios'), or a Genius folder.",
        autocompletion=complete_scenario,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Seed of the random numbers.")]
RunSeed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        min=0,
        help="Seed of the random numbers.",
        show_default="none: the typical run, with every drawn number at its median",
    ),
]
Replicate = Annotated[
    int | None,
    typer.Option("--replicate", metavar="N", min=0, help="Number of the replicate.", show_default="0 with --seed"),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Override a value of the file, for example calendar.horizon=2021-06-30; repeatable.",
        autocompletion=complete_path,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]
Plot = Annotated[
    str | None, typer.Option("--plot", metavar="FILE", help="Write a figure to a .png, .svg or .pdf file.")
]
Profiles = Annotated[
    str | None,
    typer.Option(
        "--profiles",
        metavar="A,B",
        help="Profiles of a Genius folder to use, by file name, as in A,B.",
        show_default="all",
    ),
]
Rescale = Annotated[
    bool,
    typer.Option("--rescale", help="Allow weights in a Genius folder that do not sum to 1, and rescale them."),
]
