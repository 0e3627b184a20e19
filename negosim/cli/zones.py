"""``negosim zones``: the zone of agreement, the frontier and the solutions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.loading import (
    domain_document,
    is_genius,
    parse_date,
    read_document,
    read_domain,
    scenario_of,
    with_settings,
)
from negosim.cli.options import AsJson, Plot, Profiles, Replicate, Rescale, RunSeed, ScenarioName, Settings
from negosim.cli.output import print_json
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.convert import Domain

__all__ = ["zones"]

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Day for which to compute the solutions.", show_default="the horizon"),
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
    profiles: Profiles = None,
    rescale: Rescale = False,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Show when an agreement was possible, and the bargaining solutions.

    Prints the zone of agreement or the gap in each period, and the Pareto frontier and the solutions on one day.
    """
    check_outputs(plot, report)
    day = None if on is None else parse_date(on, "--on")
    from negosim.report import describe_zones
    from negosim.report.figures import draw_zones
    from negosim.report.illustrations import illustrate_zones
    from negosim.zopa import zones as solve_zones

    if is_genius(scenario) or profiles is not None or rescale:
        domain = read_domain(scenario, profiles, rescale=rescale)
        if len(domain.profiles) != 2:
            given = {"--on": on, "--set": settings, "--lotteries": lotteries, "--plot": plot, "--report": report}
            _print_many(domain, [option for option, value in given.items() if value], as_json=as_json)
            return
        document = with_settings(domain_document(domain, scenario), settings)
    else:
        document = read_document(scenario, settings)
    solved = solve_zones(scenario_of(document), on=day, seed=seed, replicate=replicate, lotteries=lotteries)
    result = Result(
        data=solved.as_dict,
        document=lambda: describe_zones(solved, seed=seed, replicate=replicate),
        figure=lambda: draw_zones(solved),
        figures=lambda: illustrate_zones(solved),
        scenario=document.text,
    )
    present(result, context, as_json=as_json, plot=plot, report=report)


def _print_many(domain: Domain, options: list[str], *, as_json: bool) -> None:
    """Print the solutions of a domain of Genius with more than two parties.

    Raises
    ------
    UsageError
        If options are given that are for two parties.
    """
    from negosim.convert.solving import solve_domain
    from negosim.report import show
    from negosim.report.domains import describe_domain

    if options:
        problem = f"{', '.join(options)}: only for two parties, but the domain has {len(domain.profiles)}"
        raise UsageError(f"{problem}; leave it out, or choose two with --profiles A,B")
    solved = solve_domain(domain)
    if as_json:
        print_json(solved.as_dict())
    else:
        show(describe_domain(solved), sys.stdout)
