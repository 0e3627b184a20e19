"""``negosim score``: forecasts of a user's own cases, and their scores."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.options import AsJson, Seed
from negosim.cli.output import print_json

__all__ = ["score"]

File = Annotated[
    str, typer.Argument(metavar="FILE.csv", help="Offers (thread, by, price, accepted) or lengths (group, days).")
]


def score(file: File, seed: Seed = 0, as_json: AsJson = False) -> None:
    """Forecast each case in a table of bargaining threads or lengths of talks from the others, and score the forecasts.

    A price is forecast from the list price and the buyer's first offer, a length from its group, in tenfold
    cross-validation: each tenth of the cases is forecast from the other nine.
    """
    from negosim.forecast.many import score_file
    from negosim.report import show
    from negosim.report.forecasts import describe_many

    scores = score_file(file, seed=seed)
    if as_json:
        print_json(scores.as_dict())
    else:
        show(describe_many(scores, title=Path(file).name), sys.stdout)
