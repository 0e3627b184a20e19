"""A table of parameters: a column for each path that it sets, a row for each set of parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.domain.scenario import Scenario
from negosim.errors import Fault, ScenarioError, UsageError
from negosim.files.overriding import ORIGIN
from negosim.study.sweeps.source import Source

__all__ = ["Table"]

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A table of parameters of a scenario.

    Parameters
    ----------
    source : Source
        The scenario.
    name : str
        Name of the table in messages: its file, or "the table".
    columns : mapping of str to array, shape (rows,)
        The values by path: real or whole numbers, or objects (dates, truth values, words).
    """

    source: Source
    name: str
    columns: Mapping[str, npt.NDArray[Any]]

    @cached_property
    def rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns.values())))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths that it sets, in order."""
        return tuple(self.columns)

    @cached_property
    def numbers(self) -> Mapping[str, Reals]:
        """Its columns of numbers, as floats."""
        return {path: values.astype(np.float64) for path, values in self.columns.items() if values.dtype != object}

    def sets(self, row: int) -> dict[str, Any]:
        """Return the values that a row sets, by path."""
        return {path: values[row : row + 1].tolist()[0] for path, values in self.columns.items()}

    def scenario(self, row: int) -> Scenario:
        """Return the scenario of a row.

        Raises
        ------
        UsageError
            If it is not a valid scenario; the message begins with the row.
        """
        try:
            return self.source.scenario(self.sets(row))
        except ScenarioError as error:
            raise UsageError("\n".join(self._described(row, fault) for fault in error.faults)) from None

    def _described(self, row: int, fault: Fault) -> str:
        """Return an error of a row's scenario, with its place in the table if it is a value of the table."""
        where = f"{self.name}, row {row + 1}"
        if fault.file == ORIGIN:
            return f"{where}, column '{fault.path}': {str(fault).removeprefix(f'{ORIGIN}: {fault.path}: ')}"
        return f"{where}: {fault}"


def distinct(table: Table, paths: Sequence[str], rows: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Return groups of rows with the same values in some columns, in the order of their first rows."""
    labels = np.zeros(len(rows), np.int64)
    for path in paths:
        values = table.columns[path][rows]
        codes = np.unique(values.astype(str) if values.dtype == object else values, return_inverse=True)[1]
        labels = np.unique(labels * (int(codes.max()) + 1) + codes, return_inverse=True)[1]
    order = np.argsort(labels, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(labels[order])) + 1)
    return sorted(groups, key=lambda group: int(group[0]))
