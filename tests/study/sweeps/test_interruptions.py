"""Killed and interrupted sweeps go on, and come to the same."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from negosim.study import summary, sweep
from negosim.study.store.folder import CHUNKS, TALLY, read_sweep
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
    kept = read_sweep(tmp_path / "s")[1].rows
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
    _, reported = process.communicate(timeout=120)
    assert process.returncode == 130, reported
    assert "run the same command again to resume" in reported
    _, progress = read_sweep(tmp_path / "s")
    assert 0 < progress.rows < N
    assert sorted(file.stem for file in (tmp_path / "s" / CHUNKS).iterdir()) == sorted(progress.chunks)


@pytest.mark.skipif(os.name != "posix", reason="signals are posix")
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGKILL", "SIGHUP"])
def test_worker_processes_end_with_the_sweep_however_it_ends(tmp_path, sent):
    process = begun(tmp_path, DRIVER.replace("workers=1", "workers=2, executor='processes'"))
    number = getattr(signal, sent)
    process.send_signal(number)
    process.communicate(timeout=60)  # the workers have the pipe too, so it ends when they do
    assert process.returncode == -number


@pytest.mark.skipif(os.name != "posix", reason="signals are posix")
@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_second_interrupt_gives_up_the_chunks_that_run(tmp_path, executor):
    script = DRIVER.replace("workers=1", f"workers=2, executor='{executor}'").replace(
        f"size={CHUNK}", f"size={N // 50}"
    )
    process = begun(tmp_path, script.replace(f"replicates={N}", f"replicates={100 * N}"))
    process.send_signal(signal.SIGINT)
    assert "press Ctrl-C again to stop at once" in process.stderr.readline() + process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in error or "InterruptionError" in error  # where the chunks were finished before


def test_a_cluster_without_workers_is_reported(capsys, monkeypatch):
    monkeypatch.setattr("negosim.study.sweeps.pool.SILENCE", 0.0)

    class Lost(ThreadPoolExecutor):
        def workers_left(self):
            return 0

        def submit(self, run, *given):
            return super().submit(lambda: (time.sleep(0.3), run(*given))[1])

    chunks = cut([Segment(0, 0, 10)], 10)
    tasks = [
        Task(source=source_of("rubinstein_pie"), sets={0: ()}, chunk=chunk, seed=1, driver="python", rows=False)
        for chunk in chunks
    ]
    taken = []
    with Lost(1) as executor, worker_pool(executor, 1) as pool:
        run_tasks(tasks, pool, taken.append, Stop())
    assert len(taken) == 1
    assert capsys.readouterr().err.count("no workers are left; waiting for new ones") == 1


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
    with pytest.raises(InterruptionError, match="with --out DIR they would have been kept"):
        sweep("sma11", replicates=10)
