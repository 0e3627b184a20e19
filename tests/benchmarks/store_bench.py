"""What the rows of a sweep cost: bytes per replicate, and the time of packing them as a share of the kernel's."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kernel_bench import interleaved

from negosim.batch.kernel import run_replicates
from negosim.study.sweeps.chunks import Chunk, Segment
from negosim.study.sweeps.points import lowered_point
from negosim.study.sweeps.source import source_of
from negosim.study.sweeps.tasks import BLOCK, Task, run_task

ROWS = 500_000
SCENARIOS = ("sma11", "trump_era")


def measure() -> list[dict[str, Any]]:
    """Measure the store on a few scenarios."""
    return [row for name in SCENARIOS for row in of_scenario(name)]


def of_scenario(name: str) -> list[dict[str, Any]]:
    """Measure one: the kernel alone, with the tally, and with the rows packed and compressed."""
    source = source_of(name)
    lowered = lowered_point(source, ())
    chunk = Chunk("all", (Segment(0, 0, ROWS),))
    task = Task(source=source, sets={0: ()}, chunk=chunk, seed=0, driver="kernel", rows=True)
    size = len(run_task(task).data) / ROWS
    rates = interleaved(
        {
            "kernel": lambda: seconds(
                lambda: [run_replicates(lowered, 0, first, min(BLOCK, ROWS - first)) for first in range(0, ROWS, BLOCK)]
            ),
            "tally": lambda: seconds(lambda: run_task(replace(task, rows=False))),
            "rows": lambda: seconds(lambda: run_task(task)),
        }
    )
    spent = {key: statistics.median(result) for key, result in rates.items()}
    return [
        row(f"bytes per replicate, {name}", size, "B", 5.5),
        row(
            f"storing rows, share of the kernel's time, {name}",
            100 * (spent["rows"] - spent["tally"]) / spent["kernel"],
            "%",
            15,
        ),
        row(
            f"counting and digest, share of the kernel's time, {name}",
            100 * (spent["tally"] - spent["kernel"]) / spent["kernel"],
            "%",
        ),
    ]


def seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a run, in all threads."""
    start = time.process_time()
    run()
    return time.process_time() - start


def row(name: str, figure: float, unit: str, target: float | None = None) -> dict[str, Any]:
    """Make a row; less is better."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": "lower", "peer": None}


if __name__ == "__main__":
    for result in measure():
        print(f"{result['name']:60} {result['figure']:10.3g} {result['unit']}   target {result['target']}")
