"""A back-test of the shipped record from nothing and from the stored reference table, and the speed of calibration."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Used:
    """Seconds by the clock, seconds of CPU, and the greatest memory in MB of one command."""

    wall: float
    cpu: float
    memory: float


def measure() -> list[dict[str, Any]]:
    """Measure in processes of their own, with an empty cache folder for the first."""
    with tempfile.TemporaryDirectory() as folder:
        nothing, stored = (backtest(folder) for _ in range(2))
        negotiations = simulated(Path(folder))
    cores = os.cpu_count()
    speed = negotiations / (nothing.cpu - stored.cpu)
    return [
        row(f"`negosim backtest --json` from nothing, wall time, {cores} cores", nothing.wall, "s", 300, "lower"),
        row("the same, from the stored reference table, wall time", stored.wall, "s", 60, "lower"),
        row("the same, from nothing, greatest memory", nothing.memory, "MB", 2000, "lower"),
        row("simulation of the reference table, per core", speed, "negotiations/s", 150_000, "higher"),
    ]


def backtest(cache: str) -> Used:
    """Run the back-test with a cache folder."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "negosim", "backtest", "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": cache},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"negosim backtest ended with {process.returncode}")
    return Used(
        wall=time.perf_counter() - start,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / 1024,
    )


def simulated(cache: Path) -> int:
    """Return how many negotiations the stored table has, pilots included."""
    (path,) = cache.rglob("forecast/*.npz")
    with np.load(path) as table:
        return int(json.loads(str(table["about"]))["negotiations"])


def row(name: str, figure: float, unit: str, target: float, better: str) -> dict[str, Any]:
    """Return a row of the results."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": better, "peer": None}


if __name__ == "__main__":
    for result in measure():
        print(f"{result['name']:80} {result['figure']:12.4g} {result['unit']}   target {result['target']}")
