"""``negosim best-response``: the best parameters of a tactic against some opponents."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from negosim.cli.loading import read_document
from negosim.cli.options import AsJson, ScenarioName, Seed, Settings
from negosim.cli.output import print_json
from negosim.cli.parts import listed

__all__ = ["best_response"]

Party = Annotated[str, typer.Option("--as", metavar="PARTY", help="The party whose tactic is optimized.")]
Tactic = Annotated[
    str, typer.Option("--tactic", metavar="NAME", help="The tactic to optimize, as in polynomial(k=0.1).")
]
Ranges = Annotated[
    list[str], typer.Option("--vary", metavar="NAME=lo:hi", help="A parameter to search, and its range; repeatable.")
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against", metavar="A,B,C", help="Tactics of the other side, all equally likely.", show_default="the file's"
    ),
]
Each = Annotated[int, typer.Option("-n", "--replicates", metavar="N", help="Negotiations with each opponent.")]


def best_response(
    scenario: ScenarioName,
    party: Party,
    tactic: Tactic,
    vary: Ranges,
    against: Against = None,
    replicates: Each = 1_000,
    seed: Seed = 0,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Find the parameters of a tactic that do best against given opponents.

    The search uses differential evolution; the printed payoffs come from negotiations that the search did not use.
    """
    from negosim.report import show
    from negosim.report.sweeps.best_response import describe_best_response
    from negosim.study import best_response as searched

    opponents = [] if against is None else listed(against)
    document = read_document(scenario, settings)
    response = searched(
        document, party=party, tactic=tactic, vary=vary, against=opponents, replicates=replicates, seed=seed
    )
    if as_json:
        print_json(response.as_dict())
        return
    show(describe_best_response(response), sys.stdout)
