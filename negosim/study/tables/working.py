"""Run a chunk of rows: most of them with the kernel of a table, the others one by one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns
from negosim.batch.drivers import Driver, chosen_driver, replicate_columns
from negosim.batch.tables import TableKernel
from negosim.batch.users import compiles, report_obstacles
from negosim.compile.locks import lock_across_forks
from negosim.domain.scenario import Scenario
from negosim.rules.lower import lower
from negosim.study.sweeps.interruption import InterruptionError, Stop
from negosim.study.tables.plan import ALONE, Plan, plan_of
from negosim.study.tables.results import empty_outcomes, put
from negosim.study.tables.storing import TableStore
from negosim.study.tables.table import Table

__all__ = ["Worker"]

Rows = npt.NDArray[np.int64]
# Number of replicates for which specialised code saves as much time as it takes to compile.
WORTH_SPECIALISING = 500_000
MOST_SPECIALISED = 16  # largest number of groups with native code of their own


class Worker:
    """Runs rows of a table; several threads may share one.

    Parameters
    ----------
    table : Table
        The parameters.
    replicates : int
        Replicates of each row.
    seed : int
        Seed of the random numbers.
    common : bool
        Whether every row gets the same random numbers.

    Attributes
    ----------
    scenario : Scenario
        The scenario at the first row.
    firsts : array of int, shape (rows,)
        The number of the first replicate of each row.
    """

    def __init__(self, table: Table, *, replicates: int, seed: int, common: bool) -> None:
        self.table = table
        self.scenario: Scenario = table.scenario(0)
        self.firsts: Rows = np.arange(table.rows, dtype=np.int64) * (0 if common else replicates)
        self._replicates, self._seed, self._common = replicates, seed, common
        self._lock = lock_across_forks()
        self._kernels: dict[int, TableKernel] = {}

    def store(self, folder: Path, size: int) -> TableStore:
        """Return the folder of the sweep."""
        return TableStore.open(
            folder,
            self.scenario,
            self.table,
            replicates=self._replicates,
            seed=self._seed,
            common=self._common,
            chunk=size,
        )

    @cached_property
    def plan(self) -> Plan:
        """How each row is run."""
        lowered = lower(self.scenario)
        if compiles(lowered):
            return plan_of(self.table)
        report_obstacles(lowered)
        return Plan(learnt=(), group=np.full(self.table.rows, ALONE, np.int32))

    def run(self, chunk: slice, stop: Stop) -> Columns:
        """Return the results of consecutive rows: arrays whose first axes are rows and replicates.

        Raises
        ------
        UsageError
            If a row is not a valid scenario, or a user's tactic fails.
        InterruptionError
            If the sweep is to stop at once.
        """
        group = self.plan.group[chunk]
        outcomes = empty_outcomes(self.scenario, len(group), self._replicates, Columns._fields)
        alone = [np.flatnonzero(group == ALONE)]
        for number in np.unique(group[group != ALONE]):
            own = np.flatnonzero(group == number)
            rows = own + chunk.start
            numbers = self.plan.learnt[number].numbers(self.table, rows)
            columns, failed = self._kernel(int(number)).run(numbers, self.firsts[rows], self._seed, self._replicates)
            put(outcomes, own, columns)
            alone.append(own[failed])
        for row in np.concatenate(alone):
            if stop.at_once:
                raise InterruptionError("this chunk was abandoned")
            put(outcomes, [row], self._by_itself(int(row) + chunk.start))
        return outcomes

    def _by_itself(self, row: int) -> Columns:
        lowered = lower(self.table.scenario(row))
        return replicate_columns(lowered, self._seed, int(self.firsts[row]), self._replicates, driver=self._driver)

    @cached_property
    def _driver(self) -> Driver:
        """The driver of the rows that are lowered one by one."""
        if self._replicates >= WORTH_SPECIALISING:
            return "kernel"
        count = int((self.plan.group == ALONE).sum()) * self._replicates
        return "python" if chosen_driver(count) == "python" else "generic"

    def _kernel(self, number: int) -> TableKernel:
        with self._lock:
            if number not in self._kernels:
                learnt = self.plan.learnt[number]
                rows = int((self.plan.group == number).sum())
                specialised = (
                    len(self.plan.learnt) <= MOST_SPECIALISED and rows * self._replicates >= WORTH_SPECIALISING
                )
                self._kernels[number] = TableKernel(learnt.base.talks, learnt.settings(), specialised=specialised)
            return self._kernels[number]
