"""Zones of agreement on one issue: what every party accepts, for many parameter sets at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers
from negosim.solve.results import BoolArray, FloatArray, StatusArray, statuses

__all__ = [
    "Zone",
    "intersection",
    "minimum_side_payment",
    "zone",
    "zone_after_lapse",
    "zone_of_parties",
    "zone_with_side_payment",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An interval of values that every party accepts, or the gap between what they accept.

    Parameters
    ----------
    lower : ndarray, shape (...)
        The least that the parties that want more accept, in the issue's unit.
    upper : ndarray, shape (...)
        The most that the parties that want less accept. Below `lower` if there is a gap.
    """

    lower: FloatArray
    upper: FloatArray

    @property
    def exists(self) -> BoolArray:
        """Whether some value is acceptable to all; a single point is enough."""
        return np.asarray(self.upper >= self.lower)

    @property
    def width(self) -> FloatArray:
        """Length of the zone, the surplus in the issue's unit; zero if there is a gap."""
        return np.maximum(self.upper - self.lower, 0.0)

    @property
    def gap(self) -> FloatArray:
        """How far apart the reservation values are; zero if there is a zone."""
        return np.maximum(self.lower - self.upper, 0.0)

    @property
    def midpoint(self) -> FloatArray:
        """Middle of the zone; NaN if there is none."""
        return self.at(0.5)

    @property
    def status(self) -> StatusArray:
        """Word for each parameter set: ``ok`` or ``no_agreement``."""
        return statuses(self.exists)

    def at(self, share: ArrayLike) -> FloatArray:
        """Divide the zone.

        Parameters
        ----------
        share : array_like, shape (...)
            Share of the surplus that goes to the parties that want more, 0 to 1.

        Returns
        -------
        ndarray, shape (...)
            The value of the issue; NaN if there is no zone.

        Raises
        ------
        SolverError
            If a share lies outside 0 to 1.
        """
        share = numbers("share", share, infinite=True)
        if ((share < 0) | (share > 1)).any():
            raise SolverError("share", "must lie between 0 and 1")
        return np.where(self.exists, self.lower + share * (self.upper - self.lower), np.nan)


def zone(seller_least: ArrayLike, buyer_most: ArrayLike, *, lo: ArrayLike = -np.inf, hi: ArrayLike = np.inf) -> Zone:
    """Find the zone between a seller's and a buyer's reservation values.

    Parameters
    ----------
    seller_least : array_like, shape (...)
        Reservation value of the party that wants more: it accepts this and everything above.
    buyer_most : array_like, shape (...)
        Reservation value of the party that wants less: it accepts this and everything below.
    lo, hi : array_like, shape (...), optional
        Range of the issue.

    Returns
    -------
    Zone
        With a gap where ``buyer_most < seller_least``.

    Raises
    ------
    SolverError
        If a value is NaN, or `lo` lies above `hi`.

    Notes
    -----
    Source: Raiffa 1982, ch. 4.
    """
    low, high = numbers("lo", lo, infinite=True), numbers("hi", hi, infinite=True)
    if (low > high).any():
        raise SolverError("lo", "must not lie above hi")
    least, most = numbers("seller_least", seller_least, infinite=True), numbers("buyer_most", buyer_most, infinite=True)
    try:
        lower, upper = np.broadcast_arrays(np.maximum(least, low), np.minimum(most, high))
    except ValueError:
        raise SolverError("buyer_most", f"has shape {most.shape}, which does not fit {least.shape}") from None
    return Zone(lower=lower, upper=upper)


def zone_of_parties(
    reservations: ArrayLike, directions: ArrayLike, *, lo: ArrayLike = -np.inf, hi: ArrayLike = np.inf
) -> Zone:
    """Find the zone of any number of parties, each of which wants more or less.

    Parameters
    ----------
    reservations : array_like, shape (..., n)
        Reservation value of each party, in the issue's unit.
    directions : array_like, shape (n,)
        1 for a party that accepts its reservation value and all above, -1 for all below.
    lo, hi : array_like, shape (...), optional
        Range of the issue.

    Returns
    -------
    Zone
        From the highest least to the lowest most.

    Raises
    ------
    SolverError
        If a value is NaN, a direction is neither 1 nor -1, or their number differs from that of the parties.

    Notes
    -----
    Source: Raiffa 1982, ch. 4; a zone of several parties is the intersection of what each accepts.
    """
    values, signs = (
        numbers("reservations", reservations, infinite=True),
        numbers("directions", directions, infinite=True),
    )
    if values.ndim == 0 or signs.shape != values.shape[-1:]:
        raise SolverError("directions", f"must hold one sign per party, has shape {signs.shape}")
    if not np.isin(signs, (1.0, -1.0)).all():
        raise SolverError("directions", "must be 1 (more is better) or -1 (less is better)")
    least = np.where(signs > 0, values, -np.inf).max(axis=-1)
    most = np.where(signs < 0, values, np.inf).min(axis=-1)
    return zone(least, most, lo=lo, hi=hi)


def intersection(intervals: ArrayLike) -> Zone:
    """Find the values that lie in all of several intervals of acceptable values.

    Parameters
    ----------
    intervals : array_like, shape (..., n, 2)
        Least and most that each party accepts.

    Returns
    -------
    Zone
        The intersection.

    Raises
    ------
    SolverError
        If a value is NaN, the last axis is not a pair, or a least lies above its most.

    Notes
    -----
    Source: Raiffa 1982, ch. 4; Putnam 1988 (win-sets).
    """
    pairs = numbers("intervals", intervals, infinite=True)
    if pairs.ndim < 2 or pairs.shape[-1] != 2 or pairs.shape[-2] == 0:
        raise SolverError("intervals", f"must be pairs (least, most) for at least one party, has shape {pairs.shape}")
    if (pairs[..., 0] > pairs[..., 1]).any():
        raise SolverError("intervals", "a party's least must not lie above its most")
    return Zone(lower=pairs[..., 0].max(axis=-1), upper=pairs[..., 1].min(axis=-1))


def zone_with_side_payment(
    seller_least: ArrayLike, buyer_most: ArrayLike, *, quantity: ArrayLike, value: ArrayLike, cost: ArrayLike
) -> Zone:
    """Find the zone if the buyer adds something that the seller values more than it costs.

    Parameters
    ----------
    seller_least, buyer_most : array_like, shape (...)
        Reservation values without it.
    quantity : array_like, shape (...)
        How much is added, not below zero.
    value : array_like, shape (...)
        What a unit is worth to the seller, in the issue's unit.
    cost : array_like, shape (...)
        What a unit costs the buyer, in the issue's unit.

    Returns
    -------
    Zone
        From ``seller_least - value * quantity`` to ``buyer_most - cost * quantity``.

    Raises
    ------
    SolverError
        If a value is NaN, or `quantity` is below zero.

    Notes
    -----
    Source: Raiffa 1982 (linkage of issues).
    """
    units = numbers("quantity", quantity, infinite=True)
    if (units < 0).any():
        raise SolverError("quantity", "must not be below zero")
    least = numbers("seller_least", seller_least, infinite=True) - numbers("value", value, infinite=True) * units
    return zone(least, numbers("buyer_most", buyer_most, infinite=True) - numbers("cost", cost, infinite=True) * units)


def minimum_side_payment(
    seller_least: ArrayLike, buyer_most: ArrayLike, *, value: ArrayLike, cost: ArrayLike
) -> FloatArray:
    """Find the least quantity of a side payment that opens a zone.

    Parameters
    ----------
    seller_least, buyer_most : array_like, shape (...)
        Reservation values without it.
    value : array_like, shape (...)
        What a unit is worth to the seller, in the issue's unit.
    cost : array_like, shape (...)
        What a unit costs the buyer, in the issue's unit.

    Returns
    -------
    ndarray, shape (...)
        Zero if there is a zone without it, infinity if no quantity opens one.

    Raises
    ------
    SolverError
        If a value is NaN.

    Notes
    -----
    ``(value - cost) * quantity >= gap``.

    Source: Raiffa 1982 (linkage of issues).
    """
    gap = zone(seller_least, buyer_most).gap
    joint = numbers("value", value, infinite=True) - numbers("cost", cost, infinite=True)
    quantity = gap / np.where(joint > 0, joint, 1.0)
    return np.where(gap == 0, 0.0, np.where(joint > 0, quantity, np.inf))


def zone_after_lapse(
    seller_least: ArrayLike, buyer_most: ArrayLike, *, seller_loss: ArrayLike, buyer_loss: ArrayLike
) -> Zone:
    """Find the zone if both sides lose something as long as no agreement is in force.

    Parameters
    ----------
    seller_least, buyer_most : array_like, shape (...)
        Reservation values without the lapse.
    seller_loss, buyer_loss : array_like, shape (...)
        What the lapse has cost each side, in the issue's unit, not below zero.

    Returns
    -------
    Zone
        From ``seller_least - seller_loss`` to ``buyer_most + buyer_loss``: open as soon as the losses make up
        the gap.

    Raises
    ------
    SolverError
        If a value is NaN, or a loss is below zero.

    Notes
    -----
    Source: Muthoo 1999, ch. 6 (inside options).
    """
    losses = numbers("seller_loss", seller_loss, infinite=True), numbers("buyer_loss", buyer_loss, infinite=True)
    for loss, argument in zip(losses, ("seller_loss", "buyer_loss"), strict=True):
        if (loss < 0).any():
            raise SolverError(argument, "must not be below zero")
    least, most = numbers("seller_least", seller_least, infinite=True), numbers("buyer_most", buyer_most, infinite=True)
    return zone(least - losses[0], most + losses[1])
