"""The kernel: the rules as native code, over the records of one scenario."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns, empty_columns, write_row
from negosim.batch.loop import replicates
from negosim.batch.primitives import BODIES
from negosim.compile import Memory, Native, Program, compiled
from negosim.compile.locks import lock_across_forks
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.advance import negotiate
from negosim.rules.lower import REMEMBERED, Lowered, places_remembered
from negosim.rules.lowering.stances import SHIPPED
from negosim.rules.records import NONE, Place, Stance

KEPT = 256  # kernels cached in a process
TRUSTED = ("negosim",)
SIGNATURE = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 3)


_lock = lock_across_forks()


class Kernel:
    """A scenario's records in the form that the native code works on, and that code.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    specialised : bool
        Whether the code is made only for this scenario's structure, which is faster, or for any.

    Raises
    ------
    CompileError
        If a user's tactic cannot be compiled.
    """

    def __init__(self, lowered: Lowered, *, specialised: bool) -> None:
        remembered = places_remembered(lowered.scenario) if specialised else REMEMBERED
        talks, self._places = lowered.records(remembered=remembered)
        self.lowered = lowered
        self.memory = Memory(talks, Place, None if specialised else shipped_functions())
        self._native = native_of(self.memory, len(lowered.scenario.issues), specialised=specialised)
        self._entry = SIGNATURE(self._native.address)

    def words(self, numbers: Mapping[str, float] | None = None) -> npt.NDArray[np.int64]:
        """Return a memory to run on.

        Parameters
        ----------
        numbers : mapping of str to float, optional
            Numbers of the scenario in place of those that it has, by path, as in
            ``"delegations.seoul.stances.moon.reservation"``.
        """
        words = self.memory.words.copy()
        reals = words.view(np.float64)
        for path, number in (numbers or {}).items():
            reals[self.memory.word(self._places[path])] = number
        return words

    def fill(self, columns: Columns, words: npt.NDArray[np.int64], seed: int, first: int) -> int:
        """Fill columns with the results of as many replicates, from ``first`` on; the interpreter's lock is released.

        Parameters
        ----------
        words : array of int64
            The memory to run on; it keeps what the last replicate leaves.

        Returns
        -------
        int
            The row of a replicate that the kernel cannot compute, for example because a user's tactic fails; ``NONE``
            if there is none. The rows before it are filled.
        """
        parts = [(array.ctypes.data, array.shape[1] if array.ndim > 1 else 1) for array in columns]
        addresses = np.array(parts, np.int64)
        return int(self._entry(words.ctypes.data, addresses.ctypes.data, seed, first, len(columns.end)))


_natives: OrderedDict[Hashable, Native] = OrderedDict()


def native_of(memory: Memory, issues: int, *, specialised: bool, root: Callable[..., int] = replicates) -> Native:
    """Return the native code of a loop over replicates, for records laid out like these."""
    structure = memory.structure() if specialised else memory.functions_known()
    key = (root, specialised, issues, structure)
    with _lock:
        native = _natives.get(key)
    if native is None:
        program = Program(root, memory, specialised, empty_columns(0, issues), BODIES, TRUSTED)
        native = compiled(program.text())
        with _lock:
            _natives[key] = native
            if len(_natives) > KEPT:
                _natives.popitem(last=False)
    return native


@cache
def shipped_functions() -> Mapping[tuple[type, str], Sequence[Callable[..., Any]]]:
    """Return the functions that the fields of a stance can have, by field; a program for any scenario has them all."""
    kinds = list(SHIPPED.values())
    return {
        (Stance, "demand"): _distinct(kind.demand for kind in kinds),
        (Stance, "bid"): _distinct(kind.bid for kind in kinds),
        (Stance, "waiting"): _distinct(kind.waiting for kind in kinds),
        (Stance, "accepts"): _distinct(kind.function for kind in ACCEPTANCES.values()),
    }


def _distinct(functions: Any) -> list[Callable[..., Any]]:
    return list(dict.fromkeys(function for function in functions if function is not None))


_kernels: OrderedDict[tuple[int, bool], Kernel] = OrderedDict()


def kernel_of(lowered: Lowered, *, specialised: bool = True) -> Kernel:
    """Return the kernel of a scenario, made once.

    Raises
    ------
    CompileError
        If a user's tactic cannot be compiled.
    """
    key = (id(lowered), specialised)  # a kernel keeps its scenario alive, so the id is not reused
    with _lock:
        kernel = _kernels.get(key)
    if kernel is None:
        kernel = Kernel(lowered, specialised=specialised)
        with _lock:
            _kernels[key] = kernel
            if len(_kernels) > KEPT:
                _kernels.popitem(last=False)
    return kernel


def run_replicates(lowered: Lowered, seed: int, first: int, count: int, *, specialised: bool = True) -> Columns:
    """Return the results of replicates ``first`` to ``first + count - 1``, run by the kernel.

    Raises
    ------
    UsageError
        If a user's tactic fails.
    CompileError
        If one cannot be compiled.
    """
    kernel = kernel_of(lowered.base or lowered, specialised=specialised)
    columns = empty_columns(count, len(lowered.scenario.issues))
    row = 0
    while row < count:
        rest = Columns._make(column[row:] for column in columns)
        stopped = kernel.fill(rest, kernel.words(lowered.numbers), seed, first + row)
        if stopped == NONE:
            break
        row += stopped
        talks = lowered.talks()
        negotiate(talks, seed, first + row)  # here Python raises what is wrong, or does without the kernel
        write_row(talks, columns, row)
        row += 1
    return columns
