"""Random programs of the subset, as Python source."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

HEAD = """import math
from math import inf, isnan, nan

from tests.compile.records import Node, Root

LIMIT = 3
WEIGHT = 0.7
"""
SIGNATURES = """
def scaled(root: Root, a: float, k: int = 2, b: float = -0.0) -> float:
def pair_of(a: float, k: int, on: bool = True) -> tuple[float, int]:
def counted(node: Node | None, k: int) -> int:
def act_0(node: Node, a: float, b: float) -> float:
def act_1(node: Node, a: float, b: float) -> float:
def run(root: Root) -> None:
"""
RESULTS = {"float": "real", "int": "whole", "None": ""}


class Author:
    """Writes a program.

    A safe one never raises, so that its accesses need no check; it may also change fields.
    """

    def __init__(self, rng: random.Random, *, safe: bool) -> None:
        self.rng, self.safe = rng, safe
        self.scope: dict[str, str] = {}
        self.known: list[str] = []  # functions that may be called by now
        self.names = 0
        self.loops = 0

    def program(self) -> str:
        functions = []
        for signature in SIGNATURES.strip().split("\n"):
            name = signature[4 : signature.index("(")]
            functions.append(self.function(signature))
            self.known.append(name)
        return HEAD + "\n\n" + "\n\n\n".join(functions) + "\n"

    def function(self, signature: str) -> str:
        parameters = signature[signature.index("(") + 1 : signature.index(")")].split(", ")
        kinds = {"float": "real", "int": "whole", "bool": "truth", "Node | None": "node", "Node": "some node"}
        pairs = [each.split(" = ")[0].split(": ") for each in parameters]
        self.scope = {name: kinds[kind] for name, kind in pairs if kind in kinds}
        self.has_root = "root: Root" in signature
        result = signature[signature.index("-> ") + 3 : -1]
        lines = self.block(self.rng.randint(1, 4) if result != "None" else 7, 2)
        if result == "None":
            lines += [self.store(name, kind) for name, kind in self.scope.items() if kind in ("real", "whole", "truth")]
        elif result.startswith("tuple"):
            lines.append(f"return {self.real(2)}, {self.whole(2)}")
        else:
            lines.append(f"return {self.real(2) if result == 'float' else self.whole(2)}")
        return "\n    ".join([signature, *lines])

    def store(self, name: str, kind: str) -> str:
        if kind == "real":
            return f"root.reals[{self.index('root.reals', 0)}] = {name}"
        return f"root.wholes[{self.index('root.wholes', 0)}] = {name}"

    # ---- statements ------------------------------------------------------------------------------------------

    def block(self, count: int, depth: int) -> list[str]:
        lines = []
        for _ in range(self.rng.randint(1, count)):
            lines += self.statement(depth)
        return lines

    def inner(self, depth: int, given: dict[str, str] | None = None) -> list[str]:
        before = dict(self.scope)
        self.scope.update(given or {})
        lines = ["    " + line for line in self.block(3, depth - 1)]
        self.scope = before
        return lines

    def statement(self, depth: int) -> list[str]:
        kinds = [self.assignment, self.assignment, self.augmented, self.unpacking, self.write]
        if depth > 0:
            kinds += [self.branch, self.branch, self.while_loop, self.for_loop, self.for_loop]
        if self.loops:
            kinds.append(self.leaving)
        return self.rng.choice(kinds)(depth)

    def assignment(self, depth: int) -> list[str]:
        kind = self.rng.choice(["real", "whole", "truth", "node"] if self.has_root else ["real", "whole", "truth"])
        value = self.value(kind, 2)
        name = self.variable(kind) if self.rng.random() < 0.4 else None
        if name is None:
            name = self.new()
            self.scope[name] = kind
        return [f"{name} = {value}"]

    def augmented(self, depth: int) -> list[str]:
        kind = self.rng.choice(["real", "whole"])
        target = self.variable(kind)
        if target is None:
            return self.assignment(depth)
        if kind == "whole":
            return [f"{target} {self.rng.choice(['+=', '-=', '^=', '%='])} {self.divisor(1)}"]
        operator = self.rng.choice(["+=", "-=", "*="])
        return [f"{target} {operator} {self.rng.choice([self.real, self.whole])(1)}"]

    def unpacking(self, depth: int) -> list[str]:
        if "pair_of" in self.known and self.rng.random() < 0.5:
            one, other = self.new(), self.new()
            call = f"pair_of({self.real(1)}, on={self.truth(1)}, k={self.whole(1)})"
            self.scope.update({one: "real", other: "whole"})
            return [f"{one}, {other} = {call}"]
        one, other = self.variable("real"), self.variable("real")
        return [f"{one}, {other} = {other}, {one}"] if one and other else self.assignment(depth)

    def write(self, depth: int) -> list[str]:
        if not self.has_root:
            return self.assignment(depth)
        choices = [
            f"root.reals[{self.index('root.reals')}] = {self.real(2)}",
            f"root.reals[{self.index('root.reals')}] -= {self.real(1)}",
            f"root.wholes[{self.index('root.wholes')}] = {self.whole(2)}",
            f"root.wholes[{self.index('root.wholes')}] += {self.whole(1)}",
        ]
        if self.safe:
            choices += [
                f"root.x = {self.real(2)}",
                f"root.x *= {self.real(1)}",
                f"root.flag = {self.truth(1)}",
                f"root.first = {self.node(1)}",
                f"{self.some_node()}.value = {self.real(1)}",
            ]
        return [self.rng.choice(choices)]

    def branch(self, depth: int) -> list[str]:
        lines = [f"if {self.condition()}:", *self.inner(depth)]
        if self.rng.random() < 0.3:
            lines += [f"elif {self.condition()}:", *self.inner(depth)]
        if self.rng.random() < 0.5:
            lines += ["else:", *self.inner(depth)]
        return lines

    def while_loop(self, depth: int) -> list[str]:
        name = self.new()
        self.scope[name] = "fixed"
        lines = [f"{name} = 0", f"while {name} < {self.rng.randint(0, 4)} and {self.truth(1)}:", f"    {name} += 1"]
        return lines + self.loop_body(depth, {})

    def for_loop(self, depth: int) -> list[str]:
        name, other = self.new(), self.new()
        small = f"{self.whole(1)} % 4"
        choices = [
            (f"for {name} in range({small}):", {name: "whole"}),
            (f"for {name} in range({self.rng.randint(-2, 2)}, {small}):", {name: "whole"}),
            (f"for {name} in range({small}, -3, -{self.rng.randint(1, 3)}):", {name: "whole"}),
        ]
        if self.has_root:
            choices += [
                (f"for {name} in root.reals:", {name: "real"}),
                (f"for {other}, {name} in enumerate(root.wholes):", {name: "whole", other: "whole"}),
                (f"for {name} in root.nodes:", {name: "some node"}),
                (f"for {other}, {name} in enumerate(root.nodes):", {name: "some node", other: "whole"}),
            ]
        line, given = self.rng.choice(choices)
        return [line, *self.loop_body(depth, given)]

    def loop_body(self, depth: int, given: dict[str, str]) -> list[str]:
        self.loops += 1
        lines = self.inner(min(depth, 1), given)
        self.loops -= 1
        return lines

    def leaving(self, depth: int) -> list[str]:
        return [f"if {self.condition()}:", f"    {self.rng.choice(['break', 'continue'])}"]

    # ---- names -----------------------------------------------------------------------------------------------

    def new(self) -> str:
        self.names += 1
        return f"v{self.names}"

    def variable(self, kind: str) -> str | None:
        names = [name for name, each in self.scope.items() if each == kind]
        return self.rng.choice(names) if names else None

    def careful(self) -> bool:
        """Whether what comes next must not raise; most of a program that is not safe is careful too."""
        return self.safe or self.rng.random() < 0.9

    def index(self, rows: str, depth: int = 1) -> str:
        if self.careful():
            return f"({self.whole(depth)}) % len({rows})"
        return self.rng.choice(["0", "-1", str(self.rng.randint(-5, 4)), f"{self.whole(depth)} % 3", self.whole(0)])

    def divisor(self, depth: int) -> str:
        return f"({self.whole(depth)} | 1)" if self.careful() else self.whole(depth)

    # ---- expressions -----------------------------------------------------------------------------------------

    def value(self, kind: str, depth: int) -> str:
        return {"real": self.real, "whole": self.whole, "truth": self.truth, "node": self.node}[kind](depth)

    def condition(self) -> str:
        return self.rng.choice([self.truth, self.truth, self.truth, self.whole, self.real])(1)

    def has_nodes(self) -> bool:
        return self.has_root or "some node" in self.scope.values()

    def a_node(self) -> str:
        number = self.rng.choice([str(self.rng.randint(-3, 3)), self.variable("whole") or "0"])
        return f"root.nodes[{number} % len(root.nodes)]" if self.careful() else f"root.nodes[{number}]"

    def some_node(self) -> str:
        """A node, of which a safe program knows that it is none of None."""
        choices = [self.a_node()] if self.has_root else []
        name = self.variable("some node" if self.careful() or not self.has_root else "node")
        if name is not None:
            choices.append(name)
        if self.has_root and not self.careful():
            choices += ["root.first", "root.nodes[0].next"]
        return self.rng.choice(choices) if choices else ""

    def node(self, depth: int) -> str:
        choices = [self.a_node(), f"{self.some_node()}.next", "root.first"]
        name = self.variable("node")
        choices += [name] * 2 if name else []
        if depth > 0:
            choices.append(f"({self.node(depth - 1)} if {self.truth(depth - 1)} else {self.node(0)})")
        return self.rng.choice(choices)

    def real(self, depth: int) -> str:
        leaves: list[Callable[[], str]] = [
            lambda: self.rng.choice(["0.0", "-0.0", "1.5", "-3.25", "1e308", "5e-324", "inf", "nan", "WEIGHT", "0.1"]),
            lambda: self.variable("real") or "0.5",
            lambda: self.variable("real") or "-1.0",
        ]
        if self.has_root:
            leaves += [lambda: "root.x", lambda: f"root.reals[{self.index('root.reals', 0)}]"]
        if self.has_nodes():
            leaves.append(lambda: f"{self.some_node()}.value")
        if depth == 0:
            return self.rng.choice(leaves)()
        r, w, t = (lambda: self.real(depth - 1)), (lambda: self.whole(depth - 1)), (lambda: self.truth(depth - 1))
        inner: list[Callable[[], str]] = [
            lambda: f"({r()} {self.rng.choice('+-*')} {r()})",
            lambda: f"({r()} {self.rng.choice('+-*')} {r()})",
            lambda: f"({w()} {self.rng.choice('+-*')} {r()})",
            lambda: f"({r()} / {r()})" if not self.careful() else f"({r()} / (1.0 + abs({r()})))",
            lambda: f"({w()} / {self.divisor(depth - 1)})",
            lambda: f"(-{r()})",
            lambda: f"{self.rng.choice(['abs', 'math.fabs'])}({r()})",
            lambda: f"math.sqrt(abs({r()}))" if self.careful() else f"math.sqrt({r()})",
            lambda: f"{self.rng.choice(['min', 'max'])}({r()}, {r()}, {r()})",
            lambda: f"float({self.rng.choice([w, t])()})",
            lambda: f"({r()} if {t()} else {r()})",
            lambda: f"({r()}, {r()}, {r()})[{self.rng.randint(-3, 2)}]",
        ]
        if self.has_root and "scaled" in self.known:
            inner += [lambda: f"scaled(root, {r()})", lambda: f"scaled(root, b={r()}, a={r()})"]
        if "act_1" in self.known and self.has_nodes():
            inner += [self.acting, self.acting]
        return self.rng.choice(inner + leaves)()

    def acting(self) -> str:
        node = self.some_node()
        return f"{node}.act({node}, {self.rng.choice([f'*{node}.values', f'{self.real(1)}, {self.real(1)}'])})"

    def whole(self, depth: int) -> str:
        leaves: list[Callable[[], str]] = [
            lambda: self.rng.choice(["0", "1", "-1", "2", "-7", "12", "LIMIT"]),
            lambda: self.variable("whole") or "5",
            lambda: self.variable("whole") or "-2",
        ]
        if self.has_root:
            leaves += [
                lambda: "root.n",
                lambda: f"root.wholes[{'0' if self.careful() else self.rng.randint(-2, 2)}]",
                lambda: f"len(root.{self.rng.choice(['reals', 'wholes', 'nodes'])})",
            ]
        if self.has_nodes():
            leaves.append(lambda: f"{self.some_node()}.count")
        if depth == 0:
            return self.rng.choice(leaves)()
        w, t = (lambda: self.whole(depth - 1)), (lambda: self.truth(depth - 1))
        inner: list[Callable[[], str]] = [
            lambda: f"({w()} {self.rng.choice('+-&|^')} {w()})",
            lambda: f"({w()} {self.rng.choice('+-&|^')} {t()})",
            lambda: f"({w()} % 97 * ({w()} % -89))",
            lambda: f"({w()} {self.rng.choice(['//', '%'])} {self.divisor(depth - 1)})",
            lambda: f"(({w()}) {self.rng.choice(['<<', '>>'])} ({w()} & 7))",
            lambda: f"(-{w()})",
            lambda: f"abs({w()})",
            lambda: f"{self.rng.choice(['min', 'max'])}({w()}, {w()})",
            lambda: f"int({t()})",
            lambda: f"int(max(-1e6, min(1e6, {self.real(depth - 1)})))" if not self.safe else f"int({w()} * 0.3)",
            lambda: f"({w()} if {t()} else {w()})",
        ]
        if self.has_root and "counted" in self.known:
            inner.append(lambda: f"counted({self.node(0)}, {w()})")
        return self.rng.choice(inner + leaves)()

    def truth(self, depth: int) -> str:
        leaves: list[Callable[[], str]] = [
            lambda: self.rng.choice(["True", "False"]),
            lambda: self.variable("truth") or "True",
            lambda: "root.flag" if self.has_root else "False",
        ]
        if depth == 0:
            return self.rng.choice(leaves)()
        r, w, t = (lambda: self.real(depth - 1)), (lambda: self.whole(depth - 1)), (lambda: self.truth(depth - 1))
        less = lambda: self.rng.choice(["<", "<=", ">", ">=", "==", "!="])  # noqa: E731
        inner: list[Callable[[], str]] = [
            lambda: f"({r()} {less()} {r()})",
            lambda: f"({w()} {less()} {w()})",
            lambda: f"({w()} {less()} {r()})",
            lambda: f"({r()} {less()} {w()} {less()} {r()})",
            lambda: f"({w()} {self.rng.choice(['in', 'not in'])} ({w()}, {w()}, 2))",
            lambda: f"(not {t()})",
            lambda: f"({t()} {self.rng.choice(['and', 'or'])} {t()} {self.rng.choice(['and', 'or'])} {t()})",
            lambda: f"isnan({r()})",
            lambda: f"bool({self.rng.choice([r, w])()})",
            lambda: f"({t()} if {t()} else {t()})",
        ]
        if self.has_root:
            inner += [
                lambda: f"({self.node(0)} is {self.rng.choice(['', 'not '])}{self.rng.choice(['None', self.node(0)])})",
                lambda: f"bool(root.{self.rng.choice(['nodes', 'first', 'wholes'])})",
            ]
        return self.rng.choice(inner + leaves)()


def written(source: str, folder: Path) -> ModuleType:
    """Return source as a module that stands in a file, so that the compiler can read it."""
    path = folder / f"program_{abs(hash(source))}.py"
    path.write_text(source)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
