"""A table in which every row has its own parameters: beside points of a sweep, and beside as many replicates of one."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from kernel_bench import interleaved

from negosim.files import read
from negosim.study import sweep
from negosim.study.tables import sweep_table

ROWS, POINTS, REPLICATES = 250_000, 200, 4
SEOUL, WASHINGTON = "delegations.seoul.stances", "delegations.washington.stances"
RANGES = {
    f"{SEOUL}.moon.mandate": (10.0, 16.0),
    f"{SEOUL}.moon.tactic.beta": (0.1, 2.0),
    f"{SEOUL}.moon_2021.reservation": (14.0, 30.0),
    f"{WASHINGTON}.trump.tactic.beta": (0.1, 2.0),
    f"{WASHINGTON}.trump.aspiration": (200.0, 400.0),
    f"{WASHINGTON}.trump.reservation.loc": (20.0, 40.0),
    f"{WASHINGTON}.trump.reservation.scale": (2.0, 8.0),
    f"{WASHINGTON}.biden.reservation.loc": (5.0, 15.0),
    f"{WASHINGTON}.biden.pressure": (0.0, 2.0),
    "calendar.gaps.0.gap.scale": (15.0, 40.0),
    "calendar.gaps.1.gap.s": (0.2, 1.0),
    "ratifiers.president.delay": (1.0, 9.0),
    "ratifiers.president.noise": (0.1, 1.0),
    "shocks.call_to_the_president.effects.0.by.loc": (-5.0, -1.0),
}


def drawn(rows: int) -> dict[str, Any]:
    """Return a table in which each row has its own parameters."""
    rng = np.random.default_rng(1)
    return {path: rng.uniform(low, high, rows) for path, (low, high) in RANGES.items()}


def measure() -> list[dict[str, Any]]:
    """Measure on one worker, in CPU time."""
    document = read("sma11")
    table, points = drawn(ROWS), {path: values.tolist() for path, values in drawn(POINTS).items()}

    def timed(run: Callable[[], object], negotiations: int) -> float:
        start = time.process_time()
        run()
        return negotiations / (time.process_time() - start)

    def rows(given: Mapping[str, Any]) -> object:
        return sweep_table(document, given, replicates=REPLICATES, keep=["agreed", "terms", "concluded"], workers=1)

    def listed() -> object:
        return sweep(document, vary=points, design="list", replicates=REPLICATES, aggregate=True, workers=1)

    def one() -> object:
        return sweep(document, replicates=ROWS * REPLICATES, aggregate=True, workers=1)

    rates = interleaved(
        {
            "table": lambda: timed(lambda: rows(table), ROWS * REPLICATES),
            "points": lambda: timed(listed, POINTS * REPLICATES),
            "one": lambda: timed(one, ROWS * REPLICATES),
        }
    )
    outcome = {key: statistics.median(values) for key, values in rates.items()}
    size = f"{ROWS:,} rows of {len(RANGES)} parameters, {REPLICATES} replicates each, sma11"
    return [
        row(f"table of {size}", outcome["table"], "negotiations/s", 150_000),
        row("the same, beside the points of a sweep", outcome["table"] / outcome["points"], "times", 10),
        row("the same, beside as many replicates of one point", outcome["table"] / outcome["one"], "times", None),
    ]


def row(name: str, figure: float, unit: str, target: float | None) -> dict[str, Any]:
    """Return a row of the results."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": "higher", "peer": None}


if __name__ == "__main__":
    for result in measure():
        print(f"{result['name']:80} {result['figure']:12.4g} {result['unit']}   target {result['target']}")
