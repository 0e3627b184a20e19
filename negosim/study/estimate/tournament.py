"""Tactics against tactics, and the equilibrium of the game of choosing one."""

from __future__ import annotations

import os
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
from negosim.domain.scenario import Scenario
from negosim.domain.shown import Shown
from negosim.errors import UsageError, did_you_mean
from negosim.files import Document
from negosim.files.tactics import tactic_kinds
from negosim.study.estimate.equilibria import Equilibrium, equilibria, is_tied
from negosim.study.estimate.estimates import Mean, Share, mean_of, share_of
from negosim.study.estimate.measures import Measure
from negosim.study.estimate.tally import Moments, moments_of
from negosim.study.frames import Tabular
from negosim.study.sweeps.points import frozen, lowered_point
from negosim.study.sweeps.running import available_workers
from negosim.study.sweeps.source import Source, source_of
from negosim.study.sweeps.tasks import BLOCK

__all__ = ["TACTICS", "Tournament", "tournament"]

SCHEMA = 1
TACTICS = ("boulware", "linear", "conceder", "relative_tft", "hardliner")
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament(Shown, Tabular):
    """Payoffs of tactics against each other.

    Parameters
    ----------
    parties : tuple of str
        The row player and the column player.
    tactics : tuple of str
        Their choices.
    payoffs, se : array, shape (2, tactics, tactics)
        Mean payoff by party, row tactic and column tactic, and its standard error. A payoff is the utility at the end
        less what the lapse cost.
    intervals : array, shape (2, tactics, tactics, 2)
        The intervals of 95 % of the payoffs; nan if there is none, as with one negotiation.
    agreed : array, shape (tactics, tactics)
        How often there was an agreement.
    agreed_intervals : array, shape (tactics, tactics, 2)
        The intervals of 95 % of that.
    equilibria : tuple of Equilibrium
        Of the game in which each party chooses a tactic, at the estimated payoffs.
    tied : bool
        Whether payoffs tie, so that a party has several best replies and there may be further equilibria.
    complete : bool
        Whether the search for equilibria came to its end; it stops at fifty, and where one takes too long to find.
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
    tied: bool
    complete: bool

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per pair of tactics."""
        return [self._row(i, j) for i, j in np.ndindex(self.agreed.shape)]

    def _row(self, i: int, j: int) -> dict[str, Any]:
        row: dict[str, Any] = {party: self.tactics[k] for party, k in zip(self.parties, (i, j), strict=True)}
        low, high = self.agreed_intervals[i, j].tolist()
        row |= {"agreed": float(self.agreed[i, j]), "agreed_low": low, "agreed_high": high}
        for number, party in enumerate(self.parties):
            low, high = _plain(self.intervals[number, i, j])
            row |= {f"payoff.{party}": float(self.payoffs[number, i, j]), f"se.{party}": float(self.se[number, i, j])}
            row |= {f"low.{party}": low, f"high.{party}": high}
        return row

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
            "intervals": {party: self._intervals(k) for k, party in enumerate(self.parties)},
            "equilibria": [self._equilibrium(equilibrium) for equilibrium in self.equilibria],
            "tied": self.tied,
            "complete": self.complete,
        }

    def _intervals(self, party: int) -> list[list[list[float] | None]]:
        intervals: list[list[list[float]]] = self.intervals[party].tolist()
        return [[None if ends[0] != ends[0] else ends for ends in of_row] for of_row in intervals]

    def _equilibrium(self, equilibrium: Equilibrium) -> dict[str, Any]:
        mixes = [dict(zip(self.tactics, mix, strict=True)) for mix in (equilibrium.row, equilibrium.column)]
        payoffs = dict(zip(self.parties, equilibrium.payoffs, strict=True))
        return {"strategies": dict(zip(self.parties, mixes, strict=True)), "payoffs": payoffs}


def tournament(
    scenario: Scenario | Document | str | os.PathLike[str],
    *,
    tactics: Sequence[str] = TACTICS,
    replicates: int = 1_000,
    seed: int = 0,
    workers: int | None = None,
) -> Tournament:
    """Let each tactic of one party meet each of the other, and solve the game of choosing one.

    A party uses the tactic, with its default parameters, under all its stances. All pairs have the same random numbers.

    Parameters
    ----------
    tactics : sequence of str
        Kinds of tactics.
    replicates : int
        Negotiations per pair.

    Raises
    ------
    UsageError
        If there is no such tactic, one cannot do without parameters, or a number is out of range.
    """
    _check(tactics, replicates)
    check_range(seed, 0, replicates)
    source = source_of(scenario)
    parties = source.scenario().parties
    stances = [list(source.document().data["delegations"][party]["stances"]) for party in parties]
    driver = chosen_driver(len(tactics) ** 2 * replicates)

    def play(pair: tuple[str, str]) -> _Game:
        sets = tuple(
            (f"delegations.{party}.stances.{stance}.tactic", frozen({"kind": tactic}))
            for party, names, tactic in zip(parties, stances, pair, strict=True)
            for stance in names
        )
        return _played(source, sets, seed, replicates, driver)

    with ThreadPoolExecutor(workers or available_workers()) as pool:
        games = list(pool.map(play, product(tactics, tactics)))
    shape = (len(tactics), len(tactics))
    means = [[game.payoffs[party] for game in games] for party in (0, 1)]
    payoffs = np.array([[mean.mean for mean in of_party] for of_party in means]).reshape(2, *shape)
    intervals = [[mean.interval or (nan, nan) for mean in of_party] for of_party in means]
    solved = equilibria(payoffs[0], payoffs[1])
    return Tournament(
        scenario=source.name,
        seed=seed,
        replicates=replicates,
        parties=parties,
        tactics=tuple(tactics),
        payoffs=payoffs,
        se=np.array([[mean.se for mean in of_party] for of_party in means]).reshape(2, *shape),
        intervals=np.array(intervals).reshape(2, *shape, 2),
        agreed=np.array([game.agreed.p for game in games]).reshape(shape),
        agreed_intervals=np.array([game.agreed.interval for game in games]).reshape(*shape, 2),
        equilibria=solved.listed,
        tied=is_tied(payoffs[0], payoffs[1], solved.listed),
        complete=solved.complete,
    )


def _check(tactics: Sequence[str], replicates: int) -> None:
    kinds = tactic_kinds()
    for tactic in tactics:
        if tactic not in kinds:
            raise UsageError(
                f"there is no tactic '{tactic}'{did_you_mean(tactic, kinds)}; 'negosim tactics' lists them"
            )
        if kinds[tactic].takes_offers or any(p.default is None and not p.level for p in kinds[tactic].parameters):
            raise UsageError(f"the tactic '{tactic}' needs parameters, so it cannot take part; leave it out")
    if len(set(tactics)) != len(tactics):
        raise UsageError("a tactic is named twice; name each once")
    if not tactics:
        raise UsageError("no tactic is named; give at least one")
    if replicates < 1:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 1")


@dataclass(frozen=True, slots=True)
class _Game:
    """What a pair of tactics came to: the payoff of each party, and how often there was an agreement."""

    payoffs: tuple[Mean, ...]
    agreed: Share


def _played(source: Source, sets: tuple[tuple[str, Any], ...], seed: int, replicates: int, driver: Driver) -> _Game:
    lowered, sums, agreed = lowered_point(source, sets), [Moments() for _ in PAYOFFS], 0
    for first in range(0, replicates, BLOCK):
        columns = replicate_columns(lowered, seed, first, min(BLOCK, replicates - first), driver=driver)
        agreed += int(columns.agreed.sum())
        for moments, payoff in zip(sums, PAYOFFS, strict=True):
            moments.add(moments_of(payoff.values(columns), payoff.shift, even=payoff.even))
    means = tuple(mean_of(moments, payoff) for moments, payoff in zip(sums, PAYOFFS, strict=True))
    return _Game(means, share_of(agreed, replicates))


def _payoff(party: int) -> Measure:
    def values(columns: Columns) -> Reals:
        return columns.utilities[:, party] - columns.lapse_costs[:, party]

    return Measure(name="payoff", unit="utility", shift=32, values=values)


PAYOFFS = (_payoff(0), _payoff(1))


def _plain(numbers: Reals) -> Any:
    """Return an array as lists, with ``None`` in place of nan."""
    plain = numbers.astype(object)
    plain[np.isnan(numbers)] = None
    return plain.tolist()
