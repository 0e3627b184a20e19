"""Whether a zone of several parties exists, with correlated uncertainty, by quasi-Monte Carlo."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers
from negosim.solve.chance import ZoneChance, as_distribution
from negosim.solve.intervals import zone_of_parties
from negosim.solve.results import FloatArray, Status

__all__ = ["sampled_chance_of_zone"]


def sampled_chance_of_zone(
    reservations: Sequence[Any],
    directions: ArrayLike,
    *,
    correlation: ArrayLike | None = None,
    log2_draws: int = 12,
    replicates: int = 16,
    seed: int = 0,
) -> ZoneChance:
    """Estimate the probability of a zone for any number of parties, correlated or not, by quasi-Monte Carlo.

    Parameters
    ----------
    reservations : sequence of float or frozen scipy.stats distribution
        Reservation value of each party.
    directions : array_like, shape (n,)
        1 for a party that accepts its reservation value and all above, -1 for all below.
    correlation : array_like, shape (n, n), optional
        Correlation matrix of a Gaussian copula; independent by default.
    log2_draws : int, default: 12
        Base-2 logarithm of the number of draws per replicate.
    replicates : int, default: 16
        Independent scramblings, at least two; their spread gives the standard error.
    seed : int, default: 0
        Seed of the scramblings.

    Returns
    -------
    ZoneChance
        With standard errors.

    Raises
    ------
    SolverError
        If the matrix is not a correlation matrix of all parties, or a number is out of range.

    Notes
    -----
    Source: Owen 1998 (randomised quasi-Monte Carlo); scipy.stats.qmc.Sobol.
    """
    from scipy.special import ndtr, ndtri
    from scipy.stats import qmc

    if replicates < 2:
        raise SolverError("replicates", f"must be at least 2, got {replicates}")
    if not 1 <= log2_draws <= 24:
        raise SolverError("log2_draws", f"must lie between 1 and 24, got {log2_draws}")
    sides = [as_distribution(value, f"reservations[{number}]") for number, value in enumerate(reservations)]
    root = _root(correlation, len(sides))
    shares, widths = [], []
    for rng in np.random.default_rng(seed).spawn(replicates):
        draws = qmc.Sobol(len(sides), rng=rng).random_base2(log2_draws)
        uniform = ndtr(ndtri(np.clip(draws, 1e-12, 1 - 1e-12)) @ root.T)
        values = np.column_stack([side.ppf(column) for side, column in zip(sides, uniform.T, strict=True)])
        drawn_zone = zone_of_parties(values, directions)
        shares.append(drawn_zone.exists.mean())
        widths.append(drawn_zone.width.mean())
    scale = math.sqrt(replicates)
    return ZoneChance(
        status=Status.OK,
        probability=np.asarray(np.mean(shares)),
        surplus=np.asarray(np.mean(widths)),
        probability_error=np.asarray(np.std(shares, ddof=1) / scale),
        surplus_error=np.asarray(np.std(widths, ddof=1) / scale),
    )


def _root(correlation: ArrayLike | None, parties: int) -> FloatArray:
    """Take the Cholesky root of a correlation matrix."""
    if parties == 0:
        raise SolverError("reservations", "is empty: give at least one party")
    if correlation is None:
        return np.eye(parties)
    matrix = numbers("correlation", correlation)
    if matrix.shape != (parties, parties) or not np.allclose(matrix, matrix.T) or not np.allclose(np.diag(matrix), 1):
        raise SolverError("correlation", f"must be a symmetric {parties} by {parties} matrix with ones on its diagonal")
    values, vectors = np.linalg.eigh(matrix)
    if values.min() < -1e-10:
        raise SolverError("correlation", "is not positive semidefinite: no joint distribution has it")
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
