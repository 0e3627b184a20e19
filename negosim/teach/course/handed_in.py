"""Reading the files that a student has handed in: only regular files of limited size, and nothing they refer to."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from negosim import files
from negosim.domain.scenario import Scenario
from negosim.errors import ScenarioError, UsageError
from negosim.files.sources import parse_toml

__all__ = ["read_scenario", "read_table", "read_text"]

LARGEST_FILE = 64_000
LONGEST_LINE = 10_000  # a TOML parser would take minutes for a key of thousands of parts, which is on one line


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    UsageError
        If it is missing, not a regular file, larger than 64 kB, not UTF-8 text, or has too long a line.
    """
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise UsageError(f"{path}: this is not a regular file; hand in the file itself, not a link or a pipe")
        if about.st_size > LARGEST_FILE:
            raise UsageError(f"{path}: this file is larger than {LARGEST_FILE // 1000} kB, the limit for such files")
        with path.open("rb") as file:
            text = file.read(LARGEST_FILE + 1).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{path}: this file is missing") from None
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8 text; save it as UTF-8") from None
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise UsageError(f"{path}: a line of this file is longer than {LONGEST_LINE:,} characters; break it up")
    return text


def read_table(path: Path) -> dict[str, Any]:
    """Return the data of a TOML file.

    Raises
    ------
    UsageError
        If it cannot be read or is not valid TOML.
    """
    try:
        return parse_toml(read_text(path), str(path))
    except ScenarioError as error:
        raise UsageError(str(error)) from None


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file, which may extend a shipped scenario and no other.

    Raises
    ------
    UsageError
        If it cannot be read, is not valid TOML, or extends another file, since marking reads only what was handed in.
    ScenarioError
        If it is not valid.
    """
    base = read_table(path).get("extends")
    if base is not None and base not in files.shipped():
        raise UsageError(
            f"{path}: extends: the scenario of an exercise may only extend a shipped scenario, by its name"
        )
    return files.build(files.from_text(read_text(path), name=path.stem))
