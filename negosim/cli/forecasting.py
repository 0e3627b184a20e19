"""``negosim calibrate`` and ``negosim backtest``: fit the record, and score forecasts of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.history import RecordFolder
from negosim.cli.options import AsJson, Plot, Seed
from negosim.cli.output import note, print_json
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.cli.sweep import Workers
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.forecast.reference import Reference
    from negosim.history import Dyad

__all__ = ["At", "Draws", "Hindsight", "PriorName", "backtest", "calibrate", "reference_for"]

At = Annotated[
    str,
    typer.Option(
        "--at", metavar="opening|positions|expiry", help="Time of the forecasts, which determines what was known."
    ),
]
PriorName = Annotated[
    str, typer.Option("--prior", metavar="NAME", help="Prior of the parameters: hindsight-free, first, shut or wide.")
]
Hindsight = Annotated[
    bool, typer.Option("--hindsight", help="Also use positions that were reported only after the talks.")
]
Draws = Annotated[
    int | None,
    typer.Option(
        "--draws", metavar="N", min=200, help="Number of draws in the reference table.", show_default="20,000"
    ),
]
Check = Annotated[
    int,
    typer.Option("--check", metavar="N", min=0, help="Also calibrate on N synthetic records, preferably 150 or more."),
]
Ranks = Annotated[
    str | None, typer.Option("--ranks", metavar="FILE", help="With --check: write the figure of the ranks.")
]
Out = Annotated[str | None, typer.Option("--out", metavar="FILE.csv", help="Write 2,000 draws from the posterior.")]
ArviZ = Annotated[str | None, typer.Option("--arviz", metavar="FILE.nc", help="Write prior and posterior for ArviZ.")]
Deals = Annotated[
    int,
    typer.Option(
        "--placebo", metavar="N", min=0, help="Also repeat with the positions permuted among the agreements, N times."
    ),
]


def calibrate(
    at: At = "opening",
    prior: PriorName = "hindsight-free",
    record: RecordFolder = None,
    hindsight: Hindsight = False,
    seed: Seed = 0,
    draws: Draws = None,
    workers: Workers = None,
    check: Check = 0,
    ranks: Ranks = None,
    out: Out = None,
    arviz: ArviZ = None,
    as_json: AsJson = False,
    plot: Plot = None,
) -> None:
    """Fit the fourteen shared parameters to the record, and show which of them it informs.

    The first call simulates and stores a reference table; later calls re-weight it. The result depends only on the
    record, the options and the seed.
    """
    from negosim.forecast import calibration, cases, parameters
    from negosim.forecast.ranks import check_ranks
    from negosim.report import forecasts as shown
    from negosim.report import show
    from negosim.report.saving import check_figure, write_figure

    time, chosen = cases.check_time(at), parameters.check_prior(prior).name
    for figure in (plot, ranks):
        if figure is not None:
            check_figure(figure)
    if ranks is not None and not check:
        raise UsageError("--ranks draws the result of --check; add --check")
    dyad, reference = reference_for(record, seed, draws, workers)
    posteriors = calibration.calibrate_all(dyad, reference, at=time, chosen=chosen, hindsight=hindsight)
    posterior = posteriors[chosen]
    checked = check_ranks(dyad, at=time, prior=chosen, records=check, seed=seed, workers=workers) if check else None
    if as_json:
        print_json(posterior.as_dict() | ({} if checked is None else {"check": checked.as_dict()}))
    else:
        show(shown.describe_posterior(posteriors, chosen=chosen, ranks=checked), sys.stdout)
    if plot is not None:
        write_figure(shown.draw_posterior(posterior), plot)
        note(f"figure written to {plot}")
    if ranks is not None and checked is not None:
        write_figure(shown.draw_ranks(checked.as_dict()), ranks)
        note(f"figure written to {ranks}")
    if out is not None:
        _write(out, calibration.draws_as_csv(posterior, seed=seed))
    if arviz is not None:
        calibration.as_arviz(posterior, seed=seed).to_netcdf(arviz)
        note(f"draws written to {arviz}")


def backtest(
    context: typer.Context,
    at: At = "opening",
    prior: PriorName = "hindsight-free",
    record: RecordFolder = None,
    hindsight: Hindsight = False,
    seed: Seed = 0,
    draws: Draws = None,
    workers: Workers = None,
    placebo: Deals = 0,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Forecast every agreement of the record from the others, and score the forecasts against baselines.

    First a forward chain, with each agreement forecast from those before it, then leave-one-out. A fold with fewer than
    100 effective draws gives no forecast. The result depends only on the record, the options and the seed.
    """
    from negosim.forecast import backtest as testing
    from negosim.forecast import cases, parameters, totals
    from negosim.forecast.placebo import placebo as deal
    from negosim.report import forecasts as shown

    time, chosen = cases.check_time(at), parameters.check_prior(prior).name
    check_outputs(plot, report)
    dyad = _dyad(record)
    testing.check_cases(cases.cases_of(dyad, time, hindsight=hindsight), time)
    dyad, reference = reference_for(record, seed, draws, workers)
    results = {
        name: testing.backtest(dyad, reference, at=time, prior=name, hindsight=hindsight, seed=seed)
        for name in (chosen, *(name for name in parameters.PRIORS if name != chosen))
    }
    dealt = deal(dyad, reference, deals=placebo, prior=chosen, hindsight=hindsight, seed=seed) if placebo else None
    added = {} if dealt is None else {"placebo": dealt.as_dict()}
    result = Result(
        data=lambda: totals.as_dict(results[chosen]) | {"priors": totals.by_prior(results)} | added,
        document=lambda: shown.describe_backtest(results, chosen=chosen, title=dyad.title, placebo=dealt),
        figure=lambda: shown.draw_backtest(results[chosen]),
        figures=lambda: shown.illustrate_backtest(results[chosen]),
    )
    present(result, context, as_json=as_json, plot=plot, report=report)


def _dyad(record: str | None) -> Dyad:
    from negosim.history import load_dyad

    return load_dyad(record)


def reference_for(record: str | None, seed: int, draws: int | None, workers: int | None) -> tuple[Dyad, Reference]:
    """Return a record and its reference table, simulated if it is not stored."""
    from dataclasses import replace

    from negosim.forecast.reference import Size
    from negosim.forecast.store import reference_of

    dyad = _dyad(record)
    size = Size() if draws is None else replace(Size(), draws=draws)
    return dyad, reference_of(dyad, seed=seed, size=size, workers=workers, note=note)


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: the file cannot be written: {error.strerror or error}") from None
    note(f"draws written to {path}")
