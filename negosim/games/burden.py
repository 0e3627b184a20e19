"""Sharing the burden of an alliance, and contests in which effort is wasted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import numbers, plain, positive, require
from negosim.solve.results import BoolArray, FloatArray

__all__ = ["AllianceGood", "Contest", "olson_zeckhauser", "tullock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceGood:
    """Voluntary contributions to a good that all allies share.

    Parameters
    ----------
    total : ndarray
        Sum of the contributions.
    contributions : ndarray, shape (..., allies)
        Contribution of each ally.
    free_riders : ndarray of bool, shape (..., allies)
        The allies that contribute nothing.
    efficient : ndarray
        The sum that would maximise joint welfare.
    boundary_ratio : ndarray
        With two allies, the ratio of incomes up to which the smaller one gives nothing.
    """

    total: FloatArray
    contributions: FloatArray
    free_riders: BoolArray
    efficient: FloatArray
    boundary_ratio: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Efforts in a contest that is won in proportion to effort.

    Parameters
    ----------
    efforts : ndarray, shape (..., 2)
        Equilibrium efforts.
    chances : ndarray, shape (..., 2)
        Probabilities of winning.
    payoffs : ndarray, shape (..., 2)
        Expected payoffs net of effort.
    """

    efforts: FloatArray
    chances: FloatArray
    payoffs: FloatArray


def olson_zeckhauser(incomes: ArrayLike, *, taste: ArrayLike) -> AllianceGood:
    """Find the voluntary contributions of allies to a common good.

    Parameters
    ----------
    incomes : array_like, shape (..., allies)
        The allies' incomes, above 0.
    taste : array_like
        a in the utility (Y − g)^(1−a) G^a, strictly between 0 and 1.

    Returns
    -------
    AllianceGood
        The Nash equilibrium, with the allies who free-ride.

    Raises
    ------
    SolverError
        If an income is not above 0, or the taste lies outside (0, 1).

    Notes
    -----
    The contributors consume the same amount (1 − a)G/a; k contributors with incomes of sum Y give
    G = aY/(k − (k − 1)a). An ally whose income does not exceed (1 − a)G/a gives nothing: with two allies the
    smaller one free-rides iff Y₂/Y₁ ≤ 1 − a. Efficient is G = aΣY.

    Source: Olson and Zeckhauser (1966); the contributors' set after Bergstrom, Blume and Varian (1986).
    """
    y = np.atleast_1d(positive("incomes", incomes))
    a = numbers("taste", taste)
    require((a > 0) & (a < 1), "taste", f"must lie strictly between 0 and 1; got {taste!r}")
    ranked = -np.sort(-y, axis=-1)
    many = np.arange(1, y.shape[-1] + 1)
    share = a[..., np.newaxis]
    totals = share * np.cumsum(ranked, axis=-1) / (many - (many - 1) * share)
    contributes = ranked > (1 - share) * totals / share
    # Whoever is richer than a contributor contributes too, so the number of contributors is the count of
    # them.
    last = np.maximum(contributes.sum(axis=-1, keepdims=True), 1) - 1
    total = np.take_along_axis(totals, last, axis=-1)
    gifts = np.maximum(y - (1 - share) * total / share, 0.0)
    return AllianceGood(
        total=plain(total[..., 0]),
        contributions=gifts,
        free_riders=gifts <= 0,
        efficient=plain(a * y.sum(axis=-1)),
        boundary_ratio=plain(np.broadcast_to(1 - a, total.shape[:-1])),
    )


def tullock(prizes: ArrayLike) -> Contest:
    """Solve a contest between two sides that is won in proportion to effort.

    Parameters
    ----------
    prizes : array_like, shape (..., 2)
        Value of winning to each side, above 0.

    Returns
    -------
    Contest
        Efforts, chances and payoffs.

    Raises
    ------
    SolverError
        If a prize is NaN, infinite or not above 0, or the last axis is not two long.

    Notes
    -----
    eᵢ = Vᵢ²Vⱼ/(Vᵢ + Vⱼ)² and pᵢ = Vᵢ/(Vᵢ + Vⱼ); a quarter of the prize each where both value it alike.

    Source: Tullock (1980).
    """
    v = positive("prizes", prizes)
    require(v.ndim > 0 and v.shape[-1] == 2, "prizes", "its last axis must hold the two sides")
    chances = v / v.sum(axis=-1, keepdims=True)
    efforts = chances * chances * np.flip(v, axis=-1)
    return Contest(efforts=efforts, chances=chances, payoffs=chances * v - efforts)
