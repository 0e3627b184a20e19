"""Values as people type them: 13, 13,9 %, 9,500 euro, 1,183 bn won, $1.3bn, the name of an option."""

from __future__ import annotations

import re

from negosim.domain.issues import Categorical, Issue
from negosim.domain.scenario import Money, Scenario
from negosim.domain.terms import Value, number_of, value_of
from negosim.errors import UsageError, did_you_mean

__all__ = ["read_number", "read_value"]

TYPED = re.compile(
    r"(?P<sign>[+\-\N{MINUS SIGN}]?)\s*(?P<symbol>[$€£¥₩]?)\s*"
    r"(?P<number>\d[\d.,_'\s]*|[.,]\d+)(?P<power>e[+-]?\d{1,3})?\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")
MILLIONS = {"m": 1.0, "mn": 1.0, "million": 1.0, "bn": 1000.0, "b": 1000.0, "billion": 1000.0, "": 1e-6}
SYNONYMS = {
    "%": ("percent", "pct", "points"),
    "euro": ("€", "eur", "euros"),
    "€": ("euro", "eur", "euros"),
    "eur": ("€", "euro", "euros"),
    "$": ("usd", "dollar", "dollars"),
    "usd": ("$", "dollar", "dollars"),
}


def read_value(issue: Issue, text: str, scenario: Scenario) -> Value:
    """Return the value of an issue that a person has typed.

    Parameters
    ----------
    text : str
        A number with or without the issue's unit, an amount of money where the scenario says what the issue means in
        money, or an option's name, its beginning or its place in the list.

    Raises
    ------
    UsageError
        If it is no value of the issue.
    """
    if isinstance(issue, Categorical):
        return _option(issue, text)
    typed = TYPED.fullmatch(text.strip())
    if typed is None:
        raise UsageError(f"{issue.name}: '{text}' is not a number")
    x = read_number(typed["sign"] + typed["number"] + (typed["power"] or ""))
    if x is None:
        raise UsageError(f"{issue.name}: '{text}' is not a number")
    unit = (typed["unit"] or "").strip()
    return value_of(issue, number_of(issue, _in_unit(issue, x, typed["symbol"], unit, scenario.money)))


def read_number(text: str) -> float | None:
    """Return a number with thousands set apart or a decimal comma; nothing if it is none.

    Examples
    --------
    >>> read_number("9,500"), read_number("13,9"), read_number("1.038,9"), read_number("1 183")
    (9500.0, 13.9, 1038.9, 1183.0)
    """
    digits = re.sub(r"[\s_']", "", text).replace("\N{MINUS SIGN}", "-")
    bare, power, exponent = digits.lower().lstrip("+-").partition("e")
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        bare = bare[:last].replace(",", "").replace(".", "") + "." + bare[last + 1 :]
    elif ("," in bare or bare.count(".") > 1) and THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "").replace(".", "")
    else:
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"\d+\.?\d*|\.\d+", bare) or (power and not re.fullmatch(r"[+-]?\d+", exponent)):
        return None
    return float(f"{'-' if digits.startswith('-') else ''}{bare}{power}{exponent}")


def _in_unit(issue: Issue, x: float, symbol: str, unit: str, money: Money | None) -> float:
    """Return a number in the issue's own unit, given the symbol before it and the unit after it."""
    said, own = _plain(symbol or unit), _plain(issue.unit)
    if said in ("", own, own.removesuffix("s"), *SYNONYMS.get(own, ())):
        return x
    if money is not None and money.issue == issue.name:
        if not symbol and said in (_plain(money.unit), _plain(money.unit.split(" ")[0])):
            return (x / money.base - 1.0) * 100.0
        if symbol == "$" and money.per_dollar > 0.0 and _plain(unit) in MILLIONS:
            return (x * MILLIONS[_plain(unit)] * money.per_dollar / money.base - 1.0) * 100.0
    what = f"is in {issue.unit}" if issue.unit else "has no unit"
    raise UsageError(f"{issue.name}: it {what}, not in {' '.join(filter(None, (symbol, unit)))}")


def _plain(unit: str) -> str:
    return re.sub(r"\s", "", unit).casefold()


def _option(issue: Categorical, text: str) -> str:
    said = re.sub(r"[\s-]+", "_", text.strip()).casefold()
    by_name = {option.casefold(): option for option in issue.options}
    if said in by_name:
        return by_name[said]
    beginning = [option for key, option in by_name.items() if said and key.startswith(said)]
    if len(beginning) == 1:
        return beginning[0]
    if said.isdecimal() and 1 <= int(said) <= len(issue.options):
        return issue.options[int(said) - 1]
    options = ", ".join(f"{place} {option}" for place, option in enumerate(issue.options, start=1))
    raise UsageError(f"{issue.name}: '{text}' is not one of {options}{did_you_mean(said, issue.options)}")
