"""Calls: of functions, of some builtins of Python, and of functions in fields of records."""

from __future__ import annotations

import ast
import builtins
import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from negosim.compile.code import NONE_VALUE, Value
from negosim.compile.expressions import Expressions
from negosim.compile.memory import real_bits
from negosim.compile.source import Source
from negosim.compile.types import BOOL, COLUMNS, FLOAT, INT, VOID, Functions, Record, Rows, with_article

LARGEST = 2.0**63  # whole numbers below it fit into 64 bits
ROUNDING = {
    name: f"use {ours} from negosim.rules.arithmetic, which rounds the same on every machine"
    for name, ours in (("exp", "exp"), ("log", "log"), ("pow", "power"), ("floor", "floor"))
}


@dataclass(slots=True)
class Calls(Expressions):
    """Code for calls."""

    def call(self, node: ast.Call) -> Value:
        """Return the result of a call."""
        if isinstance(node.func, ast.Attribute) and self._is_field(node.func):
            return self._call_field(node, node.func)
        if isinstance(node.func, ast.Name) and self._is_local(node.func.id):
            raise self.fault(
                node, f"'{node.func.id}' is a variable", "call a function by its name, or a field of a record"
            )
        function = self.source.resolve(node.func)
        if isinstance(function, FunctionType):
            return self._call_function(node, function)
        if isinstance(function, Hashable) and function in BUILTINS:
            if node.keywords:
                raise self.fault(
                    node, f"'{ast.unparse(node)}' has keyword arguments", "write them in order, without names"
                )
            return BUILTINS[function](self, node)
        name = getattr(function, "__name__", ast.unparse(node.func))
        raise self.fault(node, f"'{name}' cannot be called here", ROUNDING.get(name, "call a function of your own"))

    def called_builtin(self, node: ast.expr) -> Any:
        """Return the builtin of Python that an expression calls; ``None`` if it calls none."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not self._is_local(node.func.id):
            return getattr(builtins, node.func.id, None) if node.func.id not in self.source.globals else None
        return None

    def _is_field(self, node: ast.Attribute) -> bool:
        root = node.value
        while isinstance(root, ast.Attribute | ast.Subscript | ast.Call):
            root = root.func if isinstance(root, ast.Call) else root.value
        return isinstance(root, ast.Name) and self._is_local(root.id)

    # ---- functions -------------------------------------------------------------------------------------------

    def _call_function(self, node: ast.Call, function: Callable[..., Any]) -> Value:
        target = self.program.source(function)
        plain = [each for each in node.args if not isinstance(each, ast.Starred)]
        given: list[Value | None] = [self._argument(each) for each in plain]
        if len(plain) < len(node.args):
            given += self._spread(node, target, len(plain))
        given += [None] * (len(target.parameters) - len(given))
        names = [name for name, _ in target.parameters]
        for keyword in node.keywords:
            if keyword.arg not in names or given[names.index(keyword.arg)] is not None:
                raise self.fault(
                    node,
                    f"'{target.function.__name__}' takes no argument {keyword.arg} here",
                    "write the arguments in order",
                )
            given[names.index(keyword.arg)] = self.expression(keyword.value)
        return self.invoke(node, target, self._with_defaults(node, target, given))

    def _argument(self, node: ast.expr) -> Value:
        if isinstance(node, ast.Name) and node.id in self.variables and self.variables[node.id].kind == COLUMNS:
            return Value(COLUMNS, "%columns")
        return self.expression(node)

    def _with_defaults(self, node: ast.Call, target: Source, given: list[Value | None]) -> list[Value]:
        defaults = target.function.__defaults__ or ()
        values = []
        for place, value in enumerate(given):
            if value is None:
                behind = place - (len(target.parameters) - len(defaults))
                if behind < 0:
                    raise self.fault(node, f"the argument '{target.parameters[place][0]}' is missing", "give it")
                value = self.constant(node, defaults[behind])
            values.append(value)
        if len(values) != len(target.parameters):
            takes = len(target.parameters)
            raise self.fault(node, f"'{target.function.__name__}' takes {takes} arguments", f"give {takes}")
        return values

    def _spread(self, node: ast.Call, target: Source, first: int) -> list[Value | None]:
        """Return the numbers of a list as the remaining arguments of a function."""
        starred = node.args[-1]
        if not isinstance(starred, ast.Starred) or first + 1 != len(node.args):
            raise self.fault(node, "a list is unpacked before the last argument", "unpack one list, at the end")
        rows = self.expression(starred.value)
        if not isinstance(rows.kind, Rows) or rows.kind.item not in (INT, FLOAT):
            raise self.fault(node, f"'{ast.unparse(starred)}' is not a list of numbers", "unpack a list of numbers")
        start = self.new(f"extractvalue {{ i64, i64 }} {rows.text}, 0")
        item = rows.kind.item
        count = max(0, len(target.parameters) - first)
        if not self.source.trusted:
            self.refuse(self.new(f"icmp ne i64 {self.length(rows)}, {count}"))
        return [self.item_at(item, start, str(place)) for place in range(count)]

    def invoke(self, node: ast.AST, target: Source, values: list[Value]) -> Value:
        """Call a function with its arguments."""
        arguments = ["ptr %m"]
        for (_, kind), value in zip(target.parameters, values, strict=True):
            if kind != value.kind and (kind == COLUMNS or self.program.is_root(kind)):
                raise self.mismatch(node, value.kind, kind)
            if kind == COLUMNS:
                arguments.append("ptr %columns")
            elif not self.program.is_root(kind):
                arguments.append(f"{kind.llvm} {self.convert(node, value, kind)}")
        text = f'call {target.result.llvm} @"{target.label}"({", ".join(arguments)})'
        if target.result == VOID:
            self.line(text)
            result = NONE_VALUE
        else:
            result = Value(target.result, self.new(text))
        if not self.source.trusted:
            self.stop_on_fault()
        elif not target.trusted and target.result == FLOAT:
            self.refuse(self.new(f"fcmp uno double {result.text}, {result.text}"))
        return result

    # ---- functions in fields ---------------------------------------------------------------------------------

    def _call_field(self, node: ast.Call, field: ast.Attribute) -> Value:
        owner = self.expression(field.value)
        if not isinstance(owner.kind, Record):
            raise self.fault(node, f"{with_article(owner.kind)} has no functions", "call a function by its name")
        kind = self.field_kind(field, owner.kind)
        if not isinstance(kind, Functions) or node.keywords:
            raise self.fault(node, f"'{ast.unparse(node)}' cannot be called", "call a function by its name")
        self.refuse_none(owner)
        code = self.read_word(owner.kind, field.attr, owner.text, 0)
        self.refuse_none(Value(kind, code))
        targets = self.program.targets(owner.kind.of, field.attr, code)
        plain = [self.expression(each) for each in node.args if not isinstance(each, ast.Starred)]
        if len(targets) == 1:
            return self._call_target(node, targets[0][1], plain, kind)
        return self._switch(node, code, targets, plain, kind)

    def _call_target(self, node: ast.Call, target: Source, plain: list[Value], kind: Functions) -> Value:
        given: list[Value | None] = list(plain)
        if len(plain) < len(node.args):
            given += self._spread(node, target, len(plain))
        result = self.invoke(node, target, self._with_defaults(node, target, given))
        return result if kind.result == VOID else Value(kind.result, self.convert(node, result, kind.result))

    def _switch(
        self, node: ast.Call, code: str, targets: list[tuple[int, Source]], plain: list[Value], kind: Functions
    ) -> Value:
        end, nowhere = self.label(), self.label()
        labels = [self.label() for _ in targets]
        cases = " ".join(f"i64 {number}, label %{label}" for (number, _), label in zip(targets, labels, strict=True))
        slot = "" if kind.result == VOID else self.slot(kind.result.llvm)
        self.line(f"switch i64 {code}, label %{nowhere} [ {cases} ]")
        for (_, target), label in zip(targets, labels, strict=True):
            self.begin(label)
            result = self._call_target(node, target, plain, kind)
            if slot:
                self.line(f"store {kind.result.llvm} {result.text}, ptr {slot}")
            self.jump(end)
        self.begin(nowhere)
        self.note_fault()
        self.leave()
        self.begin(end)
        return NONE_VALUE if not slot else Value(kind.result, self.new(f"load {kind.result.llvm}, ptr {slot}"))

    # ---- builtins --------------------------------------------------------------------------------------------

    def one(self, node: ast.Call) -> Value:
        """Return the only argument of a call."""
        if len(node.args) != 1:
            raise self.fault(node, f"'{ast.unparse(node)}' has {len(node.args)} arguments", "give it one")
        return self.expression(node.args[0])

    def extreme(self, node: ast.Call, whole: str, real: str) -> Value:
        """Return the minimum or the maximum of several numbers, the first of equal ones."""
        values = [self.expression(each) for each in node.args]
        kind = values[0].kind if values else VOID
        if len(values) < 2 or kind not in (INT, FLOAT) or {value.kind for value in values} != {kind}:
            raise self.fault(
                node, f"'{ast.unparse(node)}' cannot be compiled", "give it numbers of one type, such as 1.0 for 1"
            )
        best = values[0].text
        for value in values[1:]:
            other = value.text
            compare = f"fcmp {real} double" if kind == FLOAT else f"icmp {whole} i64"
            better = self.new(f"{compare} {other}, {best}")
            best = self.new(f"select i1 {better}, {kind.llvm} {other}, {kind.llvm} {best}")
        return Value(kind, best)

    def truncated(self, node: ast.Call) -> Value:
        """Return a number without its fraction."""
        value = self.one(node)
        if value.kind != FLOAT:
            return Value(INT, self.whole(node, value))
        if not self.source.trusted:
            size = self.new(f"call double @llvm.fabs.f64(double {value.text})")
            self.refuse(self.new(f"fcmp uge double {size}, {real_bits(LARGEST)}"))
        return Value(INT, self.new(f"fptosi double {value.text} to i64"))

    def absolute(self, node: ast.Call) -> Value:
        """Return a number without its sign."""
        value = self.one(node)
        if value.kind == FLOAT:
            return Value(FLOAT, self.new(f"call double @llvm.fabs.f64(double {value.text})"))
        text = self.whole(node, value)
        negative = self.operation(node, ast.Sub(), Value(INT, "0"), Value(INT, text)).text
        return Value(INT, self.new(f"select i1 {self.new(f'icmp slt i64 {text}, 0')}, i64 {negative}, i64 {text}"))

    def square_root(self, node: ast.Call) -> Value:
        """Return a square root."""
        text = self.real(node, self.one(node))
        self.refuse(self.new(f"fcmp olt double {text}, {real_bits(0.0)}"))
        return Value(FLOAT, self.new(f"call double @llvm.sqrt.f64(double {text})"))

    def size(self, node: ast.Call) -> Value:
        """Return the number of items of a list."""
        value = self.one(node)
        if not isinstance(value.kind, Rows):
            raise self.fault(node, f"{with_article(value.kind)} has no length", "use a list")
        return Value(INT, self.length(value))

    def is_nan(self, node: ast.Call) -> Value:
        """Return whether a number is nan."""
        text = self.real(node, self.one(node))
        return Value(BOOL, self.new(f"fcmp uno double {text}, {text}"))


BUILTINS: dict[Any, Callable[[Calls, ast.Call], Value]] = {
    min: lambda code, node: code.extreme(node, "slt", "olt"),
    max: lambda code, node: code.extreme(node, "sgt", "ogt"),
    int: Calls.truncated,
    abs: Calls.absolute,
    len: Calls.size,
    float: lambda code, node: Value(FLOAT, code.real(node, code.one(node))),
    bool: lambda code, node: Value(BOOL, code.truth(node, code.one(node))),
    math.sqrt: Calls.square_root,
    math.isnan: Calls.is_nan,
    math.fabs: lambda code, node: Value(
        FLOAT, code.new(f"call double @llvm.fabs.f64(double {code.real(node, code.one(node))})")
    ),
}
