"""The benchmarks are not run with the tests, but they must still be able to run."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from negosim.rules.lower import lower

FOLDER = Path(__file__).parent / "benchmarks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*_bench.py")), ids=lambda path: path.stem)
def test_a_benchmark_finds_all_that_it_measures(path, monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    assert callable(import_module(path.stem).measure)
    sys.modules.pop(path.stem)


def test_the_bare_loop_and_the_kernel_play_the_same_game(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    bench = import_module("kernel_bench")
    bench.check_the_same_game(lower(bench.concession(bench.STEPS)), bench.STEPS)
    sys.modules.pop("kernel_bench")
