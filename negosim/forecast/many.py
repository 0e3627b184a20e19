"""A user's records of many cases: bargaining threads, and lengths of talks.

Thousands of cases can separate forecasts that eleven agreements cannot. Each tenth of the cases is forecast from the
other nine, and the forecasts are scored as those of a back-test are.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import Fault, RecordError, UsageError
from negosim.forecast.scores import Interval, bootstrap, covers, crps
from negosim.history.tables import read_rows

__all__ = ["Duration", "Scores", "Thread", "read_durations", "read_threads", "score_file"]

Reals = npt.NDArray[np.float64]
Predict = Callable[[Sequence[Any], Sequence[Any]], dict[str, list[Reals]]]
FOLDS = 10
FEWEST = 20  # cases
LEVELS = (np.arange(999) + 0.5) / 999.0  # quantiles that stand for a forecast
NORMAL = np.array([NormalDist().inv_cdf(level) for level in LEVELS])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    thread: str
    by: str
    price: float
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A bargaining thread that ended with a sale.

    Parameters
    ----------
    list_price : float
        The seller's first price.
    first_offer : float
        The buyer's first offer; below the list price.
    price : float
        The agreed price.
    """

    list_price: float
    first_offer: float
    price: float

    @property
    def share(self) -> float:
        """Where the price lies between the first offer, 0, and the list price, 1."""
        return (self.price - self.first_offer) / (self.list_price - self.first_offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long something took.

    Parameters
    ----------
    group : str
        The group to which it belongs, such as a country.
    days : float
        How long it took.
    """

    group: str
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of several forecasts of the same cases.

    Parameters
    ----------
    unit : str
        Of the scores.
    left_out : int
        Cases of the table that cannot be scored.
    crps : mapping of str to array, shape (n,)
        Of each case, by forecast.
    coverage : mapping of str to tuple of float
        Shares of true values within the central intervals of 50 and 80 %.
    """

    unit: str
    left_out: int
    crps: Mapping[str, Reals]
    coverage: Mapping[str, tuple[float, float]]

    @property
    def ranked(self) -> list[str]:
        """The forecasts, the best first."""
        return sorted(self.crps, key=lambda name: float(self.crps[name].mean()))

    def behind(self, name: str) -> Interval:
        """Return by how much a forecast scores worse than the best, with a 95 % interval."""
        return bootstrap(self.crps[name] - self.crps[self.ranked[0]])

    def as_dict(self) -> dict[str, Any]:
        """Return what ``negosim score --json`` prints."""
        return {
            "schema": 1,
            "unit": self.unit,
            "n": len(self.crps[self.ranked[0]]),
            "left_out": self.left_out,
            "best": self.ranked[0],
            "forecasts": {name: self._forecast(name) for name in self.ranked},
        }

    def _forecast(self, name: str) -> dict[str, Any]:
        behind = self.behind(name)
        return {
            "crps": round(float(self.crps[name].mean()), 6),
            "coverage50": round(self.coverage[name][0], 3),
            "coverage80": round(self.coverage[name][1], 3),
            "difference": [round(value, 6) for value in (behind.value, behind.low, behind.high)],
        }


def read_threads(file: str | os.PathLike[str]) -> tuple[list[Thread], int]:
    """Read a table of bargaining threads, a row per offer.

    Parameters
    ----------
    file : path
        CSV with the columns ``thread``, ``by`` (seller or buyer), ``price`` and ``accepted`` (yes or no). The rows of a
        thread follow one another in the order of the offers: first the seller's list price, then the buyer's offer.

    Returns
    -------
    threads : list of Thread
        Those with a sale.
    left_out : int
        Threads without a sale, or whose first offer is not below the list price.

    Raises
    ------
    RecordError
        If a column is missing, a value cannot be read, or the offers of a thread are out of order.
    """
    path, faults = Path(file), list[Fault]()
    offers = read_rows(path.parent, path.name, _Offer, faults)
    if faults:
        raise RecordError(faults)
    threads, left_out = [], 0
    seen: set[str] = set()
    for name, rows in groupby(offers, lambda offer: offer.thread):
        given = list(rows)
        problem = "its rows do not follow one another" if name in seen else _wrong(given)
        seen.add(name)
        if problem:
            faults.append(Fault(file=path.name, path=f"thread {name}", problem=problem))
        elif not given[-1].accepted or given[1].price >= given[0].price:
            left_out += 1
        else:
            threads.append(
                Thread(list_price=given[0].price, first_offer=given[1].price, price=given[-1].price),
            )
    if faults:
        raise RecordError(faults)
    return threads, left_out


def _wrong(offers: Sequence[_Offer]) -> str:
    """Return what is wrong with the offers of a thread; nothing if they are in order."""
    strangers = [offer.by for offer in offers if offer.by not in ("seller", "buyer")]
    if strangers:
        return f"an offer is by {strangers[0]!r}; write seller or buyer"
    if [offer.by for offer in offers[:2]] != ["seller", "buyer"]:
        return "it must begin with the seller's list price and the buyer's first offer"
    if any(offer.price <= 0.0 for offer in offers):
        return "a price is not above 0"
    if any(offer.accepted for offer in offers[:-1]):
        return "an offer follows the one that was accepted"
    return ""


def read_durations(file: str | os.PathLike[str]) -> list[Duration]:
    """Read a table of lengths of talks.

    Parameters
    ----------
    file : path
        CSV with the columns ``group`` and ``days``.

    Raises
    ------
    RecordError
        If a column is missing, a value cannot be read, or a length is below 0.
    """
    path, faults = Path(file), list[Fault]()
    durations = read_rows(path.parent, path.name, Duration, faults)
    faults += [
        Fault(file=path.name, path=f"row {number}, days", problem=f"{each.days:g}: a length of time is not below 0")
        for number, each in enumerate(durations, start=1)
        if each.days < 0.0
    ]
    if faults:
        raise RecordError(faults)
    return list(durations)


def score_file(file: str | os.PathLike[str], *, seed: int = 0) -> Scores:
    """Forecast every case of a table from the others, and score the forecasts.

    Parameters
    ----------
    file : path
        A table as `read_threads` or `read_durations` takes it; its columns say which.
    seed : int
        Of the division into ten parts.

    Returns
    -------
    Scores
        Of prices, in shares of the list price, or of days.

    Raises
    ------
    RecordError
        If the table is invalid.
    UsageError
        If it has fewer than 20 cases to score.
    """
    if "thread" in _columns(Path(file)):
        threads, left_out = read_threads(file)
        prices = [thread.price / thread.list_price for thread in threads]
        return _scored(threads, prices, _prices, "share of the list price", left_out, seed)
    durations = read_durations(file)
    return _scored(durations, [each.days for each in durations], _lengths, "days", 0, seed)


def _columns(file: Path) -> list[str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            columns = next(csv.reader(stream), [])
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None
    except (UnicodeDecodeError, csv.Error):
        raise UsageError(f"{file}: cannot be read; give a CSV file in UTF-8") from None
    if not {"thread", "days"} & set(columns):
        wanted = "thread, by, price, accepted (bargaining threads) or group, days (lengths)"
        raise UsageError(f"{file}: its first line does not name the columns {wanted}")
    return columns


def _scored(
    cases: Sequence[Any], truths: Sequence[float], predict: Predict, unit: str, left_out: int, seed: int
) -> Scores:
    if len(cases) < FEWEST:
        problem = f"the table has {len(cases)} cases to score, {left_out} are left out; at least {FEWEST} are needed"
        raise UsageError(problem)
    parts = np.random.default_rng(seed).permutation(len(cases)) % FOLDS
    scores: dict[str, Reals] = {}
    hits: dict[str, npt.NDArray[np.bool_]] = {}
    for part in range(FOLDS):
        here = np.flatnonzero(parts == part).tolist()
        others = [cases[place] for place in np.flatnonzero(parts != part).tolist()]
        for name, samples in predict(others, [cases[place] for place in here]).items():
            every = scores.setdefault(name, np.empty(len(cases)))
            covered = hits.setdefault(name, np.empty((len(cases), 2), bool))
            for place, sample in zip(here, samples, strict=True):
                every[place] = crps(sample, truths[place])
                covered[place] = covers(sample, truths[place], 0.5), covers(sample, truths[place], 0.8)
    coverage = {name: (float(covered[:, 0].mean()), float(covered[:, 1].mean())) for name, covered in hits.items()}
    return Scores(unit=unit, left_out=left_out, crps=scores, coverage=coverage)


def _prices(past: Sequence[Thread], cases: Sequence[Thread]) -> dict[str, list[Reals]]:
    """Return forecasts of the price, as a share of the list price, from the first offer."""
    pooled = np.quantile([thread.share for thread in past], LEVELS)
    forecasts = {"pooled share of the gap": pooled, "uniform over the gap": LEVELS, "midpoint": np.array([0.5])}
    return {
        name: [_between(thread.first_offer / thread.list_price, shares) for thread in cases]
        for name, shares in forecasts.items()
    }


def _between(first: float, shares: Reals) -> Reals:
    return first + shares * (1.0 - first)


def _lengths(past: Sequence[Duration], cases: Sequence[Duration]) -> dict[str, list[Reals]]:
    """Return forecasts of a length: that of any other case, and that of one of its group."""
    pooled = np.quantile([each.days for each in past], LEVELS)
    by_group = _Groups.of(past)
    return {"pooled": [pooled] * len(cases), "by group": [by_group.lengths(each.group) for each in cases]}


@dataclass(frozen=True, slots=True)
class _Groups:
    """Lognormal lengths whose mean differs between groups; that of a small group is drawn towards the mean of all.

    Source: Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), section 5.4; variances by the method of moments.
    """

    logs: Mapping[str, Reals]
    mean: float
    within: float
    between: float

    @classmethod
    def of(cls, past: Sequence[Duration]) -> _Groups:
        ordered = sorted(past, key=lambda each: each.group)
        logs = {
            group: np.log1p([each.days for each in members])
            for group, members in groupby(ordered, lambda each: each.group)
        }
        sizes = np.array([len(each) for each in logs.values()])
        means = np.array([each.mean() for each in logs.values()])
        total = int(sizes.sum())
        mean = float(sizes @ means / total)
        within = sum(float(((each - each.mean()) ** 2).sum()) for each in logs.values()) / max(1, total - len(logs))
        if len(logs) == 1:
            return cls(logs, mean, within, 0.0)
        spread = float(sizes @ (means - mean) ** 2) - (len(logs) - 1) * within
        return cls(logs, mean, within, max(0.0, spread / (total - float(sizes @ sizes) / total)))

    def lengths(self, group: str) -> Reals:
        """Return the predictive distribution of a length in a group, as quantiles."""
        known = self.logs.get(group, np.empty(0))
        mean, left = self.mean, self.between
        if self.between > 0.0 and self.within > 0.0:
            precision = len(known) / self.within + 1.0 / self.between
            mean = (known.sum() / self.within + self.mean / self.between) / precision
            left = 1.0 / precision
        elif self.between > 0.0 and len(known):
            mean, left = float(known.mean()), 0.0
        return np.asarray(np.maximum(0.0, np.expm1(mean + np.sqrt(self.within + left) * NORMAL)))
