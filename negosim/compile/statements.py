"""Statements: assignments, branches, loops."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from negosim.compile.calls import Calls
from negosim.compile.code import Value
from negosim.compile.types import COLUMNS, INT, VOID, Record, Rows, Tuple


@dataclass(slots=True)
class Function(Calls):
    """The code of one function."""

    def text(self) -> str:
        """Return the function in LLVM's language."""
        for name, kind in self.source.parameters:
            if kind == COLUMNS:
                self.variables[name] = Value(COLUMNS, "%columns")
            elif not self.program.is_root(kind):
                pointer = self.room(kind.llvm)
                self.variables[name] = Value(kind, pointer)
                self.line(f"store {kind.llvm} %p.{name}, ptr {pointer}")
        self.body(self.source.node.body)
        if not self.ended:
            if self.source.result != VOID:
                raise self.fault(self.source.node, "it may end without a value", "return one at its end")
            self.line("ret void")
        body = "\n  ".join(self.allocas + self.lines)
        header = self.program.header(self.source)
        return f"define internal {header} nounwind {{\nentry:\n  {body}\n}}\n"

    def body(self, statements: list[ast.stmt]) -> None:
        """Add statements; what follows one that never ends is left out."""
        for statement in statements:
            if self.ended:
                return
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        """Add a statement."""
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                pass
            case ast.Expr():
                self.expression(node.value)
            case ast.Assign():
                self.assignment(node)
            case ast.AnnAssign(value=ast.expr()):
                self.assign(node.target, self.expression(node.value), node)  # type: ignore[arg-type]
            case ast.AugAssign():
                self.augmented(node)
            case ast.Return():
                self.give_back(node)
            case ast.If():
                self.condition(node)
            case ast.While(orelse=[]):
                self.while_loop(node)
            case ast.For(orelse=[]):
                self.for_loop(node)
            case ast.Break():
                self.jump(self.loops[-1][1])
            case ast.Continue():
                self.jump(self.loops[-1][0])
            case _:
                kind = type(node).__name__.lower()
                raise self.fault(node, f"a {kind} is outside what can be compiled", "use numbers, if, while and for")

    # ---- assignments -----------------------------------------------------------------------------------------

    def assignment(self, node: ast.Assign) -> None:
        """Assign to one or more targets."""
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and len(node.targets) == 1:
            if len(target.elts) != len(node.value.elts):
                raise self.fault(node, "it assigns another number of values", "give one for each")
            values = [self.expression(each) for each in node.value.elts]
            for each, value in zip(target.elts, values, strict=True):
                self.assign(each, value, node)
            return
        value = self.expression(node.value)
        for target in node.targets:
            self.assign(target, value, node)

    def assign(self, target: ast.expr, value: Value, node: ast.stmt) -> None:
        """Assign a value to a variable, a field, an item or a column."""
        match target:
            case ast.Name():
                self.assign_variable(target.id, value, node)
            case ast.Tuple():
                if not isinstance(value.kind, Tuple) or len(value.kind.items) != len(target.elts):
                    raise self.fault(node, "it assigns another number of values", "give one for each")
                for place, each in enumerate(target.elts):
                    self.assign(each, self.item(value, place), node)
            case ast.Attribute():
                owner = self.expression(target.value)
                if not isinstance(owner.kind, Record):
                    raise self.fault(node, f"a {owner.kind.name} has no fields", "assign to a field of a record")
                self.write_field(target, owner, value, node)
            case ast.Subscript() if self.is_column(target.value):
                self.write_column(target, value)
            case ast.Subscript():
                rows = self.expression(target.value)
                if not isinstance(rows.kind, Rows):
                    raise self.fault(node, f"a {rows.kind.name} has no items to assign", "assign to a list's")
                self.write_item(target, rows, self.expression(target.slice), value)
            case _:
                raise self.fault(node, f"'{ast.unparse(target)}' cannot be assigned", "assign to a variable")

    def assign_variable(self, name: str, value: Value, node: ast.stmt) -> None:
        """Assign a value to a variable; its first value gives it its type."""
        if name not in self.variables:
            if value.kind == VOID:
                raise self.fault(node, f"'{name}' begins as None", "begin with a value")
            self.variables[name] = Value(value.kind, self.room(value.kind.llvm))
        kind, pointer = self.variables[name]
        self.line(f"store {kind.llvm} {self.convert(node, value, kind)}, ptr {pointer}")

    def augmented(self, node: ast.AugAssign) -> None:
        """Change a variable, a field or an item by an operation."""
        value = self.operation(node, node.op, self.expression(as_loaded(node.target)), self.expression(node.value))
        self.assign(node.target, value, node)

    def give_back(self, node: ast.Return) -> None:
        """Return a value."""
        kind = self.source.result
        if node.value is None or kind == VOID:
            if kind != VOID or node.value is not None:
                raise self.fault(node, f"it returns something other than {kind.name}", "return what it says")
            self.line("ret void")
        else:
            self.line(f"ret {kind.llvm} {self.convert(node, self.expression(node.value), kind)}")
        self.ended = True

    # ---- branches and loops ----------------------------------------------------------------------------------

    def condition(self, node: ast.If) -> None:
        """Do one thing or another."""
        held = self.truth(node.test, self.expression(node.test))
        if held in ("true", "false"):  # the other branch may not even have the types it needs
            self.body(node.body if held == "true" else node.orelse)
            return
        yes, no, end = self.label(), self.label(), self.label()
        self.branch(held, yes, no if node.orelse else end)
        self.begin(yes)
        self.body(node.body)
        goes_on = not self.ended or not node.orelse
        self.jump(end)
        if node.orelse:
            self.begin(no)
            self.body(node.orelse)
            goes_on = goes_on or not self.ended
            self.jump(end)
        if goes_on:
            self.begin(end)

    def while_loop(self, node: ast.While) -> None:
        """Repeat while a condition holds."""
        again, inside, end = self.label(), self.label(), self.label()
        self.jump(again)
        self.begin(again)
        self.branch(self.truth(node.test, self.expression(node.test)), inside, end)
        self.begin(inside)
        self._loop_body(node.body, again, end)
        self.jump(again)
        self.begin(end)

    def _loop_body(self, statements: list[ast.stmt], again: str, end: str) -> None:
        self.loops.append((again, end))
        self.body(statements)
        self.loops.pop()

    def for_loop(self, node: ast.For) -> None:
        """Repeat for each number of a range, or each item of a list."""
        if isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) and node.iter.func.id == "range":
            self._count(node, *self._range(node, node.iter))
            return
        rows = self.expression(node.iter)
        if not isinstance(rows.kind, Rows):
            raise self.fault(node, f"'{ast.unparse(node.iter)}' cannot be gone through", "use range() or a list")
        self._count(node, "0", self.length(rows), 1, rows)

    def _range(self, node: ast.For, call: ast.Call) -> tuple[str, str, int]:
        values = [self.convert(node, self.expression(each), INT) for each in call.args]
        step = 1
        if len(values) == 3:
            if not values[2].lstrip("-").isdigit() or values[2] == "0":
                raise self.fault(node, "the step of the range is not known when this is compiled", "use a constant")
            step = int(values[2])
        first, last = ("0", values[0]) if len(values) == 1 else (values[0], values[1])
        return first, last, step

    def _count(self, node: ast.For, first: str, last: str, step: int, rows: Value | None = None) -> None:
        counter = self.room("i64")
        self.line(f"store i64 {first}, ptr {counter}")
        again, inside, following, end = self.label(), self.label(), self.label(), self.label()
        self.jump(again)
        self.begin(again)
        number = self.new(f"load i64, ptr {counter}")
        self.branch(self.new(f"icmp {'slt' if step > 0 else 'sgt'} i64 {number}, {last}"), inside, end)
        self.begin(inside)
        value = Value(INT, number)
        if rows is not None:
            start = self.new(f"extractvalue {{ i64, i64 }} {rows.text}, 0")
            value = self.item_at(rows.kind.item, self.new(f"add nsw i64 {start}, {number}"))  # type: ignore[union-attr]
        self.assign(node.target, value, node)
        self._loop_body(node.body, following, end)
        self.jump(following)
        self.begin(following)
        number = self.new(f"load i64, ptr {counter}")
        self.line(f"store i64 {self.new(f'add nsw i64 {number}, {step}')}, ptr {counter}")
        self.jump(again)
        self.begin(end)


def as_loaded(target: ast.expr) -> ast.expr:
    """Return the expression that reads what a target writes."""
    match target:
        case ast.Name(id=name):
            read: ast.expr = ast.Name(id=name, ctx=ast.Load())
        case ast.Attribute(value=value, attr=attr):
            read = ast.Attribute(value=value, attr=attr, ctx=ast.Load())
        case ast.Subscript(value=value, slice=index):
            read = ast.Subscript(value=value, slice=index, ctx=ast.Load())
        case _:
            return target
    return ast.copy_location(read, target)
