"""A compiler for a small typed subset of Python: functions over records, as native code with the same bits.

:class:`Memory` lays out the records that can be reached from a root as rows of 8-byte words, :class:`Program` writes a
function and all that it calls in LLVM's language, :func:`compiled` makes machine code of it.
"""

from negosim.compile.faults import CompileError
from negosim.compile.memory import FAULT, Memory
from negosim.compile.native import Native, compiled
from negosim.compile.program import Program

__all__ = ["FAULT", "CompileError", "Memory", "Native", "Program", "compiled"]
