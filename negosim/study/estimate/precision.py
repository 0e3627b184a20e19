"""The required precision of estimates, and whether a point has reached it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.errors import UsageError, did_you_mean
from negosim.rules import records
from negosim.study.estimate.estimates import mean_of
from negosim.study.estimate.intervals import FEW, share_interval
from negosim.study.estimate.measures import measures_of
from negosim.study.estimate.tally import Moments, Tally

__all__ = ["Precision", "is_precise", "precision_of"]

Precision = Mapping[str, float]
AGREED = "agreed"


def precision_of(given: float | Precision | Iterable[str] | None, scenario: Scenario) -> Precision | None:
    """Return the required half-width of the interval of each estimate, by the estimate's name.

    Parameters
    ----------
    given : float, mapping of str to float, or iterable of str
        As in ``{"agreed": 0.01, "increase": 0.05}`` or ``["agreed=0.01", "increase=0.05"]``; a single number is for
        the probability of an agreement.
    scenario : Scenario
        The scenario that has the estimates.

    Raises
    ------
    UsageError
        If a name is not an estimate of the scenario, or a half-width is not above 0.
    """
    if given is None:
        return None
    if isinstance(given, int | float):
        given = {AGREED: given}
    pairs = given.items() if isinstance(given, Mapping) else [_pair(text) for text in given]
    precision = {name: _half_width(name, value) for name, value in pairs}
    _check_names(precision, scenario)
    return precision or None


def is_precise(tally: Tally, scenario: Scenario, precision: Precision) -> bool:
    """Return whether the interval of each named estimate is narrow enough.

    The mean of a measure that fewer than 30 replicates have is never precise enough.
    """
    measures = {measure.name: measure for measure in measures_of(scenario)}

    def half_width(name: str) -> float:
        if name == AGREED:
            low, high = share_interval(tally.endings.get(records.AGREED, 0), tally.rows)
            return (high - low) / 2.0
        mean = mean_of(tally.moments.get(name, Moments()), measures[name])
        if mean.n < FEW:
            return inf
        return 0.0 if mean.interval is None else mean.half_width  # without an interval, all values are the same

    return all(half_width(name) <= wanted for name, wanted in precision.items())


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = str(text).rpartition("=")
    return (name.strip(), value) if equals else (AGREED, value)


def _half_width(name: str, value: float | str) -> float:
    try:
        half_width = float(value)
    except (TypeError, ValueError):
        half_width = -inf
    if not 0.0 < half_width < inf:
        raise UsageError(
            f"precision {name}={value}: give the required half-width of the 95 % interval, a number above 0, "
            f"as in --precision {name}=0.01"
        )
    return half_width


def _check_names(precision: Precision, scenario: Scenario) -> None:
    categories = {issue.name for issue in scenario.issues if isinstance(issue, Categorical)}
    known = [AGREED, *(measure.name for measure in measures_of(scenario) if measure.name not in categories)]
    for name in precision:
        if name in categories:
            raise UsageError(f"precision {name}: the options of '{name}' have no mean; name a numeric estimate")
        if name not in known:
            raise UsageError(
                f"precision {name}: there is no such estimate{did_you_mean(name, known)}; there are {', '.join(known)}"
            )
