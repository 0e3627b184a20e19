"""Axes of a sweep: the paths that it varies, each with a list of values or a range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from negosim.errors import UsageError
from negosim.files import parse_value

__all__ = ["Axis", "axes_of", "parse_axis"]

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_DATE = r"\d{4}-\d{2}-\d{2}"
_RANGE = re.compile(rf"({_NUMBER}|{_DATE}):({_NUMBER}|{_DATE})(?::([\w.+-]+))?")
_OPEN, _CLOSE = "[{(", "]})"
MOST_VALUES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One varied value of a scenario.

    Parameters
    ----------
    path : str
        Its keys, joined by dots.
    values : tuple
        Its values, in order; empty for a range without a number of points.
    low, high : float, int, date or None
        The range, including both ends; ``None`` for a list of values.
    whole : bool
        Whether the range contains only whole numbers.
    """

    path: str
    values: tuple[Any, ...] = ()
    low: Any = None
    high: Any = None
    whole: bool = False

    @property
    def words(self) -> str:
        """The points of a range, such as "5 points from 20 to 40"; empty for a list of values."""
        if self.low is None or not self.values:
            return ""
        first, last = (_shown(self.values[end]) for end in (0, -1))
        return f"{len(self.values):,} points from {first} to {last}"

    def at(self, share: float) -> Any:
        """Return the value at a share from 0 to 1 of the range, or of the list of values."""
        if self.low is None:
            return self.values[min(len(self.values) - 1, int(share * len(self.values)))]
        if isinstance(self.low, date):
            days = (self.high - self.low).days
            return self.low + timedelta(days=min(days, int(share * (days + 1))))
        if self.whole:
            return self.low + min(self.high - self.low, int(share * (self.high - self.low + 1)))
        return self.low + (self.high - self.low) * share


def _shown(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def axes_of(vary: Mapping[str, Any] | Iterable[str] | None) -> tuple[Axis, ...]:
    """Return the axes of a sweep.

    Parameters
    ----------
    vary : mapping of str to values, or iterable of str
        Values by path, such as ``{"protocol.exchanges": [1, 2]}``, or texts as on the command line. A tuple of two
        numbers or dates is also the range between them, for designs that draw from ranges.

    Raises
    ------
    UsageError
        If a text is not an axis, an axis has no values, or a path is given twice.
    """
    if vary is None:
        return ()
    if isinstance(vary, str):
        vary = [vary]
    if isinstance(vary, Mapping):
        axes = tuple(_axis(path, values) for path, values in vary.items())
    else:
        axes = tuple(parse_axis(text) for text in vary)
    for place, axis in enumerate(axes):
        if axis.path in [other.path for other in axes[:place]]:
            raise UsageError(f"--vary {axis.path}: this path is varied twice; give all its values at once")
    return axes


def parse_axis(text: str) -> Axis:
    """Return the axis of a text: ``path=lo:hi:k``, ``path=lo:hi:bystep`` or ``path=a,b,c``.

    Examples
    --------
    >>> parse_axis("a.b=20:40:5").values
    (20, 25, 30, 35, 40)
    >>> parse_axis("a.b=20:40:by10").values
    (20, 30, 40)
    >>> parse_axis("a.b=boulware,linear").values
    ('boulware', 'linear')

    Raises
    ------
    UsageError
        If the text has none of these forms.
    """
    path, equals, given = (part.strip() for part in text.partition("="))
    if not equals or not path or not given:
        raise UsageError(f"--vary {text}: give a path and its values, as in --vary calendar.rounds.1.days=1:3:3")
    result = _RANGE.fullmatch(given)
    if result:
        return _range(path, *result.groups())
    values = tuple(parse_value(part) for part in _split(given))
    if any(value == "" for value in values):
        raise UsageError(f"--vary {text}: there is an empty value in the list; write a,b,c")
    return Axis(path=path, values=values)


def _axis(path: str, values: Any) -> Axis:
    if isinstance(values, str):
        return parse_axis(f"{path}={values}")
    listed = tuple(values) if isinstance(values, Iterable) and not isinstance(values, Mapping) else (values,)
    if not listed:
        raise UsageError(f"--vary {path}: there are no values; give at least one")
    if len(listed) > MOST_VALUES:
        raise UsageError(f"--vary {path}: {len(listed):,} values are more than {MOST_VALUES:,}; give fewer")
    plain = tuple(value.item() if hasattr(value, "item") else value for value in listed)
    if (
        isinstance(values, tuple)
        and len(plain) == 2
        and all(isinstance(value, int | float | date) for value in plain)
        and type(plain[0]) is not bool
    ):
        low, high = plain
        if isinstance(low, date) == isinstance(high, date) and low < high:
            return Axis(path=path, values=plain, low=low, high=high)
    return Axis(path=path, values=plain)


def _range(path: str, low_text: str, high_text: str, steps: str | None) -> Axis:
    shown = f"--vary {path}={low_text}:{high_text}" + (f":{steps}" if steps is not None else "")
    low, high = parse_value(low_text), parse_value(high_text)
    if not all(isinstance(end, int | float | date) for end in (low, high)):
        raise UsageError(f"{shown}: this is not a date; write one as 2021-01-31")
    if isinstance(low, date) != isinstance(high, date):
        raise UsageError(f"{shown}: one end is a date and the other is not")
    if low > high:  # type: ignore[operator]
        raise UsageError(f"{shown}: the range ends before it begins; write it from low to high")
    if steps is None:
        return Axis(path=path, low=low, high=high)
    if steps.startswith("by"):
        values = _by_step(shown, low, high, steps[2:])
    else:
        values = _evenly(low, high, _count_of_points(shown, low, high, steps))
    return Axis(path=path, values=tuple(values), low=low, high=high)


def _count_of_points(shown: str, low: Any, high: Any, text: str) -> int:
    count = int(text) if re.fullmatch(r"[+-]?\d+", text) else 0
    if count < 1:
        raise UsageError(
            f"{shown}: '{text}' is not a number of points; write 20:40:5 for 5 points, or 20:40:by5 for steps of 5"
        )
    if count == 1 and low != high:
        raise UsageError(f"{shown}: one point cannot be both ends; give 2 points or more, or a single value")
    _check_count(shown, count)
    return count


def _by_step(shown: str, low: Any, high: Any, text: str) -> Iterable[Any]:
    """Return the values from low in steps, up to high at most; steps between dates are days."""
    dates = isinstance(low, date)
    if not re.fullmatch(r"\d+" if dates else _NUMBER, text) or Decimal(text) <= 0:
        unit = "a whole number of days, as in by30" if dates else "a number above 0, as in 20:40:by5"
        raise UsageError(f"{shown}: '{text}' is not a step; give {unit}")
    if dates:
        days = range(0, (high - low).days + 1, int(text))
        _check_count(shown, len(days))
        return [low + timedelta(days=day) for day in days]
    first, step = Decimal(str(low)), Decimal(text)  # exact, so that 0:1:by0.1 contains 0.3
    count = int((Decimal(str(high)) - first) / step) + 1
    _check_count(shown, count)
    kind = int if isinstance(low, int) and step == int(step) else float
    return [kind(first + number * step) for number in range(count)]


def _check_count(shown: str, count: int) -> None:
    if count > MOST_VALUES:
        raise UsageError(f"{shown}: {count:,} points are more than {MOST_VALUES:,}; give fewer")


def _evenly(low: Any, high: Any, count: int) -> Iterable[Any]:
    """Return values evenly spaced from low to high, both included; whole numbers if all of them are."""
    if count == 1:
        return [low]
    if isinstance(low, date):
        days = (high - low).days
        return [low + timedelta(days=round(days * step / (count - 1))) for step in range(count)]
    if isinstance(low, int) and isinstance(high, int) and (high - low) % (count - 1) == 0:
        return range(low, high + 1, (high - low) // (count - 1)) if high > low else [low] * count
    return [high if step == count - 1 else low + (high - low) * step / (count - 1) for step in range(count)]


def _split(text: str) -> Sequence[str]:
    """Return the parts of a list, cut at commas outside of brackets and quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for place, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    return [*parts, text[start:].strip()]
