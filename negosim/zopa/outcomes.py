"""The outcome space of a scenario as a table, with each party's utility of every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import inf, prod

import numpy as np

from negosim.domain.issues import bounds, levels
from negosim.domain.terms import number_of
from negosim.rules.lower import Lowered
from negosim.rules.records import NONE, Party, Talks, ValueFunction
from negosim.solve.results import FloatArray

MOST_ROWS = 200_000
MOST_OUTCOMES = 2_000_000
FINEST = 2001


@dataclass(frozen=True, kw_only=True)
class OutcomeSpace:
    """The outcomes of a scenario, with a continuous issue evaluated at evenly spaced points and at its kinks.

    An integer issue with very many values is evaluated in the same way. If there are too many outcomes for a table,
    the table contains a sample of them.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    talks : Talks
        Its records, after the random numbers have been drawn.
    waiting : tuple of str
        The issues that are not on the table; outcomes have their status quo.
    efficient : ndarray, shape (k, issues)
        Efficient outcomes, if known, to add to the table if it is a sample.
    """

    lowered: Lowered
    talks: Talks
    waiting: tuple[str, ...] = ()
    efficient: FloatArray = field(default_factory=lambda: np.empty((0, 0)))

    @cached_property
    def outcomes(self) -> float:
        """Number of outcomes; infinite if an issue is continuous."""
        return prod(float(self.levels(number)) or inf for number in range(self._count))

    @cached_property
    def finite(self) -> bool:
        """Whether the table is the whole space: every issue is discrete, and there are not too many outcomes."""
        return self.outcomes <= MOST_OUTCOMES

    @cached_property
    def points(self) -> int:
        """Number of evenly spaced points for each issue whose values are not all listed; 0 if all are listed."""
        unlisted = sum(not self.is_listed(number) for number in range(self._count))
        if unlisted == 0:
            return 0
        listed = prod(max(1, self.levels(number)) for number in range(self._count) if self.levels(number) <= MOST_ROWS)
        return max(11, min(FINEST, int((MOST_ROWS / listed) ** (1.0 / unlisted))))

    @property
    def _count(self) -> int:
        return len(self.lowered.scenario.issues)

    def levels(self, number: int) -> int:
        """Return the number of values of an issue; 0 if it is continuous."""
        issue = self.lowered.scenario.issues[number]
        return 1 if issue.name in self.waiting else levels(issue)

    def bounds(self, number: int) -> tuple[float, float]:
        """Return the lowest and the highest value of an issue; the status quo twice if it is not on the table."""
        issue = self.lowered.scenario.issues[number]
        if issue.name not in self.waiting or issue.status_quo is None:
            return bounds(issue)
        kept = number_of(issue, issue.status_quo)
        return kept, kept

    def is_listed(self, number: int) -> bool:
        """Return whether the table has every value of an issue."""
        return 0 < self.levels(number) <= MOST_ROWS

    @cached_property
    def axes(self) -> list[FloatArray]:
        """The values at which each issue is evaluated, ascending."""
        return [self._axis(number) for number in range(self._count)]

    def _axis(self, number: int) -> FloatArray:
        low, high = self.bounds(number)
        if self.is_listed(number):
            return np.asarray(np.arange(self.levels(number)) + low, dtype=np.float64)
        functions = [party.functions[number] for party in self.talks.parties]
        knots = [knot.x for function in functions for knot in function.knots if low <= knot.x <= high]
        values = np.concatenate([np.linspace(low, high, self.points), knots])
        return np.unique(np.round(values) if self.levels(number) > 0 else values)

    @cached_property
    def rows(self) -> FloatArray:
        """Every outcome of the axes, shape (m, issues), or a reproducible sample if there are too many."""
        if not self.is_sampled:
            return _product(self.axes)
        rng = np.random.default_rng(0)
        drawn = np.stack([axis[rng.integers(0, len(axis), MOST_ROWS)] for axis in self.axes], axis=1)
        return np.concatenate((drawn, self.efficient)) if len(self.efficient) else drawn

    @property
    def is_sampled(self) -> bool:
        """Whether the table contains only a sample of the outcomes."""
        return prod(len(axis) for axis in self.axes) > MOST_OUTCOMES

    def part_of_utility(self, party: int, attribute: int, values: FloatArray) -> FloatArray:
        """Return what values of an issue (or of the payments) add to a party's utility, shape (m,)."""
        function = self.talks.parties[party].functions[attribute]
        if not function.knots:
            return np.zeros(len(values))
        return np.asarray(function.share * interpolated(function, values))

    def is_linear(self, party: int, issue: int) -> bool:
        """Return whether a party's value function is a straight line over the whole range of an issue."""
        x = [knot.x for knot in self.talks.parties[party].functions[issue].knots]
        return not x or x == list(self.bounds(issue))

    def utilities(self, rows: FloatArray | None = None) -> FloatArray:
        """Return each party's utility of the given outcomes (default: all in the table), shape (m, 2)."""
        rows = self.rows if rows is None else rows
        return np.stack([self._utility(party, rows) for party in self.talks.parties], axis=1)

    def _utility(self, party: Party, rows: FloatArray) -> FloatArray:
        total = np.zeros(len(rows))
        for attribute in range(len(party.functions)):
            values = rows[:, attribute] if attribute < rows.shape[1] else level_payments(party, rows)
            total += self.part_of_utility(party.number, attribute, values)
        return np.clip(total, 0.0, 1.0)


def _product(axes: list[FloatArray]) -> FloatArray:
    """Return all combinations, with the last axis varying fastest (numpy's grids have at most 32 axes)."""
    rows = np.empty((prod(len(axis) for axis in axes), len(axes)))
    stride = len(rows)
    for number, axis in enumerate(axes):
        stride //= len(axis)
        rows[:, number] = np.tile(np.repeat(axis, stride), len(rows) // (stride * len(axis)))
    return rows


def interpolated(function: ValueFunction, values: FloatArray) -> FloatArray:
    """Evaluate a piecewise linear function at many points, shape (m,)."""
    knots = function.knots
    return np.interp(values, [knot.x for knot in knots], [knot.value for knot in knots])


def level_payments(party: Party, rows: FloatArray) -> FloatArray:
    """Return the level yearly payment of outcomes as a party values it, shape (m,)."""
    payments = party.space.payments
    if payments is None:
        return np.zeros(len(rows))
    years = payments.years
    option = np.zeros(len(rows), int) if payments.index == NONE else rows[:, payments.index].astype(int)
    term = np.full(len(rows), years) if payments.term == NONE else np.clip(rows[:, payments.term].astype(int), 1, years)
    first = payments.base * (1.0 + rows[:, payments.increase] / 100.0)
    return np.asarray(first * np.array(party.annuities)[option * years + term - 1])
