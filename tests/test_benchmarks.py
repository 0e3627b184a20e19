"""The benchmarks are not run with the tests, but they must still be able to run."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "benchmarks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*_bench.py")), ids=lambda path: path.stem)
def test_a_benchmark_finds_all_that_it_measures(path, monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    assert callable(import_module(path.stem).measure)
    sys.modules.pop(path.stem)
