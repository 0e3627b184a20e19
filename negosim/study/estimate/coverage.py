"""Check how often intervals contain the true value.

Run it as ``python -m negosim.study.estimate.coverage [-n 1000] [--repetitions 300]``.

Samples with a known true value are drawn again and again and counted as a sweep counts its replicates, and the
interval of each is compared with that value. A 95 % interval should contain it in 19 of 20 samples; the intervals of
shares and quantiles are exact, so they contain it at least as often.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, nan
from statistics import median

import numpy as np
import numpy.typing as npt

from negosim.study.estimate.comparison import difference_of, sums_of
from negosim.study.estimate.estimates import estimate_of, mean_of, share_of
from negosim.study.estimate.intervals import Interval
from negosim.study.estimate.measures import AGREED, Measure
from negosim.study.estimate.tally import Moments, moments_of
from negosim.study.sweeps.chunks import stages

__all__ = ["CASES", "LEAST", "Case", "Coverage", "coverage_of", "main"]

LEAST = 0.93
DOUBT = (
    f"A case is below {LEAST}. With 300 samples a correct 95 % interval is that low by chance in one of 21 trials;\n"
    "run it again with --repetitions 3000 to check that it was chance.\n"
)
LARGEST = 1 << 16  # values that are counted at once
Reals = npt.NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Interval | None]

PRICE = Measure(name="price", unit="issue", shift=20, values=lambda columns: columns.terms[:, 0])
LAPSE = Measure(name="lapse_days", unit="days", shift=10, values=lambda columns: columns.lapse_days, low=0.0, step=1.0)
DATES = np.array([100.0, 110.0, 160.0])


@dataclass(frozen=True, slots=True)
class Case:
    """Samples with a known true value.

    Parameters
    ----------
    name : str
        What is estimated.
    truth : float
        The true value.
    draw : callable
        ``draw(rng, n)`` returns the 95 % interval from a sample of size ``n``.
    """

    name: str
    truth: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the intervals of a case contained the true value.

    Parameters
    ----------
    given : float
        Share of the samples that had an interval.
    covered : float
        Share of the intervals that contained the true value.
    width : float
        Their median width.
    """

    given: float
    covered: float
    width: float


def coverage_of(case: Case, n: int, repetitions: int, seed: int = 0) -> Coverage:
    """Return how often the intervals of a case contain the true value, over repeated samples of size ``n``."""
    rng = np.random.default_rng([seed, *case.name.encode()])
    intervals = [ends for ends in (case.draw(rng, n) for _ in range(repetitions)) if ends is not None]
    if not intervals:
        return Coverage(0.0, nan, nan)
    covered = sum(low <= case.truth <= high for low, high in intervals)
    width = median(high - low for low, high in intervals)
    return Coverage(len(intervals) / repetitions, covered / len(intervals), width)


def _share(p: float) -> Draw:
    return lambda rng, n: share_of(int(rng.binomial(n, p)), n).interval


def _mean(values: Callable[[np.random.Generator, int], Reals], measure: Measure, size: int | None = None) -> Draw:
    return lambda rng, n: mean_of(moments_of(values(rng, size or n), measure.shift), measure).interval


def _median(values: Callable[[np.random.Generator, int], Reals], measure: Measure) -> Draw:
    return lambda rng, n: estimate_of(moments_of(values(rng, n), measure.shift), measure).median_interval


def _prices(rng: np.random.Generator, n: int) -> Reals:
    return rng.normal(9_800.0, 260.0, n)


def _incomes(rng: np.random.Generator, n: int) -> Reals:
    return rng.lognormal(9.0, 0.5, n)


def _lapses(rng: np.random.Generator, n: int) -> Reals:
    return np.where(rng.random(n) < 0.005, rng.uniform(50.0, 150.0, n).round(), 0.0)


def _dates(*shares: float) -> Callable[[np.random.Generator, int], Reals]:
    return lambda rng, n: rng.choice(DATES, n, p=shares)


def _paired_shares(gain: float, loss: float) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> Interval | None:
        b, u = rng.random(n) < 0.6, rng.random(n)
        a = np.where(b, u >= gain / 0.6, u < loss / 0.4)
        return difference_of(sums_of(a, b, AGREED), AGREED).interval

    return draw


def _paired_means(rng: np.random.Generator, n: int) -> Interval | None:
    a = _prices(rng, n)
    b = a + rng.exponential(20.0, n)
    return difference_of(sums_of(a, b, PRICE), PRICE).interval


def _stopped(draw: Callable[[np.random.Generator, int], Reals], measure: Measure, half_width: float) -> Draw:
    """Return the draws of a sweep that stops when a mean is precise enough."""

    def stopped(rng: np.random.Generator, _n: int) -> Interval | None:
        moments = Moments()
        for stage in stages(LARGEST, precision=True):
            moments.add(moments_of(draw(rng, stage.last - stage.first), measure.shift))
            mean = mean_of(moments, measure)
            if mean.half_width <= half_width:
                break
        return mean.interval

    return stopped


CASES = (
    Case("a common event", 0.4, _share(0.4)),
    Case("a rare event", 5e-4, _share(5e-4)),
    Case("an impossible event", 0.0, _share(0.0)),
    Case("a near-certain event", 0.9995, _share(0.9995)),
    Case("a mean", 9_800.0, _mean(_prices, PRICE)),
    Case("a mean of three", 9_800.0, _mean(_prices, PRICE, 3)),
    Case("a mean of a rare lapse", 0.5, _mean(_lapses, LAPSE)),
    Case("a median", exp(9.0), _median(_incomes, PRICE)),
    Case("a median date", 110.0, _median(_dates(0.3, 0.4, 0.3), LAPSE)),
    Case("a median date with a tie", 100.0, _median(_dates(0.5, 0.2, 0.3), LAPSE)),
    Case("a paired difference of shares", 0.03, _paired_shares(0.08, 0.05)),
    Case("a rare paired difference", 5e-4, _paired_shares(5e-4, 0.0)),
    Case("a paired difference of means", 20.0, _paired_means),
    Case("a mean known to 8", 9_800.0, _stopped(_prices, PRICE, 8.0)),
    Case("a mean lapse known to 0.3", 0.5, _stopped(_lapses, LAPSE, 0.3)),
)


def _lines(n: int, repetitions: int, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield a line per case, and whether its intervals contain the true value often enough."""
    yield f"{'':31}{'truth':>10}{'covered':>8}{'given':>8}{'width':>10}", True
    for case in CASES:
        result = coverage_of(case, n, repetitions, seed)
        line = f"{case.name:31}{case.truth:>10.6g}{result.covered:>8.3f}{result.given:>8.3f}{result.width:>10.4g}"
        yield line, result.covered >= LEAST


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the coverage of each case; return 1 if one is too low."""
    parser = argparse.ArgumentParser(
        prog="python -m negosim.study.estimate.coverage",
        description="Count how often 95 % intervals contain the true value.",
    )
    parser.add_argument("-n", type=int, default=1_000, help="size of a sample")
    parser.add_argument("--repetitions", type=int, default=300, help="samples of each case")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    if not 2 <= options.n <= LARGEST or options.repetitions < 1:
        parser.error(f"give -n from 2 to {LARGEST}, and --repetitions from 1")
    fine = True
    for line, covered in _lines(options.n, options.repetitions, options.seed):
        sys.stdout.write(f"{line}\n")
        fine = fine and covered
    if not fine:
        sys.stdout.write(DOUBT)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
