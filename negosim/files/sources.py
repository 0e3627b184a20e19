"""Find and read scenario files, with an error for everything that can go wrong."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from negosim.errors import Fault, ScenarioError, did_you_mean
from negosim.files.limits import excess

LARGEST_FILE = 1_000_000
_PLACE = re.compile(r"\s*\(at (line \d+, column \d+|end of document)\)\s*$")


def shipped() -> dict[str, Path]:
    """Return the scenarios that come with the package, by name."""
    return {name: path for name, path in all_shipped().items() if "/" not in name}


def all_shipped() -> dict[str, Path]:
    """Return all shipped scenarios; those in subfolders have the folder in their names."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "scenarios", package.parent / "scenarios"):
        if folder.is_dir():
            files = sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")])
            return {path.relative_to(folder).with_suffix("").as_posix(): path for path in files}
    return {}


def locate(path_or_name: str | os.PathLike[str]) -> Path:
    """Return the file at a path, or the shipped scenario of that name.

    A name with a folder, such as ``counterfactual/no_lapse``, refers to a shipped scenario in that folder.

    Raises
    ------
    ScenarioError
        If neither exists.
    """
    text = os.fspath(path_or_name)
    path = Path(text)
    if _exists(path, text) and not (_is_bare(text) and path.is_dir()):
        return path
    if _is_bare(text):
        known = shipped()
        if text in known:
            return known[text]
        problem = "there is no such file, and no shipped scenario of that name"
        raise _error(text, problem, did_you_mean(text, known) or _missing_fix(path))
    if text in all_shipped():
        return all_shipped()[text]
    raise _error(text, "there is no such file", _missing_fix(path))


def read_toml(path: Path, shown: str, *, quoted: bool = True) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    shown : str
        The file's name as the user knows it, for messages.
    quoted : bool
        Whether a message may quote the line with the error.

    Raises
    ------
    ScenarioError
        If it cannot be read, is not a regular file, is not UTF-8 text, is too large, or is not TOML.
    """
    return parse_toml(_decode(_read_bytes(path, shown), shown), shown, quoted=quoted)


def parse_toml(text: str, shown: str, *, quoted: bool = True) -> dict[str, Any]:
    """Parse the text of a scenario file.

    Raises
    ------
    ScenarioError
        If it is not TOML, or is nested too deeply; the message has the line and the column.
    """
    too_much = excess(text)
    if too_much:
        raise _error(shown, too_much, "a scenario does not need that many; check the brackets and dots")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _error(shown, *_syntax(str(error), text if quoted else "")) from None
    except ValueError as error:  # a number with thousands of digits
        raise _error(shown, f"it is not valid TOML: {error}") from None


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():  # a pipe or a device may never end
            raise _error(shown, "this is not a regular file", "give the path of a scenario file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise _error(shown, "this is a folder, not a file", _folder_fix(path)) from None
    except FileNotFoundError:
        raise _error(shown, "there is no such file", _missing_fix(path)) from None
    except PermissionError:
        raise _error(shown, "you do not have permission to read this file", "change its permissions") from None
    except (OSError, ValueError) as error:
        raise _error(shown, f"this file cannot be read: {error}") from None
    if len(content) > LARGEST_FILE:
        raise _error(
            shown, "this file is larger than 1 MB, the limit for scenarios", "give the path of a scenario file"
        )
    return content


def _decode(content: bytes, shown: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content[:4096]:
            raise _error(shown, "this is a binary file, not a scenario in TOML") from None
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"this is not UTF-8 text (byte 0x{content[error.start]:02x} in line {line})"
        raise _error(shown, problem, "save it as UTF-8") from None
    if "\0" in text:
        raise _error(shown, "this is a binary file, not a scenario in TOML")
    return text


def _syntax(message: str, text: str) -> tuple[str, str]:
    """Return the problem, with its line, and the fix for TOML that does not parse."""
    match = _PLACE.search(message)
    place = match.group(1) if match else ""
    problem = _PLACE.sub("", message) if text else "it cannot be parsed"
    problem = re.sub(r"\(([^()]*)\)", _dotted, problem[:1].lower() + problem[1:])
    false_date = _false_date(place, text)
    if false_date:
        problem = f"'{false_date}' is not a date"
    if false_date or "invalid date" in problem:
        fix = "write a date as 2020-03-31: a four-digit year, months 01–12, and a day that exists in that month"
    elif "invalid value" in problem:
        fix = "put text in double quotes; write true and false in lower case, and dates as 2020-03-31"
    elif "overwrite" in problem or "twice" in problem or "redefin" in problem:
        fix = "define each key and each table only once"
    else:
        fix = ""
    return f"{place or 'somewhere'}: this is not valid TOML: {problem}{_line(place, text)}", fix


def _dotted(keys: re.Match[str]) -> str:
    """Return as a path a tuple of keys, as the parser prints it."""
    return "'" + ".".join(re.findall(r"'([^']*)'", keys.group(1))) + "'"


def _false_date(place: str, text: str) -> str:
    """Return text in the line with the error that looks like a date but is not one."""
    for match in re.findall(r"(?<![\w\"'-])\d{4}-\d{1,2}-\d{1,2}(?![\w\"'-])", _line_at(place, text)):
        try:
            dt.date.fromisoformat(match)
        except ValueError:
            return str(match)
    return ""


def _line_at(place: str, text: str) -> str:
    match = re.match(r"line (\d+)", place)
    lines = text.split("\n")
    return lines[int(match.group(1)) - 1].strip() if match and int(match.group(1)) <= len(lines) else ""


def _line(place: str, text: str) -> str:
    line = _line_at(place, text)
    return f", in “{line[:60]}{'…' if len(line) > 60 else ''}”" if line else ""


def _exists(path: Path, text: str) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError) as error:  # a name too long, or with a null byte in it
        raise _error(text[:80], f"this cannot be the name of a file: {error}") from None


def _is_bare(text: str) -> bool:
    return bool(re.fullmatch(r"[\w-]+", text))


def _missing_fix(path: Path) -> str:
    """Suggest the file that was meant: one in the same folder, or the shipped scenario of that name."""
    folder = path.parent
    try:
        nearby = [entry.name for entry in folder.iterdir() if entry.suffix == ".toml"] if folder.is_dir() else []
    except OSError:
        nearby = []
    near = did_you_mean(path.name, nearby) if did_you_mean(path.stem, (Path(name).stem for name in nearby)) else ""
    if near:
        return near
    if path.stem in shipped():
        return f"'{path.stem}' without a path is the shipped scenario"
    return "'negosim scenarios' lists the shipped scenarios"


def _folder_fix(path: Path) -> str:
    try:
        inside = sorted(path.glob("*.toml"))
    except OSError:
        inside = []
    return f"did you mean '{inside[0]}'?" if inside else "give the path of a scenario file"


def _error(file: str, problem: str, fix: str = "") -> ScenarioError:
    return ScenarioError([Fault(file=file, path="", problem=problem, fix=fix)])
