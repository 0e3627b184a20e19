"""The outputs of a command: text or JSON on stdout, a figure, and a report as an HTML page."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negosim.cli.output import note, print_json

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from negosim.report.document import Document
    from negosim.report.html import Illustration

__all__ = ["Report", "Result", "check_outputs", "present"]

Report = Annotated[
    str | None,
    typer.Option(
        "--report", metavar="FILE.html", help="Write an HTML page with text, figures and tables, for offline use."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of a command, in each form in which it can be written.

    Parameters
    ----------
    data : function
        Returns what ``--json`` prints.
    document : function
        Returns what is printed, and written to a report.
    figure : function
        Returns the figure of ``--plot``.
    figures : function
        Returns the figures of ``--report``.
    scenario : str
        The scenario as TOML, for the report.
    """

    data: Callable[[], Mapping[str, Any]]
    document: Callable[[], Document]
    figure: Callable[[], Figure]
    figures: Callable[[], Iterable[Illustration]]
    scenario: str = ""


def check_outputs(plot: str | None, report: str | None) -> None:
    """Check that the files of a command can be written, before anything is computed.

    Raises
    ------
    UsageError
        If an extension is unknown, or a folder does not exist.
    """
    from negosim.report.saving import check_figure, check_page

    if plot is not None:
        check_figure(plot)
    if report is not None:
        check_page(report)


def present(
    result: Result,
    context: typer.Context,
    *,
    as_json: bool,
    plot: str | None,
    report: str | None,
    seconds_per_day: float = 0.0,
) -> None:
    """Print a result, and write its figure and its report if requested."""
    if as_json:
        print_json(result.data())
        if plot is None and report is None:
            return
    from negosim.report import show
    from negosim.report.saving import write_figure, write_page

    document = None if as_json and report is None else result.document()
    if document is not None and not as_json:
        show(document, sys.stdout, seconds_per_day=seconds_per_day)
    if plot is not None:
        write_figure(result.figure(), plot)
        note(f"figure written to {plot}")
    if document is not None and report is not None:
        write_page(document, report, figures=result.figures(), origin=_origin(context, result.scenario))
        note(f"report written to {report}")


def _origin(context: typer.Context, scenario: str) -> Any:
    import negosim
    from negosim.report.html import Origin

    return Origin(command=command_line(context), version=negosim.__version__, scenario=scenario)


def command_line(context: typer.Context) -> str:
    """Return the command as it was typed, without folders in the names of the files that it writes."""
    words = ["negosim", *context.command_path.split()[1:]]
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        if value is None or value == parameter.get_default(context) or value == ():
            continue
        names = [name for name in parameter.opts if name.startswith("-")]
        for each in value if isinstance(value, list | tuple) else [value]:
            shown = Path(str(each)).name if names and names[-1] in ("--report", "--plot") else str(each)
            words += [names[-1]] if names else []
            words += [] if each is True else [shown]
    return shlex.join(words)
