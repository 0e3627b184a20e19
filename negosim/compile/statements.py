"""Statements: assignments, branches, loops."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from negosim.compile.calls import Calls
from negosim.compile.code import Loop, Value
from negosim.compile.types import COLUMNS, INT, VOID, Record, Rows, Tuple, with_article


@dataclass(slots=True)
class Function(Calls):
    """The code of one function."""

    def text(self) -> str:
        """Return the function in LLVM IR."""
        self.bound.update(name for name, _ in self.source.parameters)
        for name, kind in self.source.parameters:
            if kind == COLUMNS:
                self.variables[name] = Value(COLUMNS, "%columns")
            elif not self.program.is_root(kind):
                pointer = self.slot(kind.llvm)
                self.variables[name] = Value(kind, pointer)
                self.line(f'store {kind.llvm} %"p.{name}", ptr {pointer}')
        self.body(self.source.node.body)
        if not self.ended:
            if self.source.result != VOID:
                raise self.fault(self.source.node, "the function may end without a value", "return one at its end")
            self.line("ret void")
        body = "\n  ".join(self.allocas + self.lines)
        header = self.program.header(self.source)
        return f"define internal {header} nounwind {{\nentry:\n  {body}\n}}\n"

    def body(self, statements: list[ast.stmt]) -> None:
        """Add statements; unreachable ones are left out."""
        for statement in statements:
            if self.ended:
                return
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        """Add a statement."""
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.AnnAssign(value=None):
                pass
            case ast.Expr():
                self.expression(node.value)
            case ast.Assign():
                self.assignment(node)
            case ast.AnnAssign(value=ast.expr() as value):
                self.assign(node.target, self.expression(value), node)
            case ast.AugAssign():
                self.augmented(node)
            case ast.Return():
                self.return_value(node)
            case ast.If():
                self.condition(node)
            case ast.While(orelse=[]):
                self.while_loop(node)
            case ast.For(orelse=[]):
                self.for_loop(node)
            case ast.Break():
                self.loops[-1].breaks.append(set(self.bound))
                self.jump(self.loops[-1].end)
            case ast.Continue():
                self.jump(self.loops[-1].again)
            case _:
                first = ast.unparse(node).partition("\n")[0]
                raise self.fault(node, f"'{first}' cannot be compiled", "use numbers, if, while and for")

    # ---- assignments -----------------------------------------------------------------------------------------

    def assignment(self, node: ast.Assign) -> None:
        """Assign to one or more targets."""
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and len(node.targets) == 1:
            if len(target.elts) != len(node.value.elts):
                raise self.fault(node, "the numbers of targets and values differ", "give a value for each target")
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
                    raise self.fault(node, "the numbers of targets and values differ", "give a value for each target")
                for place, each in enumerate(target.elts):
                    self.assign(each, self.item(value, place), node)
            case ast.Attribute():
                owner = self.expression(target.value)
                if not isinstance(owner.kind, Record):
                    raise self.fault(node, f"{with_article(owner.kind)} has no fields", "assign to a field of a record")
                self.write_field(target, owner, value, node)
            case ast.Subscript() if self.is_column(target.value):
                self.write_column(target, value)
            case ast.Subscript():
                rows = self.expression(target.value)
                if not isinstance(rows.kind, Rows):
                    raise self.fault(
                        node, f"{with_article(rows.kind)} has no items to assign", "assign to an item of a list"
                    )
                self.write_item(target, rows, self.expression(target.slice), value)
            case _:
                raise self.fault(node, f"'{ast.unparse(target)}' cannot be assigned", "assign to a variable")

    def assign_variable(self, name: str, value: Value, node: ast.stmt) -> None:
        """Assign a value to a variable; its first value gives it its type."""
        if name in self.program.roots(self.source) or value.kind == COLUMNS:
            raise self.fault(node, f"'{name}' cannot be assigned", "use another name")
        if name not in self.variables:
            if value.kind == VOID:
                raise self.fault(node, f"'{name}' starts as None", "start with a value")
            self.variables[name] = Value(value.kind, self.slot(value.kind.llvm))
        kind, pointer = self.variables[name]
        self.line(f"store {kind.llvm} {self.convert(node, value, kind)}, ptr {pointer}")
        self.bound.add(name)

    def augmented(self, node: ast.AugAssign) -> None:
        """Change a variable, a field or an item by an operation; its place is computed once."""
        match target := node.target:
            case ast.Name():
                self.assign_variable(target.id, self._changed(node, self.name(target)), node)
            case ast.Attribute():
                owner = self.expression(target.value)
                if not isinstance(owner.kind, Record):
                    raise self.fault(node, f"{with_article(owner.kind)} has no fields", "change a field of a record")
                self.write_field(target, owner, self._changed(node, self.read_field(target, owner)), node)
            case ast.Subscript():
                rows, index = self.expression(target.value), self.expression(target.slice)
                if not isinstance(rows.kind, Rows):
                    raise self.fault(
                        node, f"{with_article(rows.kind)} has no items to change", "change an item of a list"
                    )
                self.write_item(target, rows, index, self._changed(node, self.read_item(target, rows, index)))

    def _changed(self, node: ast.AugAssign, value: Value) -> Value:
        return self.operation(node, node.op, value, self.expression(node.value))

    def return_value(self, node: ast.Return) -> None:
        """Return a value."""
        kind = self.source.result
        if node.value is None or kind == VOID:
            if kind != VOID or node.value is not None:
                raise self.fault(node, f"this does not return {kind.name}", "return what the annotation says")
            self.line("ret void")
        else:
            self.line(f"ret {kind.llvm} {self.convert(node, self.expression(node.value), kind)}")
        self.ended = True

    # ---- branches and loops ----------------------------------------------------------------------------------

    def condition(self, node: ast.If) -> None:
        """Add a branch."""
        truth = self.truth(node.test, self.expression(node.test))
        if truth in ("true", "false"):  # the other branch need not even have valid types
            self.body(node.body if truth == "true" else node.orelse)
            return
        yes, no, end = self.label(), self.label(), self.label()
        self.branch(truth, yes, no)
        before, after = self.bound, []
        for label, statements in ((yes, node.body), (no, node.orelse)):
            self.bound = set(before)
            self.begin(label)
            self.body(statements)
            if not self.ended:
                after.append(self.bound)
            self.jump(end)
        if after:
            self.bound = set.intersection(*after)
            self.begin(end)

    def while_loop(self, node: ast.While) -> None:
        """Add a loop that repeats while a condition holds."""
        again, inside, end = self.label(), self.label(), self.label()
        self.jump(again)
        self.begin(again)
        truth = self.truth(node.test, self.expression(node.test))
        self.branch(truth, inside, end)
        before = set(self.bound)
        self.begin(inside)
        loop = self._loop_body(node.body, again, end)
        self.jump(again)
        if truth != "true":
            self.bound = before
        elif loop.breaks:
            self.bound = set.intersection(*loop.breaks)
        else:  # only a return leaves it
            self.line(f"\n{end}:")
            self.line("unreachable")
            return
        self.begin(end)

    def _loop_body(self, statements: list[ast.stmt], again: str, end: str) -> Loop:
        self.loops.append(Loop(again, end))
        self.body(statements)
        return self.loops.pop()

    def for_loop(self, node: ast.For) -> None:
        """Add a loop over the numbers of a range, or the items of a list."""
        called = self.called_builtin(node.iter)
        if called is range:
            self._count(node, *self._range(node, node.iter))  # type: ignore[arg-type]
            return
        counted = called is enumerate
        rows = self.one(node.iter) if counted else self.expression(node.iter)  # type: ignore[arg-type]
        if not isinstance(rows.kind, Rows):
            raise self.fault(node, f"'{ast.unparse(node.iter)}' cannot be iterated over", "use range() or a list")
        item = rows.kind.item
        start = self.new(f"extractvalue {{ i64, i64 }} {rows.text}, 0")

        def value(number: Value) -> Value:
            each = self.item_at(item, start, number.text)
            return self.pack(node, [number, each]) if counted else each

        self._count(node, "0", self.length(rows), 1, value)

    def _range(self, node: ast.For, call: ast.Call) -> tuple[str, str, int]:
        if not 1 <= len(call.args) <= 3 or call.keywords:
            raise self.fault(node, f"'{ast.unparse(call)}' has the wrong arguments", "give a start, an end and a step")
        values = [self.whole(node, self.expression(each)) for each in call.args]
        step = 1
        if len(values) == 3:
            if not values[2].lstrip("-").isdigit() or values[2] == "0":
                raise self.fault(node, "the step of the range is not known when this is compiled", "use a constant")
            step = int(values[2])
        first, last = ("0", values[0]) if len(values) == 1 else (values[0], values[1])
        return first, last, step

    def _count(
        self, node: ast.For, first: str, last: str, step: int, value: Callable[[Value], Value] = lambda number: number
    ) -> None:
        counter = self.slot("i64")
        self.line(f"store i64 {first}, ptr {counter}")
        again, inside, following, end = self.label(), self.label(), self.label(), self.label()
        self.jump(again)
        self.begin(again)
        number = self.new(f"load i64, ptr {counter}")
        self.branch(self.new(f"icmp {'slt' if step > 0 else 'sgt'} i64 {number}, {last}"), inside, end)
        before = set(self.bound)
        self.begin(inside)
        self.assign(node.target, value(Value(INT, number)), node)
        self._loop_body(node.body, following, end)
        self.jump(following)
        self.begin(following)
        number = self.new(f"load i64, ptr {counter}")
        self.line(f"store i64 {self.new(f'add nsw i64 {number}, {step}')}, ptr {counter}")
        self.jump(again)
        self.bound = before
        self.begin(end)
