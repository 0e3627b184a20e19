"""Whether a user's function gives the same bits compiled as in Python, from what its code names."""

from __future__ import annotations

import dis
import inspect
import math
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

RULES = "negosim.rules"
EXACT = {"sqrt", "floor", "ceil", "fabs", "copysign", "isnan", "isinf", "isfinite", "pi", "e", "tau", "inf", "nan"}
OUTSIDE = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}
ATTRIBUTE = {"LOAD_ATTR", "LOAD_METHOD"}
PLAIN = {"abs", "min", "max", "float", "int", "bool", "range", "len"}
MEND = "take exp, log and power from negosim.rules.arithmetic"


def functions_used(function: FunctionType) -> tuple[FunctionType, ...]:
    """Return a function and those of its own that it calls, directly or not; the rules are not among them."""
    found: dict[FunctionType, None] = {}
    waiting = [function]
    while waiting:
        now = waiting.pop()
        if now not in found:
            found[now] = None
            waiting += [value for _, value in _named(now) if isinstance(value, FunctionType) and not _is_rule(value)]
    return tuple(found)


def obstacle_in(function: FunctionType) -> str:
    """Return why a function must not be compiled; empty where nothing speaks against it."""
    for each in functions_used(function):
        for obstacle in _obstacles(each):
            return obstacle
    return ""


def _obstacles(function: FunctionType) -> Iterator[str]:
    code = function.__code__
    if code.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE):
        yield f"{function.__name__} is no plain function"
    if any(isinstance(constant, CodeType) for constant in code.co_consts):
        yield f"{function.__name__} defines a function within"
    for instruction in dis.get_instructions(code):
        if instruction.opname == "BINARY_OP" and instruction.argrepr.startswith("**"):
            yield f"{function.__name__} uses **, which rounds differently there; {MEND}"
    for name, value in _named(function):
        yield from _of_name(function, name, value)


def _of_name(function: FunctionType, name: str, value: Any) -> Iterator[str]:
    where = f"{function.__name__} uses {name}"
    if isinstance(value, ModuleType):
        if value is not math and not _is_rule(value):
            yield f"{where}, which is not compiled"
    elif isinstance(value, type | FunctionType) or inspect.isbuiltin(value):
        home = getattr(value, "__module__", "")
        allowed = EXACT if home == "math" else PLAIN if home == "builtins" else ()
        if not _is_rule(value) and not inspect.isfunction(value) and value.__name__ not in allowed:
            yield f"{where}, which rounds differently there; {MEND}" if home == "math" else f"{where}"
    elif not isinstance(value, bool | int | float):
        yield f"{where}, a {type(value).__name__}"


def _named(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """Yield what a function's code takes from outside of itself, by name; parts of modules for themselves."""
    outside = inspect.getclosurevars(function)
    known = {**outside.builtins, **outside.globals, **outside.nonlocals}
    name, value = "", None
    for instruction in dis.get_instructions(function):
        if instruction.opname in ATTRIBUTE and isinstance(value, ModuleType):
            name, value = f"{name}.{instruction.argval}", getattr(value, instruction.argval, None)
            yield name, value
        elif instruction.opname in OUTSIDE and instruction.argval in known:
            name, value = instruction.argval, known[instruction.argval]
            yield name, value
        else:
            value = None


def _is_rule(value: Any) -> bool:
    home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None) or ""
    return home == RULES or home.startswith(f"{RULES}.")
