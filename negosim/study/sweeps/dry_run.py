"""The estimated cost of a sweep, without running it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from negosim.study.estimate.precision import Precision
from negosim.study.sweeps.design import points_of
from negosim.study.sweeps.pilot import Cost, estimated_cost
from negosim.study.sweeps.running import available_workers, check_points, manifest_of
from negosim.study.sweeps.source import AnySource, source_of
from negosim.study.sweeps.whole import fitted_axes

__all__ = ["dry_run"]


def dry_run(
    scenario: AnySource,
    *,
    replicates: int,
    vary: Mapping[str, Any] | Iterable[str] | None = None,
    design: str = "grid",
    points: int | None = None,
    seed: int = 0,
    workers: int | None = None,
    aggregate: bool = False,
    precision: float | Precision | Iterable[str] | None = None,
) -> tuple[Cost, int]:
    """Return the estimated cost of a sweep, and the number of workers; the arguments are those of the sweep.

    Raises
    ------
    UsageError
        If the arguments of the sweep are invalid.
    """
    source = source_of(scenario)
    chosen = points_of(fitted_axes(source.document(), vary), design=design, points=points, seed=seed)
    manifest = manifest_of(source, chosen, replicates=replicates, seed=seed, aggregate=aggregate, precision=precision)
    check_points(source, chosen)
    count = workers or available_workers()
    return estimated_cost(manifest, count), count
