"""Machine code on disk, in the cache folder of the user."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs

KEPT = 64  # programs; the oldest go
SUFFIX = ".o"
DIGEST = 32  # bytes in front of the code that tell whether it is whole


def folder() -> Path:
    """Return the folder of compiled programs."""
    return Path(platformdirs.user_cache_dir("negosim", appauthor=False)) / "kernels"


def kept_object(key: str) -> bytes | None:
    """Return the code of a program; nothing if it is not kept, or what is there cannot be read or is not whole."""
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
        os.utime(path)  # the programs that were used last are kept
    return code


def keep_object(key: str, code: bytes) -> None:
    """Keep the code of a program, if the folder can be written.

    It is written under another name and renamed, so that several processes may do so at once.
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
