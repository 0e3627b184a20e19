"""When a point is known precisely enough."""

from __future__ import annotations

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.rules.records import AGREED
from negosim.study.estimate.estimates import Z95, estimate_of, half_width_of_share
from negosim.study.estimate.measures import measures_of
from negosim.study.estimate.tally import Tally

__all__ = ["FEWEST", "is_precise"]

FEWEST = 30  # agreements from which the normal approximation of a mean is trusted


def is_precise(tally: Tally, scenario: Scenario, precision: float) -> bool:
    """Return whether the 95 % half-widths of the agreement probability and of the mean outcome are below a precision.

    The mean is that of each numeric issue, in its unit. Where no replicate agreed there is no outcome, and the
    probability alone decides; where few did, the mean is not trusted yet.
    """
    agreed = tally.endings.get(AGREED, 0)
    if half_width_of_share(agreed, tally.rows) >= precision:
        return False
    if agreed == 0:
        return True
    numeric = {issue.name for issue in scenario.issues if not isinstance(issue, Categorical)}
    if numeric and agreed < FEWEST:
        return False
    estimates = [
        estimate_of(tally.moments[measure.name], measure.shift)
        for measure in measures_of(scenario)
        if measure.unit == "issue" and measure.name in numeric
    ]
    return all(Z95 * estimate.se < precision for estimate in estimates)
