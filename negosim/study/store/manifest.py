"""The manifest of a sweep: everything that determines its results, stored in its folder."""

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
    """Everything that the results of a sweep depend on, and the size of its chunks.

    Parameters
    ----------
    source : Source
        The scenario.
    points : tuple of Point
        The points of its design, in order.
    replicates : int
        Number of replicates at each point; a precision may stop a point earlier.
    seed : int
        Seed of the random numbers.
    rules : str
        Hash of the sources of the rules.
    aggregate : bool
        Whether only aggregates are stored, and no rows.
    precision : mapping of str to float or None
        Required half-width of the interval of each estimate, in its unit, by the estimate's name.
    chunk_size : int
        Replicates per chunk; the results do not depend on it.
    grown_from : tuple of int
        Earlier numbers of replicates of a sweep that was run again with more, in increasing order.
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
        content = {
            "schema": SCHEMA,
            "scenario": {"name": self.source.name, "text": self.source.text},
            "seed": self.seed,
            "replicates": self.replicates,
            "grown_from": self.grown_from,
            "points": [_to_json(point.sets) for point in self.points],
            "aggregate": self.aggregate,
            "precision": None if self.precision is None else dict(self.precision),
            "rules": self.rules,
            "chunk_size": self.chunk_size,
            "versions": {
                "python": platform.python_version(),
                **{name: version(name) for name in ("negosim", *LIBRARIES)},
            },
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def grown_to(self, replicates: int) -> Manifest:
        """Return the manifest of the same sweep with more replicates at each point."""
        return replace(self, replicates=replicates, grown_from=(*self.grown_from, self.replicates))

    def differences(self, other: Manifest) -> list[str]:
        """Return how another sweep differs, in words, apart from the number of replicates."""
        result = []
        if self.source != other.source:
            result.append(f"the scenario ({_first_difference(self.source, other.source)})")
        if self.points != other.points:
            result.append(f"the design ({_points_difference(self.points, other.points)})")
        for name, words in _COMPARED:
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours != theirs:
                result.append(f"{words} ({ours} in the folder, {theirs} now)")
        return result


_COMPARED = (
    ("seed", "the seed"),
    ("aggregate", "whether only aggregates are stored"),
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
        raise StoreError(f"{folder}: this folder does not exist; 'negosim sweep … --out {folder}' creates it")
    if not folder.is_dir():
        raise StoreError(f"{folder}: this is a file, not the folder of a sweep")
    if (folder / TABLE_MANIFEST).is_file():
        raise StoreError(f"{folder}: this is the folder of a sweep over a table; read the Parquet files in it")
    if not file.is_file():
        raise StoreError(f"{folder}: this folder contains no {MANIFEST}, so it is not the folder of a sweep")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise StoreError(f"{file}: this file cannot be read: {error.strerror or error}") from None
    return _parsed(content, file)


def _parsed(content: bytes, file: Path) -> Manifest:
    fix = "restore it, or remove the folder and run the sweep again"
    schema = read_json(VersionedFile, content, file, fix).schema_
    if schema != SCHEMA:
        raise StoreError(
            f"{file}: this sweep is from another version of negosim (schema {schema}, not {SCHEMA}); use that version"
        )
    stored = read_json(ManifestFile, content, file, fix)
    try:
        points = tuple(Point(number, _from_json(sets)) for number, sets in enumerate(stored.points))
        source = Source(stored.scenario.name, stored.scenario.text)
        source.document()
    except (ValueError, ScenarioError) as error:
        raise StoreError(f"{file}: this is not a valid manifest ({error}); {fix}") from None
    return Manifest(
        source=source,
        points=points,
        replicates=stored.replicates,
        grown_from=stored.grown_from,
        seed=stored.seed,
        rules=stored.rules,
        aggregate=stored.aggregate,
        precision=stored.precision,
        chunk_size=stored.chunk_size,
    )


def _to_json(value: Any) -> Any:
    """Return a value in the types of JSON; a date becomes an object with the key `date`."""
    if isinstance(value, Mapping):
        return {key: _to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _from_json(value: Any) -> Any:
    """Return the value that `_to_json` was given."""
    if isinstance(value, dict):
        if set(value) == {"date"}:
            return date.fromisoformat(str(value["date"]))
        return {key: _from_json(item) for key, item in value.items()}
    return [_from_json(item) for item in value] if isinstance(value, list) else value


def _first_difference(ours: Source, theirs: Source) -> str:
    if ours.name != theirs.name:
        return f"'{ours.name}' in the folder, '{theirs.name}' now"
    there, now = ours.text.splitlines(), theirs.text.splitlines()
    for line, (left, right) in enumerate(zip(there, now, strict=False), start=1):
        if left != right:
            return f"line {line} of its text: '{left.strip()}' in the folder, '{right.strip()}' now"
    return f"{len(there)} lines in the folder, {len(now)} now"


def _points_difference(ours: Sequence[Point], theirs: Sequence[Point]) -> str:
    if len(ours) != len(theirs):
        return f"{len(ours)} points in the folder, {len(theirs)} now"
    left, right = next((left, right) for left, right in zip(ours, theirs, strict=True) if left != right)
    return f"point {left.number} sets {dict(left.sets)} in the folder, {dict(right.sets)} now"
