"""The one-issue game of boulware against conceder beside NegMAS, and beside a bare Python loop, for 20 to 1,000 steps.

NegMAS is under the AGPL and has an environment of its own: where `NEGOSIM_NEGMAS_PYTHON` names its interpreter, or one
is in `.venv-negmas`, it plays the same game in a process of its own (`negmas_play.py`), in turns with ours.
"""

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

from kernel_bench import by_bare_loop, by_kernel, check_the_same_game, concession, interleaved, rate, row

from negosim.batch.drivers import replicate_columns
from negosim.rules.lower import Lowered, lower

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("NEGOSIM_NEGMAS_PYTHON", ROOT / ".venv-negmas" / "bin" / "python"))
LENGTHS = (20, 100, 1_000)
SPREAD = 0.05  # by which the ends of the two games may differ, NegMAS having 101 prices


class Peer:
    """NegMAS in a process of its own."""

    def __init__(self) -> None:
        command = [PYTHON, Path(__file__).with_name("negmas_play.py")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def play(self, steps: int, count: int) -> tuple[float, int, int]:
        """Return the CPU seconds of so many negotiations, and the step and the price in which they end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([steps, count]) + "\n")
        self._process.stdin.flush()
        seconds, step, price = json.loads(self._process.stdout.readline())
        return seconds, step, price

    def per_second(self, steps: int) -> float:
        """Return negotiations per second."""
        count = max(1, 1_000 // steps)
        return count / self.play(steps, count)[0]

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()


def measure() -> list[dict[str, Any]]:
    """Measure each length of the game; without NegMAS, the bare loop alone is beside ours."""
    peer = Peer() if PYTHON.exists() else None
    rows = []
    for steps in LENGTHS:
        lowered = lower(concession(steps))
        check_the_same_game(lowered, steps)
        if peer is not None:
            check_alike(lowered, peer, steps)
        rows += compared(lowered, peer, steps)
    if peer is not None:
        peer.close()
    return rows


def compared(lowered: Lowered, peer: Peer | None, steps: int) -> list[dict[str, Any]]:
    """Measure one length of the game by all, in turns."""
    runs = {
        "sweep": lambda: by_kernel(lowered, 10_000_000 // steps // 20_000 * 20_000 or 20_000),
        "single": lambda: by_one(lowered, 1_000),
        "loop": lambda: by_bare_loop(200_000 // steps, steps),
    }
    if peer is not None:
        runs["negmas"] = lambda: peer.per_second(steps)
    result = {name: statistics.median(rates) for name, rates in interleaved(runs).items()}
    theirs = result.get("negmas")
    rows = [
        {**row(f"{steps:,} steps, in a sweep, one core", result["sweep"], "per s"), "peer": theirs},
        {**row(f"{steps:,} steps, one untraced negotiation at a time", result["single"], "per s"), "peer": theirs},
        row(f"{steps:,} steps, bare Python loop", result["loop"], "per s"),
        row(f"{steps:,} steps, sweep against the bare loop", result["sweep"] / result["loop"], "times", 10),
    ]
    if theirs is not None:
        rows.append(row(f"{steps:,} steps, sweep against NegMAS", result["sweep"] / theirs, "times", 5_000))
        rows.append(row(f"{steps:,} steps, one at a time against NegMAS", result["single"] / theirs, "times", 10))
    return rows


def by_one(lowered: Lowered, count: int) -> float:
    """Measure negotiations run one by one, each by a call of its own."""
    return rate(count, lambda: [replicate_columns(lowered, 0, number, 1) for number in range(count)])


def check_alike(lowered: Lowered, peer: Peer, steps: int) -> None:
    """Refuse to compare games that do not end alike; NegMAS has fewer prices, and its time runs one step ahead."""
    ours = replicate_columns(lowered, 0, 0, 1)
    _, step, price = peer.play(steps, 1)
    apart = abs(float(ours.end[0]) - step) / steps, abs(float(ours.terms[0, 0]) - price) / 100
    if max(apart) > max(SPREAD, 2 / steps):
        raise RuntimeError(f"NegMAS ends in step {step} at {price}, negosim on day {ours.end[0]} at {ours.terms[0, 0]}")


if __name__ == "__main__":
    for result in measure():
        target, peer = result["target"] or "", result["peer"] or ""
        print(f"{result['name']:50} {result['figure']:14,.4g} {result['unit']:6} {target:>6} {peer}")
