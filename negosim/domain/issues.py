"""The issues to settle; an outcome has one value per issue.

An issue that ``opens`` on a later day comes onto the table at the beginning of that day. Until then its value in every
offer and every deal is its ``status_quo``: a number, or the name of an option.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor, log10

FEWEST_STEPS = 1_000  # in a range, with the default step
MOST_STEPS = 1e9  # from 0 to the far end of a range; with more, rounding errors would blur a step
FINEST_STEP, WIDEST_STEP = 1e-15, 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuous:
    """An issue with any real value from ``low`` to ``high``, in ``unit``.

    Tactics offer the ends of the range and the multiples of ``step`` in between. If ``step`` is 0 they offer any value;
    if it is ``None`` it has the default of `step_of`.
    """

    name: str
    low: float
    high: float
    unit: str = ""
    title: str = ""
    step: float | None = None
    opens: date | None = None
    status_quo: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    """An issue with any whole value from ``low`` to ``high``, both included, in ``unit``."""

    name: str
    low: int
    high: int
    unit: str = ""
    title: str = ""
    opens: date | None = None
    status_quo: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorical:
    """An issue with named ``options``; an outcome contains the position of an option."""

    name: str
    options: tuple[str, ...]
    unit: str = ""
    title: str = ""
    opens: date | None = None
    status_quo: str | None = None


Issue = Continuous | Integer | Categorical


def levels(issue: Issue) -> int:
    """Return how many values an issue can take; 0 for a continuous one."""
    match issue:
        case Continuous():
            return 0
        case Integer():
            return issue.high - issue.low + 1
        case Categorical():
            return len(issue.options)


def bounds(issue: Issue) -> tuple[float, float]:
    """Return the lowest and the highest value of an issue in an outcome."""
    if isinstance(issue, Categorical):
        return 0.0, float(len(issue.options) - 1)
    return float(issue.low), float(issue.high)


def step_of(issue: Continuous) -> float:
    """Return the step of an issue's offers; 0 if tactics may offer any value.

    The default is the largest power of ten that divides the range into at least 1,000 steps: 0.1 for a range from 0 to
    500, 10 for one from 4,000 to 14,000. It is 0 if the range is too narrow for floats to resolve such steps.
    """
    if issue.step is not None:
        return issue.step
    exponent = floor(log10(issue.high - issue.low) - log10(FEWEST_STEPS) + 1e-9)
    step = float(f"1e{exponent}")
    return step if steps_fit(issue.low, issue.high, step) else 0.0


def steps_fit(low: float, high: float, step: float) -> bool:
    """Return whether floats resolve the multiples of a step in a range."""
    return FINEST_STEP <= step <= WIDEST_STEP and max(abs(low), abs(high)) <= MOST_STEPS * step
