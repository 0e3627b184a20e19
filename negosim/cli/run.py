"""``negosim run``: one negotiation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.loading import read_document, scenario_of
from negosim.cli.options import AsJson, Plot, Replicate, RunSeed, ScenarioName, Settings
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["run"]

Pace = Annotated[
    float,
    typer.Option(
        "--pace", min=0.0, metavar="SECONDS", help="Print the talks in real time, so many seconds per simulated day."
    ),
]


def run(
    context: typer.Context,
    scenario: ScenarioName,
    seed: RunSeed = None,
    replicate: Replicate = None,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
    pace: Pace = 0.0,
) -> None:
    """Run one negotiation and print it round by round.

    The same scenario, seed and replicate always give the same output.
    """
    if as_json and pace > 0.0:
        raise UsageError("--pace cannot be combined with --json; remove one of them")
    check_outputs(plot, report)
    from negosim import engine
    from negosim import report as reports
    from negosim.report.figures import draw_run
    from negosim.report.illustrations import illustrate_run

    document = read_document(scenario, settings)
    talks = engine.run(scenario_of(document), seed=seed, replicate=replicate)

    @cache
    def zones() -> Zones:
        return reports.zones_of(talks)

    result = Result(
        data=talks.as_dict,
        document=lambda: reports.tell_run(talks, zones()),
        figure=lambda: draw_run(talks, zones()),
        figures=lambda: illustrate_run(talks, zones()),
        scenario=document.text,
    )
    present(result, context, as_json=as_json, plot=plot, report=report, seconds_per_day=pace)
