"""Issues, payments and value functions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical, Continuous, bounds, levels, step_of
from negosim.domain.issues import Issue as Given
from negosim.domain.numbers import Number
from negosim.domain.preferences import Piecewise
from negosim.domain.scenario import Scenario
from negosim.domain.terms import number_of
from negosim.errors import Fault, ScenarioError
from negosim.rules.lowering.builder import Builder
from negosim.rules.records import NONE, OPENING, Event, Issue, Knot, Payments, Space, ValueFunction

MOST_COMBINATIONS = 10_000_000


def space_of(builder: Builder) -> Space:
    """Return the outcome space; its payments come later.

    The issues that open later have the largest strides, and the last to open has the largest of all.
    """
    scenario = builder.scenario
    latest_first = sorted(scenario.issues, key=lambda given: given.opens or scenario.calendar.start, reverse=True)
    issues: dict[str, Issue] = {}
    combinations = 1
    for given in reversed(latest_first):
        opens = 0.0 if given.opens is None else builder.days(given.opens)
        issues[given.name] = issue_of(given, combinations, opens)
        combinations *= max(1, levels(given))
    if combinations > MOST_COMBINATIONS and not scenario.in_units:
        problem = f"the discrete issues have {combinations:,} combinations, more than {MOST_COMBINATIONS:,}"
        fix = "give some of them fewer values, or make one continuous"
        raise ScenarioError([Fault(file=scenario.name, path="issues", problem=problem, fix=fix)])
    in_order = [issues[given.name] for given in scenario.issues]
    for before, issue in pairwise(in_order):
        issue.block = min(before.block, issue.stride)
    return Space(
        issues=in_order,
        in_units=scenario.in_units,
        combinations=combinations,
        openings=[Event(kind=OPENING, number=number) for number, issue in enumerate(in_order) if issue.waits],
        payments=None,
    )


def issue_of(issue: Given, stride: int = 1, opens: float = 0.0) -> Issue:
    """Return an issue in the form that the rules work on."""
    low, high = bounds(issue)
    step = Fraction(str(step_of(issue))) if isinstance(issue, Continuous) else Fraction(1)
    return Issue(
        low=low,
        high=high,
        levels=levels(issue),
        categorical=isinstance(issue, Categorical),
        stride=stride,
        block=stride,
        step=step.numerator,
        scale=step.denominator,
        waits=issue.opens is not None,
        opens=opens,
        status_quo=0.0 if issue.status_quo is None else number_of(issue, issue.status_quo),
    )


def attributes_of(scenario: Scenario) -> tuple[str, ...]:
    """Return what a party may value: the issues, and the payments if the scenario has them."""
    names = tuple(issue.name for issue in scenario.issues)
    return (*names, "payments") if scenario.payments is not None else names


def value_functions(builder: Builder, party: Delegation) -> list[ValueFunction]:
    """Return a party's value functions, one per attribute; their weights come later."""
    functions = []
    options = {issue.name: issue.options for issue in builder.scenario.issues if isinstance(issue, Categorical)}
    for attribute in attributes_of(builder.scenario):
        function = ValueFunction(knots=[], weight=0.0)
        given = party.preferences.values.get(attribute)
        if given is not None:
            path = f"delegations.{party.name}.values.{attribute}"
            _put_knots(builder, function, given, path, options.get(attribute, ()))
        functions.append(function)
    return functions


def _put_knots(builder: Builder, function: ValueFunction, given: Piecewise, path: str, options: Sequence[str]) -> None:
    function.knots = [Knot(x=0.0, value=0.0) for _ in given.points]
    for number, point in enumerate(given.points):
        builder.put(function.knots[number], "x", point, f"{path}.points.{number}")
    for number, value in enumerate(given.values):
        name = f"{path}.{options[number]}" if options else ""
        builder.put(function.knots[number], "value", value, f"{path}.values.{number}", name=name)


def put_weights(builder: Builder, party: Delegation, functions: list[ValueFunction]) -> None:
    """Put the weights of a party's value functions."""
    for attribute, function in zip(attributes_of(builder.scenario), functions, strict=True):
        weight = party.preferences.weights.get(attribute, 0.0)
        builder.put(function, "weight", weight, f"delegations.{party.name}.values.{attribute}.weight")


def payments_of(builder: Builder) -> Payments | None:
    """Return the payments that outcomes imply; their numbers come later."""
    payments = builder.scenario.payments
    if payments is None:
        return None
    names = [issue.name for issue in builder.scenario.issues]
    return Payments(
        base=0.0,
        beyond=0.0,
        growth=[0.0 for _ in growth_of(builder.scenario)],
        increase=builder.number_of(names, payments.increase, "issue"),
        index=NONE if payments.index is None else builder.number_of(names, payments.index, "issue"),
        term=NONE if payments.term is None else builder.number_of(names, payments.term, "issue"),
        years=payments.years,
    )


def growth_of(scenario: Scenario) -> dict[str, Number]:
    """Return the growth of the payments under each option of the index issue, by path."""
    payments = scenario.payments
    if payments is None:
        return {}
    if payments.index is None:
        return {"payments.growth": payments.fixed_growth}
    issue = next(issue for issue in scenario.issues if issue.name == payments.index)
    options = issue.options if isinstance(issue, Categorical) else ()
    return {f"payments.growth.{option}": payments.growth[option] for option in options}
