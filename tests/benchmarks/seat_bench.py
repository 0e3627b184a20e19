"""What a program at the table costs, and what a learner gets: time of a turn, episodes per second."""

import datetime as dt
import statistics
import sys
import time
from typing import Any

import negosim
from negosim import CallSeat, Wait, programs

TURNS = 500
REPEATS = 7
EPISODES = 1_000
ANSWERING = """
import sys
for line in sys.stdin.buffer:
    if line.startswith(b'{"type":"view"'):
        sys.stdout.buffer.write(b'{"act":"wait"}\\n')
        sys.stdout.buffer.flush()
"""


def measure() -> list[dict[str, Any]]:
    """Measure turns of a program beside those of a function, in turns, and episodes of a random policy."""
    meeting = {"date": dt.date(2025, 5, 5), "exchanges": TURNS}
    scenario = negosim.load("used_car", overrides={"calendar.rounds": [meeting]})
    walls, own = [], []
    for _ in range(REPEATS):
        with programs.ProgramSeat([sys.executable, "-c", ANSWERING]) as seat:
            negosim.run("used_car", seats={"buyer": seat})  # it is started
            program = seconds_per_turn(scenario, seat)
        function = seconds_per_turn(scenario, CallSeat(lambda view: Wait()))
        walls.append(program[0] - function[0])
        own.append(program[1] - function[1])
    return [
        row("a turn of a program, wall time, its answer included", statistics.median(walls), "s", 1e-3, "lower"),
        row("the same, CPU time of negosim", statistics.median(own), "s", 1e-3, "lower"),
        row("episodes of a random policy, used_car", episodes_per_second(), "per s", 1_000.0, "higher"),
        row("the same, without walking away", episodes_per_second(walks=False), "per s", None, "higher"),
    ]


def seconds_per_turn(scenario: Any, seat: Any) -> tuple[float, float]:
    """Return wall time and CPU time of a turn of the buyer."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = negosim.run(scenario, seats={"buyer": seat})
    spent = time.perf_counter() - wall, time.process_time() - cpu
    turns = sum(entry.party == "buyer" for entry in result.trace) - 1
    return spent[0] / turns, spent[1] / turns


def episodes_per_second(*, walks: bool = True) -> float:
    """Return how many episodes a random policy plays per second of CPU time; it draws from the space of actions."""
    from negosim.rl import NegotiationEnv

    env = NegotiationEnv("used_car", "buyer")
    env.reset(seed=1)
    env.action_space.seed(1)
    rates = []
    for _ in range(REPEATS):
        start = time.process_time()
        for _ in range(EPISODES):
            env.reset()
            ended = False
            while not ended:
                action = env.action_space.sample()
                action[0] %= 4 if walks else 3
                _, _, ended, _, _ = env.step(action)
        rates.append(EPISODES / (time.process_time() - start))
    return statistics.median(rates)


def row(name: str, figure: float, unit: str, target: float | None, better: str) -> dict[str, Any]:
    """Return a row of the table."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": better, "peer": None}


if __name__ == "__main__":
    for outcome in measure():
        print(f"{outcome['name']:60} {outcome['figure']:12.6g} {outcome['unit']}")
