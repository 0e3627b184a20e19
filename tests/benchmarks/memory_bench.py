"""The memory of an aggregate sweep, which must not grow with the number of replicates.

Ten million replicates in the benchmark. For more, by itself: ``python tests/benchmarks/memory_bench.py 100_000_000``.
"""

import os
import subprocess
import sys
import time
from typing import Any

REPLICATES = (1_000_000, 10_000_000)
SCENARIO = "sma11"


def measure(counts: tuple[int, ...] = REPLICATES) -> list[dict[str, Any]]:
    """Measure the most memory that a sweep of each size takes, in a process of its own, and how fast it is."""
    rows = []
    for count in counts:
        size, seconds = sweep(count)
        rows.append(row(f"memory of an aggregate sweep, {count:,} replicates", size, "MB", 300, "lower"))
        rows.append(
            row(f"the same, replicates per second (wall time, {os.cpu_count()} threads)", count / seconds, "per s")
        )
    return rows


def sweep(count: int) -> tuple[float, float]:
    """Run a sweep; return its greatest memory in MB, and its seconds by the clock."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "negosim", "sweep", SCENARIO, "-n", str(count), "--aggregate"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return kilobytes / 1024, time.perf_counter() - start


def row(name: str, figure: float, unit: str, target: float | None = None, better: str = "higher") -> dict[str, Any]:
    """Make a row."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": better, "peer": None}


if __name__ == "__main__":
    wanted = tuple(int(word) for word in sys.argv[1:]) or REPLICATES
    for result in measure(wanted):
        print(f"{result['name']:70} {result['figure']:14,.4g} {result['unit']}")
