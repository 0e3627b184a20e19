"""A compiler for a small typed subset of Python: functions over records become native code with bit-identical results.

:class:`Memory` lays out the records that can be reached from a root as rows of 8-byte words, :class:`Program` writes a
function and all functions that it calls in LLVM IR, :func:`compiled` translates that to machine code.
"""

from negosim.compile.faults import CompileError
from negosim.compile.memory import FAULT, Memory
from negosim.compile.native import Native, compiled
from negosim.compile.program import Program

__all__ = ["FAULT", "CompileError", "Memory", "Native", "Program", "compiled"]
