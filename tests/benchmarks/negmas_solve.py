"""Solve the problems of `solve_bench.py` with NegMAS, where it has the function, and print the CPU seconds as JSON.

The frontier is found by the function NegMAS itself uses, `pareto_frontier_active`. Runs under an interpreter of its
own (requirements-negmas.txt); nothing of negosim is imported here.
"""

import json
import statistics
import time
from collections.abc import Callable

import numpy as np
from negmas.outcomes import make_issue, make_os
from negmas.preferences import MappingUtilityFunction
from negmas.preferences.ops import (
    kalai_points,
    max_relative_welfare_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
    pareto_frontier_active,
)


def seconds(solve: Callable[[], object], repeats: int) -> float:
    """Take the median CPU time of some runs."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        solve()
        times.append(time.process_time() - start)
    return statistics.median(times)


def four_points(table: np.ndarray) -> None:
    """Find the solutions of listed outcomes as NegMAS does: the frontier first, then the points on it."""
    outcomes = [(number,) for number in range(len(table))]
    space = make_os([make_issue(len(table), "outcome")])
    ufuns = [
        MappingUtilityFunction(
            dict(zip(outcomes, column.tolist(), strict=True)), reserved_value=0.2, outcome_space=space
        )
        for column in table.T
    ]
    frontier, _ = pareto_frontier(ufuns, outcomes=outcomes)
    nash_points(ufuns, frontier, outcomes=outcomes)
    kalai_points(ufuns, frontier, outcomes=outcomes)
    max_welfare_points(ufuns, frontier, outcomes=outcomes)
    max_relative_welfare_points(ufuns, frontier, outcomes=outcomes)


def main() -> None:
    """Solve all and print."""
    table = np.random.default_rng(0).random((1_000_000, 2))
    prices = np.linspace(0, 1, 10_001)
    zero_sum = np.column_stack((prices, 1 - prices))
    result = {
        "Pareto frontier, 1e4 outcomes": seconds(lambda: pareto_frontier_active(table[:10_000]), 3),
        "Pareto frontier, 1e6 outcomes": seconds(lambda: pareto_frontier_active(table), 1),
        "Pareto frontier, 10,001 zero-sum prices": seconds(lambda: pareto_frontier_active(zero_sum), 1),
        "four solutions, 1e5 outcomes": seconds(lambda: four_points(table[:100_000]), 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
