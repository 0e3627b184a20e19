"""The folder of a sweep: a manifest, a Parquet file per chunk, and the tally of all that is done.

A file is written under another name, synced and renamed, so one that has its final name is whole. The tally names
each chunk with its checksum; it is the last to be written, so a chunk that it does not name is run again. Since a chunk
always comes to the same, a damaged one is run again without being counted again.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negosim.errors import StoreError
from negosim.study.estimate.tally import Tally, add_tally
from negosim.study.store.manifest import MANIFEST, Manifest, read_manifest
from negosim.study.sweeps.tasks import TaskResult

__all__ = ["CHUNKS", "TALLY", "Progress", "Store", "StoredChunk", "read_progress"]

CHUNKS, TALLY = "chunks", "tally.json.gz"
UNFINISHED = ".part"


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
        Where the folder cannot be used.
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
        with _speaking(folder):
            (folder / CHUNKS).mkdir(parents=True, exist_ok=True)
            _write(folder / MANIFEST, manifest.text().encode())

    def _same(self, wanted: Manifest) -> Manifest:
        held = read_manifest(self.folder)
        different = held.differences(wanted)
        if different:
            listed = "; ".join(different)
            raise StoreError(
                f"{self.folder}: it belongs to another sweep, with another {listed.replace('the ', '', 1)}; "
                "name another folder for this one"
            )
        return held

    def progress(self) -> Progress:
        """Return what is done and whole; files of chunks that are damaged or were not finished are removed."""
        progress = read_progress(self.folder)
        with _speaking(self.folder):
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
            with _speaking(self.folder):
                _write(chunk_file(self.folder, done.chunk.name), done.data)

    def keep(self, progress: Progress) -> None:
        """Write down how far the sweep has come."""
        held = {
            "chunks": {name: [held.rows, held.layout, held.checksum] for name, held in progress.chunks.items()},
            "points": {str(point): tally.as_dict() for point, tally in sorted(progress.tallies.items())},
            "open_points": progress.open_points,
            "seconds": progress.seconds,
        }
        body = json.dumps(held, separators=(",", ":")).encode()
        with _speaking(self.folder):
            _write(self.folder / TALLY, gzip.compress(body, mtime=0))


def chunk_file(folder: Path, name: str) -> Path:
    """Return the file of a chunk."""
    return folder / CHUNKS / f"{name}.parquet"


def read_progress(folder: Path) -> Progress:
    """Return how far the sweep in a folder has come; nothing is done where its tally is missing or damaged."""
    try:
        held: Mapping[str, Any] = json.loads(gzip.decompress((folder / TALLY).read_bytes()))
    except (OSError, EOFError, zlib.error, ValueError):  # it has a checksum of its own
        return Progress()
    return Progress(
        chunks={name: StoredChunk(*entry) for name, entry in held["chunks"].items()},
        tallies={int(point): Tally.from_dict(tally) for point, tally in held["points"].items()},
        open_points=[list(points) for points in held["open_points"]],
        seconds=held["seconds"],
    )


def check_chunks(folder: Path, progress: Progress) -> None:
    """Refuse to read a sweep of which a chunk is missing or damaged.

    Raises
    ------
    StoreError
        Naming the chunk, and what to do.
    """
    for name, held in progress.chunks.items():
        file = chunk_file(folder, name)
        mend = "run the sweep again with the same --out: it runs this chunk again"
        if not file.is_file():
            raise StoreError(f"{file}: this chunk is missing; {mend}")
        if not _is_whole(file, held):
            raise StoreError(f"{file}: this chunk is damaged; {mend}")


def _is_foreign(entry: Path) -> bool:
    """Whether something in a folder without a manifest is not what a sweep leaves that could not begin."""
    began = entry.name == CHUNKS and entry.is_dir() and not any(entry.iterdir())
    return not began and entry.suffix != UNFINISHED


def _is_whole(file: Path, held: StoredChunk) -> bool:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == held.checksum


def _write(file: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, whatever happens meanwhile."""
    part = file.with_name(file.name + UNFINISHED)
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened, and a rename is synced with the file
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _speaking(folder: Path) -> Iterator[None]:
    """Turn what the system says of a folder into a message."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: {_words(error)}") from error


def _words(error: OSError) -> str:
    go_on = "what was finished is kept: run the same command again to go on"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return f"the disk is full; free some space, then {go_on.partition(': ')[2]}"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "this folder may not be written to; name another one, or ask for permission"
        case errno.ENOENT | errno.ENOTDIR:
            return "the folder has vanished, or part of its path is a file; run the sweep again to make it anew"
        case _:
            return f"it cannot be written: {error.strerror or error}; {go_on}"
