"""Write files atomically, and turn the system's errors about a folder into messages."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from negosim.errors import StoreError

__all__ = ["UNFINISHED", "store_errors", "write_whole"]

UNFINISHED = ".part"


def write_whole(file: Path, content: bytes) -> None:
    """Write a file atomically: it is either complete or left as it was."""
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
def store_errors(folder: Path) -> Iterator[None]:
    """Turn the system's errors about a folder into a `StoreError`."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: {_words(error)}") from error


def _words(error: OSError) -> str:
    resume = "finished work is kept: run the same command again to resume"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return f"the disk is full; free some space, then {resume.partition(': ')[2]}"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "no permission to write to this folder; name another one, or change its permissions"
        case errno.ENOENT | errno.ENOTDIR:
            return "the folder no longer exists, or part of its path is a file; run the sweep again to create it"
        case _:
            return f"writing failed: {error.strerror or error}; {resume}"
