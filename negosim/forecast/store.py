"""Reference tables on disk, in the user's cache folder: built once for a record, a seed and a size."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from negosim.forecast.reference import Key, Reference, Size, all_cases, build
from negosim.forecast.simulate import Outcomes
from negosim.history import Dyad
from negosim.study.store.version import sources_hash

__all__ = ["fingerprint", "folder", "load_reference", "reference_of", "save_reference"]

KEPT = 3  # tables; the oldest go
MADE_BY = ("likelihood", "mapping", "parameters", "places", "proposal", "reference", "simulate")


def folder() -> Path:
    """Return the folder of stored tables."""
    return Path(platformdirs.user_cache_dir("negosim", appauthor=False)) / "forecast"


def fingerprint(dyad: Dyad, seed: int, size: Size) -> str:
    """Return a hash of all that a reference table depends on: the cases, seed and size, and the code that makes it."""
    total = hashlib.sha256(sources_hash().encode())
    for module in MADE_BY:
        total.update((Path(__file__).parent / f"{module}.py").read_bytes())
    total.update(repr((all_cases(dyad), dyad.payer, dyad.payee, seed, size)).encode())
    return total.hexdigest()[:16]


def reference_of(
    dyad: Dyad,
    *,
    seed: int = 0,
    size: Size | None = None,
    workers: int | None = None,
    note: Callable[[str], object] = lambda _: None,
) -> Reference:
    """Return the reference table of a record: the stored one, or a new one that is then stored.

    Parameters
    ----------
    note : callable
        Takes a sentence if a table is built, which takes minutes.
    """
    size = size or Size()
    path = folder() / f"{fingerprint(dyad, seed, size)}.npz"
    stored = load_reference(path)
    if stored is not None:
        with contextlib.suppress(OSError):
            os.utime(path)
        return stored
    note("simulating the reference table; it is kept for the next time")
    reference = build(dyad, seed=seed, size=size, workers=workers)
    with contextlib.suppress(OSError):  # without a cache folder the table is built each time
        save_reference(reference, path)
        _discard_oldest(path.parent)
    return reference


def save_reference(reference: Reference, path: Path) -> None:
    """Write a table to a file, under another name first, so that it is whole or not there."""
    keys = list(reference.outcomes)
    about = {"keys": keys, "seed": reference.seed, "negotiations": reference.negotiations, "digest": reference.digest}
    arrays: dict[str, Any] = {f"growth{place}": reference.outcomes[key].growth for place, key in enumerate(keys)}
    arrays |= {f"days{place}": reference.outcomes[key].days for place, key in enumerate(keys)}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                about=np.array(json.dumps(about)),
                parameters=reference.parameters,
                log_proposal=reference.log_proposal,
                **arrays,
            )
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def load_reference(path: Path) -> Reference | None:
    """Return a stored table; ``None`` if there is none, or if it is damaged."""
    try:
        with path.open("rb") as stream, np.load(stream) as file:
            about = json.loads(str(file["about"]))
            outcomes: dict[Key, Outcomes] = {
                (name, ask, offer): Outcomes(file[f"growth{place}"], file[f"days{place}"])
                for place, (name, ask, offer) in enumerate(about["keys"])
            }
            reference = Reference(
                parameters=file["parameters"],
                log_proposal=file["log_proposal"],
                outcomes=outcomes,
                seed=about["seed"],
                negotiations=about["negotiations"],
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return reference if reference.digest == about["digest"] else None


def _discard_oldest(home: Path) -> None:
    tables = sorted(home.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in tables[KEPT:]:
        path.unlink(missing_ok=True)
