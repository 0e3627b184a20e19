"""The text of one function in LLVM IR, as it is written."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from negosim.compile.faults import CompileError
from negosim.compile.memory import FAULT, real_bits
from negosim.compile.source import Source
from negosim.compile.types import (
    BOOL,
    COLUMNS,
    FLOAT,
    INT,
    VOID,
    Functions,
    Record,
    Rows,
    Scalar,
    Tuple,
    Type,
    with_article,
)

if TYPE_CHECKING:
    from negosim.compile.program import Program


class Value(NamedTuple):
    """A value: its type, and its name or constant in the text."""

    kind: Type
    text: str

    @property
    def number(self) -> int | None:
        """Its value, if it is a constant whole number."""
        return int(self.text) if self.kind.llvm == "i64" and self.text.lstrip("-").isdigit() else None


NONE_VALUE = Value(VOID, "")
ZEROS = {"double": real_bits(0.0), "i64": "0", "i1": "false"}
EXACT = 2**53  # every whole number up to it is exact as a float


@dataclass(slots=True)
class Loop:
    """A loop: the targets of ``continue`` and ``break``, and the variables with a value at each ``break``."""

    again: str
    end: str
    breaks: list[set[str]] = field(default_factory=list)


@dataclass(slots=True)
class Code:
    """Collects the lines of a function.

    Parameters
    ----------
    program : Program
        The program to which the function belongs.
    source : Source
        The function.
    """

    program: Program
    source: Source
    lines: list[str] = field(default_factory=list)
    allocas: list[str] = field(default_factory=list)
    variables: dict[str, Value] = field(default_factory=dict)  # their types, and the pointers to them
    bound: set[str] = field(default_factory=set)  # the variables that have a value on every path to this point
    loops: list[Loop] = field(default_factory=list)
    count: int = 0
    ended: bool = False

    # ---- lines -----------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        """Add a line."""
        self.lines.append(text)

    def new(self, text: str) -> str:
        """Add a line that computes a value; return its name."""
        self.count += 1
        self.lines.append(f"%t{self.count} = {text}")
        return f"%t{self.count}"

    def slot(self, llvm: str) -> str:
        """Return a pointer to a new slot for a value on the stack."""
        self.count += 1
        self.allocas.append(f"%s{self.count} = alloca {llvm}")
        return f"%s{self.count}"

    def label(self) -> str:
        """Return a new label."""
        self.count += 1
        return f"L{self.count}"

    def begin(self, label: str) -> None:
        """Begin a block."""
        self.lines.append(f"\n{label}:")
        self.ended = False

    def jump(self, label: str) -> None:
        """End the block, if it has not ended, with a jump."""
        if not self.ended:
            self.line(f"br label %{label}")
        self.ended = True

    def branch(self, condition: str, yes: str, no: str, hint: str = "") -> None:
        """End the block with a branch."""
        self.line(f"br i1 {condition}, label %{yes}, label %{no}{hint}")

    # ---- values ----------------------------------------------------------------------------------------------

    def fault(self, node: ast.AST, problem: str, remedy: str) -> CompileError:
        """Return an error at a place in the function."""
        return self.source.fault(node, problem, remedy)

    def constant(self, node: ast.AST, value: object) -> Value:
        """Return a constant of Python."""
        if value is None:
            return NONE_VALUE
        if isinstance(value, bool):
            return Value(BOOL, "true" if value else "false")
        if isinstance(value, int) and -(2**63) <= value < 2**63:
            return Value(INT, str(value))
        if isinstance(value, float):
            return Value(FLOAT, real_bits(value))
        problem = "does not fit into 64 bits" if isinstance(value, int) else f"is a {type(value).__name__}"
        raise self.fault(node, f"'{ast.unparse(node)}' {problem}", "use a number")

    def real(self, node: ast.AST, value: Value) -> str:
        """Return a number as a float, as arithmetic does."""
        if value.kind == FLOAT:
            return value.text
        if value.number is not None and abs(value.number) <= EXACT:
            return real_bits(float(value.number))
        whole = self.whole(node, value)
        if not self.source.trusted:  # Python compares and divides larger numbers exactly
            self.refuse(self.new(f"icmp ugt i64 {self.new(f'add i64 {whole}, {EXACT}')}, {2 * EXACT}"))
        return self.new(f"sitofp i64 {whole} to double")

    def whole(self, node: ast.AST, value: Value) -> str:
        """Return a whole number, or a truth value as one."""
        if value.kind == BOOL:
            return self.new(f"zext i1 {value.text} to i64")
        if value.kind != INT:
            raise self.mismatch(node, value.kind, INT)
        return value.text

    def convert(self, node: ast.AST, value: Value, kind: Type) -> str:
        """Return a value that is assigned, passed or returned as the expected type.

        A whole number is not converted to a float: Python would keep it, and continue to compute with it exactly.
        """
        if value.kind == kind:
            return value.text
        if value.kind == VOID and isinstance(kind, Record | Functions):
            return kind.none
        if value.kind == BOOL and kind == INT:
            return self.whole(node, value)
        if isinstance(kind, Tuple) and isinstance(value.kind, Tuple) and len(kind.items) == len(value.kind.items):
            return self.pack(
                node,
                [
                    Value(target, self.convert(node, self.item(value, place), target))
                    for place, target in enumerate(kind.items)
                ],
            ).text
        raise self.mismatch(node, value.kind, kind)

    def mismatch(self, node: ast.AST, kind: Type, wanted: Type) -> CompileError:
        """Return the error for a value that does not have the required type."""
        remedy = "convert it"
        if (kind, wanted) == (FLOAT, INT):
            remedy = "start with 0.0 if it is to be a float, or use int()"
        elif wanted == FLOAT:
            remedy = "write 1.0 for 1, or use float()"
        return self.fault(node, f"{with_article(wanted)} is needed here, not {with_article(kind)}", remedy)

    def pack(self, node: ast.AST, values: list[Value]) -> Value:
        """Return a tuple."""
        for value in values:
            if value.kind in (VOID, COLUMNS):
                raise self.fault(node, f"a tuple cannot contain {with_article(value.kind)}", "use numbers and records")
        kind = Tuple(tuple(value.kind for value in values))
        text = "undef"
        for place, value in enumerate(values):
            text = self.new(f"insertvalue {kind.llvm} {text}, {value.kind.llvm} {value.text}, {place}")
        return Value(kind, text)

    def item(self, value: Value, place: int) -> Value:
        """Return an item of a tuple."""
        kind: Tuple = value.kind  # type: ignore[assignment]
        return Value(kind.items[place], self.new(f"extractvalue {kind.llvm} {value.text}, {place}"))

    def truth(self, node: ast.AST, value: Value) -> str:
        """Return whether a value is true."""
        if value.kind == BOOL:
            return value.text
        if value.kind == FLOAT:
            return self.new(f"fcmp une double {value.text}, {real_bits(0.0)}")
        if value.kind == INT:
            return self.new(f"icmp ne i64 {value.text}, 0")
        if isinstance(value.kind, Record | Functions):
            return self.new(f"icmp ne i64 {value.text}, {value.kind.none}")
        if isinstance(value.kind, Rows):
            return self.new(f"icmp ne i64 {self.length(value)}, 0")
        raise self.fault(node, f"{with_article(value.kind)} is neither true nor false", "compare it with something")

    def length(self, value: Value) -> str:
        """Return the number of rows of a list."""
        return self.new(f"extractvalue {{ i64, i64 }} {value.text}, 1")

    # ---- errors at run time ----------------------------------------------------------------------------------

    def note_fault(self) -> None:
        """Record that an error occurred in this run."""
        word = self.new(f"getelementptr i64, ptr %m, i64 {FAULT}")
        self.line(f"store i64 1, ptr {word}{self.program.alias('fault')}")

    def leave(self) -> None:
        """Return at once, with a meaningless value."""
        kind = self.source.result
        self.line("ret void" if kind == VOID else f"ret {kind.llvm} {self.zero(kind)}")
        self.ended = True

    def zero(self, kind: Type) -> str:
        """Return a meaningless value of a type."""
        if isinstance(kind, Scalar):
            return ZEROS.get(kind.llvm, "zeroinitializer")
        return kind.none if isinstance(kind, Record | Functions) else "zeroinitializer"

    def refuse(self, bad: str) -> None:
        """Record an error if a condition holds; a function that is not trusted then returns at once."""
        wrong, right = self.label(), self.label()
        self.branch(bad, wrong, right, ", !prof !1")
        self.begin(wrong)
        self.note_fault()
        if self.source.trusted:
            self.jump(right)
        else:
            self.leave()
        self.begin(right)

    def stop_on_fault(self) -> None:
        """Return at once if an error has been recorded."""
        word = self.new(f"getelementptr i64, ptr %m, i64 {FAULT}")
        flag = self.new(f"load i64, ptr {word}{self.program.alias('fault')}")
        wrong, right = self.label(), self.label()
        self.branch(self.new(f"icmp ne i64 {flag}, 0"), wrong, right, ", !prof !1")
        self.begin(wrong)
        self.leave()
        self.begin(right)
