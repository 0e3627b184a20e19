"""The outcome space of a scenario as a table, with each party's utility of every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negosim.domain.issues import Continuous, Issue, bounds, levels
from negosim.rules import layout as at
from negosim.rules.layout import NONE, PARTIES
from negosim.rules.lower import Lowered
from negosim.solve.results import FloatArray

MOST_ROWS = 200_000
FINEST = 2001


@dataclass(frozen=True, kw_only=True)
class OutcomeSpace:
    """The outcomes of a scenario; a continuous issue is looked at in evenly spaced points and at its kinks.

    Parameters
    ----------
    lowered : Lowered
        The scenario, with the numbers that hold.
    numbers : list of float
        Its numbers, the drawn ones as drawn.
    """

    lowered: Lowered
    numbers: list[float]

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
        room = MOST_ROWS / self.lowered.plan[at.COMBOS]
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
        knots = [x for party in range(PARTIES) for x in self._function(party, number)[0] if low <= x <= high]
        return np.unique(np.concatenate([np.linspace(low, high, self.points), knots]))

    def _function(self, party: int, attribute: int) -> tuple[FloatArray, FloatArray]:
        plan = self.lowered.plan
        place = plan[at.AT_FUNCTIONS] + (party * plan[at.ATTRIBUTES] + attribute) * at.FUNCTION_WIDTH
        start, knots = plan[place + at.FUNCTION_AT], plan[place + at.FUNCTION_KNOTS]
        if start == NONE:
            return np.empty(0), np.empty(0)
        return np.array(self.numbers[start : start + knots]), np.array(self.numbers[start + knots : start + 2 * knots])

    def worth(self, party: int, attribute: int, values: FloatArray) -> FloatArray:
        """Return what values of an issue (or of the payments) add to a party's utility."""
        x, v = self._function(party, attribute)
        if len(x) == 0:
            return np.zeros(len(values))
        share = self.numbers[self.lowered.plan[at.N_SHARES] + party * self.lowered.plan[at.ATTRIBUTES] + attribute]
        return np.asarray(share * np.interp(values, x, v))

    def is_linear(self, party: int, issue: int) -> bool:
        """Return whether a party's value function is a straight line over the whole range of an issue."""
        x, _ = self._function(party, issue)
        return len(x) == 0 or x.tolist() == list(bounds(self.lowered.scenario.issues[issue]))

    def utilities(self, rows: FloatArray | None = None) -> FloatArray:
        """Return each party's utility of outcomes, shape (m, 2); of all of them where none is given."""
        rows = self.rows if rows is None else rows
        return np.stack([self._utility(party, rows) for party in range(PARTIES)], axis=1)

    def _utility(self, party: int, rows: FloatArray) -> FloatArray:
        plan = self.lowered.plan
        total = np.zeros(len(rows))
        for attribute in range(plan[at.ATTRIBUTES]):
            values = rows[:, attribute] if attribute < plan[at.ISSUES] else self._level_payments(party, rows)
            total += self.worth(party, attribute, values)
        return np.clip(total, 0.0, 1.0)

    def _level_payments(self, party: int, rows: FloatArray) -> FloatArray:
        plan = self.lowered.plan
        place = plan[at.AT_PAYMENTS]
        years, options = plan[place + at.PAYMENTS_YEARS], plan[place + at.PAYMENTS_OPTIONS]
        issue_of = [plan[place + field] for field in (at.PAYMENTS_INCREASE, at.PAYMENTS_INDEX, at.PAYMENTS_TERM)]
        option = np.zeros(len(rows), int) if issue_of[1] == NONE else rows[:, issue_of[1]].astype(int)
        term = np.full(len(rows), years) if issue_of[2] == NONE else np.clip(rows[:, issue_of[2]].astype(int), 1, years)
        start = plan[at.N_LEVELS] + party * options * years
        level = np.array(self.numbers[start : start + options * years]).reshape(options, years)
        first = self.numbers[plan[at.N_PAYMENTS] + at.PAY_BASE] * (1.0 + rows[:, issue_of[0]] / 100.0)
        return np.asarray(first * level[option, term - 1])
