"""Where Python raises, native code that is not trusted notes a fault, and reads and writes nothing out of bounds."""

from __future__ import annotations

import gc
import math
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from negosim.compile import source, statements
from tests.compile.running import Box, Node, Root, both, native

NAN, INF = math.nan, math.inf


def reads(box: Box) -> None:
    box.reals[0] = box.reals[box.wholes[0]]


def writes(box: Box) -> None:
    box.reals[box.wholes[0]] = 1.0


def divides(box: Box) -> None:
    box.reals[0] = 1.0 / box.reals[1]


def divides_wholes(box: Box) -> None:
    box.reals[0] = box.wholes[0] / box.wholes[1]
    box.wholes[2] = box.wholes[0] // box.wholes[1]
    box.wholes[3] = box.wholes[0] % box.wholes[1]


def truncates(box: Box) -> None:
    box.wholes[0] = int(box.reals[1])


def root_of(box: Box) -> None:
    box.reals[0] = math.sqrt(box.reals[1])


def shifts(box: Box) -> None:
    box.wholes[0] = box.wholes[0] >> box.wholes[1]
    box.wholes[2] = 1 << box.wholes[1]


@pytest.mark.parametrize("specialised", [True, False])
@pytest.mark.parametrize("number", [0, 1, 7, 8, -1, -8, -9, 100, -100, 2**62, -(2**62), 2**63 - 1, -(2**63)])
@pytest.mark.parametrize("function", [reads, writes])
def test_an_index_out_of_range(function, number, specialised):
    box = Box(wholes=[number, *[0] * 7], reals=[0.5 * place for place in range(8)])
    raised, fault, same = both(function, box, specialised=specialised)
    assert raised == fault == (not -8 <= number < 8)
    assert same


@pytest.mark.parametrize("x", [0.0, -0.0, 1.0, 5e-324, INF, NAN])
def test_a_division_by_zero(x):
    raised, fault, same = both(divides, Box(reals=[0.0, x, *[0.0] * 6]))
    assert raised == fault == (x == 0.0)
    assert same


def divides_by_a_literal(box: Box) -> None:
    box.reals[0] = box.reals[1] / 0.0


def divides_by_minus_zero(box: Box) -> None:
    box.reals[0] = box.reals[1] / -0.0


def divides_a_whole_by_zero(box: Box) -> None:
    box.wholes[0] = box.wholes[1] // -0


def takes_the_root_of_a_literal(box: Box) -> None:
    box.reals[0] = math.sqrt(-1.0)


def truncates_infinity(box: Box) -> None:
    box.wholes[0] = int(-INF)


@pytest.mark.parametrize("specialised", [True, False])
@pytest.mark.parametrize(
    "function",
    [
        divides_by_a_literal,
        divides_by_minus_zero,
        divides_a_whole_by_zero,
        takes_the_root_of_a_literal,
        truncates_infinity,
    ],
)
def test_a_literal_that_always_fails(function, specialised):
    raised, fault, _ = both(function, Box(wholes=[0] * 8, reals=[0.0] * 8), specialised=specialised)
    assert raised
    assert fault


@pytest.mark.parametrize(("a", "b"), [(7, 0), (0, 0), (7, -2), (-7, 2), (-7, -2), (6, 3), (-6, 3), (2**53, 3)])
def test_a_division_of_whole_numbers(a, b):
    raised, fault, same = both(divides_wholes, Box(wholes=[a, b, *[0] * 6]))
    assert raised == fault == (b == 0)
    assert same


@pytest.mark.parametrize("x", [NAN, INF, -INF, 1.9, -1.9, 0.0, -0.0, 2.0**62, -(2.0**62), 9.007199254740993e15])
def test_a_number_that_is_none_or_infinite_is_not_made_whole(x):
    raised, fault, same = both(truncates, Box(reals=[0.0, x, *[0.0] * 6]))
    assert raised == fault == (not math.isfinite(x))
    assert same


@pytest.mark.parametrize("x", [-1.0, -5e-324, -0.0, 0.0, 2.0, NAN, INF, -INF])
def test_the_root_of_a_negative_number(x):
    raised, fault, same = both(root_of, Box(reals=[0.0, x, *[0.0] * 6]))
    assert raised == fault == (x < 0.0)
    assert same


@pytest.mark.parametrize("by", [0, 1, 31, 32, 62, -1, -(2**62)])
def test_a_shift_by_a_negative_number(by):
    raised, fault, same = both(shifts, Box(wholes=[-12345, by, *[0] * 6]))
    assert raised == fault == (by < 0)
    assert same


def adds(box: Box) -> None:
    box.wholes[2] = box.wholes[0] + box.wholes[1]


def subtracts(box: Box) -> None:
    box.wholes[2] = box.wholes[0] - box.wholes[1]


def multiplies(box: Box) -> None:
    box.wholes[2] = box.wholes[0] * box.wholes[1]


def negates(box: Box) -> None:
    box.wholes[2] = -box.wholes[0]


def sizes(box: Box) -> None:
    box.wholes[2] = abs(box.wholes[0])


def quotients(box: Box) -> None:
    box.wholes[2] = box.wholes[0] // box.wholes[1]


def compares(box: Box) -> None:
    box.wholes[2] = 1 if box.wholes[0] == float(box.wholes[1]) else 2


def far(box: Box) -> None:
    box.wholes[2] = int(box.reals[0])


LEAST, MOST = -(2**63), 2**63 - 1


@pytest.mark.parametrize(
    ("function", "a", "b"),
    [
        (adds, MOST, 1),
        (adds, LEAST, -1),
        (subtracts, LEAST, 1),
        (multiplies, 2**40, 2**40),
        (multiplies, LEAST, -1),
        (negates, LEAST, 0),
        (sizes, LEAST, 0),
        (quotients, LEAST, -1),
        (shifts, 1, 63),
        (compares, 2**53 + 1, 0),
        (compares, 0, 2**53 + 1),
    ],
)
def test_what_python_computes_with_more_than_64_bits_or_53_is_a_fault(function, a, b):
    assert native(function, Box(wholes=[a, b, *[0] * 6]))[1]


def test_a_real_number_too_large_for_64_bits_is_a_fault():
    assert native(far, Box(reals=[2.0**63, *[0.0] * 7]))[1]


# ---- what may be None ----------------------------------------------------------------------------------------------


def field_of_none(root: Root) -> None:
    root.reals[0] = root.first.value


def next_of_none(root: Root) -> None:
    root.reals[0] = root.nodes[0].next.value


def call_of_none(root: Root) -> None:
    root.reals[0] = root.first.act(root.nodes[0], 1.0, 2.0)


def call_none(root: Root) -> None:
    root.reals[0] = root.nodes[0].act(root.nodes[0], 1.0, 2.0)


def spreads(root: Root) -> None:
    root.reals[0] = root.nodes[0].act(root.nodes[0], *root.nodes[0].values)


def total(node: Node, a: float, b: float) -> float:
    return node.value + a - b


def other(node: Node, a: float, b: float) -> float:
    return node.value - a + b


def made(act=total, following=False, values=(1.0, 2.0), first=False, acts=(total, other)):
    nodes = [Node(value=0.5, count=1, on=True, next=None, values=[0.1, 0.2], act=each) for each in acts]
    node = Node(value=1.5, count=1, on=True, next=None, values=list(values), act=act)
    node.next = nodes[0] if following and nodes else None
    root = Root(nodes=[node, *nodes], first=None, reals=[0.0], wholes=[0], x=0.0, n=0, flag=False)
    root.first = node if first else None
    return root


@pytest.mark.parametrize("specialised", [True, False])
@pytest.mark.parametrize(
    ("function", "root", "raises"),
    [
        (field_of_none, made(), True),
        (field_of_none, made(first=True), False),
        (next_of_none, made(), True),
        (next_of_none, made(following=True), False),
        (call_of_none, made(), True),
        (call_of_none, made(first=True), False),
        (call_none, made(act=None), True),
        (call_none, made(act=None, acts=(total,)), True),
        (call_none, made(act=None, acts=()), True),
        (call_none, made(act=other), False),
        (spreads, made(values=(1.0,)), True),
        (spreads, made(values=()), True),
        (spreads, made(values=(1.0, 2.0, 3.0)), True),
        (spreads, made(), False),
    ],
)
def test_what_none_has_not_is_a_fault(function, root, raises, specialised):
    raised, fault, same = both(function, root, specialised=specialised)
    assert raised == fault == raises
    assert same


def loops_on(box: Box) -> None:
    n = 0
    while n < 10:
        n += box.wholes[box.wholes[0]]


def test_a_function_with_a_fault_ends_at_once():
    assert both(loops_on, Box(wholes=[8, *[0] * 7])) == (True, True, True)


def inner_fault(box: Box, n: int) -> float:
    return box.reals[n]


def outer_loop(box: Box) -> None:
    while inner_fault(box, box.wholes[0]) < 1.0:
        box.reals[1] += 1.0


def test_a_fault_ends_the_functions_that_called_too():
    assert native(outer_loop, Box(wholes=[9, *[0] * 7]))[1]


class Slow:
    """Garbage that lets another thread run while it is collected."""

    def __init__(self):
        self.own = self

    def __del__(self):
        time.sleep(2e-3)


def test_several_threads_may_read_the_rules_at_once():
    # in CPython 3.11 the parser counts its depth for all threads together, and fails where one takes over from another
    path = Path(statements.__file__)
    text = path.read_text(encoding="utf-8")

    def read(number):
        for _ in range(30):
            Slow()
        return len(source._functions_of.__wrapped__(str(path), text))

    thresholds = gc.get_threshold()
    gc.set_threshold(1000, 5, 5)
    try:
        with ThreadPoolExecutor(4) as pool:
            result = set(pool.map(read, range(40)))
    finally:
        gc.set_threshold(*thresholds)
    assert len(result) == 1
