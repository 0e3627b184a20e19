"""Checks of the preferences: issues that exist, weights that sum to one, payments that can be computed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from negosim.files.checking.context import PAYMENTS, Context, middle, number, span, unknown
from negosim.files.checking.parties import TOLERANCE
from negosim.files.key_paths import Path
from negosim.files.wire import (
    CategoricalIssue,
    ContinuousIssue,
    DelegationTable,
    DrawnNumber,
    IntegerIssue,
    KnotsTable,
    LineTable,
    OptionsTable,
    PaymentsTable,
    ValueTable,
)
from negosim.files.wire.quantities import span_of
from negosim.files.wire.table import Finding


def check_preferences(context: Context) -> Iterator[Finding]:
    """Yield the errors in value functions, weights, payments and money."""
    for name, party in context.table.delegations.items():
        path: Path = ("delegations", name, "values")
        for valued, function in party.values.items():
            yield from _valued(context, (*path, valued), valued, function)
        yield from _weights(path, party)
    if context.table.payments is not None:
        yield from _payments(context, context.table.payments)
    if context.table.money is not None:
        path = ("money", "issue")
        yield from unknown(path, "issue", context.table.money.issue, context.issues)
        if isinstance(context.table.issues.get(context.table.money.issue), CategoricalIssue):
            yield Finding(path, f"'{context.table.money.issue}' is categorical, but an increase is a number")


def _valued(context: Context, path: Path, valued: str, function: ValueTable) -> Iterator[Finding]:
    if valued == PAYMENTS:
        if "payments" not in context.data:
            problem = "the payments are valued, but they are not defined"
            yield Finding(path, problem, "write the table [payments]")
        if isinstance(function, OptionsTable):
            yield Finding((*path, "table"), "payments have no options", "write worst and best, or points and values")
        return
    known = context.issues + ([PAYMENTS] if "payments" in context.data else [])
    yield from unknown(path, "issue", valued, known)
    issue = context.table.issues.get(valued)
    if isinstance(issue, CategoricalIssue):
        yield from _options(path, valued, issue, function)
    elif issue is not None and isinstance(function, OptionsTable):
        problem = f"'{valued}' is {issue.kind} and has no options"
        yield Finding((*path, "table"), problem, "write worst and best, or points and values")
    elif issue is not None:
        yield from _within(path, issue, function)
    if context.in_units and isinstance(function, KnotsTable):
        yield from _monotone(path, function)


def _options(path: Path, name: str, issue: CategoricalIssue, function: ValueTable) -> Iterator[Finding]:
    if not isinstance(function, OptionsTable):
        example = ", ".join(f"{option} = …" for option in issue.options)
        yield Finding(path, f"'{name}' is categorical, so each option needs a value", f"write table = {{ {example} }}")
        return
    for option in function.table:
        yield from unknown((*path, "table", option), f"option of '{name}'", option, issue.options)
    for option in issue.options:
        if option not in function.table:
            problem = f"the option '{option}' of '{name}' has no value"
            yield Finding((*path, "table", option), problem, f"write {option} = … (0 to 1)")


def _within(path: Path, issue: ContinuousIssue | IntegerIssue, function: ValueTable) -> Iterator[Finding]:
    """Yield a finding if a straight line never meets the issue's range, so that all outcomes have the same value."""
    low, high = span(issue)
    if not isinstance(function, LineTable):
        return
    ends = sorted((middle(function.worst), middle(function.best)))
    if ends[1] <= low or ends[0] >= high:
        problem = (
            f"worst and best, {number(ends[0])} and {number(ends[1])}, lie outside the issue's range "
            f"{number(low)}–{number(high)}, so that all outcomes have the same value"
        )
        yield Finding(path, problem, f"write worst and best within {number(low)}–{number(high)}")


def _monotone(path: Path, function: KnotsTable) -> Iterator[Finding]:
    spans = [span_of(value) for value in function.values]
    rising = any(left[0] < right[1] for left, right in itertools.pairwise(spans))
    falling = any(left[1] > right[0] for left, right in itertools.pairwise(spans))
    if not (rising or falling):
        yield Finding((*path, "values"), "all values are the same, so nothing matters to this party")
    elif rising and falling:
        drawn = any(isinstance(value, DrawnNumber) for value in function.values)
        problem = f"the values {'may ' if drawn else ''}rise and fall; if levels are in the issue's unit they must"
        yield Finding((*path, "values"), f"{problem} only rise or only fall", "" if drawn else "sort them")


def _weights(path: Path, party: DelegationTable) -> Iterator[Finding]:
    weights = {name: function.weight for name, function in party.values.items()}
    missing = [name for name, weight in weights.items() if weight is None]
    if len(weights) > 1:
        for name in missing:
            problem = f"the weight is missing; {len(weights)} value functions need weights that sum to 1"
            yield Finding((*path, name, "weight"), problem, "write weight = …", (path,))
    fixed = [weight for weight in weights.values() if isinstance(weight, float)]
    if len(fixed) == len(weights) and abs(sum(fixed) - 1) > TOLERANCE:
        listed = " + ".join(number(weight) for weight in fixed)
        problem = f"the weights must sum to 1, but {listed} is {number(sum(fixed))}"
        yield Finding(path, problem, _weights_fix(fixed), (path,))


def _weights_fix(weights: list[float]) -> str:
    last = 1 - sum(weights[:-1])
    if 0 < last <= 1 and len(weights) > 1:
        return f"write {number(last)} instead of {number(weights[-1])}"
    return f"divide each by {number(sum(weights))}" if sum(weights) > 0 else "one of them must be above 0"


def _payments(context: Context, payments: PaymentsTable) -> Iterator[Finding]:
    issues = context.table.issues
    roles = (
        ("increase", payments.increase, (ContinuousIssue, IntegerIssue), "continuous or integer"),
        ("index", payments.index, (CategoricalIssue,), "categorical"),
        ("term", payments.term, (IntegerIssue,), "integer"),
    )
    for key, name, kinds, wanted in roles:
        if name is None:
            continue
        yield from unknown(("payments", key), "issue", name, context.issues)
        if name in issues and not isinstance(issues[name], kinds):
            problem = f"'{name}' is {issues[name].kind}, and the {key} must be {wanted}"
            yield Finding(("payments", key), problem, "name another issue")
    yield from _growth(context, payments)


def _growth(context: Context, payments: PaymentsTable) -> Iterator[Finding]:
    path: Path = ("payments", "growth")
    growth = payments.growth
    if payments.index is None:
        if isinstance(growth, dict):
            problem = "growth by option needs the issue that has the options"
            yield Finding(path, problem, 'write index = "…", or one number for growth')
        return
    index = context.table.issues.get(payments.index)
    if not isinstance(index, CategoricalIssue):
        return
    if not isinstance(growth, dict):
        example = ", ".join(f"{option} = …" for option in index.options)
        problem = f"with the index issue '{payments.index}' growth differs by option"
        yield Finding(path, problem, f"write growth = {{ {example} }}")
        return
    for option in growth:
        yield from unknown((*path, option), f"option of '{payments.index}'", option, index.options)
    for option in index.options:
        if option not in growth:
            problem = f"the option '{option}' of '{payments.index}' has no growth"
            yield Finding((*path, option), problem, f"write {option} = … (% a year)")
