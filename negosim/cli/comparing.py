"""``negosim compare``, ``negosim sensitivity`` and ``negosim tournament``: what makes a difference."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from negosim.cli.loading import read_document
from negosim.cli.options import AsJson, Plot, ScenarioName, Seed, Settings
from negosim.cli.output import note, print_json
from negosim.cli.sweep import check_plot

__all__ = ["compare", "sensitivity", "tournament"]

Side = Annotated[str, typer.Argument(metavar="A", help="A scenario, or the folder of a sweep.", show_default=False)]
OtherSide = Annotated[str, typer.Argument(metavar="B", help="Likewise.", show_default=False)]
Pairs = Annotated[
    int | None,
    typer.Option("-n", "--replicates", metavar="N", help="How many pairs.", show_default="the folders', or 10,000"),
]
OwnSeed = Annotated[
    int | None,
    typer.Option("--seed", min=0, help="Seed of the random numbers.", show_default="the folders', or 0"),
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
        show_default="what the scenario draws",
    ),
]
Tactics = Annotated[
    str | None,
    typer.Option("--tactics", metavar="A,B,C", help="Which tactics meet.", show_default="five well-known ones"),
]


def compare(a: Side, b: OtherSide, replicates: Pairs = None, seed: OwnSeed = None, as_json: AsJson = False) -> None:
    """Compare two scenarios, or two sweeps, replicate by replicate under the same random numbers."""
    from negosim.study import compare as compared

    comparison = compared(a, b, replicates=replicates, seed=seed)
    if as_json:
        print_json(comparison.as_dict())
        return
    from negosim.report import show
    from negosim.report.sweeps.comparison import tell_comparison

    show(tell_comparison(comparison), sys.stdout)


def sensitivity(
    scenario: ScenarioName,
    vary: Ranges = None,
    samples: Samples = 256,
    replicates: Each = 200,
    seed: Seed = 0,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
) -> None:
    """Find out which uncertain number matters: first-order and total Sobol indices with bootstrap intervals."""
    from negosim.study import sensitivity as sobol_indices

    check_plot(plot)
    sensitivities = sobol_indices(
        read_document(scenario, settings), vary=vary, samples=samples, replicates=replicates, seed=seed
    )
    if as_json:
        print_json(sensitivities.as_dict())
    else:
        from negosim.report import show
        from negosim.report.sweeps.sensitivity import tell_sensitivity

        show(tell_sensitivity(sensitivities), sys.stdout)
    if plot is not None:
        from negosim.report.saving import write_figure
        from negosim.report.sweeps.figures import draw_sensitivity

        write_figure(draw_sensitivity(sensitivities), plot)
        note(f"figure written to {plot}")


def tournament(
    scenario: ScenarioName,
    tactics: Tactics = None,
    replicates: PerPair = 1_000,
    seed: Seed = 0,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Let tactics meet each other, and solve the game of choosing one."""
    from negosim.study import tournament as held
    from negosim.study.estimate.tournament import TACTICS

    named = TACTICS if tactics is None else tuple(part.strip() for part in tactics.split(","))
    played = held(read_document(scenario, settings), tactics=named, replicates=replicates, seed=seed)
    if as_json:
        print_json(played.as_dict())
        return
    from negosim.report import show
    from negosim.report.sweeps.tournament import tell_tournament

    show(tell_tournament(played), sys.stdout)
