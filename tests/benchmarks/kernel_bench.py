"""How many negotiations a second the drivers run, beside one another and beside a bare loop with the same arithmetic.

Two games: one side's administration may change by an election and a head of state has to consent (`bilateral`), and
the one-issue game of boulware against conceder over 100 steps (`concession`) that the bare loop plays too. Runs of
all drivers alternate, so that a busy spell of the machine meets all of them.
"""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import run_replicates
from negosim.domain import (
    Calendar,
    Candidate,
    Continuous,
    Delegation,
    Distribution,
    Gap,
    Piecewise,
    Preferences,
    Protocol,
    Ratifier,
    Round,
    Scenario,
    Stance,
    Tactic,
    Term,
)
from negosim.engine import run
from negosim.files import load
from negosim.rules.lower import Lowered, lower

REPEATS = 7
START = date(2020, 1, 1)
KERNEL_RUNS = 200_000
STEPS = 100
CHUNK = 20_000  # its columns stay in the memory that the last one left behind


def measure() -> list[dict[str, Any]]:
    """Measure all: a row per figure with its name, unit and target."""
    game, flagship, steps = lower(bilateral()), lower(load("sma11")), lower(concession())
    rates = interleaved(
        {
            "kernel": lambda: by_kernel(game, KERNEL_RUNS),
            "python": lambda: by_python(game, 500),
            "flagship": lambda: by_kernel(flagship, KERNEL_RUNS),
            "engine": lambda: by_engine(flagship, 30),
            "steps": lambda: by_kernel(steps, 20_000),
            "loop": lambda: by_bare_loop(2_000, STEPS),
            "one thread": lambda: by_threads(game, 1, time.perf_counter),
            "two threads": lambda: by_threads(game, 2, time.perf_counter),
            "one thread, CPU": lambda: by_threads(game, 1, time.process_time),
            "two threads, CPU": lambda: by_threads(game, 2, time.process_time),
        }
    )
    per_second = {name: statistics.median(outcome) for name, outcome in rates.items()}
    threads = [two / one for one, two in zip(rates["one thread"], rates["two threads"], strict=True)]
    check_the_same_game(steps, STEPS)
    meetings = float(run_replicates(game, 0, 0, 10_000).meetings.mean())
    return [
        row(f"kernel, one core, {meetings:.1f} rounds each", per_second["kernel"], "per s", 1e6),
        row("the same rules in plain Python", per_second["python"], "per s"),
        row("kernel on sma11", per_second["flagship"], "per s"),
        row("simpy engine on sma11, full trace", per_second["engine"], "per s", 2_000),
        row("kernel against engine on sma11", per_second["flagship"] / per_second["engine"], "times", 300),
        row("two threads against one (wall time, needs two idle cores)", statistics.median(threads), "times", 1.8),
        row(
            "negotiations per CPU second in two threads against one",
            per_second["two threads, CPU"] / per_second["one thread, CPU"],
            "times",
        ),
        row(f"kernel, concession over {STEPS} steps", per_second["steps"], "per s"),
        row(f"bare Python loop, the same over {STEPS} steps", per_second["loop"], "per s"),
        row("kernel against bare Python loop", per_second["steps"] / per_second["loop"], "times", 10),
    ]


def row(name: str, figure: float, unit: str, target: float | None = None) -> dict[str, Any]:
    """Make a row; more is better, and no peer has been asked."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": "higher", "peer": None}


def interleaved(runs: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Run all in turns, several times; return what each says."""
    for each in runs.values():
        each()
    outcome: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, each in runs.items():
            outcome[name].append(each())
    return outcome


def rate(count: int, run: Callable[[], object]) -> float:
    """Return runs per second of CPU time."""
    start = time.process_time()
    run()
    return count / (time.process_time() - start)


def by_kernel(lowered: Lowered, count: int) -> float:
    """Measure the compiled rules, chunk by chunk."""
    return rate(count, lambda: [run_replicates(lowered, 0, first, CHUNK) for first in range(0, count, CHUNK)])


def by_python(lowered: Lowered, count: int) -> float:
    """Measure the rules in plain Python."""
    return rate(count, lambda: replicate_columns(lowered, 0, 0, count, driver="python"))


def by_engine(lowered: Lowered, count: int) -> float:
    """Measure the engine, with its full trace."""

    return rate(count, lambda: [run(lowered, replicate=replicate) for replicate in range(count)])


def by_threads(lowered: Lowered, workers: int, clock: Callable[[], float]) -> float:
    """Measure several threads of the kernel by that clock: by the wall's, or by the CPU time of all threads."""
    with ThreadPoolExecutor(workers) as pool:
        start = clock()
        firsts = range(0, workers * KERNEL_RUNS, CHUNK)
        for done in [pool.submit(run_replicates, lowered, 0, first, CHUNK) for first in firsts]:
            done.result()
        return workers * KERNEL_RUNS / (clock() - start)


def by_bare_loop(count: int, steps: int) -> float:
    """Measure the concession game as one would write it down in Python, with nothing around it."""
    return rate(count, lambda: [bare_concession(0.2, 5.0, steps) for _ in range(count)])


def bare_concession(boulware: float, conceder: float, steps: int) -> tuple[float, int] | None:
    """Alternate offers on [0, 1]: demands 1 - tau^(1/beta), acceptance where the offer beats the own next demand."""
    mine, theirs = 1.0 / boulware, 1.0 / conceder
    offered = 0.0
    for step in range(steps):
        tau = step / steps
        asked = 1.0 - tau ** (mine if step % 2 == 0 else theirs)
        if step > 0 and offered >= asked:
            return offered, step
        offered = 1.0 - asked
    return None


def check_the_same_game(lowered: Lowered, steps: int) -> None:
    """Refuse to compare games that do not end alike."""
    ours, theirs = run_replicates(lowered, 0, 0, 1), bare_concession(0.2, 5.0, steps)
    if theirs is None or ours.end[0] != theirs[1] or abs(ours.utilities[0, theirs[1] % 2] - theirs[0]) > 1e-9:
        raise RuntimeError(
            f"the bare loop ends with {theirs}, the kernel on day {ours.end[0]} with {ours.utilities[0]}"
        )


def party(name: str, rising: bool, stances: tuple[Stance, ...], terms: tuple[Term, ...]) -> Delegation:
    """Make a delegation that values one issue from 0 to 100."""
    values = (0.0, 1.0) if rising else (1.0, 0.0)
    preferences = Preferences(values={"x": Piecewise(points=(0.0, 100.0), values=values)}, weights={"x": 1.0})
    return Delegation(name=name, preferences=preferences, stances={s.name: s for s in stances}, terms=terms)


def stance(name: str, aspiration: float, reservation: float | Distribution, beta: float) -> Stance:
    """Make a stance with a polynomial tactic."""
    tactic = Tactic(kind="polynomial", parameters={"beta": beta})
    return Stance(name=name, aspiration=aspiration, reservation=reservation, tactic=tactic)


def term(day: int, *candidates: tuple[str, float]) -> Term:
    """Make a term of office from a day on; each candidate is named after the stance."""
    chosen = tuple(Candidate(name=name, stance=name, probability=chance) for name, chance in candidates)
    return Term(starts=START + timedelta(days=day), candidates=chosen)


def normal(loc: float, scale: float) -> Distribution:
    """Make a normal distribution."""
    return Distribution(dist="norm", parameters=(("loc", loc), ("scale", scale)))


def bilateral() -> Scenario:
    """Make the game of ten rounds: drawn reservation values, an election, a president who has to consent."""
    first = (stance("old", 90.0, normal(45.0, 5.0), 0.5), stance("new", 80.0, normal(50.0, 5.0), 0.5))
    return Scenario(
        name="bilateral",
        issues=(Continuous(name="x", low=0.0, high=100.0),),
        delegations=(
            party("first", True, first, (term(0, ("old", 1.0)), term(182, ("old", 0.5), ("new", 0.5)))),
            party("second", False, (stance("steady", 10.0, normal(55.0, 5.0), 0.5),), (term(0, ("steady", 1.0)),)),
        ),
        calendar=Calendar(start=START, horizon=START + timedelta(days=365), gaps=(Gap(gap=30.0),)),
        ratifiers=(Ratifier(name="president", party="first", noise=2.0, delay=5.0),),
    )


def concession(steps: int = STEPS) -> Scenario:
    """Make the game of one issue: a boulware against a conceder, in one session with an offer a day in turn."""
    session = Round(date=START, days=float(steps), exchanges=steps // 2)
    return Scenario(
        name="concession",
        issues=(Continuous(name="x", low=0.0, high=100.0, step=0.0),),
        delegations=(
            party("first", True, (stance("s", 100.0, 0.0, 0.2),), (term(0, ("s", 1.0)),)),
            party("second", False, (stance("s", 0.0, 100.0, 5.0),), (term(0, ("s", 1.0)),)),
        ),
        calendar=Calendar(start=START, horizon=START + timedelta(days=steps), rounds=(session,)),
        protocol=Protocol(first="first"),
    )


if __name__ == "__main__":
    for outcome in measure():
        target = "" if outcome["target"] is None else f"   target {outcome['target']:,.4g}"
        print(f"{outcome['name']:50} {outcome['figure']:14,.4g} {outcome['unit']}{target}")
