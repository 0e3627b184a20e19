"""``negosim zones``: the zone of agreement, the frontier and the solutions."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from negosim.cli.loading import load_scenario, parse_date
from negosim.cli.options import AsJson, Plot, Replicate, ScenarioName, Seed, Settings
from negosim.cli.output import note, print_json

__all__ = ["zones"]

On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day of the solutions.", show_default="the horizon")
]
Lotteries = Annotated[bool, typer.Option("--lotteries", help="Allow agreements on a lottery over outcomes.")]


def zones(
    scenario: ScenarioName,
    on: On = None,
    seed: Seed = 0,
    replicate: Replicate = 0,
    settings: Settings = None,
    lotteries: Lotteries = False,
    as_json: AsJson = False,
    plot: Plot = None,
) -> None:
    """Show when an agreement was possible, and the bargaining solutions.

    Prints the zone of agreement, or the gap, of each period; and the Pareto frontier and the solutions on one day.
    """
    from negosim.report.saving import check_figure, write_figure

    if plot is not None:
        check_figure(plot)
    day = None if on is None else parse_date(on, "--on")
    from negosim.zopa import zones as find_zones

    found = find_zones(load_scenario(scenario, settings), on=day, seed=seed, replicate=replicate, lotteries=lotteries)
    if as_json:
        print_json(found.as_dict())
    else:
        from negosim.report import show, tell_zones

        show(tell_zones(found, seed=seed, replicate=replicate), sys.stdout)
    if plot is not None:
        from negosim.report.figures import draw_zones

        write_figure(draw_zones(found), plot)
        note(f"figure written to {plot}")
