"""``negosim sweep`` and ``negosim summary``: many negotiations, and what they came to."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negosim.cli.loading import parse_date, read_document
from negosim.cli.options import AsJson, Plot, ScenarioName, Seed, Settings
from negosim.cli.output import note, print_json

if TYPE_CHECKING:
    from negosim.study import Summary

__all__ = ["Folder", "Vary", "Workers", "check_plot", "summary", "sweep"]

Vary = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="PATH=VALUES",
        help="Vary a value: PATH=lo:hi:k, k points evenly from lo to hi, or PATH=a,b,c; repeatable.",
    ),
]
Workers = Annotated[int | None, typer.Option("--workers", metavar="K", help="How many at once.", show_default="all")]
Folder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a sweep.")]
Replicates = Annotated[int, typer.Option("-n", "--replicates", metavar="N", help="Replicates at each point.")]
Design = Annotated[str, typer.Option("--design", metavar="grid|list|sobol|lhs", help="Which points are visited.")]
Points = Annotated[int | None, typer.Option("--points", metavar="K", help="How many points a sobol or lhs design has.")]
Out = Annotated[
    str | None, typer.Option("--out", metavar="DIR", help="Store the rows there; resumes an existing sweep.")
]
Dask = Annotated[str | None, typer.Option("--dask", metavar="ADDRESS|local", help="Let a dask cluster do the work.")]
Processes = Annotated[bool, typer.Option("--processes", help="Work in processes, not in threads.")]
Aggregate = Annotated[bool, typer.Option("--aggregate", help="Keep counts and histograms only, no rows.")]
Precision = Annotated[
    list[str] | None,
    typer.Option(
        "--precision",
        metavar="[NAME=]X",
        help="Stop a point when the 95 % interval of an estimate is at most X to either side, in its unit, "
        "as in agreed=0.01 or price=50; repeatable. X by itself is for agreed.",
    ),
]
ChunkSize = Annotated[
    int | None,
    typer.Option("--chunk-size", metavar="N", help="Replicates per piece of work.", show_default="about 5 s"),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell points, replicates, time and bytes, and run nothing.")]
Before = Annotated[
    str | None, typer.Option("--before", metavar="DATE", help="Tell also how likely an agreement before DATE is.")
]


def sweep(
    scenario: ScenarioName,
    replicates: Replicates = 10_000,
    vary: Vary = None,
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
) -> None:
    """Run a scenario many times, at each point of a design, and estimate what it comes to.

    The result depends on scenario, design, seed and -n alone. An interrupted sweep with --out goes on where it was.
    """
    check_plot(plot)
    day = None if before is None else parse_date(before, "--before")
    given: dict[str, Any] = {
        "replicates": replicates,
        "vary": vary,
        "design": design,
        "points": points,
        "seed": seed,
        "aggregate": aggregate,
        "precision": precision,
    }
    document = read_document(scenario, settings)
    if dry_run:
        _tell_dry_run(document, given, workers, as_json)
        return
    from negosim.study import sweep as run_sweep

    with ExitStack() as stack:
        executor: Any = "processes" if processes else None
        if dask is not None:
            from negosim.study.sweeps.clusters import dask_executor

            executor, workers = stack.enter_context(dask_executor(dask, workers))
        found = run_sweep(
            document, executor=executor, workers=workers, out=out, chunk_size=chunk_size, progress=True, **given
        )
    _show(found, as_json, plot, day)


def summary(folder: Folder, before: Before = None, as_json: AsJson = False, plot: Plot = None) -> None:
    """Tell what the sweep in a folder came to: shares, means and quantiles with their 95 % intervals."""
    from negosim.study import summary as read_summary

    check_plot(plot)
    day = None if before is None else parse_date(before, "--before")
    _show(read_summary(folder), as_json, plot, day)


def check_plot(plot: str | None) -> None:
    """Refuse a file that no figure can be written to, before anything is run.

    Raises
    ------
    UsageError
        If its ending is unknown, or its folder does not exist.
    """
    if plot is not None:
        from negosim.report.saving import check_figure

        check_figure(plot)


def _tell_dry_run(document: Any, given: dict[str, Any], workers: int | None, as_json: bool) -> None:
    from negosim.study.sweeps.dry_run import dry_run

    found, crew = dry_run(document, workers=workers, **given)
    if as_json:
        print_json(
            {
                "schema": 1,
                "points": found.points,
                "replicates": found.replicates,
                "seconds": found.seconds,
                "bytes": found.size,
            }
        )
        return
    from negosim.report import show
    from negosim.report.sweeps.dry_run import tell_estimated

    show(tell_estimated(found, crew), sys.stdout)


def _show(found: Summary, as_json: bool, plot: str | None, before: Any) -> None:
    if as_json:
        told = found.as_dict()
        if before is not None:
            for point, row in zip(found.points, told["points"], strict=True):
                row["agreed_before"] = {"date": before.isoformat(), **point.agreed_before(before).as_dict()}
        print_json(told)
    else:
        from negosim.report import show
        from negosim.report.sweeps.summary import tell_summary

        show(tell_summary(found, by=before), sys.stdout)
    if plot is not None:
        from negosim.report.saving import write_figure
        from negosim.report.sweeps.figures import draw_sweep

        write_figure(draw_sweep(found), plot)
        note(f"figure written to {plot}")
