"""The kernel: the rules as native code, over the records of one scenario."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns, empty_columns
from negosim.batch.loop import replicates
from negosim.batch.primitives import BODIES
from negosim.compile import Memory, Native, Program, compiled
from negosim.errors import UsageError
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.advance import negotiate
from negosim.rules.lower import REMEMBERED, Lowered, places_remembered
from negosim.rules.lowering.stances import SHIPPED
from negosim.rules.records import NONE, Place, Stance

KEPT = 256  # kernels at hand in a process
TRUSTED = ("negosim",)
SIGNATURE = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 3)


_lock = Lock()


class Kernel:
    """A scenario's records as the native code takes them, and that code.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    specialised : bool
        Whether the code is made for this scenario's structure alone, which is faster, or for any.

    Raises
    ------
    CompileError
        Where a user's tactic cannot be compiled.
    """

    def __init__(self, lowered: Lowered, *, specialised: bool) -> None:
        remembered = places_remembered(lowered.scenario) if specialised else REMEMBERED
        talks, self._places = lowered.records(remembered=remembered)
        self.lowered = lowered
        self.memory = Memory(talks, Place, None if specialised else shipped_functions())
        self._native = native_of(self.memory, len(lowered.scenario.issues), specialised=specialised)
        self._entry = SIGNATURE(self._native.address)

    def run(self, seed: int, first: int, count: int, numbers: Mapping[int, float] | None = None) -> Columns:
        """Return the results of replicates ``first`` to ``first + count - 1``; the interpreter's lock is released.

        Parameters
        ----------
        numbers : mapping of int to float, optional
            Numbers of the scenario in place of those that it has, by the word of the memory at which they stand.

        Raises
        ------
        KernelFaultError
            Where a user's tactic fails.
        """
        words = self.memory.words.copy()
        for word, number in (numbers or {}).items():
            words.view(np.float64)[word] = number
        return self.run_on(words, seed, first, count)

    def word(self, path: str) -> int:
        """Return the word of the memory at which a number of the scenario stands.

        Parameters
        ----------
        path : str
            Its keys, joined by dots, as in ``"delegations.seoul.stances.moon.reservation"``.
        """
        return self.memory.word(self._places[path])

    def run_on(self, words: npt.NDArray[np.int64], seed: int, first: int, count: int) -> Columns:
        """Return the results of replicates that are run on a copy of the memory; it keeps what the last one leaves.

        Raises
        ------
        KernelFaultError
            Where a user's tactic fails.
        """
        columns = empty_columns(count, len(self.lowered.scenario.issues))
        parts = [(array.ctypes.data, array.shape[1] if array.ndim > 1 else 1) for array in columns]
        addresses = np.array(parts, np.int64)
        row = self._entry(words.ctypes.data, addresses.ctypes.data, seed, first, count)
        if row != NONE:
            raise KernelFaultError(first + row)
        return columns


class KernelFaultError(Exception):
    """Something went wrong in a replicate, whose number it has; in Python the same replicate says what."""

    def __init__(self, replicate: int) -> None:
        self.replicate = replicate
        super().__init__(f"replicate {replicate} failed")


_natives: OrderedDict[Hashable, Native] = OrderedDict()


def native_of(memory: Memory, issues: int, *, specialised: bool) -> Native:
    """Return the native code for records laid out like these."""
    structure = memory.structure() if specialised else memory.functions_known()
    key = (specialised, issues, structure)
    with _lock:
        native = _natives.get(key)
    if native is None:
        program = Program(replicates, memory, specialised, empty_columns(0, issues), BODIES, TRUSTED)
        native = compiled(program.text())
        with _lock:
            _natives[key] = native
            if len(_natives) > KEPT:
                _natives.popitem(last=False)
    return native


@cache
def shipped_functions() -> Mapping[tuple[type, str], Sequence[Callable[..., Any]]]:
    """Return the functions that the fields of a stance may hold, by field; a program for any scenario has them all."""
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
        Where a user's tactic cannot be compiled.
    """
    key = (id(lowered), specialised)  # a kernel keeps its scenario, so the number stands for no other
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
        Where a user's tactic fails.
    CompileError
        Where one cannot be compiled.
    """
    kernel = kernel_of(lowered.base or lowered, specialised=specialised)
    numbers = {kernel.word(path): number for path, number in lowered.numbers.items()}
    try:
        return kernel.run(seed, first, count, numbers)
    except KernelFaultError as fault:
        negotiate(lowered.talks(), seed, fault.replicate)
        raise UsageError(
            f"replicate {fault.replicate} (seed {seed}) leaves what the kernel can compute, such as whole numbers "
            "above 2**63; run it with driver='python'"
        ) from None
