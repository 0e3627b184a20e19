"""Simulated agreements of a class's scenario, with both parties played by their tactics."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.engine import run
from negosim.teach.cohort.pairs import Cohort

__all__ = ["PACKAGES", "REPLICATES", "Model", "model_of"]

REPLICATES = 200
PACKAGES = 40  # with several issues, each offer needs a search, and a replicate takes fifty times as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The agreements of the model.

    Parameters
    ----------
    agreed : int
        Number of replicates that agreed, of `REPLICATES` with one issue and of `PACKAGES` with several.
    deals : tuple of float
        The agreed values of the single issue, in ascending order; empty with several issues.
    utilities : tuple of (float, float)
        The utilities of the agreements to the two parties.
    """

    agreed: int
    deals: tuple[float, ...]
    utilities: tuple[tuple[float, float], ...]

    @property
    def band(self) -> tuple[float, float, float] | None:
        """The 5 %, 50 % and 95 % quantiles of the deals; ``None`` if there are none."""
        import numpy as np

        if not self.deals:
            return None
        low, middle, high = np.quantile(self.deals, [0.05, 0.5, 0.95]).tolist()
        return low, middle, high


def model_of(cohort: Cohort) -> Model:
    """Return the agreements of the model in a class's scenario, without treatments."""
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
