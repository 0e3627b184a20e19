"""Build the issues and the preferences of the domain."""

from __future__ import annotations

from negosim import domain
from negosim.files.building.numbers import number_of
from negosim.files.checking.context import middle
from negosim.files.wire import (
    CategoricalIssue,
    IntegerIssue,
    IssueTable,
    KnotsTable,
    OptionsTable,
    PaymentsTable,
    ValueTable,
)


def issue_of(name: str, issue: IssueTable) -> domain.Issue:
    """Return an issue of the domain."""
    given = issue.model_dump(exclude={"kind", "range"})
    if isinstance(issue, CategoricalIssue):
        return domain.Categorical(name=name, **given)
    low, high = issue.range
    kind = domain.Integer if isinstance(issue, IntegerIssue) else domain.Continuous
    return kind(name=name, low=low, high=high, **given)  # type: ignore[arg-type]


def payments_of(table: PaymentsTable) -> domain.Payments:
    """Return the payments of the domain."""
    return domain.Payments(
        base=number_of(table.base),
        increase=table.increase,
        index=table.index,
        term=table.term,
        growth={key: number_of(rate) for key, rate in table.growth.items()} if isinstance(table.growth, dict) else {},
        fixed_growth=0.0 if isinstance(table.growth, dict) else number_of(table.growth),
        years=table.years,
        beyond=number_of(table.beyond),
        unit=table.unit,
    )


def value_of(function: ValueTable, issue: IssueTable | None) -> domain.Piecewise:
    """Return a value function; its points ascend, and an option of a categorical issue is given by its position."""
    if isinstance(function, OptionsTable):
        options = issue.options if isinstance(issue, CategoricalIssue) else tuple(function.table)
        return domain.Piecewise(
            points=tuple(float(position) for position in range(len(options))),
            values=tuple(number_of(function.table[option]) for option in options),
        )
    if isinstance(function, KnotsTable):
        return domain.Piecewise(
            points=tuple(number_of(point) for point in function.points),
            values=tuple(number_of(value) for value in function.values),
        )
    worst, best = number_of(function.worst), number_of(function.best)
    if middle(function.worst) < middle(function.best):
        return domain.Piecewise(points=(worst, best), values=(0.0, 1.0))
    return domain.Piecewise(points=(best, worst), values=(1.0, 0.0))
