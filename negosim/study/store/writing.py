"""Files that are there as a whole or not at all, and what the system says of a folder as a message."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from negosim.errors import StoreError

__all__ = ["UNFINISHED", "speaking", "write_whole"]

UNFINISHED = ".part"


def write_whole(file: Path, content: bytes) -> None:
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
def speaking(folder: Path) -> Iterator[None]:
    """Turn what the system says of a folder into a message."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: {_words(error)}") from error


def _words(error: OSError) -> str:
    go_on = "finished work is kept: run the same command again to resume"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return f"the disk is full; free some space, then {go_on.partition(': ')[2]}"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "this folder may not be written to; name another one, or ask for permission"
        case errno.ENOENT | errno.ENOTDIR:
            return "the folder no longer exists, or part of its path is a file; run the sweep again to create it"
        case _:
            return f"it cannot be written: {error.strerror or error}; {go_on}"
