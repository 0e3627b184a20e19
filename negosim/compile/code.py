"""The text of one function of LLVM's language, as it grows."""

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
    described,
)

if TYPE_CHECKING:
    from negosim.compile.program import Program


class Value(NamedTuple):
    """A value: its type, and how the text refers to it."""

    kind: Type
    text: str

    @property
    def number(self) -> int | None:
        """The whole number that it is, where that is known."""
        return int(self.text) if self.kind.llvm == "i64" and self.text.lstrip("-").isdigit() else None


NONE_VALUE = Value(VOID, "")
ZEROS = {"double": real_bits(0.0), "i64": "0", "i1": "false"}
EXACT = 2**53  # every whole number up to it is a real number


@dataclass(slots=True)
class Loop:
    """A loop that is being written: where ``continue`` and ``break`` go, and what has a value at each ``break``."""

    again: str
    end: str
    breaks: list[set[str]] = field(default_factory=list)


@dataclass(slots=True)
class Code:
    """Collects the lines of a function.

    Parameters
    ----------
    program : Program
        The program that it belongs to.
    source : Source
        The function.
    """

    program: Program
    source: Source
    lines: list[str] = field(default_factory=list)
    allocas: list[str] = field(default_factory=list)
    variables: dict[str, Value] = field(default_factory=dict)  # its type, and the pointer to it
    bound: set[str] = field(default_factory=set)  # the variables that have a value, whichever way the code came here
    loops: list[Loop] = field(default_factory=list)
    count: int = 0
    ended: bool = False

    # ---- lines -----------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        """Add a line."""
        self.lines.append(text)

    def new(self, text: str) -> str:
        """Add a line that gives a value; return its name."""
        self.count += 1
        self.lines.append(f"%t{self.count} = {text}")
        return f"%t{self.count}"

    def room(self, llvm: str) -> str:
        """Return a pointer to room for a value on the stack."""
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
        """End the block, if it has not ended, by a jump."""
        if not self.ended:
            self.line(f"br label %{label}")
        self.ended = True

    def branch(self, condition: str, yes: str, no: str, hint: str = "") -> None:
        """End the block by a branch."""
        self.line(f"br i1 {condition}, label %{yes}, label %{no}{hint}")

    # ---- values ----------------------------------------------------------------------------------------------

    def fault(self, node: ast.AST, problem: str, remedy: str) -> CompileError:
        """Return the error of a place in the function."""
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
        problem = "does not fit 64 bits" if isinstance(value, int) else f"is a {type(value).__name__}"
        raise self.fault(node, f"'{ast.unparse(node)}' {problem}", "use a number")

    def real(self, node: ast.AST, value: Value) -> str:
        """Return a number as a real one, as arithmetic does."""
        if value.kind == FLOAT:
            return value.text
        if value.number is not None and abs(value.number) <= EXACT:
            return real_bits(float(value.number))
        whole = self.whole(node, value)
        if not self.source.trusted:  # Python compares and divides larger ones exactly
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
        """Return a value that is assigned, passed or returned where a type is expected.

        A whole number is not made a real one: Python would leave it whole, and go on to compute with it exactly.
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
        """Return the error of a value of another type than is needed."""
        remedy = "convert it"
        if (kind, wanted) == (FLOAT, INT):
            remedy = "begin with 0.0 if it is to be a real number, or use int()"
        elif wanted == FLOAT:
            remedy = "write 1.0 for 1, or use float()"
        return self.fault(node, f"{described(kind)} stands where {described(wanted)} is needed", remedy)

    def pack(self, node: ast.AST, values: list[Value]) -> Value:
        """Return a tuple."""
        for value in values:
            if value.kind in (VOID, COLUMNS):
                raise self.fault(node, f"{described(value.kind)} stands in a tuple", "use numbers and records")
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
        """Return whether a value counts as true."""
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
        raise self.fault(node, f"{described(value.kind)} is neither true nor false", "compare it")

    def length(self, value: Value) -> str:
        """Return the number of rows of a list."""
        return self.new(f"extractvalue {{ i64, i64 }} {value.text}, 1")

    # ---- faults at run time ----------------------------------------------------------------------------------

    def note_fault(self) -> None:
        """Write down that something went wrong in this run."""
        word = self.new(f"getelementptr i64, ptr %m, i64 {FAULT}")
        self.line(f"store i64 1, ptr {word}{self.program.alias('fault')}")

    def leave(self) -> None:
        """Return at once, with nothing of meaning."""
        kind = self.source.result
        self.line("ret void" if kind == VOID else f"ret {kind.llvm} {self.zero(kind)}")
        self.ended = True

    def zero(self, kind: Type) -> str:
        """Return a value of a type that means nothing."""
        if isinstance(kind, Scalar):
            return ZEROS.get(kind.llvm, "zeroinitializer")
        return kind.none if isinstance(kind, Record | Functions) else "zeroinitializer"

    def refuse(self, bad: str) -> None:
        """Note a fault where a condition holds; a function that is not trusted returns at once."""
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
        """Return at once where a fault has been noted."""
        word = self.new(f"getelementptr i64, ptr %m, i64 {FAULT}")
        flag = self.new(f"load i64, ptr {word}{self.program.alias('fault')}")
        wrong, right = self.label(), self.label()
        self.branch(self.new(f"icmp ne i64 {flag}, 0"), wrong, right, ", !prof !1")
        self.begin(wrong)
        self.leave()
        self.begin(right)
