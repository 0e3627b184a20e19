"""The results of a sweep over a table: arrays with a row for each row of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from negosim.batch.columns import Columns, empty_columns
from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.study.frames import Tabular

__all__ = ["TableSweep", "empty_outcomes", "put", "summary_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSweep(Tabular):
    """A sweep over a table of parameters, with its results by row.

    Parameters
    ----------
    scenario : Scenario
        The scenario at the first row.
    table : mapping of str to array, shape (rows,)
        The columns of the table, by path.
    replicates, seed : int
        Replicates of each row, and the seed of their random numbers.
    common : bool
        Whether every row got the same random numbers.
    outcomes : Columns
        The results: every field of ``negosim.batch.columns.Columns`` as an array whose first two axes are rows and
        replicates, such as ``agreed`` of shape (rows, replicates) and ``terms`` of shape (rows, replicates, issues);
        ``None`` for a field that is not kept.
    summary : mapping of str to array, shape (rows,)
        By row: ``agreed``, the share of replicates with an agreement; for each numeric issue and for ``concluded``
        (days from the start) the mean over the agreements, nan without any; the means of ``lapse_days``, ``rounds`` and
        ``utility.<party>``.
    seconds : float
        Running time of this call.
    folder : Path or None
        Folder of the results.
    """

    scenario: Scenario
    table: Mapping[str, Any]
    replicates: int
    seed: int
    common: bool
    outcomes: Columns
    summary: Mapping[str, Any]
    seconds: float = 0.0
    folder: Path | None = field(default=None)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.summary["agreed"])

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim sweep --table --json`` prints it: quantiles over the rows of each column."""
        return {
            "schema": 1,
            "scenario": self.scenario.name,
            "rows": len(self),
            "replicates": self.replicates,
            "seed": self.seed,
            "common": self.common,
            "table": {path: _spread(values) for path, values in self.table.items() if values.dtype != object},
            "summary": {name: _spread(values) for name, values in self.summary.items()},
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table with their summary."""
        columns = {**self.table, **self.summary}
        values = zip(*(column.tolist() for column in columns.values()), strict=True)
        return [dict(zip(columns, row, strict=True)) for row in values]


def _spread(values: Any) -> dict[str, Any]:
    """Return the number of rows that have a value, and its quantiles over them."""
    known = values[~np.isnan(values)]
    quantiles = np.quantile(known, [0.05, 0.5, 0.95]).tolist() if len(known) else [None] * 3
    return {"rows": len(known), **dict(zip(("q05", "median", "q95"), quantiles, strict=True))}


def empty_outcomes(scenario: Scenario, rows: int, replicates: int, keep: Sequence[str]) -> Columns:
    """Return empty arrays for the results of rows; ``None`` for fields that are not kept."""
    shapes = empty_columns(0, len(scenario.issues))._asdict()
    arrays: dict[str, Any] = {
        name: np.empty((rows, replicates, *array.shape[1:]), array.dtype) if name in keep else None
        for name, array in shapes.items()
    }
    return Columns(**arrays)


def put(outcomes: Columns, rows: Any, columns: Columns) -> None:
    """Put the results of some rows, one replicate after the other, into the arrays of all rows."""
    parts = columns._asdict()
    for name, whole in outcomes._asdict().items():
        if whole is not None:
            whole[rows] = parts[name].reshape(-1, *whole.shape[1:])


def summary_of(scenario: Scenario, outcomes: Columns) -> Iterator[tuple[str, Any]]:
    """Yield the columns of the summary of rows: shares and means over their replicates."""
    agreed = outcomes.agreed
    yield "agreed", agreed.mean(axis=1)
    for number, issue in enumerate(scenario.issues):
        if not isinstance(issue, Categorical):
            yield issue.name, _mean_over(outcomes.terms[:, :, number], agreed)
    yield "concluded", _mean_over(outcomes.concluded, agreed)
    yield "lapse_days", outcomes.lapse_days.mean(axis=1)
    yield "rounds", outcomes.rounds.mean(axis=1)
    for party, name in enumerate(scenario.parties):
        yield f"utility.{name}", outcomes.utilities[:, :, party].mean(axis=1)


def _mean_over(values: Any, agreed: Any) -> Any:
    """Return means over the replicates with an agreement; nan for a row without any."""
    counts = agreed.sum(axis=1)
    sums = np.where(agreed, values, 0.0).sum(axis=1)
    return np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
