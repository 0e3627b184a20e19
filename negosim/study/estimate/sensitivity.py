"""Which uncertain number matters: Sobol indices of what a scenario comes to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.drivers import Driver, check_range, chosen_driver, replicate_columns
from negosim.domain.scenario import Scenario
from negosim.errors import UsageError
from negosim.files import Document, places
from negosim.study.frames import Tabular
from negosim.study.sweeps.axes import Axis, axes_of
from negosim.study.sweeps.points import frozen, lowered_point
from negosim.study.sweeps.source import Source, source_of

__all__ = ["Index", "Sensitivity", "sensitivity"]

SCHEMA = 1
CONFIDENCE = 0.95
RESAMPLES = 1000
EDGE = 1e-9  # quantiles are taken between this and one minus this: those at 0 and 1 may be infinite
PER_PLACE = ("calendar.gaps",)  # drawn anew for every gap, so not one number of a replicate
Reals = npt.NDArray[np.float64]
Quantile = Callable[[float], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """How much of the variance of an output an input explains.

    Parameters
    ----------
    first, total : float
        The share that it explains by itself, and together with the others.
    first_interval, total_interval : tuple of float
        Bootstrap intervals of 95 %.
    """

    path: str
    output: str
    first: float
    first_interval: tuple[float, float]
    total: float
    total_interval: tuple[float, float]

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "path": self.path,
            "first": self.first,
            "first_interval": list(self.first_interval),
            "total": self.total,
            "total_interval": list(self.total_interval),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity(Tabular):
    """Sobol indices by output and input.

    Parameters
    ----------
    outputs : dict of str to tuple of Index
        ``agreed`` (the agreement probability), ``utility.<party>``, ``lapse_days``, and the mean of each issue where
        all points agree; those that do not vary are left out.
    samples : int
        Size of the Sobol sample.
    replicates : int
        Replicates that each point's outputs are means of.
    """

    scenario: str
    seed: int
    samples: int
    replicates: int
    outputs: dict[str, tuple[Index, ...]]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per output and input."""
        return [{"output": name, **_flat(index)} for name, found in self.outputs.items() for index in found]

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim sensitivity --json`` prints it."""
        about = {"scenario": self.scenario, "seed": self.seed, "samples": self.samples, "replicates": self.replicates}
        outputs = {name: [index.as_dict() for index in found] for name, found in self.outputs.items()}
        return {"schema": SCHEMA, **about, "outputs": outputs}


def _flat(index: Index) -> dict[str, Any]:
    first, total = index.first_interval, index.total_interval
    return {
        "path": index.path,
        "first": index.first,
        "first_low": first[0],
        "first_high": first[1],
        "total": index.total,
        "total_low": total[0],
        "total_high": total[1],
    }


def sensitivity(
    scenario: Scenario | Document | str | os.PathLike[str],
    *,
    vary: Mapping[str, Any] | Iterable[str] | None = None,
    samples: int = 256,
    replicates: int = 200,
    seed: int = 0,
) -> Sensitivity:
    """Return the first-order and total Sobol indices of a scenario's uncertain numbers.

    Source: Saltelli et al. (2010), by :func:`scipy.stats.sobol_indices`.

    Parameters
    ----------
    scenario : Scenario, Document, path or str
        What to negotiate.
    vary : mapping of str to ranges, or iterable of str, optional
        Ranges by path, as in ``["delegations.seoul.stances.moon.mandate=10:16"]``; where nothing is given, the
        numbers that the scenario draws, over their distributions.
    samples : int
        Size of the Sobol sample, a power of two; the scenario is built ``samples * (inputs + 2)`` times.
    replicates : int
        Replicates over which each output is averaged; the same random numbers everywhere.

    Raises
    ------
    UsageError
        Where nothing is drawn and nothing is varied, or a number is out of range.
    """
    if samples < 2 or samples & (samples - 1):
        raise UsageError(f"--samples {samples}: give a power of two, as 64, 128 or 256")
    if replicates < 1:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 1")
    check_range(seed, 0, replicates)
    source = source_of(scenario)
    axes = axes_of(vary)
    inputs = {axis.path: _ranging(axis) for axis in axes} or dict(_drawn(source))
    if not inputs:
        raise UsageError(
            f"'{source.name}' draws no number, so there is nothing to be sensitive to; name ranges by --vary"
        )
    driver = chosen_driver(samples * (len(inputs) + 2) * replicates)
    model = _Model(source, inputs, seed, replicates, driver)
    return Sensitivity(
        scenario=source.name, seed=seed, samples=samples, replicates=replicates, outputs=_indices(model, samples, seed)
    )


class _Model:
    """The scenario as a function of its inputs, each given as a probability."""

    def __init__(
        self, source: Source, inputs: Mapping[str, Quantile], seed: int, replicates: int, driver: Driver
    ) -> None:
        self.source, self.inputs, self._seed, self._replicates, self._driver = source, inputs, seed, replicates, driver
        scenario = source.scenario()
        self.names = ("agreed", *(f"utility.{party}" for party in scenario.parties), "lapse_days")
        self.names += tuple(issue.name for issue in scenario.issues)

    def __call__(self, shares: Reals) -> Reals:
        """Return the outputs, shape (outputs, samples), at shares of shape (inputs, samples); nan where none is."""
        return np.array([self._outputs(column) for column in shares.T]).T

    def _outputs(self, shares: Reals) -> list[float]:
        chosen = zip(self.inputs.items(), shares, strict=True)
        sets = tuple((path, frozen(quantile(float(share)))) for (path, quantile), share in chosen)
        lowered = lowered_point(self.source, sets)
        columns = replicate_columns(lowered, self._seed, 0, self._replicates, driver=self._driver)
        everyone = bool(columns.agreed.all())
        return [
            float(columns.agreed.mean()),
            *columns.utilities.mean(axis=0),
            float(columns.lapse_days.mean()),
            *(columns.terms.mean(axis=0) if everyone else np.full(columns.terms.shape[1], np.nan)),
        ]


def _indices(model: _Model, samples: int, seed: int) -> dict[str, tuple[Index, ...]]:
    """Return the indices of the outputs that vary, and that every sample has."""
    from scipy.stats import qmc, sobol_indices

    count = len(model.inputs)
    drawn = qmc.Sobol(2 * count, rng=seed).random(samples).T
    a, b = drawn[:count], drawn[count:]
    mixed = np.repeat(a[None], count, axis=0)
    for number in range(count):
        mixed[number, number] = b[number]
    f_a, f_b = model(a), model(b)
    f_ab = np.array([model(shares) for shares in mixed])
    spread = np.ptp(np.concatenate([f_a, f_b], axis=1), axis=1)  # nan where an output is missing somewhere
    kept = np.flatnonzero((spread > 0.0) & np.isfinite(f_ab).all(axis=(0, 2)))
    found: dict[str, tuple[Index, ...]] = {}
    for place in kept:
        parts = {"f_A": f_a[[place]], "f_B": f_b[[place]], "f_AB": f_ab[:, [place]]}
        indices = sobol_indices(func=parts, n=samples)
        first, total = np.ravel(indices.first_order), np.ravel(indices.total_order)
        ends = _intervals(f_a[place], f_b[place], f_ab[:, place], seed)
        found[model.names[place]] = tuple(
            Index(
                path=path,
                output=model.names[place],
                first=float(first[number]),
                first_interval=(float(ends[0, 0, number]), float(ends[1, 0, number])),
                total=float(total[number]),
                total_interval=(float(ends[0, 1, number]), float(ends[1, 1, number])),
            )
            for number, path in enumerate(model.inputs)
        )
    return found


def _intervals(f_a: Reals, f_b: Reals, f_ab: Reals, seed: int) -> Reals:
    """Return the bootstrap intervals, shape (low and high, first and total, inputs); scipy's own takes no seed."""
    rng = np.random.default_rng(seed)
    mean = np.concatenate([f_a, f_b]).mean()
    a, b, ab = f_a - mean, f_b - mean, f_ab - mean
    found = []
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, len(a), len(a))
        some_a, some_b, some_ab = a[drawn], b[drawn], ab[:, drawn]
        variance = np.concatenate([some_a, some_b]).var()
        if variance > 0.0:  # a resample may miss the few points at which the output is another
            first = (some_b * (some_ab - some_a)).mean(axis=1) / variance
            found.append((first, 0.5 * ((some_a - some_ab) ** 2).mean(axis=1) / variance))
    tail = (1.0 - CONFIDENCE) / 2.0
    return np.quantile(np.array(found), (tail, 1.0 - tail), axis=0)


def _ranging(axis: Axis) -> Quantile:
    if axis.low is None and len(axis.values) < 2:
        raise UsageError(f"--vary {axis.path}: one value does not vary; give a range as in 10:16, or a list")
    return axis.at


def _drawn(source: Source) -> Iterator[tuple[str, Quantile]]:
    """Yield the numbers that a scenario draws once per replicate: their paths and quantile functions."""
    from scipy import stats

    document = source.document()
    for keys, table in _tables(document.data, ()):
        path = places.write_path(document.data, keys)
        if not path.startswith(PER_PLACE):
            parameters = {key: float(value) for key, value in table.items() if key != "dist"}
            yield path, _quantile(getattr(stats, str(table["dist"]))(**parameters))


def _quantile(distribution: Any) -> Quantile:
    return lambda share: float(distribution.ppf(min(max(share, EDGE), 1.0 - EDGE)))


def _tables(here: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield the distributions of a tree of tables, with the keys that lead to them."""
    if isinstance(here, Mapping):
        if "dist" in here:
            yield keys, here
            return
        items: Sequence[tuple[str | int, Any]] = [(str(key), value) for key, value in here.items()]
    else:
        items = list(enumerate(here)) if isinstance(here, list) else []
    for key, value in items:
        yield from _tables(value, (*keys, key))
