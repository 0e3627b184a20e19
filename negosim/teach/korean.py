"""Korean spelling of dates, percentages, units, large amounts of money, and particles."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

__all__ = ["read_in_korean", "won_in_billions"]

NO_BREAK = "\N{NO-BREAK SPACE}"
DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
BEFORE_A_UNIT = re.compile(rf"(?<=\d)[ {NO_BREAK}](?=%)|(?<=\d){NO_BREAK}(?=[가-힣])")
MONEY = re.compile(rf"([\d,]+(?:\.\d+)?)[ {NO_BREAK}]?(천|백만|십억)[ {NO_BREAK}](원|유로|크라운|달러)")
DOLLARS = re.compile(r"\$([\d,]+(?:\.\d+)?)(bn|m)")
TEN_THOUSANDS = {"bn": 100_000.0, "m": 100.0, "천": 0.1, "백만": 100.0, "십억": 100_000.0}
UNITS = ((100_000_000, "조"), (10_000, "억"), (1, "만"))
TYPED_WON = re.compile(r"(?:([\d,.]+)조)?(?:([\d,.]+)억)?원?")
PARTICLE = re.compile(r"(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)라)")
PARTICLES = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(이)라": ("이라", "라"),
}
ASIDE = re.compile(r"\([^()]*\)$|[\"'”’]$")  # between a word and its particle, and not pronounced
RIEUL = 8  # number of the final consonant ㄹ, after which 로 is used and not 으로
FINALS = {"0": 21, "1": RIEUL, "3": 16, "6": 1, "7": RIEUL, "8": RIEUL, "l": RIEUL, "m": 16, "n": 4}


def read_in_korean(value: Any) -> Any:
    """Return a document, or a part of one, with dates, percentages, amounts and particles in Korean spelling.

    A particle is given in both forms, such as ``이(가)``; the form that fits the word before it is kept.

    Examples
    --------
    >>> read_in_korean("2019-09-24: 13.7 %, $1.05bn")
    '2019년 9월 24일: 13.7%, 10억 5,000만 달러'
    >>> read_in_korean("503 천 유로, 12.5 십억 원")
    '50만 3,000 유로, 125억 원'
    >>> read_in_korean("서울이(가) 13.7 %을(를), 런던(으)로 3(으)로")
    '서울이 13.7%를, 런던으로 3으로'
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
    text = MONEY.sub(lambda match: f"{_amount(TEN_THOUSANDS[match[2]] * _number(match[1]))} {match[3]}", text)
    text = DOLLARS.sub(lambda match: f"{_amount(TEN_THOUSANDS[match[2]] * _number(match[1]))} 달러", text)
    text = BEFORE_A_UNIT.sub("", text)
    return PARTICLE.sub(lambda match: _particle(match[1], match.string[: match.start()]), text)


def _particle(both: str, before: str) -> str:
    """Return the form of a particle that fits the sound before it."""
    shorter = ASIDE.sub("", before)
    while shorter != before:
        before, shorter = shorter, ASIDE.sub("", shorter)
    final = _final(before[-1:])
    if both == "(으)로":
        return "로" if final in (0, RIEUL) else "으로"
    return PARTICLES[both][0 if final else 1]


def _final(letter: str) -> int:
    """Return the number of the final consonant in the reading of a letter, a digit or a sign; 0 if there is none."""
    if "가" <= letter <= "힣":
        return (ord(letter) - ord("가")) % 28
    return FINALS.get(letter.lower(), 0)


def won_in_billions(text: str) -> float | None:
    """Return in billions of won an amount typed in Korean; ``None`` if the text is not one.

    Examples
    --------
    >>> won_in_billions("1조 1,690억 원"), won_in_billions("125억"), won_in_billions("13%")
    (1169.0, 12.5, None)
    """
    typed = TYPED_WON.fullmatch("".join(text.split()))
    if typed is None or not (typed[1] or typed[2]):
        return None
    try:
        return 1000.0 * _number(typed[1] or "0") + 0.1 * _number(typed[2] or "0")
    except ValueError:
        return None


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _amount(ten_thousands: float) -> str:
    """Return an amount in the Korean units 조, 억 and 만, given in units of 10,000.

    It is rounded to 10,000 if it is at least a million, and otherwise to 1.
    """
    parts, left = [], round(10_000 * ten_thousands) if ten_thousands < 100.0 else 10_000 * round(ten_thousands)
    for size, unit in UNITS:
        count, left = divmod(left, 10_000 * size)
        if count:
            parts.append(f"{count:,}{unit}")
    return " ".join([*parts, *([f"{left:,}"] if left or not parts else [])])
