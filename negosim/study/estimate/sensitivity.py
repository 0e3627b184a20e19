"""Sensitivity analysis: Sobol indices of the outputs of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.drivers import Driver, check_range, chosen_driver, replicate_columns
from negosim.domain.issues import Categorical
from negosim.domain.shown import Shown
from negosim.errors import UsageError
from negosim.files import key_paths
from negosim.rules.lower import Lowered
from negosim.study.estimate.sobol import Index, sobol_indices
from negosim.study.frames import Tabular
from negosim.study.sweeps.axes import Axis
from negosim.study.sweeps.points import Sets, frozen, lowered_point
from negosim.study.sweeps.source import AnySource, Source, source_of
from negosim.study.sweeps.whole import fitted_axes

__all__ = ["Index", "Sensitivity", "sensitivity"]

SCHEMA = 1
ROUNDING = 1e-12  # relative to an output: a smaller variation counts as none
EDGE = 1e-9  # quantiles are taken between this and one minus this: those at 0 and 1 may be infinite
PER_PLACE = ("calendar.gaps",)  # drawn for every gap, so not a single number of a replicate
Reals = npt.NDArray[np.float64]
Quantile = Callable[[float], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity(Shown, Tabular):
    """Sobol indices by output and input.

    Parameters
    ----------
    scenario : str
        Its name.
    seed : int
        Seed of the random numbers, and of the Sobol sample.
    outputs : dict of str to tuple of Index
        ``agreed`` (the agreement probability), ``utility.<party>``, ``lapse_days``, and the mean of each issue if all
        replicates of all points agree; outputs that do not vary are left out.
    samples : int
        Size of the Sobol sample.
    replicates : int
        Number of replicates over which each output is averaged.
    """

    scenario: str
    seed: int
    samples: int
    replicates: int
    outputs: dict[str, tuple[Index, ...]]

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The outputs for which the sample is too small."""
        return tuple(name for name, indices in self.outputs.items() if not all(index.resolved for index in indices))

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per output and input."""
        return [{"output": name, **index.row()} for name, indices in self.outputs.items() for index in indices]

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim sensitivity --json`` prints it."""
        about = {"scenario": self.scenario, "seed": self.seed, "samples": self.samples, "replicates": self.replicates}
        outputs = {name: [index.as_dict() for index in indices] for name, indices in self.outputs.items()}
        return {"schema": SCHEMA, **about, "outputs": outputs}


def sensitivity(
    scenario: AnySource,
    *,
    vary: Mapping[str, Any] | Iterable[str] | None = None,
    samples: int = 256,
    replicates: int = 200,
    seed: int = 0,
) -> Sensitivity:
    """Return the first-order and total Sobol indices of a scenario's uncertain numbers.

    Source: Saltelli et al. (2010), Table 2 (b) and (f)

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        The scenario, in any form that `negosim.load` accepts.
    vary : mapping of str to ranges, or iterable of str, optional
        Ranges by path, as in ``["delegations.seoul.stances.moon.mandate=10:16"]``; default: the
        numbers that the scenario draws, over their distributions.
    samples : int
        Size of the Sobol sample, a power of two; the scenario is built ``samples * (inputs + 2)`` times.
    replicates : int
        Replicates over which each output is averaged; all points get the same random numbers.
    seed : int
        Seed of the random numbers, and of the Sobol sample.

    Returns
    -------
    Sensitivity
        The indices by output and input.

    Raises
    ------
    UsageError
        If nothing is drawn and nothing is varied, or a number is out of range.
    """
    if samples < 2 or samples & (samples - 1):
        raise UsageError(f"--samples {samples}: give a power of two, such as 64, 128 or 256")
    if replicates < 1:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 1")
    check_range(seed, 0, replicates)
    source = source_of(scenario)
    axes = fitted_axes(source.document(), vary)
    inputs = {axis.path: _quantile_of_axis(axis) for axis in axes} or dict(_drawn(source))
    if not inputs:
        raise UsageError(f"'{source.name}' draws no numbers, so there are no inputs; give ranges with --vary")
    driver = chosen_driver(samples * (len(inputs) + 2) * replicates)
    model = _Model(source, inputs, seed, replicates, driver, vary=bool(axes))
    return Sensitivity(
        scenario=source.name, seed=seed, samples=samples, replicates=replicates, outputs=_indices(model, samples, seed)
    )


class _Model:
    """The scenario as a function of its inputs, each given as a probability."""

    def __init__(
        self,
        source: Source,
        inputs: Mapping[str, Quantile],
        seed: int,
        replicates: int,
        driver: Driver,
        *,
        vary: bool,
    ) -> None:
        self.source, self.inputs, self._seed, self._replicates, self._driver = source, inputs, seed, replicates, driver
        scenario = source.scenario()
        self.names = ("agreed", *(f"utility.{party}" for party in scenario.parties), "lapse_days")
        self._medians = None if vary else lowered_point(source, self._sets(np.full(len(inputs), 0.5)))
        self._numeric = [place for place, issue in enumerate(scenario.issues) if not isinstance(issue, Categorical)]
        self.names += tuple(scenario.issues[place].name for place in self._numeric)

    def __call__(self, shares: Reals) -> Reals:
        """Return the outputs, shape (outputs, samples), at shares of shape (inputs, samples); nan for a missing one."""
        return np.array([self._outputs(column) for column in shares.T]).T

    def _sets(self, shares: Reals) -> Sets:
        chosen = zip(self.inputs.items(), shares, strict=True)
        return tuple((path, frozen(quantile(float(share)))) for (path, quantile), share in chosen)

    def _point(self, sets: Sets) -> Lowered:
        """Return the lowered scenario at a point; the value of a drawn number may be out of range, as a draw may be."""
        drawn = None if self._medians is None else self._medians.with_numbers(dict(sets))
        return drawn or lowered_point(self.source, sets)

    def _outputs(self, shares: Reals) -> list[float]:
        lowered = self._point(self._sets(shares))
        columns = replicate_columns(lowered, self._seed, 0, self._replicates, driver=self._driver)
        terms = columns.terms[:, self._numeric]
        return [
            float(columns.agreed.mean()),
            *columns.utilities.mean(axis=0),
            float(columns.lapse_days.mean()),
            *(terms.mean(axis=0) if columns.agreed.all() else np.full(len(self._numeric), np.nan)),
        ]


def _indices(model: _Model, samples: int, seed: int) -> dict[str, tuple[Index, ...]]:
    """Return the indices of the outputs that vary and that no sample lacks."""
    from scipy.stats import qmc

    count = len(model.inputs)
    drawn = qmc.Sobol(2 * count, rng=seed).random(samples).T
    a, b = drawn[:count], drawn[count:]
    f_a, f_b = model(a), model(b)
    f_ab = np.array([model(_mixed(a, b, number)) for number in range(count)]) if count > 1 else f_b[None]
    both = np.concatenate([f_a, f_b], axis=1)
    varies = np.ptp(both, axis=1) > ROUNDING * np.abs(both).max(axis=1)  # false if the output is nan in a sample
    kept = np.flatnonzero(varies & np.isfinite(f_ab).all(axis=(0, 2)))
    paths = tuple(model.inputs)
    return {
        model.names[place]: sobol_indices(model.names[place], paths, f_a[place], f_b[place], f_ab[:, place], seed)
        for place in kept
    }


def _mixed(a: Reals, b: Reals, number: int) -> Reals:
    """Return the sample ``a`` with one of its inputs taken from ``b``."""
    mixed = a.copy()
    mixed[number] = b[number]
    return mixed


def _quantile_of_axis(axis: Axis) -> Quantile:
    if axis.low is None and len(axis.values) < 2:
        raise UsageError(f"--vary {axis.path}: a single value does not vary; give a range, as in 10:16, or a list")
    return axis.at


def _drawn(source: Source) -> Iterator[tuple[str, Quantile]]:
    """Yield the numbers that a scenario draws once per replicate: their paths and quantile functions."""
    from scipy import stats

    document = source.document()
    for keys, table in _tables(document.data, ()):
        path = key_paths.write_path(document.data, keys)
        if not path.startswith(PER_PLACE):
            parameters = {key: float(value) for key, value in table.items() if key != "dist"}
            yield path, _quantile(getattr(stats, str(table["dist"]))(**parameters))


def _quantile(distribution: Any) -> Quantile:
    return lambda share: float(distribution.ppf(min(max(share, EDGE), 1.0 - EDGE)))


def _tables(here: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield the distributions in a tree of tables, with their keys."""
    if isinstance(here, Mapping):
        if "dist" in here:
            yield keys, here
            return
        items: Sequence[tuple[str | int, Any]] = [(str(key), value) for key, value in here.items()]
    else:
        items = list(enumerate(here)) if isinstance(here, list) else []
    for key, value in items:
        yield from _tables(value, (*keys, key))
