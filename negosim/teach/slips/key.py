"""The key to the slips of a class, which is also the table in which the teacher enters the deals."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from negosim.teach.brief.private_information import mind_of
from negosim.teach.slips.pairs import Assigned

__all__ = ["key_csv"]


def key_csv(pairs: Sequence[Assigned]) -> str:
    """Return the key as CSV: for each pair, its treatment, both limits and its random numbers, then columns to fill in.

    ``negosim class-debrief`` reads it once the deals are filled in. Limits are the reservation values on the first day,
    as in the slips: in the issue's unit if there is one issue, otherwise utilities.
    """
    scenario = pairs[0].lowered.scenario
    treatments = list(pairs[0].treatment)
    header = ["pair", *(f"treatment.{path}" for path in treatments), *(f"limit_{name}" for name in scenario.parties)]
    issues = [issue.name for issue in scenario.issues]
    header += ["seed", "replicate", *issues, "first_offer", "first_by", "minutes"]
    rows: list[list[str | int | float]] = []
    for pair in pairs:
        limits = [
            round(mind_of(pair.lowered, name, seed=pair.seed, replicate=pair.replicate).reservation, 6)
            for name in scenario.parties
        ]
        blank = [""] * (len(issues) + 3)
        rows.append([pair.number, *pair.treatment.values(), *limits, pair.seed, pair.replicate, *blank])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
