"""A sweep over a table: the replicates of each row, with the row's own parameters."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns, empty_columns
from negosim.batch.drivers import replicate_columns
from negosim.domain.scenario import Scenario
from negosim.files import Document
from negosim.study.sweeps.points import frozen, lowered_point
from negosim.study.sweeps.source import source_of
from negosim.study.tables.results import TableSweep

__all__ = ["sweep_table"]


def sweep_table(
    scenario: Scenario | Document | str | os.PathLike[str],
    table: Mapping[str, Sequence[Any] | npt.NDArray[Any]],
    *,
    replicates: int = 1,
    seed: int = 0,
    common: bool = True,
) -> TableSweep:
    """Run replicates of a scenario for each row of a table of parameters.

    Parameters
    ----------
    scenario : Scenario, Document, path or str
        What to negotiate.
    table : mapping of str to array, shape (rows,)
        The values by path, a value for each row.
    replicates : int
        Replicates of each row.
    seed : int
        Of the random numbers.
    common : bool
        Whether every row gets replicates 0 to ``replicates - 1``, and with them the same random numbers. Otherwise row
        ``i`` gets replicates ``i * replicates`` to ``(i + 1) * replicates - 1``.

    Returns
    -------
    TableSweep
        The results by row.
    """
    source = source_of(scenario)
    arrays = {path: np.asarray(values) for path, values in table.items()}
    rows = len(next(iter(arrays.values())))
    parts = []
    for row in range(rows):
        sets = tuple((path, frozen(values[row].item())) for path, values in arrays.items())
        first = 0 if common else row * replicates
        parts.append(replicate_columns(lowered_point(source, sets), seed, first, replicates, driver="generic"))
    setting = source.scenario({path: values[0].item() for path, values in arrays.items()})
    outcomes = empty_columns(rows * replicates, len(setting.issues))
    shaped = Columns._make(
        np.concatenate([part[place] for part in parts]).reshape(rows, replicates, *array.shape[1:])
        for place, array in enumerate(outcomes)
    )
    return TableSweep(scenario=setting, table=arrays, replicates=replicates, seed=seed, common=common, outcomes=shaped)
