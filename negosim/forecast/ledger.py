"""A ledger of dated forecasts, one JSON object per line, to be scored when their outcome is known."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError
from negosim.forecast.calibration import Posterior
from negosim.forecast.cases import Case, next_case
from negosim.forecast.mapping import mapped
from negosim.forecast.predict import predict
from negosim.forecast.scores import crps, pit
from negosim.forecast.simulate import simulate
from negosim.history import Dyad

__all__ = ["append_entry", "digest_of", "forecast_next", "read_ledger", "scores_of"]

PARAMETER_DRAWS, REPLICATES, DRAWS = 2000, 40, 40_000
LEVELS = np.arange(1, 100) / 100.0


def forecast_next(
    dyad: Dyad, posterior: Posterior, *, made: dt.date, seed: int = 0, workers: int | None = None
) -> dict[str, Any]:
    """Return a dated forecast of the agreement that is still to come, with a digest of its content.

    Parameters
    ----------
    posterior : Posterior
        Fitted to the whole record.
    made : date
        When the forecast is made.

    Raises
    ------
    UsageError
        If the record says nothing of a next agreement.
    """
    case = next_case(dyad)
    outcomes = simulate(
        mapped(dyad, case), posterior.draws(PARAMETER_DRAWS, seed=seed), REPLICATES, seed, workers=workers
    )
    forecast = predict(outcomes, np.full(PARAMETER_DRAWS, 1.0 / PARAMETER_DRAWS), case, draws=DRAWS, seed=seed)
    entry = {
        "schema": 1,
        "made": made.isoformat(),
        "agreement": case.id,
        "expiry": case.expiry.isoformat(),
        "known": _known(dyad, case),
        "prior": posterior.prior,
        "reference": posterior.reference.digest,
        "seed": seed,
        "growth": _quantiles(forecast.known_growth),
        "lapse": _quantiles(forecast.days),
    }
    return {**entry, "digest": digest_of(entry)}


def _known(dyad: Dyad, case: Case) -> dict[str, Any]:
    as_of = "" if dyad.upcoming is None else dyad.upcoming.as_of.isoformat()
    names = ("consumer_prices", "defence_budget", "last_step")
    return {"as_of": as_of, **{name: getattr(case, name) for name in names}}


def _quantiles(sample: npt.NDArray[np.float64]) -> list[float]:
    """Return the percentiles from 1 to 99."""
    return [round(float(value), 2) for value in np.quantile(sample, LEVELS)]


def digest_of(entry: dict[str, Any]) -> str:
    """Return a hash of an entry without its digest."""
    said = {key: value for key, value in entry.items() if key != "digest"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def append_entry(path: Path, entry: dict[str, Any]) -> None:
    """Add a forecast to a ledger.

    Raises
    ------
    UsageError
        If the file cannot be written, or is no ledger.
    """
    if path.exists():
        read_ledger(path)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def read_ledger(path: Path) -> list[dict[str, Any]]:
    """Return the forecasts of a ledger.

    Raises
    ------
    UsageError
        If the file cannot be read, or a forecast in it was changed.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    entries = []
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            unchanged = entry["digest"] == digest_of(entry)
        except (ValueError, KeyError, TypeError):
            raise UsageError(
                f"{path}, line {number}: not a forecast; only --ledger writes the lines of this file"
            ) from None
        if not unchanged:
            raise UsageError(f"{path}, line {number}: does not match its digest: it was changed after it was made")
        entries.append(entry)
    return entries


def scores_of(entries: list[dict[str, Any]], dyad: Dyad) -> Iterator[dict[str, Any]]:
    """Yield each forecast with its scores, once its agreement is in the record.

    The sample is the percentiles from 1 to 99.
    """
    renewals = {renewal.id: renewal for renewal in dyad.renewals}
    for entry in entries:
        row = {key: entry[key] for key in ("made", "agreement", "prior", "digest")}
        renewal = renewals.get(entry["agreement"])
        truths = {} if renewal is None else {"growth": renewal.growth_pct, "lapse": float(renewal.days)}
        for name, truth in truths.items():
            sample = entry[name]
            row[name] = {"truth": truth, "crps": round(crps(sample, truth), 3), "pit": round(pit(sample, truth), 3)}
        yield row
