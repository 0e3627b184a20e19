"""What the model makes of the same scenario: both seats played by their tactics, replicate by replicate."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.engine import run
from negosim.teach.cohort.pairs import Cohort

__all__ = ["PACKAGES", "REPLICATES", "Model", "model_of"]

REPLICATES = 200
PACKAGES = 40  # over several issues every offer is searched for, and a replicate takes fifty times as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The agreements of the model.

    Parameters
    ----------
    agreed : int
        How many of the replicates agreed: of `REPLICATES`, over several issues of `PACKAGES`.
    deals : tuple of float
        The agreed values of the one issue, in ascending order; empty over several issues.
    utilities : tuple of (float, float)
        What the agreements are worth to the two sides.
    """

    agreed: int
    deals: tuple[float, ...]
    utilities: tuple[tuple[float, float], ...]

    @property
    def band(self) -> tuple[float, float, float] | None:
        """The 5 %, 50 % and 95 % quantiles of the deals; ``None`` without any."""
        import numpy as np

        if not self.deals:
            return None
        low, middle, high = np.quantile(self.deals, [0.05, 0.5, 0.95]).tolist()
        return low, middle, high


def model_of(cohort: Cohort) -> Model:
    """Return what the model makes of a class's scenario, without treatments."""
    scenario = cohort.lowered.scenario
    count = REPLICATES if scenario.in_units else PACKAGES
    agreements = [result for number in range(count) if (result := run(cohort.lowered, seed=0, replicate=number)).agreed]
    first, second = scenario.parties
    deals = [float((result.terms or {})[scenario.issues[0].name]) for result in agreements] if scenario.in_units else []
    return Model(
        agreed=len(agreements),
        deals=tuple(sorted(deals)),
        utilities=tuple((result.utilities[first], result.utilities[second]) for result in agreements),
    )
