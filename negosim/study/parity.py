"""Check that all drivers agree: ``python -m negosim.study.parity [-n 10000] [--seed 0] [SCENARIO ...]``.

Each replicate of each shipped scenario is run on simpy's clock, in plain Python and by the kernel, and every field
of the results is compared bit by bit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

import simpy

from negosim.batch.agreement import Difference, differences
from negosim.batch.columns import Columns, empty_columns, write_row
from negosim.batch.drivers import replicate_columns
from negosim.engine.run import result_of
from negosim.engine.session import Session
from negosim.files import load, shipped
from negosim.rules.lower import Lowered, lower


def engine_columns(lowered: Lowered, seed: int, first: int, count: int) -> Columns:
    """Run replicates with the engine, and return the results in the form of the batch."""
    columns = empty_columns(count, len(lowered.scenario.issues))
    talks = lowered.talks()
    for row in range(count):
        session = Session(lowered, talks, keyed=(seed, first + row), seats={}, env=simpy.Environment())
        session.run()
        write_row(session.talks, columns, row)
        result = result_of(session)
        columns.agreed[row], columns.rounds[row] = result.agreed, result.rounds
        columns.lapse_days[row] = result.lapse_days
        columns.utilities[row] = tuple(result.utilities.values())
        columns.lapse_costs[row] = tuple(result.lapse_cost.values())
    return columns


def disagreements(lowered: Lowered, seed: int, count: int) -> Iterator[tuple[str, Difference]]:
    """Yield each field in which a driver differs from the kernel, with the driver's name."""
    kernel = replicate_columns(lowered, seed, 0, count, driver="kernel")
    others = {
        "engine": engine_columns(lowered, seed, 0, count),
        "python": replicate_columns(lowered, seed, 0, count, driver="python"),
    }
    for driver, columns in others.items():
        for difference in differences(columns, kernel):
            yield driver, difference


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the drivers, print a line per scenario and differing field, and return 1 if any field differs."""
    parser = argparse.ArgumentParser(prog="python -m negosim.study.parity", description="Compare the drivers.")
    parser.add_argument("scenarios", nargs="*", help="names or files (default: every shipped scenario)")
    parser.add_argument("-n", type=int, default=10_000, help="replicates per scenario")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    result = 0
    for name in options.scenarios or shipped():
        differing = list(disagreements(lower(load(name)), options.seed, options.n))
        result += len(differing)
        sys.stdout.write(f"{name}: {options.n:,} replicates, {len(differing)} differing fields\n")
        for driver, difference in differing:
            sys.stdout.write(
                f"  {difference.field}: {difference.rows} rows, first {difference.row}: "
                f"{driver} {difference.left}, kernel {difference.right}\n"
            )
        sys.stdout.flush()
    return 1 if result else 0


if __name__ == "__main__":
    sys.exit(main())
