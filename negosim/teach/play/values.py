"""Values as people type them: 13; 13,9 %; 9,500 euro; 1,183 bn won; $1.3bn; the name of an option."""

from __future__ import annotations

import re

from negosim.domain.issues import Categorical, Continuous, Integer, Issue, bounds
from negosim.domain.scenario import Money, Scenario
from negosim.domain.terms import Value, value_of
from negosim.errors import UsageError
from negosim.rules import outcomes
from negosim.rules.lowering.interests import issue_of
from negosim.teach.korean import won_in_billions
from negosim.teach.play.phrases import IN_ENGLISH
from negosim.teach.words import Words

__all__ = ["numbered", "on_step", "read_number", "read_value"]

TYPED = re.compile(
    r"(?P<sign>[+\-\N{MINUS SIGN}]?)\s*(?P<symbol>[$€£¥₩]?)\s*"
    r"(?P<number>\d[\d.,_'\s]*|[.,]\d+)(?P<power>e[+-]?\d{1,3})?\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")
MILLIONS = {"m": 1.0, "mn": 1.0, "million": 1.0, "bn": 1000.0, "b": 1000.0, "billion": 1000.0, "": 1e-6}
SYNONYMS = {
    "%": ("percent", "pct", "points", "퍼센트", "%포인트", "프로"),
    "유로": ("euro", "euros", "eur", "€"),
    "euro": ("€", "eur", "euros"),
    "€": ("euro", "eur", "euros"),
    "eur": ("€", "euro", "euros"),
    "$": ("usd", "dollar", "dollars"),
    "usd": ("$", "dollar", "dollars"),
}


def read_value(issue: Issue, text: str, scenario: Scenario, words: Words = IN_ENGLISH) -> Value:
    """Return the value of an issue that a person has typed.

    Parameters
    ----------
    text : str
        A number with or without the issue's unit; an amount of money, if the scenario converts the issue into money; or
        the name of an option, its beginning, or its number in the list.

    Raises
    ------
    UsageError
        If the text is not a value of the issue.
    """
    if isinstance(issue, Categorical):
        return _option(words, issue, text)
    won = won_in_billions(text)
    if won is not None and scenario.money is not None and scenario.money.issue == issue.name:
        return _checked(words, issue, (won / scenario.money.base - 1.0) * 100.0)
    typed = TYPED.fullmatch(text.strip())
    x = None if typed is None else read_number(typed["sign"] + typed["number"] + (typed["power"] or ""))
    if typed is None or x is None:
        raise UsageError(words("not_a_number", issue=words.short(issue), text=text))
    unit = (typed["unit"] or "").strip()
    return _checked(words, issue, _in_unit(words, issue, x, typed["symbol"], unit, scenario.money))


def _checked(words: Words, issue: Issue, x: float) -> Value:
    """Return a number as a value of an issue after checking its range."""
    low, high = bounds(issue)
    if not low <= x <= high:
        ends = {"low": f"{low:g}", "high": f"{high:g} {issue.unit}".rstrip()}
        raise UsageError(words("out_of_range", issue=words.short(issue), x=f"{x:g}", **ends))
    if isinstance(issue, Integer) and x != int(x):
        raise UsageError(words("not_whole", issue=words.short(issue), x=f"{x:g}"))
    return value_of(issue, x)


def on_step(issue: Issue, value: Value) -> Value:
    """Return a value rounded to the step of its issue if that is continuous; other values are unchanged."""
    if not isinstance(issue, Continuous):
        return value
    return outcomes.on_step(issue_of(issue), float(value), outcomes.NEAREST)


def read_number(text: str) -> float | None:
    """Return a number, with thousands separators or a decimal comma allowed; ``None`` if the text is not a number.

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


def _in_unit(words: Words, issue: Issue, x: float, symbol: str, unit: str, money: Money | None) -> float:
    """Return a number in the issue's own unit, given the symbol before it and the unit after it."""
    said, own = _plain(symbol or unit), _plain(issue.unit)
    if said in ("", own, own.removesuffix("s"), *SYNONYMS.get(own, ())):
        return x
    if money is not None and money.issue == issue.name:
        if not symbol and said in (_plain(money.unit), _plain(money.unit.split(" ")[0])):
            return (x / money.base - 1.0) * 100.0
        if symbol == "$" and money.per_dollar > 0.0 and _plain(unit) in MILLIONS:
            return (x * MILLIONS[_plain(unit)] * money.per_dollar / money.base - 1.0) * 100.0
    key, typed = "wrong_unit" if issue.unit else "no_unit", " ".join(filter(None, (symbol, unit)))
    raise UsageError(words(key, issue=words.short(issue), unit=issue.unit, typed=typed))


def _plain(unit: str) -> str:
    return re.sub(r"\s", "", unit).casefold()


def numbered(words: Words, issue: Categorical) -> str:
    """Return the options of an issue with their numbers, such as ``1 summer, 2 all_year``."""
    return ", ".join(f"{n} {words.value(issue, option)}" for n, option in enumerate(issue.options, start=1))


def _option(words: Words, issue: Categorical, text: str) -> str:
    said = re.sub(r"[\s-]+", "_", text.strip()).casefold()
    titles = {re.sub(r"[\s-]+", "_", words.value(issue, option)): option for option in issue.options}
    by_name = {title.casefold(): option for title, option in titles.items()}
    by_name |= {option.casefold(): option for option in issue.options}
    if said in by_name:
        return by_name[said]
    beginning = {option for key, option in by_name.items() if said and key.startswith(said)}
    if len(beginning) == 1:
        return beginning.pop()
    if said.isdecimal() and 1 <= int(said) <= len(issue.options):
        return issue.options[int(said) - 1]
    options, suggestion = numbered(words, issue), words.suggestion(said, issue.options)
    raise UsageError(
        words("not_an_option", issue=words.short(issue), text=text, options=options, suggestion=suggestion)
    )
