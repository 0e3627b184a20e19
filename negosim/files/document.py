"""The data of a scenario file, merged with the files that it extends, before validation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negosim.errors import Fault, ScenarioError, UsageError, did_you_mean
from negosim.files import key_paths
from negosim.files.merging import Origins, merge, origins_of
from negosim.files.sources import all_shipped, locate, parse_toml, read_toml

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The data of a scenario file, merged with the files that it extends.

    Parameters
    ----------
    name : str
        The file's stem; the scenario's name.
    source : Path
        The file itself.
    data : mapping
        The merged tables, as TOML has them.
    shown : str
        The file as the user wrote it, for messages.
    origins : mapping
        Which file wrote the value at each path.
    """

    name: str
    source: Path
    data: Mapping[str, Any]
    shown: str = ""
    origins: Mapping[key_paths.Path, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The merged data as TOML: enough to build the scenario again without the files."""
        return dumps(self.data)


def read(path_or_name: str | os.PathLike[str]) -> Document:
    """Read a scenario file and all that it extends.

    Parameters
    ----------
    path_or_name : str or path
        A TOML file, or the name of a shipped scenario.

    Raises
    ------
    ScenarioError
        If a file is missing, cannot be read or is not TOML, or if files extend one another in a circle.
    """
    source = locate(path_or_name)
    shown = os.fspath(path_or_name) if source == Path(os.fspath(path_or_name)) else str(source.name)
    try:
        data, origins = _chain(source, shown, ())
    except RecursionError:
        raise _too_deep(shown) from None
    return Document(name=source.stem, source=source, data=data, shown=shown, origins=origins)


def from_text(text: str, *, name: str, source: Path | None = None) -> Document:
    """Return the document of a text in TOML, such as `Document.text` writes; it may extend shipped scenarios.

    Raises
    ------
    ScenarioError
        If it is not TOML, or what it extends does not exist.
    """
    shown = str(source) if source else f"{name}.toml"
    data = parse_toml(text, shown)
    place = source or Path(f"{name}.toml")
    merged, origins = _extended(data, place, shown, (place.absolute(),))
    return Document(name=name, source=place, data=merged, shown=shown, origins=origins)


def from_data(data: Mapping[str, Any], *, name: str) -> Document:
    """Return the document of tables made in Python; they may extend a shipped scenario, or a file by its path.

    Tuples count as lists, numbers of numpy as Python's, and ``None`` as a key that is not there.

    Raises
    ------
    ScenarioError
        If what they extend does not exist.
    """
    shown = f"{name}.toml"
    try:
        merged, origins = _extended(plain(data), Path(shown), shown, ())
    except RecursionError:
        raise _too_deep(shown) from None
    return Document(name=name, source=Path(shown), data=merged, shown=shown, origins=origins)


def plain(value: Any) -> Any:
    """Return a value with the types of TOML: numpy's numbers as Python's, tuples as lists, no ``None`` in a table."""
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    return value.item() if hasattr(value, "item") else value


def dumps(data: Mapping[str, Any]) -> str:
    """Return data as TOML.

    Raises
    ------
    UsageError
        If it has a value of a type that TOML does not have.
    """
    import tomli_w

    try:
        return tomli_w.dumps(data)
    except TypeError as error:
        raise UsageError(f"the tables cannot be written as TOML: {error}") from None


def _chain(source: Path, shown: str, seen: tuple[Path, ...]) -> tuple[dict[str, Any], Origins]:
    """Read a file and merge it into the file that it extends; ``seen`` are the files that extend it."""
    data = read_toml(source, shown, quoted=not seen)
    return _extended(data, source, shown, (*seen, source.resolve()))


def _extended(data: dict[str, Any], source: Path, shown: str, seen: tuple[Path, ...]) -> tuple[dict[str, Any], Origins]:
    own = {key: value for key, value in data.items() if key != "extends"}
    origins = origins_of(own, shown)
    if "extends" not in data:
        return own, origins
    reachable = (seen[0] if seen else source.resolve()).parent
    base = _base(data["extends"], source, shown, reachable)
    if base.resolve() in seen:
        circle = " → ".join(path.name for path in (*seen[seen.index(base.resolve()) :], base))
        raise _extends_fault(shown, f"the files extend one another in a circle: {circle}", "remove one extends")
    base_shown = str(base) if base.parent == source.parent else os.path.relpath(base)
    base_data, base_origins = _chain(base, base_shown, seen or (source.resolve(),))
    return merge(base_data, own), {**base_origins, **origins}


def _base(extends: Any, source: Path, shown: str, reachable: Path) -> Path:
    """Return the file that is extended: a shipped one, or one in the first file's folder or below it."""
    if not isinstance(extends, str) or not extends or "\0" in extends:
        raise _extends_fault(
            shown, "expected the name of a file or of a shipped scenario", 'write extends = "other.toml"'
        )
    beside = source.parent / extends
    known = all_shipped()
    if len(extends) > LONGEST_NAME:
        raise _extends_fault(shown, f"the name has more than {LONGEST_NAME} characters", "give the name of a file")
    if beside.resolve() not in known.values() and not beside.resolve().is_relative_to(reachable):
        problem = f"'{extends}' is not in the file's folder or below it, and is not a shipped scenario"
        raise _extends_fault(shown, problem, "copy it there")
    if beside.is_file() or beside.is_dir():
        return beside
    if extends.removesuffix(".toml") in known:
        return known[extends.removesuffix(".toml")]
    nearby = [path.name for path in source.parent.glob("*.toml")] if source.parent.is_dir() else []
    fix = did_you_mean(extends, [*nearby, *known]) or f"paths are relative to '{source.parent}'"
    raise _extends_fault(shown, f"there is no file '{extends}', and no shipped scenario of that name", fix)


def _extends_fault(shown: str, problem: str, fix: str) -> ScenarioError:
    return ScenarioError([Fault(file=shown, path="extends", problem=problem, fix=fix)])


def _too_deep(shown: str) -> ScenarioError:
    return ScenarioError([Fault(file=shown, path="", problem="its tables are nested too deeply to be a scenario")])
