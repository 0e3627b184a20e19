"""``negosim play``: negotiate against the program in the terminal."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.completion import complete_party, complete_scenario, complete_tactic
from negosim.cli.guard import INTERRUPTED
from negosim.cli.options import AsJson, Replicate, RunSeed, Settings
from negosim.cli.output import note_missing_words, print_json
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.teach.play import Console, Played, SavedGame

__all__ = ["play"]

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, or the name of a shipped one; not needed with --resume.",
        autocompletion=complete_scenario,
    ),
]
Party = Annotated[
    str | None,
    typer.Option("--as", metavar="PARTY", help="The party that you play.", autocompletion=complete_party),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="TACTIC",
        help="Tactic of the other side, instead of its own ('negosim tactics' lists them).",
        autocompletion=complete_tactic,
    ),
]
LevelName = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="learn|class|exam",
        help="learn: advice and warnings; class: warnings only; exam: neither.",
        show_default="learn",
    ),
]
Save = Annotated[
    str | None,
    typer.Option(
        "--save", metavar="FILE", help="File in which to save the game.", show_default="SCENARIO-PARTY.game.json"
    ),
]
Resume = Annotated[str | None, typer.Option("--resume", metavar="FILE", help="Continue a saved game.")]
Report = Annotated[
    str | None,
    typer.Option("--report", metavar="FILE.html", help="Write the debrief as an HTML page, for offline use."),
]
TranscriptFile = Annotated[
    str | None,
    typer.Option("--transcript", metavar="FILE", help="Write a record of the game to a .txt or .jsonl file."),
]

Journal = Annotated[
    bool,
    typer.Option(
        "--journal",
        help="Ask for your plan before the game and your reflections after it, and save both with the game.",
    ),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="en|ko", help="Language of the game and the debrief.", show_default="en"),
]


def play(
    scenario: Name = None,
    party: Party = None,
    against: Against = None,
    level: LevelName = None,
    seed: RunSeed = None,
    replicate: Replicate = None,
    settings: Settings = None,
    save: Save = None,
    resume: Resume = None,
    report: Report = None,
    transcript: TranscriptFile = None,
    journal: Journal = False,
    lang: Lang = None,
    as_json: AsJson = False,
) -> None:
    """Negotiate against the other side's tactic yourself, and see at the end how well you did.

    Input and output are plain lines, so it works over ssh, in a pipe and with a screen reader. Every decision is
    saved before it takes effect: Ctrl-C or a closed terminal loses nothing. With --json, the dialogue goes to stderr
    and the debrief to stdout.
    """
    from negosim.report.saving import check_page
    from negosim.teach.play import Console, check_transcript
    from negosim.teach.play import play as play_game

    if resume is not None:
        game = _resumed(resume, scenario, party, against, level, lang, settings)
        _check_same(resume, game, seed, replicate)
        kept = save or resume
    else:
        game = _new(scenario, party, against, level or "learn", lang or "en", seed, replicate, settings)
        kept = save or _free_name(f"{game.scenario}-{game.party}")
    if kept != resume and Path(kept).exists():
        raise UsageError(f"--save {kept}: this file exists; name another one, or resume the game with --resume")
    report, transcript = report or _beside(kept, game.report), transcript or _beside(kept, game.transcript)
    if report is not None:
        check_page(report)
    if transcript is not None:
        check_transcript(transcript)
    game = _noted(game, kept, report=report, transcript=transcript, journal=journal)
    source = sys.stdin or StringIO()  # a closed input means that nobody is there
    if isinstance(source, TextIOWrapper):
        source.reconfigure(errors="replace")  # an invalid byte is a typing error, not the end of the input
    console = Console(source, sys.stderr if as_json else sys.stdout)
    played = play_game(game, console, save=kept)
    if played.result is None:
        _leave(played, kept)
    _finish(played, kept, console, report=report, transcript=transcript, as_json=as_json)


def _new(
    scenario: str | None,
    party: str | None,
    against: str | None,
    level: str,
    lang: str,
    seed: int | None,
    replicate: int | None,
    settings: list[str] | None,
) -> SavedGame:
    from negosim import files
    from negosim.cli.loading import split_setting
    from negosim.teach.play import new_game
    from negosim.teach.translating import check_language

    check_language(lang)
    if scenario is None:
        raise UsageError("name a scenario ('negosim scenarios' lists them), or resume a saved game with --resume FILE")
    document = files.read(scenario)
    for setting in settings or ():
        path, value = split_setting(setting)
        document = files.override(document, path, files.parse_value(value))
    if party is None:
        names = " or ".join(f"--as {name}" for name in files.build(document).parties)
        raise UsageError(f"name the party that you play: {names}")
    game = new_game(document, party=party, against=against, level=level, seed=seed, replicate=replicate, language=lang)
    note_missing_words(files.build(document), lang)
    return game


def _resumed(
    resume: str,
    scenario: str | None,
    party: str | None,
    against: str | None,
    level: str | None,
    lang: str | None,
    settings: list[str] | None,
) -> SavedGame:
    from negosim.teach.play import read_game, resumed_game

    for name, value in (("--against", against), ("--level", level), ("--lang", lang), ("--set", settings)):
        if value:
            raise UsageError(f"{name} is for a new game; a resumed game keeps its own")
    return resumed_game(read_game(resume), resume, scenario=scenario, party=party)


def _check_same(resume: str, game: SavedGame, seed: int | None, replicate: int | None) -> None:
    for name, given, own in (("--seed", seed, game.seed), ("--replicate", replicate, game.replicate)):
        if given not in (None, own):
            played = "the typical run" if own is None else own
            raise UsageError(f"{name} {given}: the game in {resume} was started with {played}; leave {name} out")


def _free_name(stem: str) -> str:
    """Return the first file name for a game that does not exist in this folder."""
    number, name = 1, f"{stem}.game.json"
    while Path(name).exists():
        number += 1
        name = f"{stem}-{number}.game.json"
    return name


def _leave(played: Played, kept: str) -> None:
    """Print where the game is saved and exit; if the terminal is closed, just exit."""
    from negosim.teach.play.phrases import words_of_play

    words = words_of_play(played.game.language)
    try:
        typer.echo(f"\n{words('kept', file=kept, command=f'negosim play --resume {kept}')}", err=True)
    except OSError:
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(INTERRUPTED if played.interrupted else 0)


def _noted(game: SavedGame, kept: str, *, report: str | None, transcript: str | None, journal: bool) -> SavedGame:
    """Return the game with the options of its start, so that they apply after every --resume."""
    from negosim.teach.play.journal import Journal as Notes

    return replace(
        game,
        report=_name_beside(kept, report),
        transcript=_name_beside(kept, transcript),
        journal=game.journal or (Notes() if journal else None),
    )


def _name_beside(kept: str, path: str | None) -> str:
    """Return the name of a file in the folder of the game; empty for a file elsewhere."""
    if path is None or Path(path).absolute().parent != Path(kept).absolute().parent:
        return ""
    return Path(path).name


def _beside(kept: str, name: str) -> str | None:
    return str(Path(kept).parent / name) if name else None


def _finish(
    played: Played, kept: str, console: Console, *, report: str | None, transcript: str | None, as_json: bool
) -> None:
    from negosim.report import plain_text
    from negosim.teach.debrief.document import debrief_document
    from negosim.teach.debrief.saving import debrief_dict, write_debrief
    from negosim.teach.debrief.scores import debrief
    from negosim.teach.play import Adjourned, write_transcript
    from negosim.teach.play.phrases import words_of_play

    if played.result is None:
        return
    game, words = played.game, words_of_play(played.game.language, played.result.scenario)
    review = debrief(played.lowered, played.result, game.party, level=game.level, language=game.language)
    with suppress(Adjourned):  # nobody reads the output any more, but the files are still written
        console.say()
        console.lines(plain_text(debrief_document(review), console.width).splitlines())
    if transcript is not None:
        write_transcript(played.result, transcript, words)
    if report is not None:
        write_debrief(review, report)
    written = [name for name in (kept, transcript, report) if name is not None]
    typer.echo(words("written", files=", ".join(written)), err=True)
    if as_json:
        print_json({**debrief_dict(review), "run": played.result.as_dict()})
