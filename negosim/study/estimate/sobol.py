"""Sobol indices of an output, with bootstrap intervals; those of scipy cannot be seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.study.estimate.intervals import TAIL, Interval

__all__ = ["Index", "sobol_indices"]

RESAMPLES = 1000
WIDEST = 0.5  # widest interval of an index that counts as resolved
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """How much of the variance of an output an input explains.

    Parameters
    ----------
    path, output : str
        The input and the output.
    first, total : float
        The share that it explains by itself, and together with the other inputs.
    first_interval, total_interval : tuple of float
        Bootstrap intervals of 95 %, clipped to [0, 1].
    resolved : bool
        Whether the sample is large enough: no interval is wider than 0.5 before clipping, and no index above 1.25.
    """

    path: str
    output: str
    first: float
    first_interval: Interval
    total: float
    total_interval: Interval
    resolved: bool

    def as_dict(self) -> dict[str, Any]:
        """Return it in the types of JSON."""
        return {
            "path": self.path,
            "first": self.first,
            "first_interval": list(self.first_interval),
            "total": self.total,
            "total_interval": list(self.total_interval),
            "resolved": self.resolved,
        }

    def row(self) -> dict[str, Any]:
        """Return it as a row of a table."""
        first, total = self.first_interval, self.total_interval
        return {
            "path": self.path,
            "first": self.first,
            "first_low": first[0],
            "first_high": first[1],
            "total": self.total,
            "total_low": total[0],
            "total_high": total[1],
            "resolved": self.resolved,
        }


def sobol_indices(
    output: str, paths: Sequence[str], f_a: Reals, f_b: Reals, f_ab: Reals, seed: int
) -> tuple[Index, ...]:
    """Return the indices of an output for each input, clipped to [0, 1], the range of a share.

    If there is a single input, it explains everything.

    Source: Saltelli et al. (2010), Table 2 (b) and (f)

    Parameters
    ----------
    output : str
        Its name.
    paths : sequence of str
        The inputs.
    f_a, f_b : array, shape (samples,)
        The output, which varies, at two independent samples of the inputs.
    f_ab : array, shape (inputs, samples)
        The output at the first sample with one input from the second.
    seed : int
        Seed of the bootstrap.
    """
    if len(paths) == 1:
        return (_index(paths[0], output, np.ones((3, 2)), True),)
    estimates = _estimates(f_a, f_b, f_ab)
    low, high = _intervals(f_a, f_b, f_ab, seed)
    resolved = (high - low <= WIDEST).all(axis=0) & (estimates <= 1.0 + WIDEST / 2.0).all(axis=0)
    shares = np.clip([estimates, low, high], 0.0, 1.0)
    return tuple(
        _index(path, output, shares[:, :, number], bool(resolved[number])) for number, path in enumerate(paths)
    )


def _index(path: str, output: str, shares: Reals, resolved: bool) -> Index:
    """Return an index from the estimates and the ends of their intervals (rows), first-order and total (columns)."""
    (first, total), (first_low, total_low), (first_high, total_high) = shares.tolist()
    return Index(
        path=path,
        output=output,
        first=first,
        first_interval=(first_low, first_high),
        total=total,
        total_interval=(total_low, total_high),
        resolved=resolved,
    )


def _estimates(f_a: Reals, f_b: Reals, f_ab: Reals) -> Reals:
    """Return the first-order and the total indices, shape (2, inputs)."""
    both = np.concatenate([f_a, f_b])
    centre, variance = both.mean(), both.var()
    if variance == 0.0:  # a resample may miss the few points at which the output differs
        return np.full((2, len(f_ab)), np.nan)
    first = ((f_b - centre) * (f_ab - f_a)).mean(axis=1)
    total = 0.5 * ((f_a - f_ab) ** 2).mean(axis=1)
    return np.stack([first, total]) / float(variance)


def _intervals(f_a: Reals, f_b: Reals, f_ab: Reals, seed: int) -> Reals:
    """Return the bootstrap intervals, shape (low and high, first and total, inputs)."""
    rng = np.random.default_rng(seed)
    resamples = (rng.integers(0, len(f_a), len(f_a)) for _ in range(RESAMPLES))
    estimates = np.array([_estimates(f_a[drawn], f_b[drawn], f_ab[:, drawn]) for drawn in resamples])
    ends: Reals = np.nanquantile(estimates, (TAIL, 1.0 - TAIL), axis=0)
    return ends
