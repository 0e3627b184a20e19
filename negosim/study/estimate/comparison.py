"""Compare two scenarios under the same random numbers, replicate by replicate."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

from negosim.batch.drivers import Driver, check_range, chosen_driver, replicate_columns
from negosim.domain.shown import Shown
from negosim.errors import StoreError, UsageError
from negosim.rules.lower import Lowered
from negosim.study.estimate.estimates import as_json, mean_of
from negosim.study.estimate.intervals import Interval, paired_share_interval
from negosim.study.estimate.measures import Measure, compared_measures
from negosim.study.estimate.tally import Moments, moments_of
from negosim.study.frames import Tabular
from negosim.study.store.manifest import MANIFEST, read_manifest
from negosim.study.store.version import rules_of
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.points import lowered_point, sets_of
from negosim.study.sweeps.running import available_workers
from negosim.study.sweeps.source import AnySource, Source, source_of
from negosim.study.sweeps.tasks import BLOCK

__all__ = ["Comparison", "Difference", "compare", "difference_of", "sums_of"]

SCHEMA = 1
DEFAULT_REPLICATES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The paired difference of a measure between two scenarios.

    Parameters
    ----------
    n : int
        Number of pairs of replicates in which both scenarios have the measure.
    a, b : float
        Its means over those, in either scenario.
    difference : float
        Mean of ``b - a``.
    se : float
        Its standard error, from the differences of pairs.
    interval : tuple of float or None
        The 95 % interval of the difference: of a share from the counts of pairs that differ, otherwise by Student's t;
        ``None`` if there is only one pair, or all pairs differ by the same.
    variance_ratio : float or None
        The variance of the difference between independent runs, divided by that between these pairs: how many times
        more replicates independent runs would need; ``None`` if the difference is the same in all pairs.
    share : bool
        Whether it is a difference of probabilities.
    """

    n: int
    a: float
    b: float
    difference: float
    se: float
    interval: Interval | None
    variance_ratio: float | None
    share: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON; null if there are no pairs."""
        numbers = {
            "a": self.a,
            "b": self.b,
            "difference": self.difference,
            "se": self.se,
            "interval": self.interval,
            "variance_ratio": self.variance_ratio,
        }
        return {"n": self.n, **{name: as_json(x) for name, x in numbers.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Shown, Tabular):
    """The differences between two scenarios, point by point.

    Parameters
    ----------
    a, b : str
        Names of the scenarios, or the folders of the sweeps.
    seed, replicates : int
        Seed of the random numbers, and number of replicates at each point.
    points : list of dict of str to Difference
        For each point, the differences by measure: ``agreed``, then those that both scenarios have; an option of a
        categorical issue is ``<issue>=<option>``.
    """

    a: str
    b: str
    seed: int
    replicates: int
    points: list[dict[str, Difference]]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point and measure."""
        return [
            {"point": number, "measure": name, **difference.as_dict()}
            for number, measures in enumerate(self.points)
            for name, difference in measures.items()
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim compare --json`` prints it."""
        points = [{name: difference.as_dict() for name, difference in measures.items()} for measures in self.points]
        about = {"a": self.a, "b": self.b, "seed": self.seed, "replicates": self.replicates}
        return {"schema": SCHEMA, **about, "points": points}


@dataclass(frozen=True, slots=True)
class _Side:
    shown: str
    source: Source
    points: tuple[Point, ...]
    seed: int | None = None
    replicates: int | None = None

    def lowered(self, number: int) -> Lowered:
        point = self.points[number if len(self.points) > 1 else 0]
        return lowered_point(self.source, sets_of(point))


def compare(
    a: AnySource,
    b: AnySource,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    before: date | None = None,
    workers: int | None = None,
) -> Comparison:
    """Compare two scenarios, or two sweeps, replicate by replicate.

    Both use the same random numbers, so what they have in common cancels, and the difference is far more precise than
    that of two independent runs.

    Parameters
    ----------
    a, b : Scenario, Document, mapping, path or str
        Scenarios, or folders of sweeps, which are compared point by point.
    replicates : int, optional
        Number of pairs. Default: that of the folders, or 10,000.
    seed : int, optional
        Seed of the random numbers. Default: that of the folders, or 0.
    before : date, optional
        Also compare the probability of an agreement before this day.
    workers : int, optional
        Number of threads; default: all processors.

    Returns
    -------
    Comparison
        The differences by point and measure.

    Raises
    ------
    UsageError
        If a number is out of range, or the two have no measure in common.
    StoreError
        If two folders cannot be paired.
    """
    left, right = _side(a), _side(b)
    count, chosen_seed = _numbers(left, right, replicates, seed)
    if len(left.points) != len(right.points) and 1 not in (len(left.points), len(right.points)):
        raise StoreError(
            f"{left.shown} has {len(left.points)} points and {right.shown} has {len(right.points)}: "
            "points are compared pairwise, so both need the same number"
        )
    driver = chosen_driver(count * max(len(left.points), len(right.points)))
    with ThreadPoolExecutor(workers or available_workers()) as pool:
        differences = [
            _Pair(left.lowered(number), right.lowered(number), chosen_seed, driver, before).differences(count, pool)
            for number in range(max(len(left.points), len(right.points)))
        ]
    return Comparison(a=left.shown, b=right.shown, seed=chosen_seed, replicates=count, points=differences)


def _side(given: AnySource) -> _Side:
    if isinstance(given, str | os.PathLike) and (Path(given) / MANIFEST).is_file():
        manifest = read_manifest(Path(given))
        if manifest.rules != rules_of(manifest.source.scenario()):
            raise StoreError(f"{given}: this sweep was run by another version of the rules; run it again")
        return _Side(str(given), manifest.source, manifest.points, manifest.seed, manifest.replicates)
    source = source_of(given)
    return _Side(source.name, source, (Point(0, {}),))


def _numbers(left: _Side, right: _Side, replicates: int | None, seed: int | None) -> tuple[int, int]:
    seeds = {side.seed for side in (left, right) if side.seed is not None} | ({seed} if seed is not None else set())
    if len(seeds) > 1:
        raise StoreError(
            f"the seeds {', '.join(map(str, sorted(seeds)))} differ, so replicates cannot be paired; use the same seed"
        )
    counts = [side.replicates for side in (left, right) if side.replicates is not None]
    count = replicates if replicates is not None else min(counts, default=DEFAULT_REPLICATES)
    if count < 1:
        raise UsageError(f"replicates (-n) is {count}; give a whole number from 1")
    chosen = seeds.pop() if seeds else 0
    check_range(chosen, 0, count)
    return count, chosen


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    return ((first, min(BLOCK, count - first)) for first in range(0, count, BLOCK))


class _Pair:
    """Two scenarios that are run in pairs of replicates."""

    def __init__(self, a: Lowered, b: Lowered, seed: int, driver: Driver, before: date | None) -> None:
        self._lowered, self._seed, self._driver = (a, b), seed, driver
        of_a, of_b = (compared_measures(each.scenario, before=before) for each in (a, b))
        self._measures = [(measure, of_b[name]) for name, measure in of_a.items() if name in of_b]

    def differences(self, count: int, pool: Executor) -> dict[str, Difference]:
        """Return the differences over ``count`` pairs, by measure."""
        sums = {measure.name: Sums() for measure, _ in self._measures}
        for block in pool.map(self._sums, *zip(*_blocks(count), strict=True)):
            for name, of_block in block.items():
                sums[name].add(of_block)
        return {measure.name: difference_of(sums[measure.name], measure) for measure, _ in self._measures}

    def _sums(self, first: int, count: int) -> dict[str, Sums]:
        """Return the sums over ``count`` replicates from ``first`` on, by measure."""
        a, b = (replicate_columns(side, self._seed, first, count, driver=self._driver) for side in self._lowered)
        return {of_a.name: sums_of(of_a.values(a), of_b.values(b), of_a) for of_a, of_b in self._measures}


@dataclass(slots=True)
class Sums:
    """The moments of a measure in both scenarios and of its difference, over the pairs in which both have it."""

    a: Moments = field(default_factory=Moments)
    b: Moments = field(default_factory=Moments)
    difference: Moments = field(default_factory=Moments)

    def add(self, other: Sums) -> None:
        """Add the pairs of another one."""
        self.a.add(other.a)
        self.b.add(other.b)
        self.difference.add(other.difference)


def sums_of(a: Any, b: Any, measure: Measure) -> Sums:
    """Return the sums of pairs of values, nan if a replicate has none."""
    left, right = np.asarray(a, np.float64), np.asarray(b, np.float64)
    both = (left == left) & (right == right)
    left, right = left[both], right[both]
    return Sums(*(moments_of(x, measure.shift, even=measure.even) for x in (left, right, right - left)))


def difference_of(sums: Sums, measure: Measure) -> Difference:
    """Return the paired difference of a measure."""
    a, b = (mean_of(moments, measure).mean for moments in (sums.a, sums.b))
    paired = sums.difference
    mean = mean_of(paired, replace(measure, low=-inf, high=inf))
    interval = mean.interval
    if measure.unit == "share" and paired.count:
        gained, lost = (paired.squares + paired.total) // 2, (paired.squares - paired.total) // 2
        interval = paired_share_interval(gained, lost, paired.count)
    share = measure.unit == "share"
    return Difference(
        n=mean.n,
        a=a,
        b=b,
        difference=mean.mean,
        se=mean.se,
        interval=interval,
        variance_ratio=_variance_ratio(sums),
        share=share,
    )


def _variance_ratio(sums: Sums) -> float | None:
    """Return the variance of the difference of independent values over that of pairs; ``None`` if that is zero."""
    a, b, paired = (_spread(moments) for moments in (sums.a, sums.b, sums.difference))
    return (a + b) / paired if paired else None


def _spread(moments: Moments) -> int:
    """Return n² times the variance, exactly."""
    return moments.count * moments.squares - moments.total**2
