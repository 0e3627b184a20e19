"""The folder of a sweep: a manifest, a Parquet file per chunk, and the tally of all that is done.

A file is written under another name, synced and renamed, so one that has its final name is whole. The tally names
each chunk with its checksum; it is the last to be written, so a chunk that it does not name is run again. Since a chunk
always comes to the same, a damaged one is run again without being counted again.
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
from negosim.study.store.writing import UNFINISHED, speaking, write_whole
from negosim.study.sweeps.tasks import TaskResult

__all__ = ["CHUNKS", "TALLY", "Progress", "Store", "StoredChunk", "read_progress", "read_sweep"]

CHUNKS, TALLY = "chunks", "tally.json.gz"
LARGEST_TALLY = 1 << 30
LEVEL = 2  # of compression; more takes longer than counting does, for a few per cent


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk that is done: its rows, how its counts are laid out, and the SHA-256 of its file."""

    rows: int
    layout: str
    checksum: str


@dataclass(slots=True)
class Progress:
    """How far a sweep has come.

    Parameters
    ----------
    chunks : dict of str to StoredChunk
        What is done, by the chunks' names.
    tallies : dict of int to Tally
        What they came to, by point.
    open_points : list of list of int
        For each stage that is done, the points that go on after it.
    seconds : float
        Time spent, over all runs.
    """

    chunks: dict[str, StoredChunk] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    open_points: list[list[int]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        """How many replicates are done."""
        return sum(held.rows for held in self.chunks.values())

    def take(self, done: TaskResult) -> None:
        """Count a chunk; once, however often it is run."""
        fresh = done.chunk.name not in self.chunks
        self.chunks[done.chunk.name] = StoredChunk(done.chunk.rows, done.layout, done.checksum)
        for point, tally in done.tallies.items() if fresh else ():
            add_tally(self.tallies, point, tally)


class Store:
    """The folder of a sweep that is being made.

    Parameters
    ----------
    folder : Path
        Made where it does not exist.
    manifest : Manifest
        What the sweep is; the folder must be empty, or belong to the same sweep.

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
            raise StoreError(f"{folder}: there are other files in this folder; name a new one, or an empty one")
        self.manifest = manifest
        with speaking(folder):
            (folder / CHUNKS).mkdir(parents=True, exist_ok=True)
        self._write_manifest(manifest)

    def _same(self, wanted: Manifest) -> Manifest:
        """Return the manifest of the folder, with more replicates where more are wanted."""
        held = read_manifest(self.folder)
        different = held.differences(wanted)
        if different:
            listed = "; ".join(different)
            raise StoreError(
                f"{self.folder}: it belongs to another sweep, with another {listed.replace('the ', '', 1)}; "
                "name another folder for this one"
            )
        if wanted.replicates < held.replicates:
            raise StoreError(
                f"{self.folder}: this sweep has {held.replicates:,} replicates at each point, more than the "
                f"{wanted.replicates:,} asked for; ask for as many or more, or name another folder"
            )
        if wanted.replicates > held.replicates:
            held = held.grown_to(wanted.replicates)
            self._write_manifest(held)
        return held

    def _write_manifest(self, manifest: Manifest) -> None:
        with speaking(self.folder):
            write_whole(self.folder / MANIFEST, manifest.text().encode())

    def progress(self) -> Progress:
        """Return what is done and whole; files of chunks that are damaged or were not finished are removed."""
        _check_no_link(self.folder / CHUNKS)
        progress = read_progress(self.folder, len(self.manifest.points))
        with speaking(self.folder):
            (self.folder / CHUNKS).mkdir(exist_ok=True)
            for file in (self.folder / CHUNKS).iterdir():
                held = progress.chunks.get(file.stem)
                if file.suffix == UNFINISHED or held is None or not _is_whole(file, held):
                    file.unlink()
        return progress

    def lacks(self, name: str) -> bool:
        """Return whether a chunk has no file."""
        return not self.manifest.aggregate and not chunk_file(self.folder, name).exists()

    def keep_rows(self, done: TaskResult) -> None:
        """Write the file of a chunk."""
        if not self.manifest.aggregate:
            with speaking(self.folder):
                write_whole(chunk_file(self.folder, done.chunk.name), done.data)

    def keep(self, progress: Progress) -> None:
        """Write down how far the sweep has come."""
        held = {
            "chunks": {name: [held.rows, held.layout, held.checksum] for name, held in progress.chunks.items()},
            "points": {str(point): tally.as_dict() for point, tally in sorted(progress.tallies.items())},
            "open_points": progress.open_points,
            "seconds": progress.seconds,
        }
        body = json.dumps(held, separators=(",", ":")).encode()
        with speaking(self.folder):
            write_whole(self.folder / TALLY, gzip.compress(body, compresslevel=LEVEL, mtime=0))


def chunk_file(folder: Path, name: str) -> Path:
    """Return the file of a chunk."""
    return folder / CHUNKS / f"{name}.parquet"


def read_sweep(folder: Path) -> tuple[Manifest, Progress]:
    """Return the manifest of a sweep's folder, and how far it has come.

    Raises
    ------
    StoreError
        If the folder is not that of a sweep, or a file in it is not what a sweep writes.
    """
    manifest = read_manifest(folder)
    return manifest, read_progress(folder, len(manifest.points))


def read_progress(folder: Path, points: int) -> Progress:
    """Return how far the sweep in a folder has come; nothing is done where its tally is missing or cut.

    Raises
    ------
    StoreError
        If the tally is whole, but not what a sweep writes.
    """
    file = folder / TALLY
    try:
        with gzip.open(file) as stream:
            content = stream.read(LARGEST_TALLY + 1)
    except (OSError, EOFError, zlib.error):  # it has a checksum of its own
        return Progress()
    fix = "remove this file and run the sweep again with the same --out"
    if len(content) > LARGEST_TALLY:
        raise StoreError(f"{file}: this is more than a tally ever holds; {fix}")
    read_json(TallyFile, content, file, fix)
    held = json.loads(content)
    progress = Progress(
        chunks={name: StoredChunk(*entry) for name, entry in held["chunks"].items()},
        tallies={int(point): Tally.from_dict(tally) for point, tally in held["points"].items()},
        open_points=[list(points) for points in held["open_points"]],
        seconds=held["seconds"],
    )
    problem = _contradiction(progress, points)
    if problem:
        raise StoreError(f"{file}: this is not what a sweep writes ({problem}); {fix}")
    return progress


def _contradiction(progress: Progress, points: int) -> str:
    """Return in what the numbers of a tally contradict one another, or the manifest."""
    if any(point >= points for point in (*progress.tallies, *chain.from_iterable(progress.open_points))):
        return f"there are {points:,} points, and it has others"
    if sum(tally.rows for tally in progress.tallies.values()) != progress.rows:
        return "its points have other numbers of replicates than its chunks"
    for point, tally in progress.tallies.items():
        if sum(tally.endings.values()) != tally.rows:
            return f"points.{point}: its endings are not as many as its replicates"
        for name, moments in tally.moments.items():
            if not sum(moments.bins.values()) == moments.count <= tally.rows:
                return f"points.{point}.moments.{name}: its histogram does not hold as many values as it counts"
    return ""


def check_chunks(folder: Path, progress: Progress) -> None:
    """Refuse to read a sweep of which a chunk is missing or damaged.

    Raises
    ------
    StoreError
        Naming the chunk, and what to do.
    """
    _check_no_link(folder / CHUNKS)
    for name, held in progress.chunks.items():
        file = chunk_file(folder, name)
        fix = "run the sweep again with the same --out: it runs this chunk again"
        if not file.is_file():
            raise StoreError(f"{file}: this chunk is missing; {fix}")
        if file.is_symlink():
            raise StoreError(f"{file}: this is a link, not a chunk; remove it and {fix}")
        if not _is_whole(file, held):
            raise StoreError(f"{file}: this chunk is damaged; {fix}")


def _check_no_link(chunks: Path) -> None:
    if chunks.is_symlink():  # what is in it may be anybody's
        raise StoreError(f"{chunks}: this is a link, not the folder of a sweep's chunks; put the folder in its place")


def _is_foreign(entry: Path) -> bool:
    """Whether something in a folder without a manifest is not what a sweep leaves that could not begin."""
    began = entry.name == CHUNKS and entry.is_dir() and not any(entry.iterdir())
    return not began and entry.suffix != UNFINISHED


def _is_whole(file: Path, held: StoredChunk) -> bool:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == held.checksum
