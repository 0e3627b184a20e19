"""Numbers of a file, fixed or drawn, as the domain has them."""

from __future__ import annotations

from dataclasses import replace

from negosim import domain
from negosim.files.distributions import distribution
from negosim.files.wire import CorrelationTable, DrawnNumber


def number_of(value: float | DrawnNumber) -> domain.Number:
    """Return the domain's number."""
    if isinstance(value, DrawnNumber):
        drawn = distribution(value.dist, value.shapes, value.loc, value.scale)
        return drawn if value.quantity is None else replace(drawn, quantity=value.quantity)
    return float(value)


def number_or_none(value: float | DrawnNumber | None) -> domain.Number | None:
    """Return the domain's number, or nothing if the file has none."""
    return None if value is None else number_of(value)


def correlation_of(table: CorrelationTable) -> domain.Correlation:
    """Return the domain's correlation."""
    return domain.Correlation(between=table.between, rho=table.rho)
