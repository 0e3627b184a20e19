"""Levels and their differences as a student reads them: in the issue's unit and in money, or in points.

With one issue, a level is a value of that issue. With several issues, a level is a utility, given in points: the best
conceivable outcome has 100.
"""

from __future__ import annotations

from collections.abc import Iterable

from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.report.wording import NO_BREAK, level, money, number, value
from negosim.report.zone_words import places_of
from negosim.teach.words import Words

__all__ = ["CLOSE", "bare_points", "distance", "distinguished", "level_in_words", "outcome_in_words", "points"]

PLACES = 1
MOST_PLACES = 6
CLOSE = 1e-9  # amounts and utilities that differ by less are the same to a reader


def bare_points(utility: float) -> str:
    """Return a utility as a number of points, for a column whose heading says so."""
    return number(100.0 * utility, PLACES)


def points(words: Words, utility: float) -> str:
    """Return a utility in points of 100."""
    text = bare_points(utility)
    return words("in_point" if text == "1" else "in_points", x=text).replace(" ", NO_BREAK)


def level_in_words(words: Words, scenario: Scenario, x: float) -> str:
    """Return a level in words: a value of the single issue, or points."""
    return words.finished(level(scenario, x)) if scenario.in_units else points(words, x)


def distance(words: Words, scenario: Scenario, first: float, second: float) -> str:
    """Return how far apart two levels are, such as ``1.2 points (12.5 bn won)`` or ``400 euro``.

    It is the difference of the rounded levels, so that a reader who subtracts what is shown gets the same result.
    """
    if not scenario.in_units:
        return points(words, abs(round(100.0 * first, PLACES) - round(100.0 * second, PLACES)) / 100.0)
    decimals = places_of(scenario)
    apart = abs(round(first, decimals) - round(second, decimals))
    said = _apart(words, scenario, apart)
    unit = scenario.money
    if unit is None or unit.issue != scenario.issues[0].name or apart == 0.0:
        return said
    amount = unit.base * apart / 100.0
    amount_said = f"{number(amount, 0 if amount >= 1000.0 else 1)}{NO_BREAK}{unit.unit.replace(' ', NO_BREAK)}"
    return words("with_money", said=said, money=amount_said)


def _apart(words: Words, scenario: Scenario, apart: float) -> str:
    issue = scenario.issues[0]
    if issue.unit != "%":
        return value(issue, apart)
    text = number(apart, places_of(scenario))
    key = "percentage_point" if text == "1" else "percentage_points"
    return words(key, x=text).replace(" ", NO_BREAK)


def outcome_in_words(words: Words, scenario: Scenario, outcome: Terms, *, apart_from: Iterable[Terms] = ()) -> str:
    """Return an outcome in words, with its amount of money if the scenario defines one.

    Parameters
    ----------
    apart_from : iterable of mapping
        Outcomes from which this one must be distinguishable: if necessary, the value of a single issue gets more
        decimal places.
    """
    said, amount = distinguished(words, scenario, outcome, apart_from), money(scenario, outcome)
    return words("with_money", said=said, money=amount) if amount else said


def distinguished(words: Words, scenario: Scenario, outcome: Terms, others: Iterable[Terms]) -> str:
    """Return the terms of an outcome with enough decimal places to distinguish it from others."""
    said = words.finished(words.terms(scenario, outcome))
    if not scenario.in_units:
        return said
    name, decimals = scenario.issues[0].name, places_of(scenario)
    x = float(outcome[name])
    different = [float(other[name]) for other in others if abs(float(other[name]) - x) > CLOSE]
    more = decimals
    while more < MOST_PLACES and any(round(other, more) == round(x, more) for other in different):
        more += 1
    return said.replace(number(x, decimals), number(x, more), 1)
