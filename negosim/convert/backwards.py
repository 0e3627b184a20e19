"""Convert a scenario to a domain of Genius."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import isclose
from typing import Any

from negosim.convert.domain import Domain, Evaluator, Issue, Knots, Profile, scaled, shares
from negosim.domain import Categorical, Continuous, Delegation, Distribution, Integer, Number, Scenario
from negosim.domain import Issue as ScenarioIssue
from negosim.errors import UsageError

CLOSE = 1e-12


def domain_of(scenario: Scenario) -> Domain:
    """Return a scenario as a domain of Genius, without its calendar and its tactics.

    If the scenario was converted from a profile, the profile is reproduced number for number, unless the party's
    preferences or its reservation value have been changed since.

    Raises
    ------
    UsageError
        If the scenario has something that Genius's files cannot express: payments, an issue that opens later, a drawn
        number, a value function that is not a straight line over a numeric issue, or one whose highest value is not 1.
    """
    if scenario.payments is not None:
        raise UsageError(f"{scenario.name}: payments depend on several issues, which Genius's files cannot express")
    for issue in scenario.issues:
        if issue.opens is not None:
            problem = f"'{issue.name}' comes onto the table on {issue.opens}, but Genius's files have no calendar"
            raise UsageError(f"{scenario.name}: {problem}; remove its keys opens and status_quo")
    kept: Mapping[str, Any] = scenario.genius or {}
    indices = kept.get("indices", ())
    if len(indices) != len(scenario.issues):
        indices = range(1, len(scenario.issues) + 1)
    issues = tuple(_issue(issue, index) for issue, index in zip(scenario.issues, indices, strict=True))
    profiles = kept.get("profiles", {})
    return Domain(
        name=kept.get("domain", scenario.name),
        objective=kept.get("objective", scenario.title or scenario.name),
        issues=issues,
        profiles=tuple(_profile(scenario, party, issues, profiles.get(party.name)) for party in scenario.delegations),
    )


def _issue(issue: ScenarioIssue, index: int) -> Issue:
    name = issue.title or issue.name
    match issue:
        case Categorical():
            return Issue(name=name, index=index, kind="discrete", options=issue.options)
        case Integer():
            return Issue(name=name, index=index, kind="integer", low=float(issue.low), high=float(issue.high))
        case Continuous():
            return Issue(name=name, index=index, kind="real", low=issue.low, high=issue.high)


def _profile(
    scenario: Scenario, party: Delegation, issues: tuple[Issue, ...], kept: Mapping[str, Any] | None
) -> Profile:
    """Return a party's profile: the original one if its preferences have not changed, or a new one."""
    functions, weights = [], []
    for issue in scenario.issues:
        functions.append(_knots(scenario, party, issue))
        weight = party.preferences.weights.get(issue.name, 1.0 if len(issues) == 1 else 0.0)
        weights.append(_fixed(scenario, party, issue.name, weight))
    reservation = _reservation(scenario, party)
    before = None if kept is None else _kept(kept)
    if before is not None and _says(before, issues, functions, weights, reservation):
        return before
    named = zip(scenario.issues, issues, functions, strict=True)
    return Profile(
        name=party.name if before is None else before.name,
        weights=tuple(weights),
        evaluators=tuple(_evaluator(f"{scenario.name}: {own.name}", issue, knots) for own, issue, knots in named),
        reservation=reservation,
        discount=None if before is None else before.discount,
    )


def _kept(table: Mapping[str, Any]) -> Profile:
    return Profile(
        name=table["name"],
        weights=tuple(table["weights"]),
        evaluators=tuple(Evaluator(kind=item["kind"], numbers=tuple(item["numbers"])) for item in table["evaluators"]),
        reservation=table.get("reservation"),
        discount=table.get("discount_factor"),
    )


def _says(
    profile: Profile, issues: tuple[Issue, ...], functions: list[Knots], weights: list[float], reservation: float
) -> bool:
    """Return whether a profile has the preferences of a party of the scenario."""
    if not len(profile.weights) == len(profile.evaluators) == len(issues):
        return False
    before = [scaled(issue, evaluator) for issue, evaluator in zip(issues, profile.evaluators, strict=True)]
    if before != functions or reservation != (profile.reservation or 0.0):
        return False
    pairs = zip(shares(profile.weights), weights, strict=True)
    return all(isclose(one, other, abs_tol=CLOSE) for one, other in pairs)


def _knots(scenario: Scenario, party: Delegation, issue: ScenarioIssue) -> Knots:
    """Return the knots of a party's value function of an issue; 0 everywhere if it does not value the issue."""
    function = party.preferences.values.get(issue.name)
    if function is not None:
        points = tuple(_fixed(scenario, party, issue.name, point) for point in function.points)
        return points, tuple(_fixed(scenario, party, issue.name, value) for value in function.values)
    if isinstance(issue, Categorical):
        return tuple(map(float, range(len(issue.options)))), (0.0,) * len(issue.options)
    return (float(issue.low), float(issue.high)), (0.0, 0.0)


def _fixed(scenario: Scenario, party: Delegation, name: str, number: Number) -> float:
    if isinstance(number, Distribution):
        problem = f"a number in '{name}' of '{party.name}' is drawn, but Genius's files have only fixed numbers"
        raise UsageError(f"{scenario.name}: {problem}; replace it with a number")
    return float(number)


def _reservation(scenario: Scenario, party: Delegation) -> float:
    """Return the reservation value at the start, in utility."""
    stance = party.stances[party.terms[0].candidates[0].stance]
    level = _fixed(scenario, party, "reservation", stance.reservation)
    return _value(_knots(scenario, party, scenario.issues[0]), level) if scenario.in_units else level


def _value(knots: Knots, x: float) -> float:
    import numpy as np

    return float(np.interp(x, *knots))


def _evaluator(place: str, issue: Issue, knots: Knots) -> Evaluator:
    """Return the evaluator of a value function."""
    points, values = knots
    if issue.kind == "discrete":
        _check_scale(place, max(values))
        return Evaluator(kind="discrete", numbers=values)
    base = issue.low if issue.kind == "integer" else 0.0
    ends = sorted({issue.low, issue.high} | {x for x in points if issue.low < x < issue.high})
    _check_scale(place, max(_value(knots, x) for x in ends))
    for left, right in pairwise(ends):  # the line may be cut off at 0: try the slope of each pair
        slope = (_value(knots, right) - _value(knots, left)) / (right - left)
        evaluator = Evaluator(kind="linear", numbers=(_value(knots, left) - slope * (left - base), slope))
        line = scaled(issue, evaluator)
        if all(isclose(_value(line, x), _value(knots, x), abs_tol=CLOSE) for x in (*ends, *line[0])):
            return evaluator
    problem = "the value function is not a straight line over the range of the issue"
    raise UsageError(f"{place}: {problem}, so Genius's files cannot express it")


def _check_scale(place: str, most: float) -> None:
    """Check that the highest value of a value function is 1, as Genius scales it, or 0."""
    if 0.0 < most < 1.0 - CLOSE:
        problem = f"the highest value of its value function is {most:.4g}, which Genius would scale to 1"
        raise UsageError(f"{place}: {problem}; scale its values so that the highest is 1, and adjust the weights")
