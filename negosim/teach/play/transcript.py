"""The transcript of a game: the engine's trace, as lines of text or of JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from negosim.engine import Result, Row
from negosim.errors import UsageError
from negosim.report.wording import NO_BREAK, party_title, terms
from negosim.teach.play.news import news
from negosim.teach.play.phrases import IN_ENGLISH
from negosim.teach.words import Words

__all__ = ["FORMATS", "check_transcript", "transcript", "write_transcript"]

FORMATS = (".txt", ".jsonl")


def check_transcript(path: str | os.PathLike[str]) -> None:
    """Check, before the game begins, that a transcript can be written to a file.

    Raises
    ------
    UsageError
        If the name does not end in one of `FORMATS`, or the folder does not exist.
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise UsageError(f"{target}: the name of a transcript must end in {' or '.join(FORMATS)}")
    if not target.parent.is_dir() or target.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; create it first")


def transcript(result: Result, words: Words = IN_ENGLISH) -> str:
    """Return the transcript of a run as text.

    In English, it has a line for each row of the trace, with the effects of each shock. In other languages, it has only
    what both parties know.
    """
    if words.language == "en":
        return "".join(f"{line}\n" for line in _lines(result))
    heard = news(words, result.trace, result.scenario, party="")
    return "".join(f"{line.replace(NO_BREAK, ' ')}\n" for line in heard)


def _lines(result: Result) -> Iterable[str]:
    for row in result.trace:
        who = party_title(result.scenario, row.party) if row.party else ""
        what = terms(result.scenario, row.terms) if row.terms is not None else ""
        said = ": ".join(filter(None, (who, " ".join(filter(None, (row.kind, what))))))
        yield " ".join(filter(None, (row.date.isoformat(), said, f"({row.words})" if row.words else ""))).replace(
            NO_BREAK, " "
        )


def write_transcript(result: Result, path: str | os.PathLike[str], words: Words = IN_ENGLISH) -> None:
    """Write the transcript of a run: as text to a .txt file, or the trace as JSON Lines to a .jsonl file.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    check_transcript(path)
    as_json = Path(path).suffix.lower() == ".jsonl"
    text = "".join(f"{_json(row)}\n" for row in result.trace) if as_json else transcript(result, words)
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def _json(row: Row) -> str:
    return json.dumps(row.as_dict(), ensure_ascii=False, allow_nan=False)
