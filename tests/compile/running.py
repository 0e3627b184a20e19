"""Run a function over a record both ways: in Python, and as native code."""

import copy
import ctypes
from dataclasses import dataclass, field

import numpy as np

from negosim.compile import FAULT, Memory, Program, compiled
from tests.compile.records import Node, Root

__all__ = ["Box", "Node", "Root", "both", "native", "text_of"]


@dataclass(slots=True, eq=False)
class Box:
    """What the tests' functions read and write."""

    reals: list[float] = field(default_factory=lambda: [0.0] * 8)
    wholes: list[int] = field(default_factory=lambda: [0] * 8)
    real: float = 0.0
    whole: int = 0
    flag: bool = False


def text_of(function, box, *, specialised=True, trusted=(), bodies=None):
    memory = Memory(box)
    return memory, Program(function, memory, specialised, None, bodies or {}, trusted).text()


def native(function, box, **options):
    """Return the words of the memory after the native function, and whether it noted a fault."""
    memory, text = text_of(function, box, **options)
    words = memory.words.copy()
    code = compiled(text)  # it is unloaded with this object
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(code.address)(words.ctypes.data)
    fault = bool(words[FAULT])
    words[FAULT] = 0
    return words, fault


def both(function, box, **options):
    """Return whether Python raised, whether native code noted a fault, and whether they left the same words."""
    words, fault = native(function, box, **options)
    after = copy.deepcopy(box)
    try:
        function(after)
    except (ZeroDivisionError, IndexError, ValueError, OverflowError, AttributeError, TypeError):
        return True, fault, True
    expected = Memory(after).words
    reals, wanted = words.view(np.float64), expected.view(np.float64)
    same = (words == expected) | (np.isnan(reals) & np.isnan(wanted))
    return False, fault, bool(same.all())
