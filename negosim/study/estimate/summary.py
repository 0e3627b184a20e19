"""The results of a sweep: estimates by point, as an object, a table or JSON."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan
from pathlib import Path
from typing import Any

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.domain.shown import Shown
from negosim.rules.records import AGREED, AT_HORIZON, BROKEN_OFF
from negosim.study.estimate.estimates import Estimate, Share, estimate_of, share_of
from negosim.study.estimate.intervals import Interval
from negosim.study.estimate.measures import measures_of
from negosim.study.estimate.tally import Moments, Tally, bin_edges
from negosim.study.frames import Tabular
from negosim.study.store.digest import MASK, hex_digest
from negosim.study.store.folder import read_sweep
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.points import setting_of
from negosim.study.sweeps.source import Source

__all__ = ["PointSummary", "Summary", "summarise", "summary"]

SCHEMA = 1
ENDINGS = {AGREED: "agreed", AT_HORIZON: "horizon", BROKEN_OFF: "broken_off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointSummary:
    """The results of the replicates at one point.

    Parameters
    ----------
    number : int
        Number of the point, from 0.
    sets : mapping
        The values that the point sets, by path.
    scenario : Scenario
        The scenario with those of the values that change its issues, dates or names.
    agreed : Share
        How often there was an agreement.
    measures : dict of str to Estimate
        The agreement's terms by issue; ``tentative``, ``concluded`` and ``in_force`` in days from the start;
        ``lapse_days``, ``rounds`` and ``rejections``; and ``utility.<party>``, ``surplus.<party>`` and, if the scenario
        has lapse costs, ``lapse_cost.<party>``.
    tally : Tally
        The counts from which they are estimated.
    """

    number: int
    sets: Mapping[str, Any]
    scenario: Scenario
    agreed: Share
    measures: dict[str, Estimate]
    tally: Tally

    def agreed_before(self, day: date) -> Share:
        """Return how often the agreement was concluded before a day."""
        return self.before("concluded", (day - self.scenario.calendar.start).days)

    def before(self, measure: str, value: float) -> Share:
        """Return how often a measure was below a value, which must be the lower end of a bin, as every whole day is."""
        bins = self.tally.moments[measure].bins if measure in self.tally.moments else {}
        return share_of(sum(times for key, times in bins.items() if bin_edges(key)[0] < value), self.tally.rows)

    def date_of(self, days: float) -> date:
        """Return the date of a time in days from the start."""
        return self.scenario.calendar.start + timedelta(days=int(days))

    def shares(self, issue: str) -> dict[str, Share]:
        """Return the share of the agreements with each option of a categorical issue; empty if there are none."""
        (options,) = (x.options for x in self.scenario.issues if x.name == issue and isinstance(x, Categorical))
        moments = self.tally.moments[issue]
        counts = {int(bin_edges(key)[0]): times for key, times in moments.bins.items()}
        if not moments.count:
            return {}
        return {option: share_of(counts.get(number, 0), moments.count) for number, option in enumerate(options)}

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON."""
        parties = self.scenario.parties
        return {
            "set": {path: _plain(value) for path, value in self.sets.items()},
            "n": self.tally.rows,
            "agreed": self.agreed.as_dict(),
            "endings": {name: self.tally.endings.get(number, 0) for number, name in ENDINGS.items()},
            "outcome": {issue.name: self._outcome(issue.name) for issue in self.scenario.issues},
            **{name: self._dated(name) for name in ("tentative", "concluded", "in_force")},
            **{name: self.measures[name].as_dict() for name in ("rounds", "rejections", "lapse_days")},
            "utilities": {party: self.measures[f"utility.{party}"].as_dict() for party in parties},
            "surplus": {party: self.measures[f"surplus.{party}"].as_dict() for party in parties},
            "lapse_cost": {
                party: self.measures[f"lapse_cost.{party}"].as_dict()
                for party in parties
                if f"lapse_cost.{party}" in self.measures
            },
        }

    def _outcome(self, issue: str) -> dict[str, Any]:
        if any(x.name == issue and isinstance(x, Categorical) for x in self.scenario.issues):
            shares = self.shares(issue)
            return {
                "n": self.measures[issue].n,
                "shares": {option: share.p for option, share in shares.items()},
                "intervals": {option: list(share.interval) for option, share in shares.items()},
            }
        return self.measures[issue].as_dict()

    def _dated(self, name: str) -> dict[str, Any]:
        estimate = self.measures[name]
        return {
            **estimate.as_dict(),
            "dates": {f"{p:g}": self._date(days) for p, days in estimate.quantiles.items()},
            "date_intervals": {
                f"{p:g}": None if ends is None else [self._date(days) for days in ends]
                for p, ends in estimate.quantile_intervals.items()
            },
        }

    def _date(self, days: float) -> str | None:
        return self.date_of(days).isoformat() if days == days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Shown, Tabular):
    """The estimates of a sweep.

    Parameters
    ----------
    scenario : str
        Its name.
    seed : int
        Seed of the random numbers.
    replicates : int
        Requested replicates at each point.
    points : tuple of PointSummary
        Its points, in the order of the design.
    digest : str
        Digest of all results; it does not depend on workers, chunks, executors or interruptions.
    seconds : float
        Running time, over all runs.
    folder : Path or None
        Folder of the rows.
    aggregate : bool
        Whether the folder has only aggregates, and no rows.
    """

    scenario: str
    seed: int
    replicates: int
    points: tuple[PointSummary, ...]
    digest: str
    seconds: float
    folder: Path | None = None
    aggregate: bool = False

    @property
    def n(self) -> int:
        """Number of replicates at all points together."""
        return sum(point.tally.rows for point in self.points)

    @property
    def per_second(self) -> float:
        """Replicates per second."""
        return self.n / self.seconds if self.seconds > 0.0 else 0.0

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that are varied."""
        return tuple(self.points[0].sets) if self.points else ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim summary --json`` prints it."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario,
            "seed": self.seed,
            "replicates": self.replicates,
            "points": [point.as_dict() for point in self.points],
            "digest": self.digest,
            "seconds": self.seconds,
            "per_second": self.per_second,
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a flat row per point: the values that it sets, the agreement probability, the mean of each measure."""
        return [_flat(point) for point in self.points]


def _flat(point: PointSummary) -> dict[str, Any]:
    row: dict[str, Any] = {"point": point.number, **{path: _plain(value) for path, value in point.sets.items()}}
    agreed = point.agreed
    row |= {"n": point.tally.rows} | _cells("agreed", agreed.p, agreed.se, agreed.interval)
    categories = {issue.name: issue.options for issue in point.scenario.issues if isinstance(issue, Categorical)}
    for name, estimate in point.measures.items():
        if name in categories:
            row |= _option_cells(point, name, categories[name])
        else:
            row |= _cells(name, estimate.mean, estimate.se, estimate.interval)
    return row


def _option_cells(point: PointSummary, issue: str, options: Sequence[str]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    shares = point.shares(issue)
    for option in options:
        share, name = shares.get(option), f"{issue}={option}"
        cells |= _cells(name, nan, nan, None) if share is None else _cells(name, share.p, share.se, share.interval)
    return cells


def _cells(name: str, value: float, se: float, interval: Interval | None) -> dict[str, Any]:
    low, high = interval or (None, None)
    return {name: value, f"{name}_se": se, f"{name}_low": low, f"{name}_high": high}


def summary(folder: str | os.PathLike[str]) -> Summary:
    """Read the results of the sweep in a folder, finished or not.

    Raises
    ------
    StoreError
        If the folder is not that of a sweep, or no chunk of it is finished.
    """
    from negosim.errors import StoreError

    path = Path(folder)
    manifest, progress = read_sweep(path)
    if not progress.tallies:
        raise StoreError(f"{path}: no chunk of this sweep is finished; run it again with the same --out")
    return summarise(
        manifest.source,
        manifest.points,
        progress.tallies,
        seed=manifest.seed,
        replicates=manifest.replicates,
        seconds=progress.seconds,
        folder=path,
        aggregate=manifest.aggregate,
    )


def summarise(source: Source, points: Sequence[Point], tallies: Mapping[int, Tally], **about: Any) -> Summary:
    """Return the summary of tallies; points without finished replicates are left out."""
    low = sum(tally.low for tally in tallies.values()) & MASK
    high = sum(tally.high for tally in tallies.values()) & MASK
    summaries = tuple(_point(source, point, tallies[point.number]) for point in points if point.number in tallies)
    return Summary(scenario=source.name, points=summaries, digest=hex_digest(low, high), **about)


def _point(source: Source, point: Point, tally: Tally) -> PointSummary:
    scenario = setting_of(source, point)
    measures = {
        measure.name: estimate_of(tally.moments.get(measure.name, Moments()), measure)
        for measure in measures_of(scenario)
    }
    agreed = share_of(tally.endings.get(AGREED, 0), tally.rows)
    return PointSummary(
        number=point.number, sets=point.sets, scenario=scenario, agreed=agreed, measures=measures, tally=tally
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
