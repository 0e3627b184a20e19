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
    """The outcomes of a scenario; a continuous issue is looked at in evenly spaced points and at its kinks.

    A whole-number issue with a great many values is looked at in the same way, and where the outcomes are too many
    for a table it holds a sample of them.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    talks : Talks
        Its records, with the numbers that hold, the drawn ones as drawn.
    waiting : tuple of str
        The issues that are not on the table; outcomes have their status quo.
    efficient : ndarray, shape (k, issues)
        Efficient outcomes, if known, to add to the table where it is a sample.
    """

    lowered: Lowered
    talks: Talks
    waiting: tuple[str, ...] = ()
    efficient: FloatArray = field(default_factory=lambda: np.empty((0, 0)))

    @cached_property
    def outcomes(self) -> float:
        """How many outcomes there are; infinity with a continuous issue."""
        return prod(float(self.levels(number)) or inf for number in range(self._count))

    @cached_property
    def finite(self) -> bool:
        """Whether the table is the whole space: every issue is discrete, and the outcomes are not too many."""
        return self.outcomes <= MOST_OUTCOMES

    @cached_property
    def points(self) -> int:
        """In how many evenly spaced points each issue that is not listed is looked at; 0 if all are."""
        unlisted = sum(not self.is_listed(number) for number in range(self._count))
        if unlisted == 0:
            return 0
        listed = prod(max(1, self.levels(number)) for number in range(self._count) if self.levels(number) <= MOST_ROWS)
        return max(11, min(FINEST, int((MOST_ROWS / listed) ** (1.0 / unlisted))))

    @property
    def _count(self) -> int:
        return len(self.lowered.scenario.issues)

    def levels(self, number: int) -> int:
        """Return how many values an issue can take; 0 for a continuous one."""
        issue = self.lowered.scenario.issues[number]
        return 1 if issue.name in self.waiting else levels(issue)

    def bounds(self, number: int) -> tuple[float, float]:
        """Return the lowest and the highest value of an issue; both are the status quo of one off the table."""
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
        """The values of each issue that are looked at, rising."""
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
        """Every outcome of the axes, shape (m, issues); where they are too many, a sample that is always the same."""
        if not self.is_sampled:
            return _product(self.axes)
        rng = np.random.default_rng(0)
        drawn = np.stack([axis[rng.integers(0, len(axis), MOST_ROWS)] for axis in self.axes], axis=1)
        return np.concatenate((drawn, self.efficient)) if len(self.efficient) else drawn

    @property
    def is_sampled(self) -> bool:
        """Whether the table holds a sample of the outcomes only."""
        return prod(len(axis) for axis in self.axes) > MOST_OUTCOMES

    def part_of_utility(self, party: int, attribute: int, values: FloatArray) -> FloatArray:
        """Return what values of an issue (or of the payments) add to a party's utility."""
        function = self.talks.parties[party].functions[attribute]
        if not function.knots:
            return np.zeros(len(values))
        return np.asarray(function.share * interpolated(function, values))

    def is_linear(self, party: int, issue: int) -> bool:
        """Return whether a party's value function is a straight line over the whole range of an issue."""
        x = [knot.x for knot in self.talks.parties[party].functions[issue].knots]
        return not x or x == list(self.bounds(issue))

    def utilities(self, rows: FloatArray | None = None) -> FloatArray:
        """Return each party's utility of outcomes, shape (m, 2); of all of them where none is given."""
        rows = self.rows if rows is None else rows
        return np.stack([self._utility(party, rows) for party in self.talks.parties], axis=1)

    def _utility(self, party: Party, rows: FloatArray) -> FloatArray:
        total = np.zeros(len(rows))
        for attribute in range(len(party.functions)):
            values = rows[:, attribute] if attribute < rows.shape[1] else level_payments(party, rows)
            total += self.part_of_utility(party.number, attribute, values)
        return np.clip(total, 0.0, 1.0)


def _product(axes: list[FloatArray]) -> FloatArray:
    """Return all combinations, the last axis running fastest (numpy's grids stop at 32 axes)."""
    rows = np.empty((prod(len(axis) for axis in axes), len(axes)))
    stride = len(rows)
    for number, axis in enumerate(axes):
        stride //= len(axis)
        rows[:, number] = np.tile(np.repeat(axis, stride), len(rows) // (stride * len(axis)))
    return rows


def interpolated(function: ValueFunction, values: FloatArray) -> FloatArray:
    """Return a piecewise linear function at many points, shape (m,)."""
    knots = function.knots
    return np.interp(values, [knot.x for knot in knots], [knot.value for knot in knots])


def level_payments(party: Party, rows: FloatArray) -> FloatArray:
    """Return the level yearly payment of outcomes to a party, shape (m,)."""
    payments = party.space.payments
    if payments is None:
        return np.zeros(len(rows))
    years = payments.years
    option = np.zeros(len(rows), int) if payments.index == NONE else rows[:, payments.index].astype(int)
    term = np.full(len(rows), years) if payments.term == NONE else np.clip(rows[:, payments.term].astype(int), 1, years)
    first = payments.base * (1.0 + rows[:, payments.increase] / 100.0)
    return np.asarray(first * np.array(party.annuities)[option * years + term - 1])
