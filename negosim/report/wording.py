"""Values, money, dates and names, formatted for people.

No-break spaces join numbers to their units, so that a line never breaks between them; plain text has ordinary spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import log10

from negosim.domain.issues import Categorical, Integer, Issue, step_of
from negosim.domain.scenario import Money, Scenario

__all__ = [
    "days",
    "decimal_places",
    "level",
    "money",
    "name_of",
    "number",
    "party_title",
    "person",
    "places",
    "replicate_in_words",
    "span",
    "terms",
    "value",
    "within",
]

NO_BREAK = "\N{NO-BREAK SPACE}"
MOST_PLACES = 6
UTILITY_PLACES = 3

Value = float | int | str


def places(low: float, high: float) -> int:
    """Return how many decimal places distinguish a few thousand values of a range."""
    return max(0, min(MOST_PLACES, round(3.5 - log10(high - low)))) if high > low else 2


def decimal_places(issue: Issue) -> int:
    """Return the decimal places with which two offers on an issue's step never look the same."""
    if isinstance(issue, Categorical | Integer):
        return 0
    step = step_of(issue)
    exact = (step, issue.low, issue.high) if step > 0.0 else ()
    return max(places(issue.low, issue.high), *map(_written_places, exact), 0)


def _written_places(x: float) -> int:
    """Return the decimal places of a number as it is written."""
    return max(0, -int(Decimal(str(x)).normalize().as_tuple().exponent))


def number(x: float, decimals: int) -> str:
    """Return a number with thousands separators and at most ``decimals`` decimal places."""
    text = f"{x:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def value(issue: Issue, x: Value) -> str:
    """Return a value of an issue with its unit, as ``13.9 %``."""
    if isinstance(issue, Categorical) or isinstance(x, str):
        return str(x)
    return _with_unit(number(x, decimal_places(issue)), issue.unit, x)


def opening(issue: Issue) -> str:
    """Return when an issue opens, and its value until then; empty if it is on the table from the start."""
    if issue.opens is None or issue.status_quo is None:
        return ""
    return f"from {issue.opens}; until then {value(issue, issue.status_quo)}"


def terms(scenario: Scenario, outcome: Mapping[str, Value]) -> str:
    """Return the terms of an outcome: the value of a single issue, or several values with the names of their issues."""
    if len(scenario.issues) == 1:
        return value(scenario.issues[0], outcome[scenario.issues[0].name])
    return ", ".join(
        f"{name_of(issue)}{NO_BREAK}{value(issue, outcome[issue.name])}"
        for issue in scenario.issues
        if issue.name in outcome
    )


def level(scenario: Scenario, x: float) -> str:
    """Return a level, such as a reservation value: in the unit of the only issue, or as a utility."""
    if scenario.in_units:
        return value(scenario.issues[0], x)
    return f"{x:.{UTILITY_PLACES}f}"


def money(scenario: Scenario, outcome: Mapping[str, Value]) -> str:
    """Return the value of an outcome in money, as ``1,183 bn won, $1.02bn``; empty without a ``[money]`` table."""
    unit = scenario.money
    increase = None if unit is None else outcome.get(unit.issue)
    if unit is None or increase is None or isinstance(increase, str):
        return ""
    amount = unit.base * (1.0 + increase / 100.0)
    return ", ".join(
        filter(
            None, (_with_unit(number(amount, 0 if amount >= 1000.0 else 1), unit.unit, amount), _dollars(unit, amount))
        )
    )


def _dollars(unit: Money, amount: float) -> str:
    if unit.per_dollar <= 0.0:
        return ""
    millions = amount / unit.per_dollar
    return f"${millions / 1000:,.2f}bn" if millions >= 1000 else f"${millions:,.0f}m"


def _with_unit(text: str, unit: str, x: float) -> str:
    if not unit:
        return text
    if unit in ("$", "€", "£", "¥", "₩"):
        return f"-{unit}{text[1:]}" if text.startswith("-") else f"{unit}{text}"
    singular = unit[:-1] if x == 1 and unit.endswith("s") else unit
    return f"{text}{NO_BREAK}{singular.replace(' ', NO_BREAK)}"


def days(count: float) -> str:
    """Return a number of days in words, as ``46 days``."""
    whole = round(count)
    return f"{whole:,}{NO_BREAK}day{'' if whole == 1 else 's'}"


def span(begin: date, end: date) -> str:
    """Return two dates as a span, or the one date."""
    return begin.isoformat() if begin == end else f"{begin} to {end}"


def name_of(issue: Issue) -> str:
    """Return the short name of an issue for display."""
    return issue.name.replace("_", " ")


def party_title(scenario: Scenario, party: str) -> str:
    """Return the display name of a delegation."""
    for delegation in scenario.delegations:
        if delegation.name == party and delegation.title:
            return delegation.title
    return person(party)


def ratifier_title(scenario: Scenario, name: str) -> str:
    """Return the display name of a ratifier."""
    return next(ratifier.title for ratifier in scenario.ratifiers if ratifier.name == name) or person(name)


def within(title: str) -> str:
    """Return a title for use within a sentence: its article in lower case."""
    return title[:1].lower() + title[1:] if title.startswith(("The ", "A ", "An ")) else title


def person(name: str) -> str:
    """Return a key such as ``park_geun_hye`` as a name; a key that has capitals is returned unchanged."""
    return name.replace("_", " ").title() if name == name.lower() else name.replace("_", " ")


TYPICAL_RUN = "typical run (drawn numbers at their medians)"
REPLICATE = "seed {seed}, replicate {replicate}"


def replicate_in_words(seed: int | None, replicate: int | None) -> str:
    """Return which random numbers are used: those of a replicate, or the typical run if neither is given."""
    if seed is None and replicate is None:
        return TYPICAL_RUN
    return REPLICATE.format(seed=seed or 0, replicate=replicate or 0)
