"""Killed and interrupted sweeps go on, and come to the same."""

import os
import signal
import subprocess
import sys
import time

import pytest

from negosim.study import summary, sweep
from negosim.study.store.folder import CHUNKS, TALLY, read_progress
from negosim.study.sweeps.chunks import Segment, cut
from negosim.study.sweeps.interruption import InterruptionError, Stop, watch_interrupts
from negosim.study.sweeps.pool import run_tasks, worker_pool
from negosim.study.sweeps.source import source_of
from negosim.study.sweeps.tasks import Task

N, CHUNK = 400_000, 8_000
DRIVER = f"""
import negosim.study.sweeps.running as running
running.SAVE_EVERY = running.SAVE_SHARE = 0.0
running.sweep("sma11", replicates={N}, seed=3, workers=1, chunk_size={CHUNK}, out="s")
"""


def begun(folder, script=DRIVER):
    """Start a sweep in another process, and return it when some chunks are done."""
    process = subprocess.Popen([sys.executable, "-c", script], cwd=folder, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 240.0
    while time.monotonic() < until and process.poll() is None:
        if (folder / "s" / TALLY).exists() and len(list((folder / "s" / CHUNKS).iterdir())) > 2:
            return process
        time.sleep(0.01)
    pytest.fail(f"the sweep did not begin: {process.communicate()[1]}")


def finished(folder):
    return sweep("sma11", replicates=N, seed=3, out=folder / "s")


@pytest.fixture(scope="module")
def digest():
    return sweep("sma11", replicates=N, seed=3).digest


def test_a_driver_that_is_killed_leaves_a_folder_that_goes_on(tmp_path, digest):
    process = begun(tmp_path)
    process.kill()
    process.communicate()
    kept = read_progress(tmp_path / "s").rows
    assert 0 < kept < N
    assert summary(tmp_path / "s").n == kept
    assert finished(tmp_path).digest == digest


@pytest.mark.skipif(os.name != "posix", reason="signals are posix")
def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(tmp_path):
    command = [
        "sweep",
        "sma11",
        "-n",
        str(N),
        "--seed",
        "3",
        "--workers",
        "1",
        "--chunk-size",
        str(CHUNK),
        "--out",
        "s",
    ]
    script = f"""
import sys
import negosim.study.sweeps.running as running
running.SAVE_EVERY = running.SAVE_SHARE = 0.0
sys.argv = ["negosim", *{command!r}]
from negosim.cli import main
main()
"""
    process = begun(tmp_path, script)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert "run the same command again to go on from there" in told
    progress = read_progress(tmp_path / "s")
    assert 0 < progress.rows < N
    assert sorted(file.stem for file in (tmp_path / "s" / CHUNKS).iterdir()) == sorted(progress.chunks)


def test_the_chunk_of_a_worker_that_is_killed_runs_again():
    source, segments = source_of("sma11"), [Segment(0, 0, 800)]
    tasks = [
        Task(source=source, sets={0: ()}, chunk=chunk, seed=1, driver="python", rows=False)
        for chunk in cut(segments, 100)
    ]
    taken = []
    with worker_pool("processes", 2) as pool:

        def take(done):
            if not taken:
                os.kill(next(iter(pool.executor._processes)), signal.SIGKILL)
            taken.append(done)

        run_tasks(tasks, pool, take, Stop())
    assert sorted(done.chunk.name for done in taken) == [task.chunk.name for task in tasks]
    assert sum(done.tallies[0].rows for done in taken) == 800


def test_no_chunk_is_begun_after_a_wish_to_stop():
    stop, taken = Stop(), []
    tasks = [
        Task(source=source_of("rubinstein_pie"), sets={0: ()}, chunk=chunk, seed=1, driver="python", rows=False)
        for chunk in cut([Segment(0, 0, 1_000)], 10)
    ]

    def take(done):
        taken.append(done)
        stop.wanted = True

    with worker_pool("threads", 1) as pool:
        run_tasks(tasks, pool, take, stop)
    assert 1 <= len(taken) <= 3


@pytest.mark.skipif(os.name != "posix", reason="signals are posix")
def test_the_first_interrupt_is_a_wish_and_the_second_an_end():
    with watch_interrupts() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.wanted
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_an_interrupted_sweep_without_a_folder_says_that_nothing_is_kept(monkeypatch):
    import negosim.study.sweeps.running as running

    def stopped(tasks, pool, take, stop):
        stop.wanted = True

    monkeypatch.setattr(running, "run_tasks", stopped)
    with pytest.raises(InterruptionError, match="with --out DIR they would be kept"):
        sweep("sma11", replicates=10)
