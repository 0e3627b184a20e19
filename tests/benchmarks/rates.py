"""What a version of negosim does per second of CPU time: ``python rates.py CHECKOUT``; one line of JSON.

It asks only for what every version has, so that two of them can be compared.
"""

import json
import sys
import time

sys.path.insert(0, sys.argv[1])

from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import run_replicates
from negosim.engine import run
from negosim.files import load
from negosim.rules.lower import lower

KERNEL = {
    "sma05": 100_000,
    "sma09": 60_000,
    "sma10": 60_000,
    "sma11": 60_000,
    "sma12": 60_000,
    "sma11_package": 800,
    "trump_era": 60_000,
    "biden_era": 100_000,
    "used_car": 60_000,
    "wage_strike": 60_000,
    "rubinstein_pie": 100_000,
    "scoreable": 200,
}
ENGINE = {"sma11": 300, "trump_era": 400, "used_car": 400}
PYTHON = {"sma11": 400, "used_car": 800, "sma11_package": 20}


def per_second(count, task):
    """Return runs per second of CPU time."""
    start = time.process_time()
    task()
    return count / (time.process_time() - start)


def main():
    """Measure and print."""
    figures = {}
    games = {name: lower(load(name)) for name in KERNEL}
    for name, count in KERNEL.items():
        run_replicates(games[name], 0, 0, min(count, 1_000))
        figures[f"kernel, {name}"] = per_second(count, lambda n=name, c=count: run_replicates(games[n], 0, 0, c))
    for name, count in ENGINE.items():
        run(games[name])
        figures[f"engine with full trace, {name}"] = per_second(
            count, lambda n=name, c=count: [run(games[n], replicate=replicate) for replicate in range(c)]
        )
    for name, count in PYTHON.items():
        figures[f"rules in plain Python, {name}"] = per_second(
            count, lambda n=name, c=count: replicate_columns(games[n], 0, 0, c, driver="python")
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
