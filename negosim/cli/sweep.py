"""``negosim sweep`` and ``negosim summary``: many negotiations, and estimates of their results."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negosim.cli.completion import complete_path
from negosim.cli.loading import parse_date, read_document, show_warnings
from negosim.cli.options import AsJson, Plot, ScenarioName, Seed, Settings
from negosim.cli.output import note, print_json
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from negosim.files import Document
    from negosim.study import Summary

__all__ = ["Folder", "Vary", "Workers", "summary", "sweep"]

REPLICATES = 10_000
# Options that choose points, depend on estimates, or do not run in threads.
NOT_WITH_TABLES = (
    *("vary", "design", "points", "aggregate", "precision", "chunk_size"),
    *("processes", "dask", "dry_run", "before", "plot", "report"),
)

Vary = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="PATH=VALUES",
        help="Vary a value: PATH=20:40:5 (5 points from 20 to 40), PATH=20:40:by5 (steps of 5) or PATH=a,b,c; "
        "repeatable.",
        autocompletion=complete_path,
    ),
]
Workers = Annotated[int | None, typer.Option("--workers", metavar="K", help="Number of workers.", show_default="all")]
Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a sweep.")]
Replicates = Annotated[
    int | None,
    typer.Option(
        "-n",
        "--replicates",
        metavar="N",
        help="Replicates at each point, or of each row of a table.",
        show_default="10000; 1 for a row",
    ),
]
ParameterTable = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="FILE",
        help="Run each row of a .csv or .parquet file, whose columns are named after the paths that they set.",
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh", help="With --table: draw fresh random numbers for each row instead of the same ones for all."
    ),
]
Design = Annotated[str, typer.Option("--design", metavar="grid|list|sobol|lhs", help="Design that chooses the points.")]
Points = Annotated[int | None, typer.Option("--points", metavar="K", help="Number of points of a sobol or lhs design.")]
Out = Annotated[
    str | None, typer.Option("--out", metavar="DIR", help="Store the rows in this folder; resumes an existing sweep.")
]
Dask = Annotated[str | None, typer.Option("--dask", metavar="ADDRESS|local", help="Run on a dask cluster.")]
Processes = Annotated[bool, typer.Option("--processes", help="Use processes instead of threads.")]
Aggregate = Annotated[bool, typer.Option("--aggregate", help="Store only counts and histograms, no rows.")]
Precision = Annotated[
    list[str] | None,
    typer.Option(
        "--precision",
        metavar="[NAME=]X",
        help="Stop a point when the half-width of the 95 % interval of an estimate is at most X, in its unit, as in "
        "agreed=0.01 or price=50; repeatable. X by itself means agreed=X.",
    ),
]
ChunkSize = Annotated[
    int | None,
    typer.Option("--chunk-size", metavar="N", help="Replicates per chunk of work.", show_default="about 5 s"),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Estimate points, replicates, time and size without running anything.")
]
Before = Annotated[
    str | None,
    typer.Option("--before", metavar="DATE", help="Also estimate the probability of an agreement before DATE."),
]


def sweep(
    context: typer.Context,
    scenario: ScenarioName,
    replicates: Replicates = None,
    vary: Vary = None,
    table: ParameterTable = None,
    fresh: Fresh = False,
    design: Design = "grid",
    points: Points = None,
    seed: Seed = 0,
    settings: Settings = None,
    workers: Workers = None,
    processes: Processes = False,
    dask: Dask = None,
    out: Out = None,
    aggregate: Aggregate = False,
    precision: Precision = None,
    chunk_size: ChunkSize = None,
    dry_run: DryRun = False,
    before: Before = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Run a scenario many times, at each point of a design or row of a table, and estimate how it ends.

    The result depends only on the scenario, the design, the seed and -n. With --out, an interrupted sweep resumes.
    """
    check_outputs(plot, report)
    _check_table(table, fresh, context.params)
    day = None if before is None else parse_date(before, "--before")
    given: dict[str, Any] = {
        "replicates": REPLICATES if replicates is None else replicates,
        "vary": vary,
        "design": design,
        "points": points,
        "seed": seed,
        "aggregate": aggregate,
        "precision": precision,
    }
    document = read_document(scenario, settings)
    show_warnings(document)
    if table is not None:
        rows = 1 if replicates is None else replicates
        _sweep_table(document, table, as_json, replicates=rows, seed=seed, common=not fresh, workers=workers, out=out)
        return
    _note_ranges(vary)
    if dry_run:
        _print_dry_run(document, given, workers, as_json)
        return
    from negosim.study import sweep as run_sweep

    with ExitStack() as stack:
        executor: Any = "processes" if processes else None
        if dask is not None:
            from negosim.study.sweeps.clusters import dask_executor

            executor, workers = stack.enter_context(dask_executor(dask, workers))
        estimates = run_sweep(
            document, executor=executor, workers=workers, out=out, chunk_size=chunk_size, progress=True, **given
        )
    result = _result(estimates, day, document.text)
    present(result, context, as_json=as_json, plot=plot, report=report)


def summary(
    context: typer.Context,
    folder: Folder,
    before: Before = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
) -> None:
    """Print the results of the sweep in a folder: shares, means and quantiles with their 95 % intervals."""
    from negosim.study import summary as read_summary

    check_outputs(plot, report)
    day = None if before is None else parse_date(before, "--before")
    result = _result(read_summary(folder), day, "")
    present(result, context, as_json=as_json, plot=plot, report=report)


def _check_table(table: str | None, fresh: bool, given: Mapping[str, Any]) -> None:
    """Reject options that cannot be combined with a table, or that need one.

    Raises
    ------
    UsageError
        If one of these options is given.
    """
    if table is None and fresh:
        raise UsageError("--fresh needs a table; add --table FILE")
    refused = [name for name in NOT_WITH_TABLES if given[name] not in (None, False, "grid", [], ())]
    if table is not None and refused:
        listed = " and ".join(f"--{name.replace('_', '-')}" for name in refused)
        raise UsageError(f"--table {table}: a table cannot be combined with {listed}; use one or the other")


def _sweep_table(document: Document, table: str, as_json: bool, **options: Any) -> None:
    from negosim.study.tables import sweep_table

    rows = sweep_table(document, table, progress=True, **options)
    if as_json:
        print_json(rows.as_dict())
        return
    from negosim.report import show
    from negosim.report.sweeps.table import describe_table

    show(describe_table(rows), sys.stdout)


def _note_ranges(vary: list[str] | None) -> None:
    """Print how each range is read before it is run: 20:40:5 could be mistaken for steps of 5."""
    from negosim.report.sweeps.labels import path_label
    from negosim.study.sweeps.axes import axes_of

    for axis in axes_of(vary):
        if axis.words:
            note(f"{path_label(axis.path)}: {axis.words}")


def _print_dry_run(document: Any, given: dict[str, Any], workers: int | None, as_json: bool) -> None:
    from negosim.study.sweeps.dry_run import dry_run

    estimate, workers_used = dry_run(document, workers=workers, **given)
    if as_json:
        print_json(
            {
                "schema": 1,
                "points": estimate.points,
                "replicates": estimate.replicates,
                "seconds": estimate.seconds,
                "bytes": estimate.size,
            }
        )
        return
    from negosim.report import show
    from negosim.report.sweeps.dry_run import describe_cost

    show(describe_cost(estimate, workers_used), sys.stdout)


def _result(summary: Summary, before: date | None, scenario: str) -> Result:
    from negosim.report.illustrations import illustrate_summary
    from negosim.report.sweeps.figures import draw_sweep
    from negosim.report.sweeps.summary import describe_summary

    return Result(
        data=lambda: _data(summary, before),
        document=lambda: describe_summary(summary, by=before),
        figure=lambda: draw_sweep(summary),
        figures=lambda: illustrate_summary(summary),
        scenario=scenario,
    )


def _data(summary: Summary, before: date | None) -> dict[str, Any]:
    data = summary.as_dict()
    if before is not None:
        for point, row in zip(summary.points, data["points"], strict=True):
            row["agreed_before"] = {"date": before.isoformat(), **point.agreed_before(before).as_dict()}
    return data
