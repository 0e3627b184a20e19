"""The folder of a sweep: a manifest, a Parquet file per chunk, and the tally of the finished chunks.

A file is written under a temporary name, synced and renamed, so a file with its final name is complete. The tally lists
each chunk with its checksum and is written last, so a chunk that is not in it is run again. Since a chunk always has
the same results, a damaged one is run again without being counted twice.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from negosim.errors import StoreError
from negosim.study.estimate.tally import Tally, add_tally
from negosim.study.store.manifest import MANIFEST, Manifest, read_manifest
from negosim.study.store.schema import TallyFile, read_json
from negosim.study.store.writing import UNFINISHED, store_errors, write_whole
from negosim.study.sweeps.tasks import TaskResult

__all__ = ["CHUNKS", "TALLY", "Progress", "Store", "StoredChunk", "read_progress", "read_sweep"]

CHUNKS, TALLY = "chunks", "tally.json.gz"
LARGEST_TALLY = 1 << 30
LEVEL = 2  # of compression; a higher one saves a few per cent, and takes longer than the counting


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A finished chunk: its number of rows, the layout of its counts, and the SHA-256 of its file."""

    rows: int
    layout: str
    checksum: str


@dataclass(slots=True)
class Progress:
    """The progress of a sweep.

    Parameters
    ----------
    chunks : dict of str to StoredChunk
        The finished chunks, by name.
    tallies : dict of int to Tally
        Their tallies, by point.
    open_points : list of list of int
        For each finished stage, the points that continue after it.
    seconds : float
        Running time, over all runs.
    """

    chunks: dict[str, StoredChunk] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    open_points: list[list[int]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        """Number of finished replicates."""
        return sum(chunk.rows for chunk in self.chunks.values())

    def take(self, done: TaskResult) -> None:
        """Record a finished chunk; it is counted once, however often it is run."""
        fresh = done.chunk.name not in self.chunks
        self.chunks[done.chunk.name] = StoredChunk(done.chunk.rows, done.layout, done.checksum)
        for point, tally in done.tallies.items() if fresh else ():
            add_tally(self.tallies, point, tally)


class Store:
    """The folder of a running sweep.

    Parameters
    ----------
    folder : Path
        Created if it does not exist.
    manifest : Manifest
        The sweep; the folder must be empty or belong to the same sweep.

    Raises
    ------
    StoreError
        If the folder cannot be used.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder}: this is a file; name a folder for the sweep")
        self.resumed = (folder / MANIFEST).is_file()
        if self.resumed:
            self.manifest = self._same(manifest)
            return
        if folder.is_dir() and any(_is_foreign(entry) for entry in folder.iterdir()):
            raise StoreError(f"{folder}: this folder contains other files; name a new or an empty folder")
        self.manifest = manifest
        with store_errors(folder):
            (folder / CHUNKS).mkdir(parents=True, exist_ok=True)
        self._write_manifest(manifest)

    def _same(self, wanted: Manifest) -> Manifest:
        """Return the folder's manifest, with its number of replicates raised to the one wanted."""
        stored = read_manifest(self.folder)
        different = stored.differences(wanted)
        if different:
            raise StoreError(
                f"{self.folder}: this folder contains another sweep, which differs in {'; '.join(different)}; "
                "name another folder for this one"
            )
        if wanted.replicates < stored.replicates:
            raise StoreError(
                f"{self.folder}: this sweep has {stored.replicates:,} replicates at each point, more than the "
                f"{wanted.replicates:,} requested; request at least as many, or name another folder"
            )
        if wanted.replicates > stored.replicates:
            stored = stored.grown_to(wanted.replicates)
            self._write_manifest(stored)
        return stored

    def _write_manifest(self, manifest: Manifest) -> None:
        with store_errors(self.folder):
            write_whole(self.folder / MANIFEST, manifest.text().encode())

    def progress(self) -> Progress:
        """Return the progress, and remove the files of damaged and unfinished chunks."""
        _check_no_link(self.folder / CHUNKS)
        progress = read_progress(self.folder, len(self.manifest.points))
        with store_errors(self.folder):
            (self.folder / CHUNKS).mkdir(exist_ok=True)
            for file in (self.folder / CHUNKS).iterdir():
                chunk = progress.chunks.get(file.stem)
                if file.suffix == UNFINISHED or chunk is None or not _is_whole(file, chunk):
                    file.unlink()
        return progress

    def lacks(self, name: str) -> bool:
        """Return whether the file of a chunk is missing."""
        return not self.manifest.aggregate and not chunk_file(self.folder, name).exists()

    def keep_rows(self, done: TaskResult) -> None:
        """Write the file of a chunk."""
        if not self.manifest.aggregate:
            with store_errors(self.folder):
                write_whole(chunk_file(self.folder, done.chunk.name), done.data)

    def keep(self, progress: Progress) -> None:
        """Store the progress of the sweep."""
        content = {
            "chunks": {name: [chunk.rows, chunk.layout, chunk.checksum] for name, chunk in progress.chunks.items()},
            "points": {str(point): tally.as_dict() for point, tally in sorted(progress.tallies.items())},
            "open_points": progress.open_points,
            "seconds": progress.seconds,
        }
        body = json.dumps(content, separators=(",", ":")).encode()
        with store_errors(self.folder):
            write_whole(self.folder / TALLY, gzip.compress(body, compresslevel=LEVEL, mtime=0))


def chunk_file(folder: Path, name: str) -> Path:
    """Return the file of a chunk."""
    return folder / CHUNKS / f"{name}.parquet"


def read_sweep(folder: Path) -> tuple[Manifest, Progress]:
    """Return the manifest and the progress of a sweep's folder.

    Raises
    ------
    StoreError
        If the folder is not that of a sweep, or a file in it is invalid.
    """
    manifest = read_manifest(folder)
    return manifest, read_progress(folder, len(manifest.points))


def read_progress(folder: Path, points: int) -> Progress:
    """Return the progress of the sweep in a folder: none if its tally is missing or truncated.

    Raises
    ------
    StoreError
        If the tally is complete but invalid.
    """
    file = folder / TALLY
    try:
        with gzip.open(file) as stream:
            content = stream.read(LARGEST_TALLY + 1)
    except (OSError, EOFError, zlib.error):  # gzip verifies its own checksum
        return Progress()
    fix = "remove this file and run the sweep again with the same --out"
    if len(content) > LARGEST_TALLY:
        raise StoreError(f"{file}: this file is larger than any tally; {fix}")
    read_json(TallyFile, content, file, fix)
    tally_file = json.loads(content)
    progress = Progress(
        chunks={name: StoredChunk(*entry) for name, entry in tally_file["chunks"].items()},
        tallies={int(point): Tally.from_dict(tally) for point, tally in tally_file["points"].items()},
        open_points=[list(points) for points in tally_file["open_points"]],
        seconds=tally_file["seconds"],
    )
    problem = _contradiction(progress, points)
    if problem:
        raise StoreError(f"{file}: this is not a valid tally ({problem}); {fix}")
    return progress


def _contradiction(progress: Progress, points: int) -> str:
    """Return how the numbers of a tally contradict each other or the manifest; empty if they do not."""
    if any(point >= points for point in (*progress.tallies, *chain.from_iterable(progress.open_points))):
        return f"it names a point that is not among the {points:,} points of the manifest"
    if sum(tally.rows for tally in progress.tallies.values()) != progress.rows:
        return "its points and its chunks differ in their numbers of replicates"
    for point, tally in progress.tallies.items():
        if sum(tally.endings.values()) != tally.rows:
            return f"points.{point}: its numbers of endings and of replicates differ"
        for name, moments in tally.moments.items():
            if not sum(moments.bins.values()) == moments.count <= tally.rows:
                return f"points.{point}.moments.{name}: its histogram and its count differ in the number of values"
    return ""


def check_chunks(folder: Path, progress: Progress) -> None:
    """Check that no chunk of a sweep is missing or damaged.

    Raises
    ------
    StoreError
        If one is; the message names the chunk and says how to restore it.
    """
    _check_no_link(folder / CHUNKS)
    for name, chunk in progress.chunks.items():
        file = chunk_file(folder, name)
        fix = "run the sweep again with the same --out to restore it"
        if not file.is_file():
            raise StoreError(f"{file}: this chunk is missing; {fix}")
        if file.is_symlink():
            raise StoreError(f"{file}: this is a link, not a chunk; remove it and {fix}")
        if not _is_whole(file, chunk):
            raise StoreError(f"{file}: this chunk is damaged; {fix}")


def _check_no_link(chunks: Path) -> None:
    if chunks.is_symlink():  # it may lead to anybody's files
        raise StoreError(f"{chunks}: this is a link, not the folder of a sweep's chunks; replace it with the folder")


def _is_foreign(entry: Path) -> bool:
    """Return whether an entry of a folder without a manifest is not left from a sweep that failed to start."""
    began = entry.name == CHUNKS and entry.is_dir() and not any(entry.iterdir())
    return not began and entry.suffix != UNFINISHED


def _is_whole(file: Path, chunk: StoredChunk) -> bool:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == chunk.checksum
