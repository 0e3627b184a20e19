"""Compiled programs are kept on disk; whatever happens to them there, the code is right."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from negosim.compile import Memory, cache, native
from negosim.compile.cache import KEPT, folder, load_object, store_object
from tests.compile.running import Box, text_of

ROOT = Path(__file__).parents[2]


def first(box: Box) -> None:
    box.reals[0] = 1.5


def second(box: Box) -> None:
    box.reals[0] = 2.5


def value(function):
    """Return what a function leaves in the first number, by native code."""
    memory, text = text_of(function, Box())
    words = memory.words.copy()
    code = native.compiled(text)
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(code.address)(words.ctypes.data)
    return words.view("f8")[memory.pools[float].start]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return folder()


@pytest.fixture
def optimised(monkeypatch):
    """The programs that were compiled, not taken from the cache."""
    texts = []
    optimise = native._optimised
    monkeypatch.setattr(native, "_optimised", lambda text, machine: texts.append(text) or optimise(text, machine))
    return texts


def test_a_program_is_compiled_once(home, optimised):
    assert [value(first), value(first)] == [1.5, 1.5]
    assert len(optimised) == 1
    assert len(list(home.iterdir())) == 1


def test_another_text_is_another_program(home, optimised):
    assert [value(first), value(second)] == [1.5, 2.5]
    assert len(optimised) == 2
    assert len(list(home.iterdir())) == 2


def test_the_key_follows_the_text_and_the_processor(monkeypatch):
    keys = {native.key_of("a"), native.key_of("b")}
    monkeypatch.setattr(native, "_processor", lambda: ("another-triple", "another", ""))
    assert len(keys | {native.key_of("a")}) == 3


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 4000, None], ids=["empty", "short", "other", "cut"])
def test_a_damaged_file_is_made_again(home, optimised, damage):
    value(first)
    (path,) = home.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert value(first) == 1.5
    assert len(optimised) == 2
    assert path.read_bytes() == whole


def test_a_file_of_sound_bytes_that_are_no_program_is_made_again(home, optimised):
    value(first)
    (path,) = home.iterdir()
    store_object(path.stem, b"these are no machine instructions")
    assert value(first) == 1.5
    assert len(optimised) == 2


def test_a_file_that_cannot_be_read_is_passed_over(home, optimised):
    value(first)
    (path,) = home.iterdir()
    path.unlink()
    path.mkdir()
    assert value(first) == 1.5
    assert len(optimised) == 2


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, monkeypatch, optimised):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert [value(first), value(first)] == [1.5, 1.5]
    assert len(optimised) == 2
    assert blocked.read_text() == "in the way"


def test_the_programs_used_last_are_kept(home):
    for number in range(KEPT):
        store_object(f"old{number}", b"code")
        os.utime(home / f"old{number}.o", (1e9 + number, 1e9 + number))
    assert load_object("old0") == b"code"  # it counts as used now
    store_object("new", b"code")
    names = {path.stem for path in home.iterdir()}
    assert len(names) == KEPT
    assert {"old0", "new"} <= names
    assert "old1" not in names


def test_nothing_else_lies_about(home):
    for number in range(3):
        store_object(f"key{number}", b"code" * number)
    assert {path.suffix for path in home.iterdir()} == {cache.SUFFIX}


# ---- threads and processes ---------------------------------------------------------------------------------------


def test_threads_may_compile_at_once(home):
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(value, [first, second] * 8)) == [1.5, 2.5] * 8


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_may_compile(home, method):
    value(first)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(value, [first, second] * 2) == [1.5, 2.5] * 2


def test_a_process_forked_while_threads_load_and_unload_may_compile(home):
    value(first)
    done, forking = threading.Event(), multiprocessing.get_context("fork")

    def load_and_unload():
        while not done.is_set():
            value(first)

    with ThreadPoolExecutor(2) as pool:
        busy = [pool.submit(load_and_unload) for _ in range(2)]
        try:
            for _ in range(30):
                child = forking.Process(target=value, args=(second,))
                child.start()
                child.join(30.0)
                child.kill()
                child.join()
                assert child.exitcode == 0
        finally:
            done.set()
        assert [each.result() for each in busy] == [None, None]


def test_a_process_forked_in_the_middle_of_a_compilation_may_compile(home):
    entered = threading.Event()
    optimise = native._optimised

    def slow(text, machine):
        entered.set()
        time.sleep(0.2)
        return optimise(text, machine)

    native._optimised = slow
    try:
        with ThreadPoolExecutor(1) as pool:
            compiling = pool.submit(value, first)
            entered.wait()
            native._optimised = optimise
            child = multiprocessing.get_context("fork").Process(target=value, args=(second,))
            child.start()
            child.join(30.0)
            child.kill()
            child.join()
            assert child.exitcode == 0
            assert compiling.result() == 1.5
    finally:
        native._optimised = optimise


@pytest.mark.parametrize("variables", [{"HOME": "/dev/null"}, {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null/x"}])
def test_a_process_without_a_home_compiles(variables):
    code = "from tests.compile.test_cache import first, value; print(value(first))"
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("1.5\n", "")


def test_code_is_unloaded_with_the_object_that_holds_it(home):
    memory, text = text_of(first, Box())
    codes = [native.compiled(text) for _ in range(3)]
    assert len({code.address for code in codes}) == 3
    del codes[0]
    words = Memory(Box()).words
    ctypes.CFUNCTYPE(None, ctypes.c_void_p)(codes[-1].address)(words.ctypes.data)
    assert words.view("f8")[memory.pools[float].start] == 1.5
