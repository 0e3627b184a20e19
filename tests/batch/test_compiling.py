"""Every rule is compiled, and a kernel is kept for exactly the sources it came from."""

import importlib
import os
import pkgutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

import negosim.rules
from negosim.batch import caching, compiling, drivers
from negosim.batch.agreement import differences
from negosim.batch.columns import Columns
from negosim.errors import UsageError
from negosim.rules.lower import lower
from tests.batch.scenarios import SCENARIOS

ORDINARY_PYTHON = ("negosim.rules.lower", "negosim.rules.lowering", "negosim.rules.layout")


def test_every_module_of_rules_is_compiled():
    modules = {module.name for module in pkgutil.walk_packages(negosim.rules.__path__, "negosim.rules.")}
    with_functions = {
        name
        for name in modules
        if not name.startswith(ORDINARY_PYTHON) and list(compiling.functions_of(importlib.import_module(name)))
    }
    assert with_functions <= {module.__name__ for module in compiling.MODULES}


def test_only_the_latest_kernels_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = [caching.kernel_folder().parent / f"sources {number}" for number in range(caching.KERNELS_KEPT + 3)]
    for number, folder in enumerate(folders):
        (folder / "loop").mkdir(parents=True)
        os.utime(folder, (number, number))
    caching.discard_old_kernels()
    assert [folder.exists() for folder in folders] == [False] * 3 + [True] * caching.KERNELS_KEPT


def test_the_fingerprint_follows_the_sources(monkeypatch):
    before = caching.fingerprint()
    assert caching.fingerprint() == before
    monkeypatch.setattr(caching, "sources_hash", lambda: "edited")
    assert caching.fingerprint() != before


def test_the_sources_are_hashed_by_name_and_content(tmp_path, monkeypatch):
    for room in ("rules", "batch"):
        (tmp_path / room).mkdir()
    monkeypatch.setattr(caching, "__file__", str(tmp_path / "batch" / "caching.py"))
    seen = set()
    for name, text in (("a.py", "x = 1"), ("a.py", "x = 2"), ("b.py", "x = 2")):
        (tmp_path / "rules" / name).write_text(text)
        caching.sources_hash.cache_clear()
        seen.add(caching.sources_hash())
    caching.sources_hash.cache_clear()
    assert len(seen) == 3


def test_the_cache_is_where_the_user_wants_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with caching.caching() as folder:
        assert folder.parent == tmp_path / "negosim" / "kernels"


def test_a_home_that_cannot_be_written_is_made_up_for(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    home = caching.cache_home()
    assert not home.is_relative_to(tmp_path / "file")
    assert home.name.startswith("negosim-")


def test_the_rules_stay_free_of_the_compiler():
    code = "import sys, negosim.rules.advance, negosim.rules.lower; print(*({'numba', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_threads_return_what_one_returns():
    lowered = lower(SCENARIOS["politics"])
    whole = drivers.replicate_columns(lowered, 5, 0, 400, driver="numba")
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda first: drivers.replicate_columns(lowered, 5, first, 100), range(0, 400, 100)))
    for place, part in enumerate(parts):
        rows = slice(100 * place, 100 * place + 100)
        assert differences(Columns(*(column[rows] for column in whole)), part) == ()


@pytest.mark.parametrize(
    ("seed", "first", "count", "driver", "message"),
    [
        (-1, 0, 1, None, "seed is -1; give a whole number from 0"),
        (1 << 63, 0, 1, None, "seed is 9223372036854775808"),
        (0, -2, 1, None, "first is -2"),
        (0, 0, -3, None, "count is -3"),
        (0, (1 << 63) - 1, 1, None, "first + count"),
        (0, 0, 1, "abacus", "there is no driver 'abacus'; give 'python' or 'numba'"),
    ],
)
def test_what_cannot_be_run_is_refused(seed, first, count, driver, message):
    with pytest.raises(UsageError) as refused:
        drivers.replicate_columns(lower(SCENARIOS["bilateral"]), seed, first, count, driver=driver)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("count", "kept", "driver"),
    [(1, True, "python"), (5_000, False, "python"), (5_000, True, "numba"), (1_000_000, False, "numba")],
)
def test_the_driver_is_chosen_by_the_number_of_replicates(monkeypatch, count, kept, driver):
    not_loaded = SimpleNamespace(cache_info=lambda: SimpleNamespace(currsize=0))
    monkeypatch.setattr(drivers, "kernel", not_loaded)
    monkeypatch.setattr(drivers, "is_kept", lambda: kept)
    assert drivers.chosen_driver(count) == driver


def test_a_kernel_is_kept_once_numba_has_written_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert not caching.is_kept()
    caching.kernel_folder().mkdir(parents=True)
    (caching.kernel_folder() / "replicates.nbi").touch()
    assert caching.is_kept()


def test_no_replicates_are_no_rows():
    columns = drivers.replicate_columns(lower(SCENARIOS["package"]), 0, 0, 0, driver="python")
    assert columns.terms.shape == (0, 3)


@pytest.mark.slow
def test_several_processes_may_compile_at_once(tmp_path):
    code = (
        "from negosim.batch.drivers import replicate_columns; from negosim.rules.lower import lower\n"
        "from tests.batch.scenarios import SCENARIOS\n"
        "print(replicate_columns(lower(SCENARIOS['bilateral']), 1, 0, 50, driver='numba').end.sum())"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(root)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert said[0] == said[1] != ""
