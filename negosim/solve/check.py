"""Check that the solutions satisfy their definitions: ``python -m negosim.solve.check [-n 100000] [--seed 0]``.

Random bargaining problems of 2 to 6 parties, with whole numbers (ties, equal outcomes, parties that can gain nothing)
and without, each party's utilities on a scale of its own between 1e-12 and 1e12. Over the outcomes the answer is
compared with exact arithmetic on fractions, over lotteries with linear programs that see the problem before it is
scaled.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from negosim.solve import finite, lottery
from negosim.solve.lotteries import lotteries_over
from negosim.solve.results import FloatArray, Solution

NEAR = 1e-7
NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
COVARIANT = ("nash", "kalai_smorodinsky", "raiffa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A bargaining problem with small numbers, and the scale on which the solvers see each party's utilities."""

    utilities: FloatArray
    disagreement: FloatArray
    scales: FloatArray

    @property
    def gains(self) -> FloatArray:
        """What each outcome gains each party, before scaling."""
        return self.utilities - self.disagreement

    @property
    def scaled(self) -> tuple[FloatArray, FloatArray]:
        """The utilities and the disagreement point as the solvers see them."""
        return self.utilities * self.scales, self.disagreement * self.scales

    @property
    def common(self) -> bool:
        """Whether all parties have the same scale, so that gains of different parties compare as before scaling."""
        return bool((self.scales == self.scales[0]).all())


def random_problem(rng: np.random.Generator) -> Problem:
    """Draw a problem.

    Parameters
    ----------
    rng : Generator
        The generator.
    """
    parties, outcomes = int(rng.integers(2, 7)), int(rng.integers(1, 9))
    if rng.random() < 0.5:
        utilities = rng.integers(-3, 4, (outcomes, parties)).astype(float)
        disagreement = rng.integers(-3, 2, parties).astype(float)
    else:
        utilities, disagreement = rng.random((outcomes, parties)), rng.random(parties) * 0.6
    scales = 10.0 ** rng.uniform(-12, 12, parties)
    if rng.random() < 0.5:
        scales[:] = scales[0]
    return Problem(utilities=utilities, disagreement=disagreement, scales=scales)


def faults(problem: Problem) -> Iterator[str]:
    """Yield the errors in the solutions of a problem, over its outcomes and over lotteries.

    Parameters
    ----------
    problem : Problem
        The problem.
    """
    ties, listed = exact_ties(problem), finite.gains_over(*problem.scaled)
    for name in NAMES:
        yield from _finite_faults(name, getattr(finite, name)(listed), problem, ties[name])
    best, mixed = _ideal_gains(problem.gains), lotteries_over(*problem.scaled)
    for name in (*NAMES, "raiffa"):
        # Raiffa's way of three and more parties takes hundreds of linear programs: one kind of problem will do.
        if name != "raiffa" or len(problem.scales) == 2 or problem.utilities.shape == (3, 3):
            yield from _lottery_faults(name, getattr(lottery, name)(mixed), problem, best)


def exact_ties(problem: Problem) -> dict[str, list[int]]:
    """Solve over the outcomes in fractions, straight from the definitions: for each solution its ties.

    Parameters
    ----------
    problem : Problem
        The problem before scaling, except that the egalitarian and utilitarian solutions compare parties as scaled.
    """
    least = [Fraction(value) for value in problem.disagreement]
    rows = [[Fraction(value) for value in row] for row in problem.utilities]
    scales = [Fraction(1)] * len(least) if problem.common else [Fraction(value) for value in problem.scales]
    gains = {
        number: [mine - floor for mine, floor in zip(row, least, strict=True)]
        for number, row in enumerate(rows)
        if all(mine >= floor for mine, floor in zip(row, least, strict=True))
    }
    ideal = [max((gain[party] for gain in gains.values()), default=Fraction(0)) for party in range(len(least))]
    values: dict[str, dict[int, Fraction]] = {name: {} for name in NAMES}
    for number, gain in gains.items():
        ratios = [mine / best for mine, best in zip(gain, ideal, strict=True) if best > 0]
        scaled = [mine * scale for mine, scale in zip(gain, scales, strict=True)]
        values["nash"][number] = math.prod(gain, start=Fraction(1))
        values["kalai_smorodinsky"][number] = min(ratios, default=Fraction(1))
        values["egalitarian"][number] = min(scaled)
        values["utilitarian"][number] = sum(scaled, start=Fraction(0))
    return {name: _near_best(of) for name, of in values.items()}


def _near_best(values: dict[int, Fraction]) -> list[int]:
    """List the outcomes with the largest value, in doubles: of 1e12 and 1e-12 the sum is 1e12."""
    top = max(values.values(), default=Fraction(0))
    return [number for number, value in values.items() if value >= top - abs(top) * Fraction(1, 10**13)]


def _finite_faults(name: str, solution: Solution, problem: Problem, ties: list[int]) -> Iterator[str]:
    """Compare a solution over the outcomes with the exact one."""
    if (solution.index is None) != (not ties):
        yield f"finite.{name}: status {solution.status}, though {len(ties)} outcomes are best"
    elif solution.index is not None and solution.index not in ties:
        yield f"finite.{name}: outcome {solution.index}, best {ties}"
    elif solution.index is not None:
        row = problem.utilities
        better = (row >= row[solution.index]).all(axis=1) & (row > row[solution.index]).any(axis=1)
        if better.any() and name != "utilitarian":
            yield f"finite.{name}: outcome {solution.index} is dominated by {int(np.argmax(better))}"


def _lottery_faults(name: str, solution: Solution, problem: Problem, best: FloatArray | None) -> Iterator[str]:
    """Check that a lottery is valid, that nobody loses by it, and that none is better."""
    if solution.utilities is None or best is None:
        if (solution.utilities is None) != (best is None):
            yield f"lottery.{name}: status {solution.status}, though the ideal gains are {best}"
        return
    if solution.status != "ok":
        yield f"lottery.{name}: status {solution.status}"
    table, point = problem.scaled
    mix = np.zeros(len(table))
    mix[solution.ties] = solution.probabilities
    gains, reached = mix @ problem.gains, (solution.utilities - point) / problem.scales
    if mix.min() < 0 or abs(mix.sum() - 1) > 1e-12 or np.abs(gains - reached).max() > NEAR:
        yield f"lottery.{name}: outside the feasible set by {np.abs(gains - reached).max():g}"
    if gains.min() < -1e-9:
        yield f"lottery.{name}: below disagreement by {-gains.min():g}"
    if name in COVARIANT or problem.common:
        missing = _missing(name, np.maximum(gains, 0.0), problem, best)
        if missing > NEAR:
            yield f"lottery.{name}: {missing:g} less than what can be reached"


def _missing(name: str, gains: FloatArray, problem: Problem, best: FloatArray) -> float:
    """Return how much more of what the solution maximises some lottery would give."""
    able, none = best > NEAR, np.zeros(len(best))
    if name == "utilitarian":
        return _program(problem.gains.sum(axis=1), problem.gains, none) - float(gains.sum())
    if name == "raiffa":  # it gives every party at least its share of the ideal gain
        return float((best / len(best) - gains).max())
    if not able.any():
        return 0.0
    if name == "nash":
        if gains[able].min() <= 0:
            return math.inf
        slopes = (problem.gains[:, able] / gains[able]).mean(axis=1)
        return (_program(slopes, problem.gains[:, ~able], none[~able]) - 1.0) * float(gains[able].min())
    units = best if name == "kalai_smorodinsky" else np.ones(len(best))
    counted = able | (name == "egalitarian")
    rows = np.vstack((problem.gains, -np.where(counted, units, 0.0)))
    share = _program(np.append(np.zeros(len(problem.gains)), 1.0), rows, none, share=True)
    return share - float((gains[counted] / units[counted]).min())


def _ideal_gains(gains: FloatArray) -> FloatArray | None:
    """Find each party's best gain among the lotteries in which nobody loses; None if there is none."""
    best = [-math.inf]
    if (gains.max(axis=0) >= 0).all():
        best = [_program(values, gains, np.zeros(gains.shape[1])) for values in gains.T]
    return None if -math.inf in best else np.maximum(best, 0.0)


def _program(values: FloatArray, rows: FloatArray, least: FloatArray, *, share: bool = False) -> float:
    """Return the largest expected value of a lottery in which the rows reach the least; minus infinity without one."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # of which milp without whole numbers is the quicker

    drawn = np.ones(len(values))
    drawn[len(values) - share :] = 0.0
    limits = LinearConstraint(
        np.vstack((rows.T, drawn)), np.append(least, 1.0), np.append(np.full(len(least), np.inf), 1.0)
    )
    solved = milp(-values, constraints=limits, bounds=Bounds(0.0, np.inf))
    return -float(solved.fun) if solved.status == 0 else -math.inf


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, print a line per fault and a summary; return 1 if there is a fault."""
    parser = argparse.ArgumentParser(
        prog="python -m negosim.solve.check", description="Check the bargaining solutions."
    )
    parser.add_argument("-n", type=int, default=100_000, help="random problems")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    wrong = 0
    for number in range(options.n):
        problem = random_problem(np.random.default_rng((options.seed, number)))
        for fault in faults(problem):
            wrong += 1
            sys.stdout.write(f"problem {number}: {fault}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{options.n:,} bargaining problems, {wrong} faults\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
