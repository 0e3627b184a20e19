"""Expressions: names, arithmetic and comparisons, with the same bits as in Python."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from negosim.compile.access import Access
from negosim.compile.code import NONE_VALUE, Value
from negosim.compile.memory import real_bits
from negosim.compile.types import BOOL, FLOAT, INT, VOID, Functions, Record, Rows, Tuple, with_article

FLOAT_OPERATIONS = {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul"}
WHOLE_OPERATIONS = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.RShift: "ashr",
    ast.LShift: "shl",
}
OVERFLOWING = {ast.Add: "sadd", ast.Sub: "ssub", ast.Mult: "smul"}
FLOAT_COMPARISONS = {ast.Eq: "oeq", ast.NotEq: "une", ast.Lt: "olt", ast.LtE: "ole", ast.Gt: "ogt", ast.GtE: "oge"}
WHOLE_COMPARISONS = {ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "slt", ast.LtE: "sle", ast.Gt: "sgt", ast.GtE: "sge"}
LARGEST_SHIFT = {ast.LShift: 62, ast.RShift: 63}
POWER = "use power from negosim.rules.arithmetic, which rounds the same on every machine"


@dataclass(slots=True)
class Expressions(Access):
    """Code for expressions."""

    def expression(self, node: ast.expr) -> Value:
        """Return the value of an expression."""
        match node:
            case ast.Constant():
                return self.constant(node, node.value)
            case ast.Name():
                return self.name(node)
            case ast.Attribute():
                return self.attribute(node)
            case ast.Subscript():
                return self.subscript(node)
            case ast.BinOp():
                return self.operation(node, node.op, self.expression(node.left), self.expression(node.right))
            case ast.UnaryOp():
                return self.unary(node)
            case ast.Compare():
                return self.comparison(node)
            case ast.BoolOp():
                return self.all_or_any(node)
            case ast.IfExp():
                return self.choice(node)
            case ast.Tuple():
                return self.pack(node, [self.expression(each) for each in node.elts])
            case ast.Call():
                return self.call(node)
        raise self.fault(node, f"'{ast.unparse(node)}' cannot be compiled", "use numbers, if and for")

    def call(self, node: ast.Call) -> Value:
        """Return the result of a call."""
        raise NotImplementedError

    # ---- names -----------------------------------------------------------------------------------------------

    def name(self, node: ast.Name) -> Value:
        """Return the value of a variable, or of a constant of the module."""
        if node.id in self.program.roots(self.source):
            return Value(Record(self.program.memory.root), str(self.program.memory.start))
        if node.id in self.bound:
            kind, pointer = self.variables[node.id]
            return Value(kind, self.new(f"load {kind.llvm}, ptr {pointer}"))
        if self._is_local(node.id):
            raise self.fault(node, f"'{node.id}' may have no value here", "assign one before")
        return self.constant(node, self.source.resolve(node))

    def attribute(self, node: ast.Attribute) -> Value:
        """Return the value of a field, or of a constant of a module."""
        if isinstance(node.value, ast.Name) and not self._is_local(node.value.id):
            return self.constant(node, self.source.resolve(node))
        owner = self.expression(node.value)
        if not isinstance(owner.kind, Record):
            raise self.fault(node, f"{with_article(owner.kind)} has no '{node.attr}'", "only records have fields")
        return self.read_field(node, owner)

    def _is_local(self, name: str) -> bool:
        return name in self.source.function.__code__.co_varnames

    def subscript(self, node: ast.Subscript) -> Value:
        """Return an item of a list or of a tuple."""
        owner, index = self.expression(node.value), self.expression(node.slice)
        if isinstance(owner.kind, Rows):
            return self.read_item(node, owner, index)
        if isinstance(owner.kind, Tuple):
            return self.read_tuple(node, owner, index)
        raise self.fault(node, f"{with_article(owner.kind)} has no items", "index a list or a tuple")

    # ---- arithmetic ------------------------------------------------------------------------------------------

    def operation(self, node: ast.AST, operator: ast.operator, left: Value, right: Value) -> Value:
        """Return the result of an arithmetic operation."""
        kind = type(operator)
        if kind is ast.Pow:
            raise self.fault(node, "** rounds differently from machine to machine", POWER)
        if kind is ast.Div:
            return self._quotient(self.real(node, left), self.real(node, right))
        if FLOAT in (left.kind, right.kind):
            if kind not in FLOAT_OPERATIONS:
                raise self.fault(node, f"'{ast.unparse(node)}' works only on whole numbers", "convert them with int()")
            one, other = self.real(node, left), self.real(node, right)
            return Value(FLOAT, self.new(f"{FLOAT_OPERATIONS[kind]} double {one}, {other}"))
        one, other = self.whole(node, left), self.whole(node, right)
        if kind in (ast.FloorDiv, ast.Mod):
            return Value(INT, self._floor_division(kind, one, other))
        if kind not in WHOLE_OPERATIONS:
            raise self.fault(node, f"'{ast.unparse(node)}' cannot be compiled", "use + - * / // %")
        if not self.source.trusted:
            return Value(INT, self._checked(kind, one, other))
        return Value(INT, self.new(f"{WHOLE_OPERATIONS[kind]} i64 {one}, {other}"))

    def _checked(self, kind: type[ast.operator], one: str, other: str) -> str:
        """Return the result of an operation on whole numbers, and record an error if it is too large."""
        if kind in LARGEST_SHIFT:
            self.refuse(self.new(f"icmp ugt i64 {other}, {LARGEST_SHIFT[kind]}"))
        if kind is ast.LShift:
            power = self.new(f"shl i64 1, {other}")
            kind, other = ast.Mult, power
        if kind not in OVERFLOWING:
            return self.new(f"{WHOLE_OPERATIONS[kind]} i64 {one}, {other}")
        name = f"@llvm.{OVERFLOWING[kind]}.with.overflow.i64"
        pair = self.new(f"call {{ i64, i1 }} {name}(i64 {one}, i64 {other})")
        self.refuse(self.new(f"extractvalue {{ i64, i1 }} {pair}, 1"))
        return self.new(f"extractvalue {{ i64, i1 }} {pair}, 0")

    def _quotient(self, one: str, other: str) -> Value:
        if not other.startswith("0x") or other in (real_bits(0.0), real_bits(-0.0)):
            self.refuse(self.new(f"fcmp oeq double {other}, {real_bits(0.0)}"))
        return Value(FLOAT, self.new(f"fdiv double {one}, {other}"))

    def _floor_division(self, kind: type[ast.operator], one: str, other: str) -> str:
        if not other.isdigit() or other == "0":
            zero = self.new(f"icmp eq i64 {other}, 0")
            self.refuse(zero)
            other = self.new(f"select i1 {zero}, i64 1, i64 {other}")
            if not self.source.trusted:
                least = self.new(f"icmp eq i64 {one}, {-(2**63)}")
                self.refuse(self.new(f"and i1 {least}, {self.new(f'icmp eq i64 {other}, -1')}"))
        rest = self.new(f"srem i64 {one}, {other}")
        differs = self.new(f"icmp slt i64 {self.new(f'xor i64 {rest}, {other}')}, 0")
        off = self.new(f"and i1 {self.new(f'icmp ne i64 {rest}, 0')}, {differs}")
        if kind is ast.Mod:
            return self.new(f"select i1 {off}, i64 {self.new(f'add i64 {rest}, {other}')}, i64 {rest}")
        whole = self.new(f"sdiv i64 {one}, {other}")
        return self.new(f"select i1 {off}, i64 {self.new(f'sub i64 {whole}, 1')}, i64 {whole}")

    def unary(self, node: ast.UnaryOp) -> Value:
        """Return the result of an operation on one value."""
        if isinstance(node.op, ast.Not):
            return Value(BOOL, self.new(f"xor i1 {self.truth(node, self.expression(node.operand))}, true"))
        match node.op, node.operand:
            case ast.USub(), ast.Constant(value=int() | float() as number):
                return self.constant(node, -number)
        value = self.expression(node.operand)
        if isinstance(node.op, ast.USub):
            if value.kind == FLOAT:
                return Value(FLOAT, self.new(f"fneg double {value.text}"))
            return self.operation(node, ast.Sub(), Value(INT, "0"), value)
        if isinstance(node.op, ast.UAdd) and value.kind in (INT, FLOAT):
            return value
        raise self.fault(node, f"'{ast.unparse(node)}' cannot be compiled", "use + - * / // %")

    # ---- comparisons -----------------------------------------------------------------------------------------

    def comparison(self, node: ast.Compare) -> Value:
        """Return whether a chain of comparisons holds; later ones are evaluated only if the earlier ones hold."""
        left = self.expression(node.left)
        steps = list(zip(node.ops, node.comparators, strict=True))
        if len(steps) == 1:
            return Value(BOOL, self._compared(node, steps[0][0], left, steps[0][1])[0])

        operands: list[Value] = [left]

        def step(operator: ast.cmpop, comparator: ast.expr) -> Callable[[], str]:
            def test() -> str:
                truth, right = self._compared(node, operator, operands[-1], comparator)
                operands.append(right)
                return truth

            return test

        return self._short_circuit([step(*each) for each in steps], stop_at=False)

    def _compared(self, node: ast.Compare, operator: ast.cmpop, left: Value, comparator: ast.expr) -> tuple[str, Value]:
        if isinstance(operator, ast.In | ast.NotIn):
            return self._membership(node, operator, left, comparator), NONE_VALUE
        right = self.expression(comparator)
        return self.compare(node, operator, left, right), right

    def _membership(self, node: ast.Compare, operator: ast.cmpop, left: Value, comparator: ast.expr) -> str:
        if not isinstance(comparator, ast.Tuple) or not comparator.elts:
            raise self.fault(node, f"'{ast.unparse(node)}' cannot be compiled", "write in (a, b)")
        among = ""
        if left.kind not in (INT, BOOL):
            raise self.fault(
                node, f"{with_article(left.kind)} cannot be tested with 'in'", "use whole numbers, or use =="
            )
        for each in comparator.elts:
            equal = self.compare(node, ast.Eq(), left, self.expression(each))
            among = self.new(f"or i1 {among}, {equal}") if among else equal
        return self.new(f"xor i1 {among}, true") if isinstance(operator, ast.NotIn) else among

    def compare(self, node: ast.AST, operator: ast.cmpop, left: Value, right: Value) -> str:
        """Return whether a comparison holds."""
        if isinstance(operator, ast.Is | ast.IsNot):
            return self._identity(node, operator, left, right)
        if not {left.kind, right.kind} <= {INT, FLOAT, BOOL}:
            raise self.fault(
                node, f"{with_article(left.kind)} and {with_article(right.kind)} cannot be compared", "compare numbers"
            )
        if FLOAT in (left.kind, right.kind):
            one, other = self.real(node, left), self.real(node, right)
            return self.new(f"fcmp {FLOAT_COMPARISONS[type(operator)]} double {one}, {other}")
        one, other = self.whole(node, left), self.whole(node, right)
        return self.new(f"icmp {WHOLE_COMPARISONS[type(operator)]} i64 {one}, {other}")

    def _identity(self, node: ast.AST, operator: ast.cmpop, left: Value, right: Value) -> str:
        kinds = [each.kind for each in (left, right) if each.kind != VOID]
        records = all(isinstance(kind, Record) for kind in kinds) and len(set(kinds)) == 1
        if not records and not (len(kinds) == 1 and isinstance(kinds[0], Functions)):
            raise self.fault(node, "'is' compares only records of one class, or something with None", "use ==")
        one, other = (self.convert(node, each, kinds[0]) for each in (left, right))
        return self.new(f"icmp {'eq' if isinstance(operator, ast.Is) else 'ne'} i64 {one}, {other}")

    def all_or_any(self, node: ast.BoolOp) -> Value:
        """Return whether all or any of several conditions hold; each is evaluated only if it matters."""
        return self._short_circuit([self._test(each) for each in node.values], stop_at=isinstance(node.op, ast.Or))

    def _test(self, node: ast.expr) -> Callable[[], str]:
        def test() -> str:
            value = self.expression(node)
            if value.kind != BOOL:
                raise self.fault(node, f"'{ast.unparse(node)}' is not a truth value", "compare it with something")
            return value.text

        return test

    def _short_circuit(self, tests: list[Callable[[], str]], *, stop_at: bool) -> Value:
        slot, end = self.slot("i1"), self.label()
        for place, test in enumerate(tests):
            truth = test()
            self.line(f"store i1 {truth}, ptr {slot}")
            if place + 1 < len(tests):
                following = self.label()
                self.branch(truth, *((end, following) if stop_at else (following, end)))
                self.begin(following)
        self.jump(end)
        self.begin(end)
        return Value(BOOL, self.new(f"load i1, ptr {slot}"))

    def choice(self, node: ast.IfExp) -> Value:
        """Return one of two values; the other is not computed."""
        condition = self.truth(node.test, self.expression(node.test))
        yes, no, end = self.label(), self.label(), self.label()
        self.branch(condition, yes, no)
        self.begin(yes)
        first = self.expression(node.body)
        mark = len(self.lines)
        self.begin(no)
        second = self.expression(node.orelse)
        kind = second.kind if first.kind in (VOID, BOOL) else first.kind
        slot = self.slot(kind.llvm)
        text = self.convert(node, second, kind)
        self.line(f"store {kind.llvm} {text}, ptr {slot}")
        self.jump(end)
        later, self.lines = self.lines[mark:], self.lines[:mark]
        text = self.convert(node, first, kind)
        self.line(f"store {kind.llvm} {text}, ptr {slot}")
        self.line(f"br label %{end}")
        self.lines += later
        self.begin(end)
        return Value(kind, self.new(f"load {kind.llvm}, ptr {slot}"))
