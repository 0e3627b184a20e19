"""What makes a sweep the sweep that it is, written down in its folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from negosim.errors import ScenarioError, StoreError
from negosim.study.store.schema import SCHEMA, ManifestFile, VersionedFile, read_json
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.source import Source

__all__ = ["MANIFEST", "TABLE_MANIFEST", "Manifest", "read_manifest"]

MANIFEST, TABLE_MANIFEST = "manifest.json", "table.json"
LIBRARIES = ("numpy", "llvmlite", "duckdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that the results of a sweep depend on, and how it is cut.

    Parameters
    ----------
    points : tuple of Point
        Its design, point by point.
    precision : mapping of str to float or None
        The half-width that the interval of each estimate is to reach, by the estimate's name.
    rules : str
        Hash of the sources of the rules.
    grown_from : tuple of int
        The numbers of replicates that the sweep had before it was run again with more, each larger than the one before.
    chunk_size : int
        Replicates per chunk; the results do not depend on it.
    """

    source: Source
    points: tuple[Point, ...]
    replicates: int
    seed: int
    rules: str
    aggregate: bool
    precision: Mapping[str, float] | None
    chunk_size: int
    grown_from: tuple[int, ...] = ()

    def text(self) -> str:
        """Return it as JSON."""
        held = {
            "schema": SCHEMA,
            "scenario": {"name": self.source.name, "text": self.source.text},
            "seed": self.seed,
            "replicates": self.replicates,
            "grown_from": self.grown_from,
            "points": [_written(point.sets) for point in self.points],
            "aggregate": self.aggregate,
            "precision": None if self.precision is None else dict(self.precision),
            "rules": self.rules,
            "chunk_size": self.chunk_size,
            "versions": {
                "python": platform.python_version(),
                **{name: version(name) for name in ("negosim", *LIBRARIES)},
            },
        }
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    def grown_to(self, replicates: int) -> Manifest:
        """Return the manifest of the same sweep with more replicates at each point."""
        return replace(self, replicates=replicates, grown_from=(*self.grown_from, self.replicates))

    def differences(self, other: Manifest) -> list[str]:
        """Return in what another sweep differs besides the number of replicates, in words."""
        result = []
        if self.source != other.source:
            result.append(f"the scenario ({_first_difference(self.source, other.source)})")
        if self.points != other.points:
            result.append(f"the design ({_points_difference(self.points, other.points)})")
        for name, words in _COMPARED:
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours != theirs:
                result.append(f"{words} ({ours} there, {theirs} now)")
        return result


_COMPARED = (
    ("seed", "the seed"),
    ("aggregate", "whether only aggregates are kept"),
    ("precision", "the precision"),
    ("rules", "the version of the rules"),
)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a sweep's folder.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    file = folder / MANIFEST
    if not folder.exists():
        raise StoreError(f"{folder}: there is no such folder; 'negosim sweep … --out {folder}' makes one")
    if not folder.is_dir():
        raise StoreError(f"{folder}: this is a file, not the folder of a sweep")
    if (folder / TABLE_MANIFEST).is_file():
        raise StoreError(f"{folder}: this is the folder of a sweep over a table; read the Parquet files in it")
    if not file.is_file():
        raise StoreError(f"{folder}: there is no {MANIFEST} in it, so it is not the folder of a sweep")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {error.strerror or error}") from None
    return _parsed(content, file)


def _parsed(content: bytes, file: Path) -> Manifest:
    fix = "restore it, or remove the folder and run the sweep again"
    schema = read_json(VersionedFile, content, file, fix).schema_
    if schema != SCHEMA:
        raise StoreError(f"{file}: it is of another version of negosim (schema {schema}, not {SCHEMA})")
    held = read_json(ManifestFile, content, file, fix)
    try:
        points = tuple(Point(number, _read(sets)) for number, sets in enumerate(held.points))
        source = Source(held.scenario.name, held.scenario.text)
        source.document()
    except (ValueError, ScenarioError) as error:
        raise StoreError(f"{file}: this is not what a sweep writes ({error}); {fix}") from None
    return Manifest(
        source=source,
        points=points,
        replicates=held.replicates,
        grown_from=held.grown_from,
        seed=held.seed,
        rules=held.rules,
        aggregate=held.aggregate,
        precision=held.precision,
        chunk_size=held.chunk_size,
    )


def _written(value: Any) -> Any:
    """Return a value as JSON has it; dates marked, since JSON has none."""
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    """Return the value that `_written` wrote."""
    if isinstance(value, dict):
        if set(value) == {"date"}:
            return date.fromisoformat(str(value["date"]))
        return {key: _read(item) for key, item in value.items()}
    return [_read(item) for item in value] if isinstance(value, list) else value


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
