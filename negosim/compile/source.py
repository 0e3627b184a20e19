"""Functions as the compiler reads them: their syntax trees, their signatures, and the values of their names."""

from __future__ import annotations

import ast
import builtins
import linecache
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

from negosim.compile.faults import CompileError
from negosim.compile.locks import lock_across_forks
from negosim.compile.types import COLUMNS, Type, type_of

PACKAGE = __name__.partition(".")[0]
_lock = lock_across_forks()  # the parser of CPython 3.11 fails if two threads parse at once


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A function to compile.

    Parameters
    ----------
    function : function
        The function itself.
    node : ast.FunctionDef
        Its syntax tree; line numbers are those of its file.
    parameters : tuple of (str, Type)
        Names and types of its parameters.
    result : Type
        The type of its result.
    trusted : bool
        Whether its accesses to memory need no checks.
    label : str
        Its name in the module of machine code.
    """

    function: FunctionType
    node: ast.FunctionDef
    parameters: tuple[tuple[str, Type], ...]
    result: Type
    trusted: bool
    label: str

    @property
    def globals(self) -> dict[str, Any]:
        """The names of its module."""
        return self.function.__globals__

    def fault(self, node: ast.AST, problem: str, remedy: str) -> CompileError:
        """Return an error at a place in the function."""
        return CompileError(self.function.__code__.co_filename, getattr(node, "lineno", 0), problem, remedy)

    def resolve(self, node: ast.expr) -> Any:
        """Return the value of a global name, or of an attribute of a module.

        Raises
        ------
        CompileError
            If there is no such name.
        """
        if isinstance(node, ast.Attribute):
            home = self.resolve(node.value)
            if isinstance(home, ModuleType) and hasattr(home, node.attr):
                return getattr(home, node.attr)
            raise self.fault(node, f"'{ast.unparse(node)}' is not known when this is compiled", "use a constant")
        if isinstance(node, ast.Name):
            if node.id in self.globals:
                return self.globals[node.id]
            if hasattr(builtins, node.id):
                return getattr(builtins, node.id)
            raise self.fault(node, f"'{node.id}' is not defined", "pass it as a parameter, or define it as a constant")
        raise self.fault(node, f"'{ast.unparse(node)}' cannot be called", "call a function by its name")


def original(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function without the wrappers of this package, which only report errors.

    Raises
    ------
    CompileError
        If it has another wrapper, which may change its result.
    """
    while isinstance(function, FunctionType) and hasattr(function, "__wrapped__"):
        if function.__globals__["__name__"].partition(".")[0] != PACKAGE:
            problem = f"'{function.__name__}' has a decorator, which may change it"
            raise CompileError(
                function.__code__.co_filename, function.__code__.co_firstlineno, problem, "remove the decorator"
            )
        function = function.__wrapped__
    return function


def source_of(
    function: Callable[..., Any], place: type | None, columns: type | None, trusted: bool, label: str
) -> Source:
    """Return a function's source.

    Raises
    ------
    CompileError
        If it is not a plain function, its source cannot be found, or its signature is outside the subset.
    """
    if not isinstance(function, FunctionType):
        raise CompileError("", 0, f"this is a {type(function).__name__}", "only a function can be compiled")
    code = function.__code__
    node = _tree(code)
    if function.__closure__:
        names = ", ".join(code.co_freevars)
        problem = f"the function uses {names} of an enclosing function"
        raise CompileError(code.co_filename, node.lineno, problem, "pass it as a parameter")
    parameters = tuple(_parameters(function, node, place, columns))
    return Source(function, node, parameters, _result(function, node, place), trusted, label)


def _tree(code: CodeType) -> ast.FunctionDef:
    nodes = _functions_of(code.co_filename, "".join(linecache.getlines(code.co_filename)))
    first = code.co_firstlineno
    for node in nodes.get(code.co_name, ()):
        lines = [node.lineno, *(decorator.lineno for decorator in node.decorator_list)]
        if first in lines:
            return node
    raise CompileError(code.co_filename, first, "the source of the function cannot be found", "put it into a file")


@cache
def _functions_of(filename: str, text: str) -> dict[str, list[ast.FunctionDef]]:
    """Return the functions that a file defines, by name; every file is parsed once."""
    functions: dict[str, list[ast.FunctionDef]] = {}
    try:
        with _lock:
            tree = ast.parse(text, filename)
    except SyntaxError:
        return functions
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            functions.setdefault(node.name, []).append(node)
    return functions


def _parameters(
    function: FunctionType, node: ast.FunctionDef, place: type | None, columns: type | None
) -> Iterator[tuple[str, Type]]:
    arguments = node.args
    if arguments.vararg or arguments.kwarg or arguments.kwonlyargs:
        raise _signature(function, node, "the function has variable or keyword-only arguments", "use positional ones")
    hints = _hints(function, node)
    for argument in arguments.posonlyargs + arguments.args:
        if argument.arg not in hints:
            problem = f"the parameter '{argument.arg}' has no type"
            raise _signature(function, node, problem, f"annotate it, as in {argument.arg}: float")
        if columns is not None and hints[argument.arg] is columns:
            yield argument.arg, COLUMNS
            continue
        try:
            yield argument.arg, type_of(hints[argument.arg], place)
        except TypeError as error:
            raise _signature(function, node, f"the parameter '{argument.arg}': {error}", "use a number") from None


def _result(function: FunctionType, node: ast.FunctionDef, place: type | None) -> Type:
    if node.returns is None:
        raise _signature(function, node, "the return type is missing", "annotate it, as in -> float")
    try:
        return type_of(_hints(function, node)["return"], place)
    except TypeError as error:
        raise _signature(function, node, f"the return type: {error}", "return a number") from None


def _hints(function: FunctionType, node: ast.FunctionDef) -> dict[str, Any]:
    try:
        return typing.get_type_hints(function)
    except NameError as error:
        raise _signature(function, node, f"the annotations cannot be resolved: {error}", "import their names") from None


def _signature(function: FunctionType, node: ast.FunctionDef, problem: str, remedy: str) -> CompileError:
    return CompileError(function.__code__.co_filename, node.lineno, problem, remedy)
