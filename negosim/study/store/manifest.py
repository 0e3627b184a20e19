"""What makes a sweep the sweep that it is, written down in its folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from negosim.errors import StoreError
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.source import Source

__all__ = ["MANIFEST", "Manifest", "read_manifest"]

MANIFEST = "manifest.json"
SCHEMA = 2
LIBRARIES = ("numpy", "llvmlite", "duckdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that the results of a sweep depend on, and how it is cut.

    Parameters
    ----------
    points : tuple of Point
        Its design, point by point.
    rules : str
        Hash of the sources of the rules.
    chunk_size : int
        Replicates per chunk; the results do not depend on it.
    """

    source: Source
    points: tuple[Point, ...]
    replicates: int
    seed: int
    rules: str
    aggregate: bool
    precision: float | None
    chunk_size: int

    def text(self) -> str:
        """Return it as JSON."""
        held = {
            "schema": SCHEMA,
            "scenario": {"name": self.source.name, "text": self.source.text},
            "seed": self.seed,
            "replicates": self.replicates,
            "points": [_written(point) for point in self.points],
            "aggregate": self.aggregate,
            "precision": self.precision,
            "rules": self.rules,
            "chunk_size": self.chunk_size,
            "versions": {
                "python": platform.python_version(),
                **{name: version(name) for name in ("negosim", *LIBRARIES)},
            },
        }
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    def differences(self, other: Manifest) -> list[str]:
        """Return in what another sweep differs, in words; nothing where it is the same."""
        found = []
        if self.source != other.source:
            found.append(f"the scenario ({_first_difference(self.source, other.source)})")
        if self.points != other.points:
            found.append(f"the design ({_points_difference(self.points, other.points)})")
        for name, words in _COMPARED:
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours != theirs:
                found.append(f"{words} ({ours} there, {theirs} now)")
        return found


_COMPARED = (
    ("seed", "the seed"),
    ("replicates", "the number of replicates"),
    ("aggregate", "whether only aggregates are kept"),
    ("precision", "the precision"),
    ("rules", "the version of the rules"),
)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a sweep's folder.

    Raises
    ------
    StoreError
        Where there is none, or it cannot be read.
    """
    file = folder / MANIFEST
    if not folder.exists():
        raise StoreError(f"{folder}: there is no such folder; 'negosim sweep … --out {folder}' makes one")
    if not folder.is_dir():
        raise StoreError(f"{folder}: this is a file, not the folder of a sweep")
    if not file.is_file():
        raise StoreError(f"{folder}: there is no {MANIFEST} in it, so it is not the folder of a sweep")
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["schema"] != SCHEMA:
            raise StoreError(f"{file}: it is of another version of negosim (schema {held['schema']}, not {SCHEMA})")
        return Manifest(
            source=Source(held["scenario"]["name"], held["scenario"]["text"]),
            points=tuple(_read(number, point) for number, point in enumerate(held["points"])),
            replicates=held["replicates"],
            seed=held["seed"],
            rules=held["rules"],
            aggregate=held["aggregate"],
            precision=held["precision"],
            chunk_size=held["chunk_size"],
        )
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError) as error:
        problem = f"it is damaged ({type(error).__name__}: {error}); remove the folder and run the sweep again"
        raise StoreError(f"{file}: {problem}") from None


def _written(point: Point) -> dict[str, Any]:
    """Return what a point sets; dates marked, since JSON has none."""
    return {
        path: {"date": value.isoformat()} if isinstance(value, date) else value for path, value in point.sets.items()
    }


def _read(number: int, sets: dict[str, Any]) -> Point:
    return Point(number, {path: _value(value) for path, value in sets.items()})


def _value(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    return value


def _first_difference(ours: Source, theirs: Source) -> str:
    if ours.name != theirs.name:
        return f"'{ours.name}' there, '{theirs.name}' now"
    there, now = ours.text.splitlines(), theirs.text.splitlines()
    for line, (left, right) in enumerate(zip(there, now, strict=False), start=1):
        if left != right:
            return f"line {line} of its text: '{left.strip()}' there, '{right.strip()}' now"
    return f"{len(there)} lines there, {len(now)} now"


def _points_difference(ours: Sequence[Point], theirs: Sequence[Point]) -> str:
    if len(ours) != len(theirs):
        return f"{len(ours)} points there, {len(theirs)} now"
    left, right = next((left, right) for left, right in zip(ours, theirs, strict=True) if left != right)
    return f"point {left.number} sets {dict(left.sets)} there, {dict(right.sets)} now"
