"""A program: a function with all functions that it calls, as one module of LLVM IR."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from negosim.compile.faults import CompileError
from negosim.compile.memory import NOTHING, Memory, is_structure
from negosim.compile.source import Source, original, source_of
from negosim.compile.statements import Function
from negosim.compile.types import COLUMNS, VOID, Functions, Record, Type

Name = tuple[type, str]
DTYPES = {"bool": "i8", "int8": "i8", "int32": "i32", "int64": "i64", "float64": "double"}
INTRINSICS = """declare double @llvm.fabs.f64(double)
declare double @llvm.sqrt.f64(double)
declare double @llvm.floor.f64(double)
declare { i64, i1 } @llvm.sadd.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.ssub.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
"""


@dataclass(slots=True)
class Program:
    """A function with all functions that it calls, over the records of a memory.

    Parameters
    ----------
    root : function
        The function to run; it takes the root record, columns of results and whole numbers, and returns a whole
        number.
    memory : Memory
        The layout of the records.
    specialised : bool
        Whether the structure of the memory is treated as constant; such a program runs only that structure.
    columns : namedtuple of array
        Columns like those that the root writes.
    bodies : mapping of function to str
        Functions with a second body, written in LLVM IR.
    trusted : sequence of str
        Packages whose functions access memory without checks.
    """

    root: Callable[..., Any]
    memory: Memory
    specialised: bool
    columns: Any
    bodies: Mapping[Any, str]
    trusted: Sequence[str]
    assigned: frozenset[str] = frozenset()
    _sources: dict[Any, Source] = field(default_factory=dict)
    _columns: type | None = None
    _aliases: dict[str, int] = field(default_factory=dict)
    _waiting: list[Source] = field(default_factory=list)
    _emitted: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the program in LLVM IR.

        Raises
        ------
        CompileError
            If a function is outside the subset; the error has its file and line.
        """
        self.assigned = frozenset(self._assignments())
        root = self.source(self.root)
        while self._waiting:
            source = self._waiting.pop()
            self._emitted[source.label] = self._definition(source)
        return "\n".join([*self._image(), INTRINSICS, *self._emitted.values(), self._entry(root), *self._metadata()])

    # ---- functions -------------------------------------------------------------------------------------------

    def source(self, function: Callable[..., Any]) -> Source:
        """Return the source of a function that is called, and queue the function to be compiled."""
        source = self._read(original(function))
        if source.label not in self._emitted:
            self._emitted[source.label] = ""  # until it is written
            self._waiting.append(source)
        return source

    def _read(self, function: Callable[..., Any]) -> Source:
        if function not in self._sources:
            module = getattr(function, "__module__", "") or ""
            trusted = any(module == package or module.startswith(f"{package}.") for package in self.trusted)
            label = f"{len(self._sources)}.{getattr(function, '__name__', '')}"
            self._sources[function] = source_of(function, self.memory.place, type(self.columns), trusted, label)
        return self._sources[function]

    def _definition(self, source: Source) -> str:
        body = self.bodies.get(source.function)
        if body is None:
            return Function(self, source).text()
        return f"define internal {self.header(source)} nounwind {{\n{body}}}\n"

    def header(self, source: Source) -> str:
        """Return a function's header."""
        return f'{source.result.llvm} @"{source.label}"({", ".join(self._parameters(source))})'

    def _parameters(self, source: Source) -> list[str]:
        parameters = ["ptr noalias %m"]
        for name, kind in source.parameters:
            if kind == COLUMNS:
                parameters.append("ptr noalias %columns")
            elif not self.is_root(kind):
                parameters.append(f'{kind.llvm} %"p.{name}"')
        return parameters

    def is_root(self, kind: Type) -> bool:
        """Return whether a type is that of the root record, the only one of its class."""
        return isinstance(kind, Record) and kind.of is self.memory.root

    def roots(self, source: Source) -> list[str]:
        """Return the names of a function's parameters that are the root record."""
        return [name for name, kind in source.parameters if self.is_root(kind)]

    def targets(self, record: type, name: str, code: str) -> list[tuple[int, Source]]:
        """Return the functions that may be called through a field, by position."""
        functions = self.memory.functions.get((record, name), [])
        if code.lstrip("-").isdigit():
            numbers: Sequence[int] = [int(code)]
        elif self.specialised and self.is_structure(record, name):
            numbers = sorted(set(self.memory.column(record, name)))
        else:
            numbers = range(len(functions))
        return [(number, self.source(functions[number])) for number in numbers if number != NOTHING]

    # ---- structure -------------------------------------------------------------------------------------------

    def is_structure(self, record: type, name: str) -> bool:
        """Return whether a field is part of the structure."""
        return is_structure(name, self.memory.pools[record].fields[name], self.assigned)

    def column(self, name: str) -> tuple[int, str, int]:
        """Return the position, the type and the dimensions of a column of results."""
        array = getattr(self.columns, name)
        return self.columns._fields.index(name), DTYPES[str(array.dtype)], array.ndim

    def _assignments(self) -> Iterator[str]:
        """Yield the names of all fields that a function of the program assigns.

        Raises
        ------
        CompileError
            If a function calls itself.
        """
        done: dict[Any, bool] = {}  # whether all functions that it calls have been searched

        def look(function: Any, caller: ast.AST | None, source: Source | None) -> Iterator[str]:
            if done.get(function):
                return
            if function in done and caller is not None and source is not None:
                raise source.fault(caller, f"'{function.__name__}' calls itself", "use a loop")
            done[function] = False
            if function not in self.bodies:
                own = self._read(function)
                for node in ast.walk(own.node):
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                        yield node.attr
                    elif isinstance(node, ast.Call):
                        for target in self._called(own, node):
                            yield from look(target, node, own)
            done[function] = True

        yield from look(self.root, None, None)

    def _called(self, source: Source, node: ast.Call) -> Iterator[Any]:
        """Yield the functions that may be called."""
        if isinstance(node.func, ast.Attribute):
            for (record, name), functions in self.memory.functions.items():
                if name == node.func.attr and isinstance(self.memory.pools[record].fields[name], Functions):
                    yield from functions
        try:
            function = source.resolve(node.func)
        except CompileError:
            return
        if isinstance(function, FunctionType):
            yield original(function)

    # ---- the module ------------------------------------------------------------------------------------------

    def alias(self, tag: str) -> str:
        """Return the metadata by which a load or store may alias only those with the same tag."""
        number = self._aliases.setdefault(tag, 10 + 2 * len(self._aliases))
        return f", !tbaa !{number + 1}"

    def _image(self) -> Iterator[str]:
        """Yield a constant copy of the memory's structure, for reads from records that are not known beforehand."""
        if self.specialised:
            words = self.memory.image(self.assigned)
            items = ", ".join(f"i64 {word}" for word in words)
            yield f"@image = private unnamed_addr constant [{len(words)} x i64] [{items}]"

    def _entry(self, root: Source) -> str:
        """Return the exported function: it calls the root, under a fixed name."""
        kind = root.result.llvm
        parameters = ", ".join(self._parameters(root)).replace(" noalias", "")
        call = f'call {kind} @"{root.label}"({parameters})'
        body = f"  {call}\n  ret void" if root.result == VOID else f"  %r = {call}\n  ret {kind} %r"
        return f"define {kind} @run({parameters}) {{\n{body}\n}}\n"

    def _metadata(self) -> Iterator[str]:
        yield "!0 = !{}"
        yield '!1 = !{!"branch_weights", i32 1, i32 1000000}'
        yield '!2 = !{!"negosim"}'
        for tag, number in self._aliases.items():
            yield f'!{number} = !{{!"{tag}", !2, i64 0}}'
            yield f"!{number + 1} = !{{!{number}, !{number}, i64 0}}"
