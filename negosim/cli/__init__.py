"""The command ``negosim``: thin commands over the library, one per file.

A new command is a function in a file of its own, and a line in `COMMANDS`; a group of commands is a `typer.Typer` of
its own, and a line in `GROUPS`. Every start imports all commands, so a command imports what it uses inside its
function.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

import negosim
from negosim.cli.best_response import best_response
from negosim.cli.brief import brief
from negosim.cli.class_ import class_
from negosim.cli.class_debrief import class_debrief
from negosim.cli.comparing import compare, sensitivity, tournament
from negosim.cli.convert import convert
from negosim.cli.exercise import exercise
from negosim.cli.forecast import forecast
from negosim.cli.forecasting import backtest, calibrate
from negosim.cli.guard import Guarded
from negosim.cli.history import history
from negosim.cli.listing import scenarios, tactics
from negosim.cli.play import play
from negosim.cli.reading import query, replay
from negosim.cli.run import run
from negosim.cli.schema import schema
from negosim.cli.score import score
from negosim.cli.slips import slips
from negosim.cli.sweep import summary, sweep
from negosim.cli.synthetic_record import synthetic_record
from negosim.cli.validate import validate
from negosim.cli.zones import zones

__all__ = ["COMMANDS", "GROUPS", "application", "main"]

NEGOTIATE, SWEEPS, FORECASTS, FILES, TEACH = "Negotiate", "Sweeps", "Record and forecasts", "Scenario files", "Teach"
COMMANDS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (NEGOTIATE, run),
    (NEGOTIATE, zones),
    (SWEEPS, sweep),
    (SWEEPS, summary),
    (SWEEPS, query),
    (SWEEPS, replay),
    (SWEEPS, compare),
    (SWEEPS, sensitivity),
    (SWEEPS, tournament),
    (SWEEPS, best_response),
    (FORECASTS, history),
    (FORECASTS, calibrate),
    (FORECASTS, backtest),
    (FORECASTS, forecast),
    (FORECASTS, synthetic_record),
    (FORECASTS, score),
    (FILES, scenarios),
    (FILES, validate),
    (FILES, convert),
    (FILES, tactics),
    (FILES, schema),
    (TEACH, play),
    (TEACH, brief),
    (TEACH, slips),
    (TEACH, class_),
    (TEACH, class_debrief),
)
GROUPS: tuple[tuple[str, str, typer.Typer], ...] = ((TEACH, "exercise", exercise),)


def application(*, styled: bool = False) -> typer.Typer:
    """Return the command with all its subcommands.

    Parameters
    ----------
    styled : bool
        Whether help and usage errors have frames and colours.
    """
    app = typer.Typer(
        name="negosim",
        cls=Guarded,
        no_args_is_help=True,
        rich_markup_mode="rich" if styled else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_negosim)
    for panel, command in COMMANDS:
        name = command.__name__.strip("_").replace("_", "-")
        app.command(name, rich_help_panel=panel, short_help=_first_sentence(command))(command)
    for panel, name, group in GROUPS:
        for info in group.registered_commands:
            info.short_help = _first_sentence(info.callback)
        app.add_typer(group, name=name, rich_help_panel=panel)
    return app


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Unicode shows a question mark
    application(styled=sys.stdout.isatty() and os.environ.get("TERM") != "dumb")()


def _first_sentence(command: object) -> str:
    """Return a command's description for the list of commands: its whole first paragraph, which typer would cut."""
    return " ".join((inspect.getdoc(command) or "").partition("\n\n")[0].split())


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"negosim {negosim.__version__}")
        raise typer.Exit


def _negosim(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Simulate negotiations from scenario files: once, round by round, or a million times."""
