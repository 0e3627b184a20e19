"""The outcome space of a scenario as a table, with each party's utility of every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negosim.domain.issues import Continuous, Issue, bounds, levels
from negosim.rules.lower import Lowered
from negosim.rules.records import NONE, Party, Talks, ValueFunction
from negosim.solve.results import FloatArray

MOST_ROWS = 200_000
FINEST = 2001


@dataclass(frozen=True, kw_only=True)
class OutcomeSpace:
    """The outcomes of a scenario; a continuous issue is looked at in evenly spaced points and at its kinks.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    talks : Talks
        Its records, with the numbers that hold, the drawn ones as drawn.
    """

    lowered: Lowered
    talks: Talks

    @cached_property
    def finite(self) -> bool:
        """Whether every issue is discrete, so that the table is the whole space."""
        return not any(isinstance(issue, Continuous) for issue in self.lowered.scenario.issues)

    @cached_property
    def points(self) -> int:
        """In how many evenly spaced points each continuous issue is looked at; 0 where there is none."""
        issues = self.lowered.scenario.issues
        continuous = sum(isinstance(issue, Continuous) for issue in issues)
        if continuous == 0:
            return 0
        room = MOST_ROWS / self.talks.space.combinations
        return max(11, min(FINEST, int(room ** (1.0 / continuous))))

    @cached_property
    def rows(self) -> FloatArray:
        """Every outcome, shape (m, issues)."""
        axes = [self._axis(number, issue) for number, issue in enumerate(self.lowered.scenario.issues)]
        return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)

    def _axis(self, number: int, issue: Issue) -> FloatArray:
        low, high = bounds(issue)
        if levels(issue) > 0:
            return np.asarray(np.arange(levels(issue)) + low, dtype=np.float64)
        functions = [party.functions[number] for party in self.talks.parties]
        knots = [knot.x for function in functions for knot in function.knots if low <= knot.x <= high]
        return np.unique(np.concatenate([np.linspace(low, high, self.points), knots]))

    def part_of_utility(self, party: int, attribute: int, values: FloatArray) -> FloatArray:
        """Return what values of an issue (or of the payments) add to a party's utility."""
        function = self.talks.parties[party].functions[attribute]
        if not function.knots:
            return np.zeros(len(values))
        return np.asarray(function.share * interpolated(function, values))

    def is_linear(self, party: int, issue: int) -> bool:
        """Return whether a party's value function is a straight line over the whole range of an issue."""
        x = [knot.x for knot in self.talks.parties[party].functions[issue].knots]
        return not x or x == list(bounds(self.lowered.scenario.issues[issue]))

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
