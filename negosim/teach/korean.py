"""The way in which Korean writes dates, percentages, units and large amounts of money."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

__all__ = ["read_in_korean"]

NO_BREAK = "\N{NO-BREAK SPACE}"
DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
BEFORE_A_UNIT = re.compile(rf"(?<=\d)[ {NO_BREAK}](?=%)|(?<=\d){NO_BREAK}(?=[가-힣])")
WON = re.compile(rf"([\d,]+(?:\.\d+)?)[ {NO_BREAK}]?십억[ {NO_BREAK}]원")
DOLLARS = re.compile(r"\$([\d,]+(?:\.\d+)?)(bn|m)")
TEN_THOUSANDS = {"bn": 100_000.0, "m": 100.0}
UNITS = ((100_000_000, "조"), (10_000, "억"), (1, "만"))


def read_in_korean(value: Any) -> Any:
    """Return a document, or a part of one, with dates, percentages and amounts as Korean writes them.

    Examples
    --------
    >>> read_in_korean("2019-09-24: 13.7 %, $1.05bn")
    '2019년 9월 24일: 13.7%, 10억 5,000만 달러'
    """
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, tuple):
        return tuple(read_in_korean(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: read_in_korean(getattr(value, field.name)) for field in fields(value)})
    return value


def _written(text: str) -> str:
    text = DATE.sub(lambda match: f"{int(match[1])}년 {int(match[2])}월 {int(match[3])}일", text)
    text = WON.sub(lambda match: f"{_amount(100_000.0 * _number(match[1]))} 원", text)
    text = DOLLARS.sub(lambda match: f"{_amount(TEN_THOUSANDS[match[2]] * _number(match[1]))} 달러", text)
    return BEFORE_A_UNIT.sub("", text)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _amount(ten_thousands: float) -> str:
    """Return an amount given in units of 10,000 by the units of Korean."""
    parts, left = [], round(ten_thousands)
    for size, unit in UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,}{unit}")
    return " ".join(parts) or "0"
