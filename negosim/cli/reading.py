"""``negosim query`` and ``negosim replay``: the rows of a sweep, and replicates that are run again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.options import AsJson
from negosim.cli.output import note, print_json
from negosim.cli.sweep import Folder

__all__ = ["query", "replay"]

MOST_MEMORY = 8 << 30  # bytes of addresses; those in use are far fewer

Sql = Annotated[
    str, typer.Argument(metavar="SQL", help="One SELECT over the tables 'replicates' and 'points'.", show_default=False)
]
Point = Annotated[int, typer.Option("--point", metavar="P", help="Number of the point.")]
Seconds = Annotated[float, typer.Option("--seconds", metavar="S", help="Time limit of the query.")]
Replayed = Annotated[
    str, typer.Argument(metavar="SOURCE", help="The folder of a sweep, or a transcript.", show_default=False)
]
Row = Annotated[int, typer.Option("--replicate", metavar="R", help="Number of the replicate.")]


def query(folder: Folder, sql: Sql, seconds: Seconds = 60.0, as_json: AsJson = False) -> None:
    """Query the rows of a sweep in SQL.

    The table 'replicates' has a row per replicate: point, replicate, agreed, a column per issue, concluded (days from
    the start), rounds and more; 'points' has a row per point.
    """
    from negosim.study import query as ask

    with _limited_memory():
        answer = ask(folder, sql, seconds=seconds)
    if as_json:
        print_json(answer.as_dict())
        return
    from negosim.report import show
    from negosim.report.sweeps.answer import describe_answer

    show(describe_answer(answer), sys.stdout)


@contextmanager
def _limited_memory() -> Iterator[None]:
    """Limit the memory of this process: a single value of a query can exceed the database's own limit."""
    try:
        import resource
    except ImportError:  # not on Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MOST_MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def replay(source: Replayed, point: Point = 0, replicate: Row = 0, as_json: AsJson = False) -> None:
    """Run one replicate of a sweep again, print it round by round, and verify that it matches the stored result.

    Talks in which programs decided ('negosim run --seat') are replayed from their transcript, without the programs.
    """
    if Path(source).is_file():
        from negosim.programs import replay as run_transcript

        result = run_transcript(source)
    else:
        from negosim.study import replay as run_again
        from negosim.study.store.manifest import read_manifest

        result = run_again(source, point=point, replicate=replicate)
        if read_manifest(Path(source)).aggregate:
            note("this sweep stores only aggregates, so there is no row with which to compare the result")
    if as_json:
        print_json(result.as_dict())
        return
    from negosim.report import describe_run, show, zones_of

    show(describe_run(result, zones_of(result)), sys.stdout)
