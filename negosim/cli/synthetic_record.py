"""``negosim synthetic-record``: a simulated record, to check the forecasts with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.options import Seed
from negosim.cli.output import note
from negosim.errors import UsageError

__all__ = ["synthetic_record"]

Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder to create.")]
Renewals = Annotated[int, typer.Option("--renewals", metavar="N", help="Number of agreements.")]
Truth = Annotated[
    str,
    typer.Option(
        "--truth",
        metavar="mechanism|ridge",
        help="What generates the outcomes. mechanism: the model; ridge: a regression on the last step.",
    ),
]


def synthetic_record(directory: Folder, renewals: Renewals = 200, truth: Truth = "mechanism", seed: Seed = 0) -> None:
    """Simulate a record of many agreements whose true mechanism is known.

    'negosim backtest --record DIR' then shows how the mechanism compares with the baselines when it is true, or when it
    is false.
    """
    from negosim.forecast.synthetic import TRUTHS, write_record
    from negosim.forecast.synthetic import synthetic_record as make

    for known in TRUTHS:
        if truth == known:
            write_record(make(renewals=renewals, truth=known, seed=seed), Path(directory), truth=known, seed=seed)
            note(f"record written to {directory}")
            return
    raise UsageError(f"--truth {truth}: give mechanism or ridge")
