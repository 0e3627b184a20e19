"""The parameters of a tactic or an acceptance condition: their defaults and ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negosim.errors import did_you_mean

INFINITY = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a tactic or an acceptance condition.

    Parameters
    ----------
    default : float or None
        Its default; ``None`` if it must be given.
    low, high : float
        The range it may be in, both ends included.
    above : bool
        Whether ``low`` itself is excluded.
    whole : bool
        Whether it must be a whole number.
    words : tuple of str
        The words allowed for it; a word stands for the number of its position.
    level : {"", "low", "high"}
        For a parameter in the unit of the levels: which end of their range is the default.
    rule_name : str
        Its name in the rules; by default its own name.
    """

    name: str
    description: str
    default: float | None = None
    low: float = -INFINITY
    high: float = INFINITY
    above: bool = False
    whole: bool = False
    words: tuple[str, ...] = ()
    level: Literal["", "low", "high"] = ""
    rule_name: str = ""

    @property
    def start(self) -> float:
        """Its default value, with levels in utility."""
        return float(self.level == "high") if self.level else self.default or 0.0

    @property
    def allowed(self) -> str:
        """The allowed values, in words."""
        if self.words:
            return " or ".join(f'"{word}"' for word in self.words)
        if self.level:
            return "a number in the unit of the levels"
        noun = "a whole number" if self.whole else "a number"
        if self.low == -INFINITY:
            return noun if self.high == INFINITY else f"{noun} of at most {self.high:g}"
        if self.high == INFINITY:
            return f"{noun} above {self.low:g}" if self.above else f"{noun} of at least {self.low:g}"
        return f"{noun} {'above' if self.above else 'from'} {self.low:g} to {self.high:g}"

    def admits(self, value: float) -> bool:
        """Return whether a number is an allowed value."""
        if self.whole and value != int(value):
            return False
        return (self.low < value if self.above else self.low <= value) and value <= self.high

    def complaint(self, value: object) -> tuple[str, str] | None:
        """Return the problem with a value and the fix, or None if it is valid."""
        if self.words:
            if value in self.words:
                return None
            hint = did_you_mean(value, self.words) if isinstance(value, str) else ""
            return f"{_shown(value)} is not {self.allowed}", hint
        if isinstance(value, str):
            return f"{_shown(value)} is a string, not {self.allowed}", ""
        if isinstance(value, float) and not self.admits(value):
            return f"{value:g} is not {self.allowed}", ""
        return None


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else "this"
