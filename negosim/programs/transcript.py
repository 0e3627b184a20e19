"""The transcript of talks in which programs decide, from which the talks can be replayed without the programs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from negosim import __version__
from negosim.domain.scenario import Scenario
from negosim.engine import Decision, Result, View
from negosim.engine import run as run_talks
from negosim.engine.decisions import decision_of
from negosim.errors import UsageError
from negosim.files import build, from_text

__all__ = ["Header", "Transcript", "replay"]

SCHEMA = 1
LARGEST_FILE = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of a transcript: what was run.

    Parameters
    ----------
    scenario : str
        The name of the scenario.
    text : str
        The complete scenario as TOML.
    seed, replicate : int or None
        Which random numbers are used; ``None`` as for `negosim.run`.
    seats : mapping of str to str
        The command of each program, by party.
    """

    scenario: str
    text: str
    seed: int | None
    replicate: int | None
    seats: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """Return the header as a dict for JSON."""
        return {
            "type": "transcript",
            "schema": SCHEMA,
            "version": __version__,
            "scenario": self.scenario,
            "seed": self.seed,
            "replicate": self.replicate,
            "seats": dict(self.seats),
            "text": self.text,
        }


class Transcript:
    """A file with every message between negosim and the programs, in order, one JSON object per line.

    Parameters
    ----------
    path : path
        The file to write; an existing file is replaced.
    header : Header
        Its first line.

    Raises
    ------
    UsageError
        If it cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], header: Header) -> None:
        try:
            self._stream = Path(path).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115 - closed at the end
        except (OSError, ValueError) as error:
            raise UsageError(f"{os.fspath(path)}: the transcript cannot be written: {error}") from None
        self._write(header.as_dict())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def record(self, party: str, message: Mapping[str, Any]) -> None:
        """Write a message to or from the program of a party."""
        self._write({"party": party, **message})

    def _write(self, line: Mapping[str, Any]) -> None:
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")


class _RecordedSeat:
    """A seat that repeats the decisions of a transcript."""

    def __init__(self, path: str, decisions: list[Decision]) -> None:
        self._path = path
        self._decisions = iter(decisions)

    def decide(self, view: View) -> Decision:
        decision = next(self._decisions, None)
        if decision is None:
            raise UsageError(
                f"{self._path}: it has no decision of {view.party} on {view.date}; the transcript is incomplete"
            )
        return decision


def replay(path: str | os.PathLike[str]) -> Result:
    """Run the talks of a transcript again, without the programs.

    Parameters
    ----------
    path : path
        The transcript.

    Returns
    -------
    Result
        The result of the talks.

    Raises
    ------
    UsageError
        If the file is not a transcript, or the talks in it failed or are incomplete.
    """
    shown = os.fspath(path)
    header, messages = _read(Path(path), shown)
    scenario = _scenario(header, shown)
    failure = next((message for message in messages if message.get("type") == "failure"), None)
    if failure is not None:
        raise UsageError(f"{shown}: the run failed, so there is nothing to replay: {failure.get('problem')}")
    seats = {party: _RecordedSeat(shown, _decisions(messages, party, shown)) for party in header["seats"]}
    return run_talks(scenario, seed=header["seed"], replicate=header["replicate"], seats=seats)


def _scenario(header: Mapping[str, Any], shown: str) -> Scenario:
    numbers = [header.get(name) for name in ("seed", "replicate")]
    whole = all(number is None or (isinstance(number, int) and not isinstance(number, bool)) for number in numbers)
    texts = [header.get(name) for name in ("scenario", "text")]
    if not whole or not all(isinstance(text, str) for text in texts) or not isinstance(header.get("seats"), dict):
        raise UsageError(f"{shown}: the first line of the transcript is damaged")
    return build(from_text(header["text"], name=header["scenario"]))


def _decisions(messages: list[dict[str, Any]], party: str, shown: str) -> list[Decision]:
    own = [message for message in messages if message.get("party") == party and message.get("type") == "decision"]
    try:
        return [decision_of(message) for message in own]
    except UsageError as error:
        raise UsageError(f"{shown}: a decision of {party}: {error}") from None


def _read(path: Path, shown: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{shown}: this file is larger than {LARGEST_FILE // 1_000_000} MB; give a transcript")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise UsageError(f"{shown}: the transcript cannot be read: {error}") from None
    try:
        header, *messages = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        header, messages = None, []
    if not all(isinstance(line, dict) for line in (header, *messages)) or header.get("type") != "transcript":
        raise UsageError(f"{shown}: this is not a transcript; 'negosim run --transcript FILE' writes one")
    if header.get("schema") != SCHEMA:
        raise UsageError(f"{shown}: this transcript has format {header.get('schema')}, but this version reads {SCHEMA}")
    return header, messages
