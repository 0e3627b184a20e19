"""``negosim class``: a class on its phones."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.completion import complete_path
from negosim.cli.loading import read_document
from negosim.cli.options import ScenarioName, Seed, Settings
from negosim.cli.output import note, note_missing_words
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.classroom.host import Host
    from negosim.classroom.log import Log
    from negosim.classroom.settings import Settings as ClassSettings

__all__ = ["class_"]

Where = Annotated[
    str,
    typer.Option(
        "--host", metavar="ADDRESS", help="Address to listen on; 0.0.0.0 to accept every device on the network."
    ),
]
Port = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to listen on; 0 for any free port.")
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="URL",
        help="Address that students open, if it differs, for example behind a proxy.",
        show_default="from --host and --port",
    ),
]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="FILE",
        help="Log of the class; an existing one is resumed.",
        show_default="SCENARIO-DATE.class",
    ),
]
Minutes = Annotated[float, typer.Option("--minutes", metavar="N", help="Length of the talks.")]
DealOnly = Annotated[
    bool, typer.Option("--deal-only", help="Pairs negotiate face to face, and both type the deal on their phones.")
]
Treatments = Annotated[
    list[str] | None,
    typer.Option(
        "--treatment",
        metavar="PATH=A|B",
        help="A value that differs between pairs; repeatable.",
        autocompletion=complete_path,
    ),
]
Team = Annotated[int, typer.Option("--team", metavar="N", help="Number of students who share a seat.")]
Observers = Annotated[int, typer.Option("--observers", metavar="N", help="Number of students who watch each table.")]
BriefOf = Annotated[
    str,
    typer.Option(
        "--observers-see",
        metavar="PARTY",
        help="Observers also read this party's brief.",
        show_default="only what both sides know",
    ),
]
Ratifiers = Annotated[
    list[str] | None,
    typer.Option("--ratifier", metavar="NAME", help="A ratifier that a student plays at each table; repeatable."),
]
Rooms = Annotated[int, typer.Option("--rooms", metavar="N", help="Number of rooms, each with a code of its own.")]
Roster = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE.csv",
        help="CSV file of those who may join, with columns id and name.",
        show_default="everybody",
    ),
]
Demo = Annotated[int, typer.Option("--demo", metavar="N", min=0, max=300, help="Number of simulated students.")]
Lang = Annotated[
    str, typer.Option("--lang", metavar="en|ko", help="Language of the board, and the default for students.")
]
LIBRARIES = ("jinja2", "multipart", "segno", "starlette", "uvicorn", "websockets")


def class_(
    scenario: ScenarioName,
    minutes: Minutes = 20.0,
    deal_only: DealOnly = False,
    treatment: Treatments = None,
    team: Team = 1,
    observers: Observers = 0,
    observers_see: BriefOf = "",
    ratifier: Ratifiers = None,
    rooms: Rooms = 1,
    roster: Roster = None,
    lang: Lang = "en",
    host: Where = "127.0.0.1",
    port: Port = 8000,
    address: Address = None,
    log: LogFile = None,
    demo: Demo = 0,
    seed: Seed = 0,
    settings: Settings = None,
) -> None:
    """Run a class on students' phones: they join with a code, negotiate in pairs, and see the results on the projector.

    Prints the address and the code for students, and a secret link to the instructor's board. Every action is written
    to the log before it is confirmed; after a crash, the same command resumes the class. Without --host, only this
    computer can open the pages.
    """
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f"a class needs {', '.join(missing)}; install them with: pip install 'negosim[class]'")
    from negosim.classroom.log import Log
    from negosim.classroom.serving import address_of, bound, serve
    from negosim.classroom.settings import new_settings, settings_of_rooms

    document = read_document(scenario, settings)
    opening = new_settings(
        document,
        language=lang,
        deal_only=deal_only,
        minutes=minutes,
        treatments=treatment or (),
        seed=seed,
        roster={} if roster is None else _enrolled(roster),
        team=team,
        observers=observers,
        brief_of=observers_see,
        ratifiers=ratifier or (),
    )
    note_missing_words(opening.base, lang)
    listening = bound(host, port)
    path = log or Path(f"{document.name}-{date.today().isoformat()}.class")
    opened = _opened(Log(path), settings_of_rooms(opening, rooms))
    reached = (address or address_of(host, listening.getsockname()[1])).rstrip("/")
    try:
        serve(opened, listening, reached, demo=demo, ready=lambda: _announce(opened, reached, host, path))
    except KeyboardInterrupt:
        note(f"The class is kept in {path}; the same command resumes it.")


def _opened(log: Log, rooms: list[ClassSettings]) -> list[Host]:
    """Return the rooms of the class of a log: a new one, or the one that it contains."""
    from negosim.classroom.host import Host

    if next(iter(log), None) is None:
        with log.together():
            return [Host.open(log.room(number), opening) for number, opening in enumerate(rooms, start=1)]
    resumed = [Host(log.room(number)) for number in range(1, log.rooms + 1)]
    played = resumed[0].room.settings.scenario
    if played != rooms[0].scenario:
        raise UsageError(f"{log.path}: this is the log of a class on {played}; name another file with --log")
    note(
        f"Resuming the class in {log.path}, with its original options: "
        f"{sum(len(each.room.students) for each in resumed)} students. For a new class, name another file with --log."
    )
    return resumed


def _enrolled(path: Path) -> dict[str, str]:
    """Return the names on a roster by id."""
    from negosim.teach.tables import read_csv

    roster: dict[str, str] = {}
    for line, row in read_csv(path, needed=("id", "name")):
        identity = row.get("id", "")
        if not identity or not row.get("name"):
            raise UsageError(f"{path}, line {line}: give an id and a name")
        if identity in roster:
            raise UsageError(f"{path}, line {line}: the id '{identity}' occurs twice")
        roster[identity] = row["name"]
    if not roster:
        raise UsageError(f"{path}: this roster is empty")
    return roster


def _announce(opened: list[Host], address: str, host: str, path: Path) -> None:
    import segno

    codes, board = [each.room.settings.code for each in opened], opened[0].room.settings.board
    if sys.stdout.isatty() and len(codes) == 1:
        segno.make(f"{address}/j/{codes[0]}", micro=False).terminal(compact=True)
    typer.echo(f"Students open   {address}")
    typer.echo(f"with the code   {codes[0]}" if len(codes) == 1 else "with the code of their room:")
    if len(codes) > 1:
        for number, code in enumerate(codes, start=1):
            typer.echo(f"  room {number:<3}      {code}")
    typer.echo(f"Your board      {address}/board/open/{board}")
    typer.echo("                Keep this link to yourself: whoever has it runs the class.")
    typer.echo(f"Log             {path}")
    if host in ("127.0.0.1", "localhost", "::1"):
        typer.echo("Only this computer can open these pages; with --host 0.0.0.0, every device on its network can.")
    else:
        typer.echo(f"Listening on {host}: every device that can reach this computer can open these pages, unencrypted.")
    typer.echo("Ctrl-C ends the server.")
