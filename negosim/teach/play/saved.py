"""A game on disk: the scenario, which replicate it is, and what the player has decided.

The talks themselves are not kept: they are a function of these, so they are played again when the game is resumed.
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
    """All that a game needs to be played again up to the player's last decision.

    Parameters
    ----------
    scenario : str
        Name of the scenario.
    text : str
        The scenario as TOML, whole.
    party : str
        The player's party.
    level : str
        Name of the level.
    seed, replicate : int or None
        Which random numbers hold; those of the typical run where both are ``None``.
    against : str or None
        The tactic put in place of the other side's own.
    decisions : tuple of Decision
        One per turn of the player so far.
    journal : Journal or None
        What the player wrote down before and after; ``None`` where it is not asked for.
    report, transcript : str
        Names of files beside the game's own into which debrief and transcript go at the end; empty for nowhere.
    language : {"en", "ko"}
        In which language it is played.
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
        """Return the game as JSON has it."""
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
    """Write a game so that the file holds, at every moment, either the game before or this one.

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
        If there is no such file, or it holds no game.
    """
    data = _read_json(Path(path))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UsageError(f"{path}: this is not a saved game; 'negosim play --save FILE' writes one")
    if data.get("schema") != SCHEMA:
        raise UsageError(f"{path}: this game was saved in format {data.get('schema')}, but this version reads {SCHEMA}")
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
            raise UsageError(f"{path}: {key} is missing or of the wrong kind; the file is damaged")
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
    """Return a file's name; a game that somebody else saved names no place to write to but its own folder."""
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
