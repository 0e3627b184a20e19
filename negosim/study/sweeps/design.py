"""Designs: the points of a sweep."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal, get_args

from negosim.errors import UsageError, did_you_mean
from negosim.study.sweeps.axes import Axis

__all__ = ["DESIGNS", "MOST_POINTS", "Kind", "Point", "points_of"]

Kind = Literal["grid", "list", "sobol", "lhs"]
DESIGNS: tuple[str, ...] = get_args(Kind)
MOST_POINTS = 100_000


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a design: its number, and the values that it sets by path."""

    number: int
    sets: Mapping[str, Any]


def points_of(axes: Sequence[Axis], *, design: str = "grid", points: int | None = None, seed: int = 0) -> list[Point]:
    """Return the points of a design.

    Parameters
    ----------
    axes : sequence of Axis
        What is varied; without axes, the design has one point, which sets nothing.
    design : {"grid", "list", "sobol", "lhs"}
        Every combination; the first values of all axes, then the second values, and so on; or quasi-random points
        within the ranges, from a scrambled Sobol sequence or a Latin hypercube (:mod:`scipy.stats.qmc`).
    points : int, optional
        Number of points of a Sobol or Latin hypercube design.
    seed : int
        Seed of the quasi-random points.

    Raises
    ------
    UsageError
        If there is no such design, or the axes do not fit it.
    """
    if design not in DESIGNS:
        raise UsageError(
            f"there is no design '{design}'; there are {', '.join(DESIGNS)}{did_you_mean(design, DESIGNS)}"
        )
    if not axes:
        if points is not None and points != 1:
            raise UsageError(f"{points} points are requested, but nothing is varied; vary a value with --vary")
        return [Point(0, {})]
    if design in ("grid", "list"):
        return _listed(axes, design, points)
    return _quasi_random(axes, design, _count(axes, design, points), seed)


def _listed(axes: Sequence[Axis], design: str, points: int | None) -> list[Point]:
    if points is not None:
        raise UsageError(f"a {design} takes its points from the values; leave out the number of points")
    for axis in axes:
        if not axis.values:
            raise UsageError(
                f"--vary {axis.path}={axis.low}:{axis.high}: give a number of points, as in 20:40:5, "
                "or a step, as in 20:40:by5"
            )
    counts = [len(axis.values) for axis in axes]
    if design == "list" and len(set(counts)) > 1:
        given = ", ".join(f"{axis.path} {count}" for axis, count in zip(axes, counts, strict=True))
        raise UsageError(
            f"a list takes the values side by side, so every path needs the same number of values, not {given}"
        )
    _check_count(prod(counts) if design == "grid" else counts[0])
    chosen = (
        product(*(axis.values for axis in axes)) if design == "grid" else zip(*(a.values for a in axes), strict=True)
    )
    paths = [axis.path for axis in axes]
    return [Point(number, dict(zip(paths, values, strict=True))) for number, values in enumerate(chosen)]


def _count(axes: Sequence[Axis], design: str, points: int | None) -> int:
    if points is None:
        stated = {len(axis.values) for axis in axes if axis.low is not None and len(axis.values) > 2}
        if len(stated) != 1:
            raise UsageError(f"--design {design}: give a number of points, as in --points 64")
        points = stated.pop()
    if points < 1:
        raise UsageError(f"--points {points}: give a whole number from 1")
    _check_count(points)
    return points


def _check_count(count: int) -> None:
    if count > MOST_POINTS:
        raise UsageError(f"the design has {count:,} points, more than {MOST_POINTS:,}; vary fewer values")


def _quasi_random(axes: Sequence[Axis], design: str, count: int, seed: int) -> list[Point]:
    from scipy.stats import qmc

    sampler = (qmc.Sobol if design == "sobol" else qmc.LatinHypercube)(len(axes), rng=seed)
    with warnings.catch_warnings():
        # A Sobol sequence is balanced only if its length is a power of two; any other length is still a valid sample.
        warnings.simplefilter("ignore", UserWarning)
        shares = sampler.random(count)
    return [
        Point(number, {axis.path: axis.at(float(share)) for axis, share in zip(axes, row, strict=True)})
        for number, row in enumerate(shares)
    ]
