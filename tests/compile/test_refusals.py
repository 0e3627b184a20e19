"""What is outside the subset is refused, with its file, its line and what to do instead."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path

import pytest

from negosim.compile import CompileError
from tests.compile.running import Box, text_of

TABLE = {1: 2.0}
FAR = 2**63


def inner(x: float, n: int = 1) -> float:
    return x * n


def untyped(x) -> float:
    return x


def unending(x: float):
    return x


def starred(*x: float) -> float:
    return 1.0


def of_strings(x: str) -> float:
    return 1.0


def optional_number(x: float | None) -> float:
    return 1.0


def unknown_type(x: Nowhere) -> float:  # noqa: F821
    return 1.0


def one_way(x: float) -> float:  # noqa: RET503
    if x > 0.0:
        return x


def again(n: int) -> int:
    return n if n < 1 else again(n - 1)


def ping(n: int) -> int:
    return pong(n)


def pong(n: int) -> int:
    return ping(n)


def doubled(function):
    @wraps(function)
    def wrapper(x: float) -> float:
        return 2.0 * function(x)

    return wrapper


@doubled
def decorated(x: float) -> float:
    return x


@cache
def cached(x: float) -> float:
    return x


# Each line below is a statement of a function `f(box: Box) -> None`, the problem and the remedy.
STATEMENTS = [
    ("box.real = box.real ** 2", "\\*\\* rounds differently", "use power"),
    ("box.real = math.exp(box.real)", "'exp' cannot be called here", "use exp from negosim.rules.arithmetic"),
    ("box.real = pow(box.real, 2.0)", "'pow' cannot be called here", "use power from negosim.rules.arithmetic"),
    ("box.real = math.floor(box.real)", "'floor' cannot be called here", "use floor from negosim.rules.arithmetic"),
    ("box.real = round(box.real)", "'round' cannot be called here", "call a function of your own"),
    ("print(box.real)", "'print' cannot be called here", "call a function of your own"),
    ("box.real = cached(1.0)", "cannot be called here", "call a function of your own"),
    ("box.real = decorated(1.0)", "'decorated' has a decorator, which may change it", "remove the decorator"),
    ("box.real = 'a'", "''a'' is a str", "use a number"),
    ("box.whole = FAR", "'FAR' does not fit into 64 bits", "use a number"),
    ("box.real = TABLE[1]", "'TABLE' is a dict", "use a number"),
    ("box.real = nowhere", "'nowhere' is not defined", "pass it as a parameter"),
    ("box.real = math.nowhere", "'math.nowhere' is not known", "use a constant"),
    ("box.real = box.mood", "a Box has no 'mood'", "it has reals, wholes, real, whole, flag"),
    ("box.real = box.real.real", "a float has no 'real'", "only records have fields"),
    ("box.real = 1", "a float is needed here, not an int", "write 1.0 for 1"),
    ("box.real = box.whole", "a float is needed here, not an int", "use float()"),
    ("box.whole = 1.0", "an int is needed here, not a float", "use int()"),
    ("n = 0\n    n = 0.5", "an int is needed here, not a float", "start with 0.0"),
    ("box.real = 1.0 if box.reals[0] > 1.0 else 2", "a float is needed here, not an int", "write 1.0 for 1"),
    ("box.real = inner(2)", "a float is needed here, not an int", "write 1.0 for 1"),
    ("box.real = max(0, box.real)", "cannot be compiled", "numbers of one type"),
    ("box.real = max(box.real)", "cannot be compiled", "numbers of one type"),
    ("box.real = max(box.real, key=abs)", "has keyword arguments", "write them in order"),
    ("box.reals = box.reals", "'reals' cannot be assigned", "assign to its items"),
    ("box.reals[0.0] = 1.0", "a float is not an index", "use a whole number"),
    ("box.real[0] = 1.0", "a float has no items to assign", "assign to an item of a list"),
    ("box.real[0] += 1.0", "a float has no items to change", "change an item of a list"),
    ("box.real.x += 1.0", "a float has no fields", "change a field of a record"),
    ("box.real = box.real[0]", "a float has no items", "index a list or a tuple"),
    ("box.real = (1.0, 2.0)[2]", "is not an item of the tuple", "use an index within it"),
    ("box.real = (1.0, 2)[box.wholes[0]]", "is not an item of the tuple", "use an index within it"),
    ("t = (1.0, None)", "a tuple cannot contain None", "use numbers and records"),
    ("a, b = 1.0, 2.0, 3.0", "the numbers of targets and values differ", "give a value for each target"),
    ("a, b = box.real", "the numbers of targets and values differ", "give a value for each target"),
    ("(*a, b) = (1.0, 2.0)", "cannot be compiled|cannot be assigned", "assign to a variable|use numbers"),
    ("a = None", "'a' starts as None", "start with a value"),
    ("box = box", "'box' cannot be assigned", "use another name"),
    ("if box.flag:\n        a = 1.0\n    box.real = a", "'a' may have no value here", "assign one before"),
    ("for n in box.wholes:\n        pass\n    box.whole = n", "'n' may have no value here", "assign one before"),
    ("box.real = later\n    later = 1.0", "'later' may have no value here", "assign one before"),
    ("box.flag = box.real in (1.0, 2.0)", "a float cannot be tested with 'in'", "use =="),
    ("box.flag = box.whole in [1]", "cannot be compiled", "write in \\(a, b\\)"),
    ("box.flag = box.real is box.real", "'is' compares only records of one class", "use =="),
    ("box.flag = box == box", "a Box and a Box cannot be compared", "compare numbers"),
    ("box.flag = box.real and box.flag", "'box.real' is not a truth value", "compare it"),
    ("if (1.0, 2.0):\n        pass", "a tuple.* is neither true nor false", "compare it"),
    ("box.whole = ~box.whole", "cannot be compiled", "use \\+ - "),
    ("box.real = -(1.0, 2.0)", "an int is needed here, not a tuple.*", "convert it"),
    ("box.real = box.real // 2.0", "works only on whole numbers", "convert them with int"),
    ("box.real = [1.0][0]", "cannot be compiled", "use numbers, if and for"),
    ("box.real = sum(x for x in box.reals)", "'sum' cannot be called here", "call a function of your own"),
    ("box.real = (lambda: 1.0)()", "cannot be called", "call a function by its name"),
    (
        "while box.flag:\n        pass\n    else:\n        pass",
        "'while box.flag:' cannot be compiled",
        "use numbers, if",
    ),
    ("for x in box.real:\n        pass", "'box.real' cannot be iterated over", "use range\\(\\) or a list"),
    ("for x in range():\n        pass", "has the wrong arguments", "give a start, an end and a step"),
    ("for x in range(0, 9, box.wholes[0]):\n        pass", "the step of the range is not known", "use a constant"),
    ("with box:\n        pass", "'with box:' cannot be compiled", "use numbers"),
    ("raise ValueError", "'raise ValueError' cannot be compiled", "use numbers"),
    ("import os", "'import os' cannot be compiled", "use numbers"),
    ("def g() -> None: pass", "cannot be compiled", "use numbers"),
    ("return 1.0", "this does not return None", "return what the annotation says"),
    ("inner(box.real, 1, 2)", "'inner' takes 2 arguments", "give 2"),
    ("inner()", "the argument 'x' is missing", "give it"),
    ("inner(1.0, m=2)", "'inner' takes no argument m here", "write the arguments in order"),
    ("inner(1.0, x=2.0)", "'inner' takes no argument x here", "write the arguments in order"),
    ("inner(*box.real)", "'\\*box.real' is not a list of numbers", "unpack a list of numbers"),
    ("inner(*box.reals, 1)", "unpacked before the last argument|cannot be compiled", "at the end|use numbers"),
    ("abs(1.0, 2.0)", "has 2 arguments", "give it one"),
    ("len(box.real)", "a float has no length", "use a list"),
    ("box.real(1.0)", "'box.real\\(1.0\\)' cannot be called", "call a function by its name"),
    ("again(3)", "'again' calls itself", "use a loop"),
    ("ping(3)", "'ping' calls itself", "use a loop"),
    ("untyped(1.0)", "the parameter 'x' has no type", "annotate it, as in x: float"),
    ("unending(1.0)", "the return type is missing", "annotate it, as in -> float"),
    ("starred(1.0)", "has variable or keyword-only arguments", "use positional ones"),
    ("of_strings(box.real)", "the parameter 'x': the type .*str", "use a number"),
    ("optional_number(box.real)", "the parameter 'x': the type", "use a number"),
    ("unknown_type(1.0)", "the annotations cannot be resolved", "import their names"),
    ("one_way(1.0)", "the function may end without a value", "return one at its end"),
]


@pytest.mark.parametrize(("statement", "problem", "remedy"), STATEMENTS, ids=[each[0] for each in STATEMENTS])
def test_a_statement_outside_the_subset_is_refused_with_its_place_and_a_remedy(statement, problem, remedy, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(f"def f(box: Box) -> None:\n    {statement}\n")
    namespace = dict(globals())
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    with pytest.raises(CompileError, match=f"(?s)({problem}).*; .*({remedy})") as refused:
        text_of(namespace["f"], Box(), trusted=(__name__,))
    assert refused.value.line > 0
    assert Path(refused.value.file) in (path, Path(__file__))
    assert str(refused.value).startswith(f"{refused.value.file}:{refused.value.line}: ")


def fourth_line(box: Box) -> None:
    a = 1.0
    box.real = a
    box.real = a**2.0


def test_the_line_is_that_of_the_file():
    with pytest.raises(CompileError) as refused:
        text_of(fourth_line, Box(), trusted=(__name__,))
    assert refused.value.line == fourth_line.__code__.co_firstlineno + 3


def changes(box: Box) -> None:
    box.real = 1.0


def test_a_function_that_is_not_trusted_may_not_change_records():
    with pytest.raises(CompileError, match=r"this changes 'box.real'; your own functions may not change records"):
        text_of(changes, Box())


def around(x: float) -> Callable[[Box], None]:
    def f(box: Box) -> None:
        box.reals[0] = x

    return f


def test_a_closure_is_refused():
    with pytest.raises(CompileError, match="the function uses x of an enclosing function; pass it as a parameter"):
        text_of(around(1.0), Box())


@pytest.mark.parametrize("what", [math.exp, 3, TABLE.get, Box], ids=["builtin", "number", "method", "class"])
def test_what_is_no_plain_function_is_refused(what):
    with pytest.raises(CompileError, match="only a function can be compiled"):
        text_of(what, Box())


def test_a_function_without_a_file_is_refused():
    namespace = dict(globals())
    exec("def f(box: Box) -> None:\n    pass\n", namespace)
    with pytest.raises(CompileError, match="the source of the function cannot be found; put it into a file"):
        text_of(namespace["f"], Box())


@dataclass(slots=True, eq=False)
class Worded:
    word: str = "a"
    reals: list[float] = field(default_factory=list)


def test_a_record_with_a_field_of_another_type_is_refused():
    with pytest.raises(TypeError, match="the type <class 'str'> cannot be compiled"):
        text_of(changes, Worded())
