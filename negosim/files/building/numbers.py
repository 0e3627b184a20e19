"""Build the numbers of the domain, fixed or drawn."""

from __future__ import annotations

from dataclasses import replace

from negosim import domain
from negosim.files.distributions import distribution
from negosim.files.wire import CorrelationTable, DrawnNumber


def number_of(value: float | DrawnNumber) -> domain.Number:
    """Return a number of the domain."""
    if isinstance(value, DrawnNumber):
        drawn = distribution(value.dist, value.shapes, value.loc, value.scale)
        return drawn if value.quantity is None else replace(drawn, quantity=value.quantity)
    return float(value)


def number_or_none(value: float | DrawnNumber | None) -> domain.Number | None:
    """Return a number of the domain, or ``None`` if the file has none."""
    return None if value is None else number_of(value)


def correlation_of(table: CorrelationTable) -> domain.Correlation:
    """Return a correlation of the domain."""
    return domain.Correlation(between=table.between, rho=table.rho)
