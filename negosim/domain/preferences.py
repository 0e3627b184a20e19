"""What a party makes of an outcome: value functions, weights, and the payments that an outcome implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negosim.domain.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Piecewise:
    """A value function: straight lines between knots, constant beyond the first and the last.

    Linear value functions have two knots; a categorical issue has one per option, at its position.

    Parameters
    ----------
    points : tuple of Number
        Values of the issue (or of the derived quantity), ascending.
    values : tuple of Number
        Worth of each, in [0, 1].
    """

    points: tuple[Number, ...]
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """The stream of yearly payments that an outcome implies, as a derived quantity.

    The payment of year 1 is ``base × (1 + increase/100)``; each further year of the term it grows by the rate of
    the index rule agreed, after the term by ``beyond``. Its quantity is the level yearly payment with
    the same present value over ``years`` years.

    Parameters
    ----------
    base : Number
        Payment of the year before, in ``unit``.
    increase, index, term : str or None
        Names of the issues that settle the first year's increase (%), the index rule and the years of validity.
    growth : mapping of str to Number
        Growth in % a year under each option of the index issue.
    fixed_growth : Number
        Growth in % a year where no index issue is named.
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
        Value function per issue, or for ``"payments"``, the derived quantity.
    weights : mapping of str to Number
        Weight of each of them; they sum to one (drawn ones are scaled to).
    discount : Number
        Discount rate in % a year at which the payments are valued.
    disagreement : Number
        Utility of no agreement.
    """

    values: Mapping[str, Piecewise]
    weights: Mapping[str, Number]
    discount: Number = 0.0
    disagreement: Number = 0.0
