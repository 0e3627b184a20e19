"""``negosim run``: one negotiation."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from negosim.cli.loading import load_scenario
from negosim.cli.options import AsJson, Plot, Replicate, ScenarioName, Seed, Settings
from negosim.cli.output import note, print_json
from negosim.errors import UsageError

__all__ = ["run"]

Report = Annotated[
    str | None,
    typer.Option(
        "--report", metavar="FILE.html", help="Write an HTML page with text, figures and tables; it needs no internet."
    ),
]
Pace = Annotated[
    float,
    typer.Option(
        "--pace", min=0.0, metavar="SECONDS", help="Print the talks in real time, so many seconds per simulated day."
    ),
]


def run(
    scenario: ScenarioName,
    seed: Seed = 0,
    replicate: Replicate = 0,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
    pace: Pace = 0.0,
) -> None:
    """Run one negotiation and print it round by round.

    The same scenario, seed and replicate always give the same output.
    """
    from negosim.report.saving import check_figure, check_page, write_figure, write_page

    if as_json and pace > 0.0:
        raise UsageError("--pace cannot be combined with --json; remove one of them")
    if plot is not None:
        check_figure(plot)
    if report is not None:
        check_page(report)
    from negosim import engine

    result = engine.run(load_scenario(scenario, settings), seed=seed, replicate=replicate)
    if as_json:
        print_json(result.as_dict())
    if as_json and plot is None and report is None:
        return
    from negosim.report import show, tell_run, zones_of

    found = zones_of(result)
    telling = tell_run(result, found)
    if not as_json:
        show(telling, sys.stdout, seconds_per_day=pace)
    if plot is not None:
        from negosim.report.figures import draw_run

        write_figure(draw_run(result, found), plot)
        note(f"figure written to {plot}")
    if report is not None:
        write_page(telling, report, result=result, zones=found)
        note(f"report written to {report}")
