"""The kernel for a table: replicates of many rows, each with numbers of its own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns, empty_columns
from negosim.batch.kernel import native_of, shipped_functions
from negosim.batch.loop import replicates_of_rows
from negosim.compile import Memory
from negosim.rules.records import NONE, Place, Setting, Talks

__all__ = ["TableKernel"]

ROWS = 1024  # rows that the memory holds at a time
SIGNATURE = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 4)


class TableKernel:
    """A scenario's records with the numbers that rows set, and the native code that runs the rows.

    Parameters
    ----------
    talks : Talks
        The records; they are kept.
    settings : sequence of Setting
        The numbers that each row sets.
    specialised : bool
        Whether the code is made for this scenario's structure alone, which is faster, or for any.

    Raises
    ------
    CompileError
        If a user's tactic cannot be compiled.
    """

    def __init__(self, talks: Talks, settings: Sequence[Setting], *, specialised: bool) -> None:
        talks.settings = list(settings)
        talks.rows = [0.0] * (ROWS * len(settings))
        talks.first_replicates = [0] * ROWS
        self._issues = len(talks.space.issues)
        self._memory = Memory(talks, Place, None if specialised else shipped_functions())
        self._width = len(settings)
        self._rows = self._memory.word(Place(talks.rows, 0)) if settings else 0
        self._firsts = self._memory.word(Place(talks.first_replicates, 0))
        self._native = native_of(self._memory, self._issues, specialised=specialised, root=replicates_of_rows)
        self._entry = SIGNATURE(self._native.address)

    def run(
        self, numbers: npt.NDArray[np.float64], firsts: npt.NDArray[np.int64], seed: int, replicates: int
    ) -> tuple[Columns, list[int]]:
        """Return the results of rows; the interpreter's lock is released.

        Parameters
        ----------
        numbers : array of float, shape (rows, settings)
            The numbers of each row.
        firsts : array of int, shape (rows,)
            The number of its first replicate.
        replicates : int
            Number of replicates of each row.

        Returns
        -------
        columns : Columns
            A row for each replicate, in the order of the rows of the table.
        failed : list of int
            The rows that the kernel cannot compute, for example because a user's tactic fails; they are not filled.
        """
        columns = empty_columns(len(numbers) * replicates, self._issues)
        words = self._memory.words.copy()
        failed: list[int] = []
        for start in range(0, len(numbers), ROWS):
            end = min(start + ROWS, len(numbers))
            self._put(words, numbers[start:end], firsts[start:end])
            block = Columns._make(column[start * replicates : end * replicates] for column in columns)
            failed += [start + row for row in self._failing(words, block, seed, replicates, end - start)]
        return columns, failed

    def _put(
        self, words: npt.NDArray[np.int64], numbers: npt.NDArray[np.float64], firsts: npt.NDArray[np.int64]
    ) -> None:
        words.view(np.float64)[self._rows : self._rows + numbers.size] = numbers.ravel()
        words[self._firsts : self._firsts + len(firsts)] = firsts

    def _failing(
        self, words: npt.NDArray[np.int64], columns: Columns, seed: int, replicates: int, count: int
    ) -> Iterator[int]:
        """Fill columns with the results of the rows in the memory, and yield the rows that cannot be computed."""
        parts = [(array.ctypes.data, array.shape[1] if array.ndim > 1 else 1) for array in columns]
        addresses = np.array(parts, np.int64)
        row = 0
        while row < count:
            stopped = int(self._entry(words.ctypes.data, addresses.ctypes.data, seed, replicates, row, count))
            if stopped == NONE:
                return
            words[:] = self._cleared(words)
            yield stopped
            row = stopped + 1

    def _cleared(self, words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return a fresh memory with the rows of another one."""
        fresh = self._memory.words.copy()
        for first, count in ((self._rows, ROWS * self._width), (self._firsts, ROWS)):
            fresh[first : first + count] = words[first : first + count]
        return fresh
