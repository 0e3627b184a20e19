"""How fast the cooperative solvers are, beside the figures they have to meet and beside NegMAS.

NegMAS is under the AGPL and has an environment of its own: where `NEGOSIM_NEGMAS_PYTHON` names its interpreter, or one
is in `.venv-negmas`, it solves the same problems in a process of its own (`negmas_solve.py`), and its time is in
the row.
"""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from negosim.solve import Issue, continuous, four_solutions, pareto, zone
from negosim.solve.additive import additive_pareto
from negosim.solve.mixed import mixed_frontier

ROOT = Path(__file__).resolve().parents[2]
PEER = Path(__file__).with_name("negmas_solve.py")
REPEATS = 7


def measure() -> list[dict[str, Any]]:
    """Measure all: a row per problem with its name, CPU time, target and, where it has the function, NegMAS's time."""
    peer = _peer_seconds()
    rows = []
    for name, target, solve in _problems():
        rows.append(
            {
                "name": name,
                "figure": _median_seconds(solve),
                "unit": "s",
                "target": target,
                "better": "lower",
                "peer": peer.get(name),
            }
        )
    return rows


def _problems() -> list[tuple[str, float, Callable[[], object]]]:
    """Make the problems: name, target in seconds, what to time."""
    rng = np.random.default_rng(0)
    return [*_one_issue(rng), *_frontiers(rng), *_additive(rng)]


def _one_issue(rng: np.random.Generator) -> list[tuple[str, float, Callable[[], object]]]:
    """One-issue zones and solutions of 100,000 parameter sets."""
    seller, buyer = rng.normal(25, 5, 100_000), rng.normal(20, 5, 100_000)
    a, b, lo, width = rng.uniform(0.2, 1, (4, 100_000))
    issue = Issue(
        utilities=(
            lambda x, lo, width, a, b: ((x - lo) / width) ** a,
            lambda x, lo, width, a, b: ((lo + width - x) / width) ** b,
        ),
        lo=lo,
        hi=lo + width * (1 - 1e-12),
        disagreement=[0.05, 0.05],
        args=(lo, width, a, b),
    )

    def zones() -> None:
        result = zone(seller, buyer, lo=0, hi=60)
        for field in ("exists", "width", "gap", "midpoint", "status"):
            getattr(result, field)

    return [
        ("zone of one issue, 1e5 parameter sets", 0.3, zones),
        ("Nash over one issue, 1e5 problems", 1.0, lambda: continuous.nash(issue)),
        ("Kalai-Smorodinsky over one issue, 1e5 problems", 1.0, lambda: continuous.kalai_smorodinsky(issue)),
    ]


def _frontiers(rng: np.random.Generator) -> list[tuple[str, float, Callable[[], object]]]:
    """Frontiers and solutions of listed outcomes."""
    table = rng.random((1_000_000, 2))
    prices = np.linspace(0, 1, 10_001)
    zero_sum = np.column_stack((prices, 1 - prices))
    return [
        ("Pareto frontier, 1e4 outcomes", 0.001, lambda: pareto(table[:10_000])),
        ("Pareto frontier, 1e6 outcomes", 0.1, lambda: pareto(table)),
        ("Pareto frontier, 10,001 zero-sum prices", 0.005, lambda: pareto(zero_sum)),
        ("four solutions, 1e5 outcomes", 0.05, lambda: four_solutions(table[:100_000], [0.2, 0.2])),
        (
            "four solutions with lotteries, 1e5 outcomes",
            0.05,
            lambda: four_solutions(table[:100_000], [0.2, 0.2], lotteries=True),
        ),
    ]


def _additive(rng: np.random.Generator) -> list[tuple[str, float, Callable[[], object]]]:
    """Frontiers of spaces that cannot be listed."""
    shares = rng.random((10, 10))
    easy = [np.column_stack((x, rng.random(10))) * rng.random(2) for x in shares]
    hard = [np.column_stack((x, 1 - x**2)) * rng.random(2) for x in shares]
    mixed = easy[:6], rng.random(3), -rng.random(3)
    return [
        ("additive preferences, 1e10 outcomes", 0.5, lambda: additive_pareto(easy)),
        ("additive preferences, 1e10 outcomes, all values opposed", 0.5, lambda: additive_pareto(hard)),
        ("mixed space, 1e6 choices and 3 divisible issues", 0.5, lambda: mixed_frontier(*mixed)),
    ]


def _median_seconds(solve: Callable[[], object]) -> float:
    """Take the median CPU time of several runs, after one that warms up; short runs are repeated within."""
    start = time.perf_counter()
    solve()
    within = max(1, int(0.01 / max(time.perf_counter() - start, 1e-9)))
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        for _ in range(within):
            solve()
        times.append((time.process_time() - start) / within)
    return statistics.median(times)


def _peer_seconds() -> dict[str, float]:
    """Ask NegMAS, where it is installed; an empty answer where it is not."""
    python = Path(os.environ.get("NEGOSIM_NEGMAS_PYTHON", ROOT / ".venv-negmas" / "bin" / "python"))
    if not python.exists():
        return {}
    answer = subprocess.run([python, PEER], capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout))


if __name__ == "__main__":
    for row in measure():
        peer = "" if row["peer"] is None else f"   NegMAS {row['peer'] * 1e3:9.1f} ms"
        mark = "ok  " if row["figure"] < row["target"] else "MISS"
        print(f"{mark} {row['name']:58} {row['figure'] * 1e3:9.3f} ms   target {row['target'] * 1e3:6.0f} ms{peer}")
