"""``negosim zones``: the zone of agreement, the frontier and the solutions."""

from __future__ import annotations

from typing import Annotated

import typer

from negosim.cli.loading import parse_date, read_document, scenario_of
from negosim.cli.options import AsJson, Plot, Replicate, RunSeed, ScenarioName, Settings
from negosim.cli.presenting import Report, Result, check_outputs, present

__all__ = ["zones"]

On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day of the solutions.", show_default="the horizon")
]
Lotteries = Annotated[bool, typer.Option("--lotteries", help="Allow agreements on a lottery over outcomes.")]


def zones(
    context: typer.Context,
    scenario: ScenarioName,
    on: On = None,
    seed: RunSeed = None,
    replicate: Replicate = None,
    settings: Settings = None,
    lotteries: Lotteries = False,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Show when an agreement was possible, and the bargaining solutions.

    Prints the zone of agreement, or the gap, of each period; and the Pareto frontier and the solutions on one day.
    """
    check_outputs(plot, report)
    day = None if on is None else parse_date(on, "--on")
    from negosim.report import tell_zones
    from negosim.report.figures import draw_zones
    from negosim.report.illustrations import illustrate_zones
    from negosim.zopa import zones as solve_zones

    document = read_document(scenario, settings)
    solved = solve_zones(scenario_of(document), on=day, seed=seed, replicate=replicate, lotteries=lotteries)
    result = Result(
        data=solved.as_dict,
        document=lambda: tell_zones(solved, seed=seed, replicate=replicate),
        figure=lambda: draw_zones(solved),
        figures=lambda: illustrate_zones(solved),
        scenario=document.text,
    )
    present(result, context, as_json=as_json, plot=plot, report=report)
