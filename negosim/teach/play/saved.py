"""A game on disk: the scenario, the replicate, and the player's decisions.

The talks themselves are not saved: they follow from these, and are played again when the game is resumed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Any

from negosim import __version__
from negosim.engine.decisions import Decision, decision_of, dict_of
from negosim.errors import UsageError
from negosim.teach.play.journal import Journal, journal_of
from negosim.teach.translating import check_language

__all__ = ["SCHEMA", "SavedGame", "read_game", "write_game"]

SCHEMA = 1
FORMAT = "negosim game"
LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedGame:
    """Everything that is needed to play a game again up to the player's last decision.

    Parameters
    ----------
    scenario : str
        Name of the scenario.
    text : str
        The full scenario as TOML.
    party : str
        The player's party.
    level : str
        Name of the level.
    seed, replicate : int or None
        The random numbers that are used; those of the typical run if both are ``None``.
    against : str or None
        The tactic that replaces the other side's own.
    decisions : tuple of Decision
        One per turn of the player so far.
    journal : Journal or None
        What the player wrote down before and after the talks; ``None`` if the game does not ask for it.
    report, transcript : str
        Names of files, in the folder of the saved game, to which the debrief and the transcript are written at the end;
        empty if they are not.
    language : {"en", "ko"}
        The language in which it is played.
    """

    scenario: str
    text: str
    party: str
    level: str
    seed: int | None = None
    replicate: int | None = None
    against: str | None = None
    decisions: tuple[Decision, ...] = ()
    journal: Journal | None = None
    report: str = ""
    transcript: str = ""
    language: str = "en"

    def as_dict(self) -> dict[str, Any]:
        """Return the game as data that can be written as JSON."""
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "version": __version__,
            "scenario": self.scenario,
            "party": self.party,
            "level": self.level,
            "language": self.language,
            "against": self.against,
            "seed": self.seed,
            "replicate": self.replicate,
            "decisions": [dict_of(decision) for decision in self.decisions],
            "journal": None if self.journal is None else self.journal.as_dict(),
            "report": self.report,
            "transcript": self.transcript,
            "text": self.text,
        }


def write_game(game: SavedGame, path: str | os.PathLike[str]) -> None:
    """Write a game to a file, atomically: at any moment, the file contains either the previous game or this one.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    text = json.dumps(game.as_dict(), ensure_ascii=False, indent=1) + "\n"
    try:
        with draft.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{target}: the game cannot be saved: {error.strerror or error}") from None


def read_game(path: str | os.PathLike[str]) -> SavedGame:
    """Read a saved game.

    Raises
    ------
    UsageError
        If the file cannot be read, or is not a valid saved game.
    """
    data = _read_json(Path(path))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UsageError(f"{path}: this is not a saved game; 'negosim play --save FILE' writes one")
    if data.get("schema") != SCHEMA:
        raise UsageError(
            f"{path}: this game was saved in format {data.get('schema')}, but this version reads format {SCHEMA}"
        )
    number: tuple[type, ...] = (int, NoneType)
    kinds: dict[str, type | tuple[type, ...]] = {
        "scenario": str,
        "text": str,
        "party": str,
        "level": str,
        "seed": number,
        "replicate": number,
        "decisions": list,
    }
    for key, kind in kinds.items():
        if not isinstance(data.get(key), kind) or isinstance(data.get(key), bool):
            raise UsageError(f"{path}: {key} is missing or has the wrong type; the file is damaged")
    try:
        decisions = tuple(map(decision_of, data["decisions"]))
    except UsageError as error:
        raise UsageError(f"{path}: decisions: {error}") from None
    return SavedGame(
        **{key: data[key] for key in kinds if key != "decisions"},
        against=_text(data, "against") or None,
        decisions=decisions,
        journal=journal_of(data.get("journal")),
        report=_beside(data, "report"),
        transcript=_beside(data, "transcript"),
        language=check_language(_text(data, "language") or "en"),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    text = data.get(key)
    return text if isinstance(text, str) else ""


def _beside(data: Mapping[str, Any], key: str) -> str:
    """Return a file's name; empty if it is a path, so that a game from somebody else writes only to its own folder."""
    name = _text(data, key)
    return name if name == Path(name).name else ""


def _read_json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path}: this file is too large to be a saved game")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: this is not a saved game; 'negosim play --save FILE' writes one") from None
