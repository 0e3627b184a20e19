"""How a party values an outcome: value functions, weights, and the payments that an outcome implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Piecewise:
    """A piecewise linear value function, constant before the first knot and after the last.

    Linear value functions have two knots. The function of a categorical issue has a knot at each option's position.

    Parameters
    ----------
    points : tuple of Number
        Values of the issue (or of the derived quantity), ascending.
    values : tuple of Number
        Value of the function at each point, in [0, 1].
    """

    points: tuple[Number, ...]
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """The stream of yearly payments that an outcome implies, as a derived quantity.

    The payment of year 1 is ``base × (1 + increase/100)``. In each further year of the term it grows at the rate of
    the agreed index rule, and after the term at the rate ``beyond``. The derived quantity is the level yearly payment
    that has the same present value over ``years`` years.

    Source: house rule.

    Parameters
    ----------
    base : Number
        Payment of the year before year 1, in ``unit``.
    increase, index, term : str or None
        Names of the issues for the first year's increase (%), the index rule and the term in years.
    growth : mapping of str to Number
        Growth in % a year under each option of the index issue.
    fixed_growth : Number
        Growth in % a year if no index issue is named.
    years : int
        Years over which the stream is valued.
    beyond : Number
        Growth in % a year after the term.
    """

    base: Number
    increase: str
    index: str | None = None
    term: str | None = None
    growth: Mapping[str, Number] = field(default_factory=dict)
    fixed_growth: Number = 0.0
    years: int = 5
    beyond: Number = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A party's utility: the weighted sum of its value functions, in [0, 1].

    Parameters
    ----------
    values : mapping of str to Piecewise
        Value function of each issue, or of ``"payments"``, the derived quantity.
    weights : mapping of str to Number
        Weight of each value function; weights sum to one (drawn weights are scaled to this sum).
    discount : Number
        Discount rate in % a year at which the payments are valued.
    disagreement : Number
        Utility of no agreement.
    """

    values: Mapping[str, Piecewise]
    weights: Mapping[str, Number]
    discount: Number = 0.0
    disagreement: Number = 0.0
