"""``negosim run``: one negotiation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.loading import read_document, scenario_of
from negosim.cli.options import AsJson, Plot, Replicate, RunSeed, ScenarioName, Settings
from negosim.cli.output import note
from negosim.cli.presenting import Report, Result, check_outputs, present
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim import engine
    from negosim.files import Document
    from negosim.zopa import Zones

__all__ = ["run"]

Pace = Annotated[
    float,
    typer.Option(
        "--pace",
        min=0.0,
        metavar="SECONDS",
        help="Print the talks in real time, at this many seconds per simulated day.",
    ),
]


Seats = Annotated[
    list[str] | None,
    typer.Option(
        "--seat",
        metavar="PARTY=COMMAND",
        help="Let a program decide for a party, such as buyer='python my_agent.py'; repeatable.",
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit", metavar="SECONDS", help="Time limit for a program at each turn.", show_default="60 with --seat"
    ),
]
Transcript = Annotated[
    str | None,
    typer.Option(
        "--transcript",
        metavar="FILE",
        help="Write all messages of the programs; 'negosim replay FILE' runs the talks again.",
    ),
]


Trace = Annotated[
    str | None,
    typer.Option(
        "--trace",
        metavar="FILE",
        help="Write the events as a table to a .csv, .jsonl or .parquet file, with a codebook.",
    ),
]


def run(
    context: typer.Context,
    scenario: ScenarioName,
    seed: RunSeed = None,
    replicate: Replicate = None,
    settings: Settings = None,
    as_json: AsJson = False,
    plot: Plot = None,
    report: Report = None,
    pace: Pace = 0.0,
    seats: Seats = None,
    time_limit: TimeLimit = None,
    transcript: Transcript = None,
    trace: Trace = None,
) -> None:
    """Run one negotiation and print it round by round.

    The same scenario, seed and replicate always give the same output. With --seat, a program decides for a party; if it
    fails, the run has no result and the exit code is 2.
    """
    if as_json and pace > 0.0:
        raise UsageError("--pace cannot be combined with --json; remove one of them")
    check_outputs(plot, report)
    if trace is not None:
        from negosim.study.trace_table import check_trace

        check_trace(trace)
    programs = _programs(seats, time_limit=time_limit, transcript=transcript)
    from negosim import report as reports
    from negosim.report.figures import draw_run
    from negosim.report.illustrations import illustrate_run

    document = read_document(scenario, settings)
    talks = _talks(document, programs, seed, replicate, time_limit, transcript)

    @cache
    def zones() -> Zones:
        return reports.zones_of(talks)

    result = Result(
        data=talks.as_dict,
        document=lambda: reports.describe_run(talks, zones()),
        figure=lambda: draw_run(talks, zones()),
        figures=lambda: illustrate_run(talks, zones()),
        scenario=document.text,
    )
    if trace is not None:
        _write_trace(talks, trace)
    present(result, context, as_json=as_json, plot=plot, report=report, seconds_per_day=pace)


def _write_trace(talks: engine.Result, trace: str) -> None:
    from negosim.study import traces

    codebook = traces(talks).write(trace)
    note(f"trace written to {trace}, its codebook to {codebook}")


def _programs(seats: list[str] | None, *, time_limit: float | None, transcript: str | None) -> dict[str, str]:
    """Return the command of each party for which a program decides."""
    if not seats and (time_limit is not None or transcript is not None):
        raise UsageError("--time-limit and --transcript need --seat; add it, or leave them out")
    programs: dict[str, str] = {}
    for seat in seats or ():
        party, _, command = (part.strip() for part in seat.partition("="))
        if not party or not command:
            raise UsageError(f"--seat {seat}: give a party and a command, as in --seat buyer='python my_agent.py'")
        if party in programs:
            raise UsageError(f"--seat {seat}: {party} has two programs; name one")
        programs[party] = command
    return programs


def _talks(
    document: Document,
    programs: dict[str, str],
    seed: int | None,
    replicate: int | None,
    time_limit: float | None,
    transcript: str | None,
) -> engine.Result:
    from negosim import engine

    scenario = scenario_of(document)
    if not programs:
        return engine.run(scenario, seed=seed, replicate=replicate)
    from negosim.programs import TIME_LIMIT
    from negosim.programs import run as run_programs

    limit = TIME_LIMIT if time_limit is None else time_limit
    return run_programs(scenario, programs, seed=seed, replicate=replicate, time_limit=limit, transcript=transcript)
