"""Tactics against tactics, and the equilibrium of the game of choosing one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns
from negosim.batch.drivers import Driver, check_range, chosen_driver, replicate_columns
from negosim.domain.shown import Shown
from negosim.errors import UsageError
from negosim.study.estimate.entries import entry_of, tactic_sets
from negosim.study.estimate.equilibria import Equilibrium, equilibria, is_tied
from negosim.study.estimate.estimates import Mean, Share, mean_of, share_of
from negosim.study.estimate.measures import Measure
from negosim.study.estimate.metagame import Evolution, Tie, replicator, resampled, stability_of, ties_of
from negosim.study.estimate.tally import Moments, moments_of
from negosim.study.estimate.yardsticks import Yardsticks, yardsticks_of
from negosim.study.frames import Tabular
from negosim.study.sweeps.points import lowered_point
from negosim.study.sweeps.running import available_workers
from negosim.study.sweeps.source import AnySource, Source, source_of
from negosim.study.sweeps.tasks import BLOCK

__all__ = ["TACTICS", "Tournament", "tournament"]

SCHEMA = 1
# Negotiations of a pair for which specialised code saves as much time as it takes to compile.
WORTH_SPECIALISING = 100_000
KEPT = 10_000  # replicates that are resampled, and compared with the Nash solution
TACTICS = ("boulware", "linear", "conceder", "relative_tft", "hardliner")
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament(Shown, Tabular):
    """Payoffs of tactics against each other.

    Parameters
    ----------
    scenario : str
        Its name.
    seed, replicates : int
        Seed of the random numbers, and number of negotiations of each pair.
    parties : tuple of str
        The row player and the column player.
    tactics : tuple of str
        The tactics that each may choose.
    payoffs, se : array, shape (2, tactics, tactics)
        Mean payoff by party, row tactic and column tactic, and its standard error. A payoff is the utility at the end
        less the cost of the lapse.
    intervals : array, shape (2, tactics, tactics, 2)
        The 95 % intervals of the payoffs; nan if there is none, as for a single negotiation.
    agreed : array, shape (tactics, tactics)
        Share of negotiations with an agreement.
    agreed_intervals : array, shape (tactics, tactics, 2)
        Its 95 % intervals.
    equilibria : tuple of Equilibrium
        Equilibria of the game in which each party chooses a tactic, at the estimated payoffs.
    stability : tuple of float or None
        For each equilibrium, the share of resampled payoffs that have an equilibrium with the same tactics: how certain
        it is in view of the sampling error. ``None`` for a single negotiation.
    tied : bool
        Whether payoffs tie, so that a party has several best replies and there may be further equilibria.
    ties : tuple of Tie
        The best replies that tie.
    evolution : Evolution
        The end of the replicator dynamics from an even mix.
    scores : array, shape (tactics, 3)
        The mean payoff of each tactic over both sides and all opponents, and the ends of its 95 % interval.
    efficiency, efficiency_intervals : array, shape (tactics, tactics) and (tactics, tactics, 2), or None
        The sum of utilities as a share of the largest among rational outcomes, in the first 10,000 replicates. ``None``
        if preferences are drawn.
    nash_distance, nash_distance_intervals : array or None
        The distance of the utilities from the Nash solution, in the same replicates.
    complete : bool
        Whether the search for equilibria was exhaustive; it stops at fifty, or if one takes too long to find.
    """

    scenario: str
    seed: int
    replicates: int
    parties: tuple[str, ...]
    tactics: tuple[str, ...]
    payoffs: Reals
    se: Reals
    intervals: Reals
    agreed: Reals
    agreed_intervals: Reals
    equilibria: tuple[Equilibrium, ...]
    stability: tuple[float, ...] | None
    tied: bool
    ties: tuple[Tie, ...]
    evolution: Evolution
    scores: Reals
    efficiency: Reals | None
    efficiency_intervals: Reals | None
    nash_distance: Reals | None
    nash_distance_intervals: Reals | None
    complete: bool

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per pair of tactics."""
        return [self._row(i, j) for i, j in np.ndindex(self.agreed.shape)]

    def _row(self, i: int, j: int) -> dict[str, Any]:
        row: dict[str, Any] = {party: self.tactics[k] for party, k in zip(self.parties, (i, j), strict=True)}
        low, high = self.agreed_intervals[i, j].tolist()
        row |= {"agreed": float(self.agreed[i, j]), "agreed_low": low, "agreed_high": high}
        for name, (means, intervals) in self._measures().items():
            low, high = _plain(intervals[i, j])
            row |= {name: _plain(means[i, j]), f"low.{name}": low, f"high.{name}": high}
        for number, party in enumerate(self.parties):
            low, high = _plain(self.intervals[number, i, j])
            row |= {f"payoff.{party}": float(self.payoffs[number, i, j]), f"se.{party}": float(self.se[number, i, j])}
            row |= {f"low.{party}": low, f"high.{party}": high}
        return row

    def _measures(self) -> dict[str, tuple[Reals, Reals]]:
        """Return joint efficiency and distance from the Nash solution, with their intervals, if they are known."""
        measures = {
            "efficiency": (self.efficiency, self.efficiency_intervals),
            "nash_distance": (self.nash_distance, self.nash_distance_intervals),
        }
        return {
            name: (means, intervals)
            for name, (means, intervals) in measures.items()
            if means is not None and intervals is not None
        }

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim tournament --json`` prints it."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario,
            "seed": self.seed,
            "replicates": self.replicates,
            "tactics": list(self.tactics),
            "agreed": self.agreed.tolist(),
            "agreed_intervals": self.agreed_intervals.tolist(),
            "payoffs": {party: self.payoffs[k].tolist() for k, party in enumerate(self.parties)},
            "se": {party: _plain(self.se[k]) for k, party in enumerate(self.parties)},
            "intervals": {party: _intervals(self.intervals[k]) for k, party in enumerate(self.parties)},
            "scores": {tactic: _score(row) for tactic, row in zip(self.tactics, self.scores, strict=True)},
            **{
                name: {"mean": _plain(means), "intervals": _intervals(intervals)}
                for name, (means, intervals) in self._measures().items()
            },
            "equilibria": [self._equilibrium(number) for number in range(len(self.equilibria))],
            "replicator": {
                "strategies": self._mixes(self.evolution.row, self.evolution.column),
                "settled": self.evolution.settled,
            },
            "tied": self.tied,
            "ties": [self._tie(tie) for tie in self.ties],
            "complete": self.complete,
        }

    def _equilibrium(self, number: int) -> dict[str, Any]:
        equilibrium = self.equilibria[number]
        return {
            "strategies": self._mixes(equilibrium.row, equilibrium.column),
            "payoffs": dict(zip(self.parties, equilibrium.payoffs, strict=True)),
            "stability": None if self.stability is None else self.stability[number],
        }

    def _mixes(self, *mixes: Sequence[float]) -> dict[str, dict[str, float]]:
        named = [dict(zip(self.tactics, mix, strict=True)) for mix in mixes]
        return dict(zip(self.parties, named, strict=True))

    def _tie(self, tie: Tie) -> dict[str, Any]:
        replies = [self.tactics[reply] for reply in tie.replies]
        return {"party": self.parties[tie.player], "against": self.tactics[tie.against], "replies": replies}


def tournament(
    scenario: AnySource,
    *,
    tactics: Sequence[str] = TACTICS,
    replicates: int = 1_000,
    seed: int = 0,
    workers: int | None = None,
) -> Tournament:
    """Let each tactic of one party meet each tactic of the other, and solve the game of choosing a tactic.

    A party uses its tactic under all its stances. All pairs get the same random numbers.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        The scenario, in any form that `negosim.load` accepts.
    tactics : sequence of str
        Kinds of tactics, each with its default parameters or with others, as in ``"boulware(beta=0.1)"``.
    replicates : int
        Negotiations per pair.
    seed : int
        Seed of the random numbers.
    workers : int, optional
        Number of threads; default: all processors.

    Returns
    -------
    Tournament
        Payoffs, equilibria and scores.

    Raises
    ------
    UsageError
        If there is no such tactic, one needs parameters that cannot be given here, or a number is out of range.
    """
    entries = _entries(tactics, replicates)
    check_range(seed, 0, replicates)
    source = source_of(scenario)
    parties = source.scenario().parties
    choices = {
        (party, tactic): tactic_sets(source, party, entry) for party in parties for tactic, entry in entries.items()
    }
    driver = _driver(len(tactics) ** 2, replicates)
    yardsticks = yardsticks_of(lowered_point(source, ()), seed, min(replicates, KEPT))

    def play(pair: tuple[str, str]) -> _Game:
        sets = [each for party, tactic in zip(parties, pair, strict=True) for each in choices[party, tactic]]
        return _played(source, tuple(sets), seed, replicates, driver, yardsticks)

    with ThreadPoolExecutor(workers or available_workers()) as pool:
        games = list(pool.map(play, product(tactics, tactics)))
    shape = (len(tactics), len(tactics))
    payoffs, intervals = _matrices(
        [mean for party in (0, 1) for mean in (game.payoffs[party] for game in games)], 2, *shape
    )
    solved = equilibria(payoffs[0], payoffs[1])
    sample = np.stack([game.sample for game in games], axis=-1).reshape(-1, 2, *shape)
    others = resampled(payoffs, sample, replicates) if replicates > 1 else None
    efficiency = _matrices([game.efficiency for game in games], *shape) if yardsticks else (None, None)
    distance = _matrices([game.distance for game in games], *shape) if yardsticks else (None, None)
    return Tournament(
        scenario=source.name,
        seed=seed,
        replicates=replicates,
        parties=parties,
        tactics=tuple(tactics),
        payoffs=payoffs,
        se=np.array([[game.payoffs[party].se for game in games] for party in (0, 1)]).reshape(2, *shape),
        intervals=intervals,
        agreed=np.array([game.agreed.p for game in games]).reshape(shape),
        agreed_intervals=np.array([game.agreed.interval for game in games]).reshape(*shape, 2),
        equilibria=solved.listed,
        stability=None if others is None else stability_of(others, solved.listed),
        tied=is_tied(payoffs[0], payoffs[1], solved.listed),
        ties=ties_of(payoffs[0], payoffs[1]),
        evolution=replicator(payoffs[0], payoffs[1]),
        scores=_scores(payoffs, others),
        efficiency=efficiency[0],
        efficiency_intervals=efficiency[1],
        nash_distance=distance[0],
        nash_distance_intervals=distance[1],
        complete=solved.complete,
    )


def _driver(pairs: int, replicates: int) -> Driver:
    """Return the fastest driver: code for any scenario, unless each pair meets often enough for specialised code."""
    driver = chosen_driver(pairs * replicates)
    return "generic" if driver == "kernel" and replicates < WORTH_SPECIALISING else driver


def _matrices(means: Sequence[Mean], *shape: int) -> tuple[Reals, Reals]:
    """Return means and their intervals as arrays, the intervals nan if there are none."""
    intervals = np.array([mean.interval or (nan, nan) for mean in means])
    return np.array([mean.mean for mean in means]).reshape(shape), intervals.reshape(*shape, 2)


def _scores(payoffs: Reals, others: Reals | None) -> Reals:
    """Return each tactic's mean payoff over both sides and all opponents, with its interval by the bootstrap."""
    means = _over_opponents(payoffs)
    if others is None:
        return np.stack([means, np.full_like(means, nan), np.full_like(means, nan)], axis=1)
    low, high = np.quantile(np.array([_over_opponents(each) for each in others]), (0.025, 0.975), axis=0)
    return np.stack([means, low, high], axis=1)


def _over_opponents(payoffs: Reals) -> Reals:
    means: Reals = (payoffs[0].mean(axis=1) + payoffs[1].mean(axis=0)) / 2.0
    return means


def _entries(tactics: Sequence[str], replicates: int) -> dict[str, dict[str, Any]]:
    """Return the TOML table in a stance of each tactic that is entered."""
    entries = {tactic: entry_of(tactic) for tactic in tactics}
    if len(entries) != len(tactics):
        raise UsageError("a tactic is named twice; name each once")
    if not tactics:
        raise UsageError("no tactic is named; give at least one")
    if replicates < 1:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 1")
    return entries


@dataclass(frozen=True, slots=True)
class _Game:
    """The result of a pair of tactics.

    Parameters
    ----------
    payoffs : tuple of Mean
        Payoff of each party.
    agreed : Share
        Share of negotiations with an agreement.
    efficiency, distance : Mean
        Joint efficiency, and distance from the Nash solution; over no replicates if there are no yardsticks.
    sample : array, shape (kept, 2)
        Both payoffs in the first replicates.
    """

    payoffs: tuple[Mean, ...]
    agreed: Share
    efficiency: Mean
    distance: Mean
    sample: Reals


def _played(
    source: Source,
    sets: tuple[tuple[str, Any], ...],
    seed: int,
    replicates: int,
    driver: Driver,
    yardsticks: Yardsticks | None,
) -> _Game:
    lowered, agreed, kept = lowered_point(source, sets), 0, []
    sums = [Moments() for _ in (*PAYOFFS, EFFICIENCY, DISTANCE)]
    for first in range(0, replicates, BLOCK):
        columns = replicate_columns(lowered, seed, first, min(BLOCK, replicates - first), driver=driver)
        agreed += int(columns.agreed.sum())
        payoffs = [payoff.values(columns) for payoff in PAYOFFS]
        measured = list(zip(PAYOFFS, payoffs, strict=True))
        if first < KEPT:
            kept.append(np.stack(payoffs, axis=1)[: KEPT - first])
        if first < KEPT and yardsticks is not None:
            utilities = columns.utilities[: KEPT - first]
            measured.append((EFFICIENCY, yardsticks.efficiency(utilities, first)))
            measured.append((DISTANCE, yardsticks.distance(utilities, first)))
        for moments, (measure, values) in zip(sums, measured, strict=False):
            moments.add(moments_of(values, measure.shift, even=measure.even))
    means = [mean_of(moments, measure) for moments, measure in zip(sums, MEASURES, strict=True)]
    return _Game(tuple(means[:2]), share_of(agreed, replicates), means[2], means[3], np.concatenate(kept))


def _payoff(party: int) -> Measure:
    def values(columns: Columns) -> Reals:
        return columns.utilities[:, party] - columns.lapse_costs[:, party]

    return Measure(name="payoff", unit="utility", shift=32, values=values)


def _none(columns: Columns) -> Reals:
    return np.full(len(columns.agreed), nan)


PAYOFFS = (_payoff(0), _payoff(1))
EFFICIENCY = Measure(name="efficiency", unit="utility", shift=32, values=_none)
DISTANCE = Measure(name="nash_distance", unit="utility", shift=32, values=_none)
MEASURES = (*PAYOFFS, EFFICIENCY, DISTANCE)


def _plain(numbers: Reals) -> Any:
    """Return an array as lists, with ``None`` in place of nan."""
    plain = np.asarray(numbers).astype(object)
    plain[np.isnan(numbers)] = None
    return plain.tolist()


def _intervals(intervals: Reals) -> Any:
    """Return the intervals of pairs as lists, with ``None`` for a missing one."""
    return [[None if low != low else [low, high] for low, high in of_row] for of_row in intervals.tolist()]


def _score(row: Reals) -> dict[str, Any]:
    mean, low, high = _plain(row)
    return {"mean": mean, "interval": None if low is None else [low, high]}
