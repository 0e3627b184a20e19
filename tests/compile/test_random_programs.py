"""Random programs of the subset do in native code what they do in Python, to the bit, and fail where they fail."""

import copy
import ctypes
import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negosim.compile import FAULT, Memory, Program, compiled
from tests.compile.programs import Author, written
from tests.compile.records import Node, filled

RAISED = (ZeroDivisionError, IndexError, ValueError, OverflowError, AttributeError, TypeError)
CAREFUL = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(function, root, known):
    """Return the words that Python leaves; nothing where it raises."""
    after = copy.deepcopy(root)
    try:
        function(after)
    except RAISED:
        return None
    return Memory(after, None, known).words


def run(code, memory):
    words = memory.words.copy()
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(code.address)(words.ctypes.data)
    fault = bool(words[FAULT])
    words[FAULT] = 0
    return words, fault


def same(words, expected):
    reals, wanted = words.view(np.float64), expected.view(np.float64)
    return bool(((words == expected) | (np.isnan(reals) & np.isnan(wanted))).all())


def check(seed, folder, *, safe, specialised):
    rng = random.Random(seed)
    source = Author(rng, safe=safe).program()
    module = written(source, folder)
    acts = [module.act_0, module.act_1]
    known = {(Node, "act"): acts}
    trusted = (module.__name__,) if safe else ()
    code = None
    for _ in range(3 if specialised else 12):
        root = filled(rng, acts, safe=safe)
        memory = Memory(root, None, known)
        if code is None or specialised:
            code = compiled(Program(module.run, memory, specialised, None, {}, trusted).text())
        words, fault = run(code, memory)
        expected = outcome(module.run, root, known)
        assert fault == (expected is None), source
        assert expected is None or same(words, expected), source


@pytest.mark.parametrize("specialised", [True, False])
@pytest.mark.parametrize("safe", [True, False])
@CAREFUL
@given(seed=st.integers(0, 2**32))
def test_native_code_does_what_python_does(tmp_path_factory, safe, specialised, seed):
    check(seed, tmp_path_factory.mktemp("programs"), safe=safe, specialised=specialised)
