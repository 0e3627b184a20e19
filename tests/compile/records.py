"""Records that the random programs read and write."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

SPECIAL = (0.0, -0.0, 1.0, -1.0, 0.1, 1e308, -1e308, 5e-324, float("inf"), float("-inf"), float("nan"))


@dataclass(slots=True, eq=False, kw_only=True)
class Node:
    value: float
    count: int
    on: bool
    next: Node | None
    values: list[float]
    act: Callable[[Node, float, float], float] | None


@dataclass(slots=True, eq=False, kw_only=True)
class Root:
    nodes: list[Node]
    first: Node | None
    reals: list[float]
    wholes: list[int]
    x: float
    n: int
    flag: bool


def real(rng: random.Random) -> float:
    return rng.choice(SPECIAL) if rng.random() < 0.3 else rng.uniform(-10.0, 10.0)


def filled(rng: random.Random, acts: list[Callable[..., float]], *, safe: bool) -> Root:
    """Return random records; in safe ones there is a node, and every node has a function of as many arguments."""
    nodes: list[Node] = []
    for _ in range(rng.randint(1 if safe or rng.random() < 0.9 else 0, 4)):
        shared = bool(nodes) and rng.random() < 0.3
        count = 2 if safe or rng.random() < 0.9 else rng.randint(0, 3)
        values = nodes[-1].values if shared else [real(rng) for _ in range(count)]
        act = None if not safe and rng.random() < 0.1 else rng.choice(acts)
        node = Node(value=real(rng), count=rng.randint(-9, 9), on=rng.random() < 0.5, next=None, values=values, act=act)
        nodes.append(node)
    for node in nodes:
        node.next = rng.choice([None, *nodes])
    return Root(
        nodes=nodes,
        first=rng.choice([None, *nodes]),
        reals=[real(rng) for _ in range(rng.randint(1, 4))],
        wholes=[rng.randint(-1000, 1000) for _ in range(rng.randint(1, 4))],
        x=real(rng),
        n=rng.randint(-5, 5),
        flag=rng.random() < 0.5,
    )
