"""Where compiled kernels are kept: a folder per state of everything that they depend on.

numba's own cache sees changes in the file of the kernel alone, and would run stale rules after an edit elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

KERNELS_KEPT = 8


def fingerprint() -> str:
    """Return a hash of all that a compiled kernel depends on.

    These are the sources of the rules and of this package, the versions of Python, numba, llvmlite and numpy, and
    the processor.
    """
    import llvmlite
    import numba
    import numpy as np
    from llvmlite import binding

    digest = hashlib.sha256()
    versions = (sys.version, numba.__version__, llvmlite.__version__, np.__version__, platform.machine())
    for text in (*versions, binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten()):
        digest.update(text.encode() + b"\0")
    digest.update(sources_hash().encode())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def sources_hash() -> str:
    """Return a hash of the sources of the rules and of the batch, by name and content."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for room in ("rules", "batch"):
        for path in sorted((package / room).rglob("*.py")):
            digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def cache_home() -> Path:
    """Return the user's cache folder for negosim, or one for temporary files where that cannot be written."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # nobody's home
        return _fallback()
    folder = home / "negosim"
    return folder if _writable(folder) else _fallback()


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def _fallback() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"negosim-{user}"


def kernel_folder() -> Path:
    """Return the folder of the kernels of this fingerprint."""
    return cache_home() / "kernels" / fingerprint()


def is_kept() -> bool:
    """Return whether the kernel has been compiled before, from these very sources."""
    return any(kernel_folder().rglob("*.nbi"))


def discard_old_kernels() -> None:
    """Remove the kernels of earlier sources but the latest few; every edit of the rules leaves one behind."""

    def age(folder: Path) -> float:
        try:
            return -folder.stat().st_mtime
        except OSError:  # another process has removed it
            return 0.0

    for folder in sorted(kernel_folder().parent.glob("*"), key=age)[KERNELS_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def caching() -> Iterator[Path]:
    """Let numba keep what it compiles meanwhile in the folder of this fingerprint.

    numba writes each file under another name and renames it, so several processes may compile at once.
    """
    from numba import config

    folder = kernel_folder()
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        yield folder
    finally:
        config.CACHE_DIR = before
