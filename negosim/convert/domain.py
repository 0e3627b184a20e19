"""A domain of Genius: its issues, and each party's preferences over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum, prod
from typing import TYPE_CHECKING, Literal

from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.solve.results import FloatArray

MOST_OUTCOMES = 2_000_000
Knots = tuple[tuple[float, ...], tuple[float, ...]]  # points, ascending, and their values


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue of a domain.

    Parameters
    ----------
    name : str
        Its name.
    index : int
        Its number in the files; weights refer to it.
    kind : {"discrete", "integer", "real"}
        Whether it has listed values or a range.
    options : tuple of str
        The values of a discrete issue.
    low, high : float
        The range of an integer or real issue, including both ends.
    """

    name: str
    index: int
    kind: Literal["discrete", "integer", "real"]
    options: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluator:
    """A party's evaluation of the values of an issue, before scaling and weighting.

    Parameters
    ----------
    kind : {"discrete", "linear", "constant", "triangular"}
        ``discrete``: a number for each option. ``linear``: ``max(0, offset + slope · x)``, where ``x`` is the value of
        a real issue, or the value of an integer issue minus its lower bound. ``constant``: the same for all values.
        ``triangular``: 0 at the start and the end, 1 at the top.
    numbers : tuple of float
        By kind: the evaluation of each option; offset and slope; the constant; start, end and top.
    """

    kind: Literal["discrete", "linear", "constant", "triangular"]
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The preferences of a party.

    Parameters
    ----------
    name : str
        The stem of its file.
    weights : tuple of float
        The weight of each issue, as in the file.
    evaluators : tuple of Evaluator
        The evaluator of each issue.
    reservation : float or None
        Utility of no agreement; ``None`` if the file has none, which means 0.
    discount : float or None
        The discount factor of the file; not used.
    """

    name: str
    weights: tuple[float, ...]
    evaluators: tuple[Evaluator, ...]
    reservation: float | None = None
    discount: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain with the profiles of its parties.

    Parameters
    ----------
    name : str
        The stem of its file.
    objective : str
        The name of its objective.
    issues : tuple of Issue
        The issues to settle.
    profiles : tuple of Profile
        One for each party.
    """

    name: str
    objective: str
    issues: tuple[Issue, ...]
    profiles: tuple[Profile, ...]

    @property
    def reservations(self) -> tuple[float, ...]:
        """The disagreement point: each party's reservation value, 0 if its file has none."""
        return tuple(profile.reservation or 0.0 for profile in self.profiles)

    def values(self) -> list[Sequence[str] | range]:
        """Return the values of each issue, if no issue is real.

        Raises
        ------
        UsageError
            If an issue is real.
        """
        for issue in self.issues:
            if issue.kind == "real":
                raise UsageError(f"the issue '{issue.name}' is real, so its outcomes cannot be listed")
        return [issue.options or range(int(issue.low), int(issue.high) + 1) for issue in self.issues]

    def outcomes(self) -> list[tuple[str | int, ...]]:
        """Return every outcome, with the last issue varying fastest, if no issue is real.

        Raises
        ------
        UsageError
            If an issue is real, or there are more than 2,000,000 outcomes.
        """
        self._check_number()
        return list(product(*self.values()))

    def utilities(self) -> FloatArray:
        """Return each party's utility of every outcome, shape (outcomes, parties), in the order of :meth:`outcomes`.

        Raises
        ------
        UsageError
            If an issue is real, or there are more than 2,000,000 outcomes.
        """
        import numpy as np

        self._check_number()
        total = np.zeros((1, len(self.profiles)))
        for table in self.utility_tables():
            total = (total[:, None, :] + table).reshape(-1, len(self.profiles))
        return total

    def utility_tables(self) -> list[FloatArray]:
        """Return what the values of each issue add to each party's utility, shape (values, parties) for each issue.

        Raises
        ------
        UsageError
            If an issue is real.
        """
        import numpy as np

        weights = [shares(profile.weights) for profile in self.profiles]
        tables = []
        for number, (issue, values) in enumerate(zip(self.issues, self.values(), strict=True)):
            start = 0 if issue.options else int(issue.low)
            positions = range(start, start + len(values))  # the points of `scaled`
            evaluators = [profile.evaluators[number] for profile in self.profiles]
            columns = [np.interp(positions, *scaled(issue, evaluator)) for evaluator in evaluators]
            tables.append(np.column_stack(columns) * [party[number] for party in weights])
        return tables

    def _check_number(self) -> None:
        number = prod(len(values) for values in self.values())
        if number > MOST_OUTCOMES:
            raise UsageError(f"the domain has {number:,} outcomes, but at most {MOST_OUTCOMES:,} can be listed")


def shares(weights: Iterable[float]) -> tuple[float, ...]:
    """Return weights divided by their sum, or unchanged if the sum is 0."""
    given = tuple(weights)
    total = fsum(given) or 1.0
    return tuple(weight / total for weight in given)


def scaled(issue: Issue, evaluator: Evaluator) -> Knots:
    """Return the value function of an issue as knots, scaled so that its maximum is 1.

    Returns
    -------
    points : tuple of float
        Positions of the options, or values of the range, ascending.
    values : tuple of float
        Value of the function at each point, from 0 to 1; all 0 if the evaluator is 0 everywhere.
    """
    points, values = _knots(issue, evaluator)
    most = max(values)
    return points, tuple(value / most if most > 0.0 else 0.0 for value in values)


def _knots(issue: Issue, evaluator: Evaluator) -> Knots:
    """Return an evaluator as the knots of a piecewise linear function over the range of its issue."""
    low, high = issue.low, issue.high
    match evaluator.kind, evaluator.numbers:
        case "discrete", numbers:
            return tuple(float(position) for position in range(len(numbers))), numbers
        case "constant", (number,):
            return (low, high), (number, number)
        case "triangular", (start, end, top):
            inside = {point for point in (start, top, end) if low < point < high}
            points = tuple(sorted({low, high} | inside))
            return points, tuple(_triangle(point, start, end, top) for point in points)
        case _, (offset, slope):
            base = low if issue.kind == "integer" else 0.0
            zero = base - offset / slope if slope != 0.0 else low
            points = tuple(sorted({low, high} | ({zero} if low < zero < high else set())))
            return points, tuple(0.0 if x == zero else max(0.0, offset + slope * (x - base)) for x in points)
    raise UsageError(f"a {evaluator.kind} evaluator does not take {len(evaluator.numbers)} numbers")


def _triangle(x: float, start: float, end: float, top: float) -> float:
    if x <= start or x >= end:
        return 1.0 if x == top else 0.0
    return (x - start) / (top - start) if x < top else (end - x) / (end - top) if x > top else 1.0
