"""Tactics against tactics, and the equilibrium of the game of choosing one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.drivers import Driver, check_range, chosen_driver, replicate_columns
from negosim.domain.scenario import Scenario
from negosim.errors import UsageError, did_you_mean
from negosim.files import Document
from negosim.files.tactics import tactic_kinds
from negosim.study.estimate.equilibria import LARGEST_GAME, Equilibrium, equilibria
from negosim.study.estimate.tally import Moments, moments_of
from negosim.study.frames import Tabular
from negosim.study.sweeps.points import frozen, lowered_point
from negosim.study.sweeps.running import available_workers
from negosim.study.sweeps.source import Source, source_of
from negosim.study.sweeps.tasks import BLOCK

__all__ = ["TACTICS", "Tournament", "tournament"]

SCHEMA = 1
TACTICS = ("boulware", "linear", "conceder", "relative_tft", "hardliner")
SHIFT = 32
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament(Tabular):
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
    agreed : array, shape (tactics, tactics)
        How often there was an agreement.
    equilibria : tuple of Equilibrium
        Of the game in which each party chooses a tactic, at the estimated payoffs.
    """

    scenario: str
    seed: int
    replicates: int
    parties: tuple[str, ...]
    tactics: tuple[str, ...]
    payoffs: Reals
    se: Reals
    agreed: Reals
    equilibria: tuple[Equilibrium, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per pair of tactics."""
        found = []
        for i, j in np.ndindex(self.agreed.shape):
            row: dict[str, Any] = {party: self.tactics[k] for party, k in zip(self.parties, (i, j), strict=True)}
            row["agreed"] = float(self.agreed[i, j])
            for number, party in enumerate(self.parties):
                row |= {f"payoff.{party}": float(self.payoffs[number, i, j])}
                row |= {f"se.{party}": float(self.se[number, i, j])}
            found.append(row)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim tournament --json`` prints it."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario,
            "seed": self.seed,
            "replicates": self.replicates,
            "tactics": list(self.tactics),
            "agreed": self.agreed.tolist(),
            "payoffs": {party: self.payoffs[k].tolist() for k, party in enumerate(self.parties)},
            "se": {party: self.se[k].tolist() for k, party in enumerate(self.parties)},
            "equilibria": [self._equilibrium(found) for found in self.equilibria],
        }

    def _equilibrium(self, found: Equilibrium) -> dict[str, Any]:
        mixes = [dict(zip(self.tactics, mix, strict=True)) for mix in (found.row, found.column)]
        payoffs = dict(zip(self.parties, found.payoffs, strict=True))
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
        Kinds of tactics, at most nine.
    replicates : int
        Negotiations per pair.

    Raises
    ------
    UsageError
        Where there is no such tactic, one cannot do without parameters, or a number is out of range.
    """
    _check(tactics, replicates)
    check_range(seed, 0, replicates)
    source = source_of(scenario)
    parties = source.scenario().parties
    stances = [list(source.document().data["delegations"][party]["stances"]) for party in parties]
    driver = chosen_driver(len(tactics) ** 2 * replicates)

    def play(pair: tuple[str, str]) -> tuple[list[Moments], float]:
        sets = tuple(
            (f"delegations.{party}.stances.{stance}.tactic", frozen({"kind": tactic}))
            for party, names, tactic in zip(parties, stances, pair, strict=True)
            for stance in names
        )
        return _played(source, sets, seed, replicates, driver)

    with ThreadPoolExecutor(workers or available_workers()) as pool:
        played = list(pool.map(play, product(tactics, tactics)))
    shape = (len(tactics), len(tactics))
    payoffs = np.array([[part[k].total / replicates * 2.0**-SHIFT for part, _ in played] for k in (0, 1)])
    errors = np.array([[_error(part[k], replicates) for part, _ in played] for k in (0, 1)])
    payoffs, errors = payoffs.reshape(2, *shape), errors.reshape(2, *shape)
    return Tournament(
        scenario=source.name,
        seed=seed,
        replicates=replicates,
        parties=parties,
        tactics=tuple(tactics),
        payoffs=payoffs,
        se=errors,
        agreed=np.array([agreed for _, agreed in played]).reshape(shape),
        equilibria=equilibria(payoffs[0], payoffs[1]),
    )


def _check(tactics: Sequence[str], replicates: int) -> None:
    kinds = tactic_kinds()
    for tactic in tactics:
        if tactic not in kinds:
            raise UsageError(
                f"there is no tactic '{tactic}'{did_you_mean(tactic, kinds)}; 'negosim tactics' lists them"
            )
        if kinds[tactic].takes_offers or any(p.default is None and not p.level for p in kinds[tactic].parameters):
            raise UsageError(f"the tactic '{tactic}' cannot do without parameters, so it cannot enter; leave it out")
    if len(set(tactics)) != len(tactics):
        raise UsageError("a tactic is named twice; name each once")
    if not 1 <= len(tactics) <= LARGEST_GAME:
        raise UsageError(f"{len(tactics)} tactics are named; give 1 to {LARGEST_GAME}")
    if replicates < 1:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 1")


def _played(
    source: Source, sets: tuple[tuple[str, Any], ...], seed: int, replicates: int, driver: Driver
) -> tuple[list[Moments], float]:
    """Return the moments of each party's payoff, and how often there was an agreement."""
    lowered, sums, agreed = lowered_point(source, sets), [Moments(), Moments()], 0
    for first in range(0, replicates, BLOCK):
        columns = replicate_columns(lowered, seed, first, min(BLOCK, replicates - first), driver=driver)
        agreed += int(columns.agreed.sum())
        for party, moments in enumerate(sums):
            moments.add(moments_of(columns.utilities[:, party] - columns.lapse_costs[:, party], SHIFT))
    return sums, agreed / replicates


def _error(moments: Moments, n: int) -> float:
    if n < 2:
        return float("nan")
    spread = n * moments.squares - moments.total * moments.total
    return sqrt(max(0, spread) / (n * (n - 1))) * 2.0**-SHIFT / sqrt(n)
