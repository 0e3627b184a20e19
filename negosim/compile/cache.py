"""Cache of machine code on disk, in the user's cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs

KEPT = 64  # number of programs; the oldest are deleted
SUFFIX = ".o"
DIGEST = 32  # length in bytes of the checksum in front of the code


def folder() -> Path:
    """Return the folder of compiled programs."""
    return Path(platformdirs.user_cache_dir("negosim", appauthor=False)) / "kernels"


def load_object(key: str) -> bytes | None:
    """Return the cached code of a program; ``None`` if there is none, or it cannot be read or is damaged."""
    path = folder() / f"{key}{SUFFIX}"
    try:
        content = path.read_bytes()
    except OSError:
        return None
    code = content[DIGEST:]
    if not code or hashlib.sha256(code).digest() != content[:DIGEST]:
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # the most recently used programs are kept
    return code


def store_object(key: str, code: bytes) -> None:
    """Cache the code of a program, if the folder is writable.

    It is written under a temporary name and renamed, so that several processes may do so at once.
    """
    home = folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=home, prefix=f".{key[:8]}-")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(code).digest() + code)
        Path(name).replace(home / f"{key}{SUFFIX}")
        _discard_oldest(home)
    except OSError:
        with contextlib.suppress(OSError, UnboundLocalError):
            Path(name).unlink()


def _discard_oldest(home: Path) -> None:
    def age(path: Path) -> float:
        try:
            return -path.stat().st_mtime
        except OSError:  # another process has removed it
            return 0.0

    for path in sorted(home.glob(f"*{SUFFIX}"), key=age)[KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()
