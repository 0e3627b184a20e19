"""What a point of a sweep costs beside its replicates: many points against as many replicates of one."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from kernel_bench import interleaved

from negosim.files import read
from negosim.study import sweep

POINTS, REPLICATES = 1_000, 1_000


def measure() -> list[dict[str, Any]]:
    """Measure sweeps that keep aggregates, of one worker."""
    document = read("sma11")
    path = "delegations.seoul.stances.moon.mandate"

    def run(replicates: int, vary: list[str]) -> Callable[[], float]:
        def timed() -> float:
            start = time.process_time()
            sweep(document, replicates=replicates, vary=vary, aggregate=True, workers=1)
            return time.process_time() - start

        return timed

    spent = interleaved({"one": run(POINTS * REPLICATES, []), "many": run(REPLICATES, [f"{path}=10:16:{POINTS}"])})
    seconds = {key: statistics.median(result) for key, result in spent.items()}
    return [
        {
            "name": f"a point of {POINTS:,} with {REPLICATES:,} replicates each, sma11, beside its replicates",
            "figure": 1_000 * (seconds["many"] - seconds["one"]) / POINTS,
            "unit": "ms",
            "target": 1,
            "better": "lower",
            "peer": None,
        }
    ]


if __name__ == "__main__":
    for result in measure():
        print(f"{result['name']:80} {result['figure']:10.3g} {result['unit']}   target {result['target']}")
