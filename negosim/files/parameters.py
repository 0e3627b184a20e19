"""The parameters of a kind of tactic or acceptance condition: their defaults, ranges and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        Its value where a file does not give it; ``None``: it must be given.
    low, high : float
        The range it may be in, both ends included.
    above : bool
        Whether ``low`` itself is excluded.
    whole : bool
        Whether it must be a whole number.
    words : tuple of str
        The words that may be written for it; the number it stands for is the word's position.
    level : {"", "low", "high"}
        For a parameter in the unit of the levels: which end of their range it is where a file does not give it.
    rule_name : str
        What the rules call it; its own name where empty.
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
    def allowed(self) -> str:
        """What may be written for it, in words."""
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
        """Say whether a number is one that this parameter may be."""
        if self.whole and value != int(value):
            return False
        return (self.low < value if self.above else self.low <= value) and value <= self.high

    def complaint(self, value: object) -> tuple[str, str] | None:
        """Return the problem and the mend of a value, or nothing where it is fine."""
        if self.words:
            if value in self.words:
                return None
            hint = did_you_mean(value, self.words) if isinstance(value, str) else ""
            return f"{_shown(value)} is not {self.allowed}", hint
        if isinstance(value, str):
            return f"{_shown(value)} is a string, where {self.allowed} is needed", ""
        if isinstance(value, float) and not self.admits(value):
            return f"{value:g} is not {self.allowed}", ""
        return None


def check_parameters(
    noun: str, expected: tuple[Parameter, ...], given: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the mend of each parameter that is unknown, missing or out of range.

    Parameters
    ----------
    noun : str
        Who takes the parameters, for the message, as in "the tactic 'polynomial'".
    """
    names = [parameter.name for parameter in expected]
    takes = f"it takes {', '.join(names)}" if names else "it takes none"
    for key in given:
        if key not in names:
            yield key, f"{noun} has no parameter '{key}'; {takes}", did_you_mean(key, names)
    for parameter in expected:
        if parameter.name in given:
            complaint = parameter.complaint(given[parameter.name])
            if complaint:
                yield parameter.name, *complaint
        elif parameter.default is None and not parameter.level:
            problem = f"{noun} needs the parameter '{parameter.name}': {parameter.description}"
            yield parameter.name, problem, f"write {parameter.name} = … ({parameter.allowed})"


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else "this"
