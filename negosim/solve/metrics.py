"""Measures of outcomes and domains: distance to the frontier, opposition, share of rational outcomes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, of_parties, utility_table
from negosim.solve.chain import Chain
from negosim.solve.finite import gains_over
from negosim.solve.frontier import Frontier
from negosim.solve.mixed import MixedFrontier
from negosim.solve.results import FloatArray
from negosim.solve.tolerance import TOLERANCE, magnitudes

__all__ = ["distance_to_frontier", "opposition", "rational_share"]


def distance_to_frontier(points: ArrayLike, frontier: Frontier | Chain | MixedFrontier) -> FloatArray:
    """Measure how far utility points lie from a frontier.

    Parameters
    ----------
    points : array_like, shape (..., n)
        Utility points.
    frontier : Frontier, Chain or MixedFrontier
        The frontier: points, a chain of segments, or pieces of segments.

    Returns
    -------
    ndarray, shape (...)
        Euclidean distance to the nearest point of the frontier, in utility.

    Raises
    ------
    SolverError
        If the points are not finite or not of the frontier's parties.

    Notes
    -----
    Source: Baarslag et al. 2013 (distance to the Pareto frontier as a measure of an outcome).
    """
    table = numbers("points", points)
    parties = frontier.points.shape[1] if isinstance(frontier, Frontier) else 2
    if table.ndim == 0 or table.shape[-1] != parties:
        raise SolverError("points", f"their last axis must hold {parties} parties, has shape {table.shape}")
    flat = table.reshape(-1, parties)
    if isinstance(frontier, Frontier):
        from scipy.spatial import KDTree

        return np.asarray(KDTree(frontier.points).query(flat)[0]).reshape(table.shape[:-1])
    if isinstance(frontier, MixedFrontier):
        starts, ends = frontier.starts, frontier.ends
    else:
        starts, ends = frontier.vertices, np.concatenate((frontier.vertices[1:], frontier.vertices[-1:]))
    return _to_segments(flat, starts, ends).reshape(table.shape[:-1])


def _to_segments(points: FloatArray, starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Measure the distance of each point to the nearest of the segments."""
    steps = ends - starts
    lengths = (steps**2).sum(axis=1)
    nearest = np.empty(len(points))
    chunk = max(1, 2_000_000 // len(starts))
    for low in range(0, len(points), chunk):
        away = points[low : low + chunk, None, :] - starts
        share = np.clip((away * steps).sum(axis=2) / np.where(lengths > 0, lengths, 1.0), 0.0, 1.0)
        nearest[low : low + chunk] = np.sqrt(((away - share[..., None] * steps) ** 2).sum(axis=2).min(axis=1))
    return nearest


def opposition(utilities: ArrayLike, *, ideal: ArrayLike | None = None) -> float:
    """Return the distance of the nearest outcome from the ideal point.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    ideal : array_like, shape (n,), optional
        The point where all have their best; by default each party's largest utility in the list.

    Returns
    -------
    float
        Euclidean distance in utility: zero if the parties want the same.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN; or if `ideal` lies below an outcome.

    Notes
    -----
    Source: Baarslag et al. 2013 (opposition of a domain), with utilities scaled to 1 at best.
    """
    table = utility_table("utilities", utilities)
    best = table.max(axis=0)
    point = best if ideal is None else of_parties("ideal", ideal, table.shape[1])
    if (point < best - TOLERANCE * magnitudes(table)).any():
        raise SolverError("ideal", f"must not lie below the best outcomes, {best.tolist()}")
    return float(np.sqrt(((point - table) ** 2).sum(axis=1).min()))


def rational_share(utilities: ArrayLike, disagreement: ArrayLike) -> float:
    """Return the share of outcomes that are rational for all parties.

    Parameters
    ----------
    utilities : array_like, shape (m, n)
        Utility of each outcome to each party.
    disagreement : array_like, shape (n,)
        Utility of no agreement.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    SolverError
        If an argument is empty, of another shape, or holds NaN.

    Notes
    -----
    Source: house rule (the size of the zone of agreement in a finite space).
    """
    gains = gains_over(utilities, disagreement)
    return gains.rational.size / len(gains.table)
