"""``negosim compare``, ``negosim sensitivity`` and ``negosim tournament``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.completion import complete_path, complete_scenario
from negosim.cli.loading import parse_date, read_document, show_warnings
from negosim.cli.options import AsJson, Plot, ScenarioName, Seed, Settings
from negosim.cli.parts import listed
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.cli.sweep import Before

__all__ = ["compare", "sensitivity", "tournament"]

Side = Annotated[
    str,
    typer.Argument(
        metavar="A",
        help="A scenario, or the folder of a sweep.",
        show_default=False,
        autocompletion=complete_scenario,
    ),
]
OtherSide = Annotated[
    str,
    typer.Argument(
        metavar="B", help="Another scenario or folder.", show_default=False, autocompletion=complete_scenario
    ),
]
Pairs = Annotated[
    int | None,
    typer.Option("-n", "--replicates", metavar="N", help="Number of pairs.", show_default="the folders', or 10,000"),
]
OwnSeed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", min=0, help="Seed of the random numbers.", show_default="the folders', or 0"),
]
Each = Annotated[int, typer.Option("-n", "--replicates", metavar="N", help="Replicates at each point of the sample.")]
PerPair = Annotated[int, typer.Option("-n", "--replicates", metavar="N", help="Negotiations per pair of tactics.")]
Samples = Annotated[int, typer.Option("--samples", metavar="K", help="Size of the Sobol sample, a power of two.")]
Ranges = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="PATH=lo:hi",
        help="Vary a value over a range; repeatable.",
        autocompletion=complete_path,
        show_default="every number that the scenario draws",
    ),
]
Tactics = Annotated[
    str | None,
    typer.Option(
        "--tactics",
        metavar="A,B,C",
        help="At least two tactics, as in boulware(beta=0.1),linear.",
        show_default="five well-known tactics",
    ),
]


def compare(
    context: typer.Context,
    a: Side,
    b: OtherSide,
    replicates: Pairs = None,
    seed: OwnSeed = None,
    before: Before = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Compare two scenarios, or two sweeps, replicate by replicate under the same random numbers."""
    check_outputs(plot, report)
    day = None if before is None else parse_date(before, "--before")
    from negosim.report.illustrations import illustrate_comparison
    from negosim.report.sweeps.comparison import describe_comparison
    from negosim.report.sweeps.figures import draw_comparison
    from negosim.study import compare as compared

    sides = [side if Path(side).is_dir() else read_document(side) for side in (a, b)]
    show_warnings(*(side for side in sides if not isinstance(side, str)))
    comparison = compared(*sides, replicates=replicates, seed=seed, before=day)
    result = Result(
        data=comparison.as_dict,
        document=lambda: describe_comparison(comparison),
        figure=lambda: draw_comparison(comparison),
        figures=lambda: illustrate_comparison(comparison),
    )
    present(result, context, as_json=as_json, plot=plot, report=report)


def sensitivity(
    context: typer.Context,
    scenario: ScenarioName,
    vary: Ranges = None,
    samples: Samples = 256,
    replicates: Each = 200,
    seed: Seed = 0,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Estimate which uncertain numbers matter: first-order and total Sobol indices with bootstrap intervals."""
    check_outputs(plot, report)
    from negosim.report.illustrations import illustrate_sensitivity
    from negosim.report.sweeps.figures import draw_sensitivity
    from negosim.report.sweeps.sensitivity import describe_sensitivity
    from negosim.study import sensitivity as sobol_indices

    document = read_document(scenario, settings)
    show_warnings(document)
    indices = sobol_indices(document, vary=vary, samples=samples, replicates=replicates, seed=seed)
    result = Result(
        data=indices.as_dict,
        document=lambda: describe_sensitivity(indices),
        figure=lambda: draw_sensitivity(indices),
        figures=lambda: illustrate_sensitivity(indices),
        scenario=document.text,
    )
    present(result, context, as_json=as_json, plot=plot, report=report)


def tournament(
    context: typer.Context,
    scenario: ScenarioName,
    tactics: Tactics = None,
    replicates: PerPair = 1_000,
    seed: Seed = 0,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Play tactics against each other, and find the equilibria of the game of choosing a tactic."""
    check_outputs(plot, report)
    from negosim.report.illustrations import illustrate_tournament
    from negosim.report.sweeps.figures import draw_tournament
    from negosim.report.sweeps.tournament import describe_tournament
    from negosim.study import tournament as play_tournament
    from negosim.study.estimate.tournament import TACTICS

    document = read_document(scenario, settings)
    show_warnings(document)
    named = TACTICS if tactics is None else tuple(listed(tactics))
    played = play_tournament(document, tactics=named, replicates=replicates, seed=seed)
    result = Result(
        data=played.as_dict,
        document=lambda: describe_tournament(played),
        figure=lambda: draw_tournament(played),
        figures=lambda: illustrate_tournament(played),
        scenario=document.text,
    )
    present(result, context, as_json=as_json, plot=plot, report=report)
