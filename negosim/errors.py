"""The errors that negosim raises for invalid input.

::

    NegosimError              an error in the input, not a bug; the command line exits with 2
    ├── ScenarioError         a scenario file is invalid; `faults` contains all its errors
    ├── RecordError           the files of a record are invalid; `faults` contains all their errors
    ├── UsageError            an argument of a command or a function is invalid
    ├── SolverError           a solver's argument is out of range (also a ValueError)
    ├── StoreError            the folder of a sweep is missing, damaged or belongs to another sweep
    └── SeatError             a program that decides for a party failed

A message says what is wrong, where, and how to fix it. Any other exception is a bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import category

__all__ = [
    "Fault",
    "NegosimError",
    "RecordError",
    "ScenarioError",
    "SeatError",
    "SolverError",
    "StoreError",
    "UsageError",
    "did_you_mean",
    "nearest",
    "printable",
]


class NegosimError(Exception):
    """Base class of the errors in the input; the message says how to fix it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error in a file.

    Parameters
    ----------
    file : str
        Name of the file, as the user wrote it.
    path : str
        Keys of the value, joined by dots; empty for an error of the whole file.
    problem : str
        What is wrong, and what is allowed.
    fix : str, optional
        How to fix it; it follows the problem in the message, as the result of `did_you_mean` does.
    """

    file: str
    path: str
    problem: str
    fix: str = ""

    def __post_init__(self) -> None:
        for name in ("file", "path", "problem", "fix"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place}: {self.problem}{_joined(self.fix)}"


class _FilesError(NegosimError):
    """Files are invalid; `faults` contains all their errors, and the message has a line for each.

    Parameters
    ----------
    faults : iterable of Fault
        At least one error, in reading order.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[_FilesError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class ScenarioError(_FilesError):
    """A scenario file is invalid; `faults` contains all its errors, and the message has a line for each.

    Parameters
    ----------
    faults : iterable of Fault
        At least one error, in reading order.
    """


class RecordError(_FilesError):
    """The files of a record are invalid; `faults` contains all their errors, and the message has a line for each.

    Parameters
    ----------
    faults : iterable of Fault
        At least one error, in reading order.
    """


class UsageError(NegosimError):
    """An argument of a command or a function is invalid."""


class SolverError(NegosimError, ValueError):
    """A solver's argument is out of range; the message names the argument.

    Parameters
    ----------
    argument : str
        Name of the argument.
    problem : str
        What is wrong with it, and what is allowed.
    """

    def __init__(self, argument: str, problem: str) -> None:
        self.argument = argument
        self.problem = problem
        super().__init__(f"{argument}: {problem}")

    def __reduce__(self) -> tuple[type[SolverError], tuple[str, str]]:
        return type(self), (self.argument, self.problem)


class StoreError(NegosimError):
    """The folder of a sweep is missing, damaged or belongs to another sweep."""


class SeatError(NegosimError):
    """A program that decides for a party failed, so the run has no result.

    Parameters
    ----------
    party : str
        The party that it decides for.
    problem : str
        What went wrong.
    stderr : str
        The end of what the program wrote to its standard error.
    """

    def __init__(self, party: str, problem: str, stderr: str = "") -> None:
        self.party = party
        self.problem = problem
        self.stderr = stderr
        lines = "".join(f"\n  {printable(line)}" for line in stderr.splitlines())
        super().__init__(f"{party}: {problem}" + (f"\nIts standard error ends with:{lines}" if lines else ""))

    def __reduce__(self) -> tuple[type[SeatError], tuple[str, str, str]]:
        return type(self), (self.party, self.problem, self.stderr)


def printable(text: str) -> str:
    """Return a text with control characters escaped, so that a terminal displays them and does not execute them."""
    if text.isprintable():
        return text
    return "".join(_escaped(character) if category(character) in _UNPRINTABLE else character for character in text)


def did_you_mean(name: str, allowed: Iterable[str]) -> str:
    """Suggest the allowed name that is most similar to a misspelt one.

    Parameters
    ----------
    name : str
        The misspelt name.
    allowed : iterable of str
        The names that are allowed.

    Returns
    -------
    str
        ``"; did you mean 'x'?"``, for the end of a message, or the empty string if no name is similar.
    """
    meant = nearest(name, allowed)
    return f"; did you mean '{meant}'?" if meant else ""


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return the allowed name that is most similar to a misspelt one, or the empty string if none is similar."""
    by_lower = {candidate.lower(): candidate for candidate in allowed}
    near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else ""


_UNPRINTABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control, format (such as text direction), surrogates, separators


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _joined(fix: str) -> str:
    """Put a semicolon before a fix that does not begin with one."""
    return fix if not fix or fix.startswith(";") else f"; {fix}"
