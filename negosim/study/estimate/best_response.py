"""The best parameters of a party's tactic against a distribution of opponents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.drivers import check_range, replicate_columns
from negosim.errors import UsageError, did_you_mean
from negosim.files.tactics import find_tactic
from negosim.rules.lower import Lowered
from negosim.rules.parameters import Parameter
from negosim.study.estimate.entries import entry_of, tactic_sets
from negosim.study.estimate.estimates import Mean, mean_of
from negosim.study.estimate.measures import Measure
from negosim.study.estimate.tally import moments_of
from negosim.study.sweeps.axes import Axis, axes_of
from negosim.study.sweeps.points import lowered_point
from negosim.study.sweeps.running import available_workers
from negosim.study.sweeps.source import AnySource, source_of

__all__ = ["BestResponse", "best_response"]

SCHEMA = 1
POPULATION = 12  # candidates per parameter
GENERATIONS = 40
PRECISION = 3e-4  # the search ends when the payoffs of candidates differ by about this share of their mean
PAYOFF = Measure(name="payoff", unit="utility", shift=32, values=lambda columns: columns.utilities)
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class BestResponse:
    """The parameters with the highest mean payoff, and the payoff with and without them.

    Parameters
    ----------
    scenario, party, tactic : str
        The scenario, the party, and the tactic that it uses.
    against : tuple of str
        The tactics of the other side, all equally likely; empty if it keeps its own.
    seed, replicates : int
        Seed and number of the negotiations with each opponent.
    parameters : dict of str to float
        The best parameters.
    payoff, before : Mean
        The party's mean payoff (utility less lapse costs) with them, and with the tactic's original
        parameters; both over the same number of further negotiations, which the search did not use.
    evaluations : int
        Number of candidates that were tried.
    settled : bool
        Whether the search converged before its last generation.
    """

    scenario: str
    party: str
    tactic: str
    against: tuple[str, ...]
    seed: int
    replicates: int
    parameters: dict[str, float]
    payoff: Mean
    before: Mean
    evaluations: int
    settled: bool

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim best-response --json`` prints it."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario,
            "party": self.party,
            "tactic": self.tactic,
            "against": list(self.against),
            "seed": self.seed,
            "replicates": self.replicates,
            "parameters": self.parameters,
            "payoff": self.payoff.as_dict(),
            "before": self.before.as_dict(),
            "evaluations": self.evaluations,
            "settled": self.settled,
        }


def best_response(
    scenario: AnySource,
    *,
    party: str,
    tactic: str,
    vary: Mapping[str, Any] | Iterable[str],
    against: Sequence[str] = (),
    replicates: int = 1_000,
    seed: int = 0,
    workers: int | None = None,
) -> BestResponse:
    """Search the parameters of a party's tactic for the highest mean payoff, by differential evolution.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        The scenario, in any form that `negosim.load` accepts.
    party : str
        The party, which uses the tactic under all its stances.
    tactic : str
        The tactic, with the parameters that are fixed, as in ``"polynomial(k=0.1)"``.
    vary : mapping of str to (low, high), or strings "name=low:high"
        The parameters to search, with their ranges.
    against : sequence of str
        Tactics of the other side, all equally likely; by default it keeps its own.
    replicates : int
        Negotiations with each opponent for each candidate; all candidates get the same random numbers.
    seed : int
        Seed of the random numbers, and of the search.
    workers : int, optional
        Number of threads; default: all processors.

    Returns
    -------
    BestResponse
        The best parameters, and the payoff with them.

    Raises
    ------
    UsageError
        If there is no such party, tactic or parameter, or a range is invalid.

    Notes
    -----
    Source: Storn and Price (1997).
    """
    source = source_of(scenario)
    parties = source.scenario().parties
    if party not in parties:
        raise UsageError(
            f"there is no party '{party}'; the parties are {' and '.join(parties)}{did_you_mean(party, parties)}"
        )
    if replicates < 2:
        raise UsageError(f"replicates (-n) is {replicates}; give a whole number from 2")
    check_range(seed, 0, 2 * replicates)
    entry, axes = entry_of(tactic), axes_of(vary)
    parameters = _parameters(entry["kind"], axes)
    stances = list(source.document().data["delegations"][party]["stances"])
    (other,) = (name for name in parties if name != party)
    own = tactic_sets(source, party, entry)
    opponents = [tactic_sets(source, other, entry_of(name)) for name in against] or [()]
    bases = [lowered_point(source, (*own, *sets)) for sets in opponents]
    paths = {name: [f"delegations.{party}.stances.{stance}.tactic.{name}" for stance in stances] for name in parameters}
    game = _Game(bases, paths, parties.index(party), seed, replicates)
    with ThreadPoolExecutor(workers or available_workers()) as pool:
        result, tried = _search(game, pool, axes, parameters)
        best = dict(zip(parameters, map(float, result.x), strict=True))
        payoff, before = (_mean(game.payoffs(numbers, replicates)) for numbers in (best, {}))
    return BestResponse(
        scenario=source.name,
        party=party,
        tactic=tactic,
        against=tuple(against),
        seed=seed,
        replicates=replicates,
        parameters=best,
        payoff=payoff,
        before=before,
        evaluations=tried,
        settled=bool(result.success),
    )


def _parameters(kind: str, axes: Sequence[Axis]) -> dict[str, Parameter]:
    """Return the parameters that are searched, by name."""
    tactic = find_tactic(kind)
    known = {parameter.name: parameter for parameter in (tactic.parameters if tactic is not None else ())}
    if not axes:
        raise UsageError(
            f"no parameter is varied; give one with its range, as in --vary {next(iter(known), 'x')}=0.1:2"
        )
    for axis in axes:
        if axis.path not in known:
            takes = ", ".join(known) or "none"
            raise UsageError(
                f"'{kind}' has no parameter '{axis.path}'; it takes {takes}{did_you_mean(axis.path, known)}"
            )
        parameter = known[axis.path]
        for end in (axis.low, axis.high):
            if not isinstance(end, int | float) or not parameter.admits(end):
                shown = "this is not a range" if end is None else f"{end} is out of range"
                raise UsageError(
                    f"--vary {axis.path}: {shown}; give a range low:high, with each end {parameter.allowed}"
                )
    return {axis.path: known[axis.path] for axis in axes}


@dataclass(frozen=True, slots=True)
class _Game:
    """The party's payoffs as a function of its parameters.

    Parameters
    ----------
    bases : list of Lowered
        The scenario with each opponent.
    paths : dict of str to list of str
        The paths of each parameter.
    party, seed, replicates : int
        Number of the party; seed and number of the negotiations.
    """

    bases: list[Lowered]
    paths: dict[str, list[str]]
    party: int
    seed: int
    replicates: int

    def payoffs(self, numbers: Mapping[str, float], first: int) -> Reals:
        """Return the payoffs against all opponents, with some parameters, in replicates from ``first`` on."""
        by_path = {path: float(value) for name, value in numbers.items() for path in self.paths[name]}
        results = []
        for base in self.bases:
            lowered = base.with_numbers(by_path) if by_path else base
            if lowered is None:
                raise UsageError(f"the parameters {', '.join(numbers)} are drawn; give the tactic fixed ones")
            columns = replicate_columns(lowered, self.seed, first, self.replicates, driver="kernel")
            results.append(columns.utilities[:, self.party] - columns.lapse_costs[:, self.party])
        return np.concatenate(results)


def _search(
    game: _Game, pool: ThreadPoolExecutor, axes: Sequence[Axis], parameters: Mapping[str, Parameter]
) -> tuple[Any, int]:
    """Return scipy's result, and the number of candidates that were tried."""
    from scipy.optimize import differential_evolution

    tried: list[int] = []

    def losses(candidates: Reals) -> Reals:
        columns = [dict(zip(parameters, column, strict=True)) for column in np.atleast_2d(candidates.T)]
        tried.append(len(columns))
        return -np.array(list(pool.map(lambda numbers: float(game.payoffs(numbers, 0).mean()), columns)))

    result = differential_evolution(
        losses,
        [(axis.low, axis.high) for axis in axes],
        integrality=[parameter.whole for parameter in parameters.values()],
        popsize=POPULATION,
        maxiter=GENERATIONS,
        tol=PRECISION,
        rng=game.seed,
        vectorized=True,
        updating="deferred",
        polish=False,
    )
    return result, sum(tried)


def _mean(payoffs: Reals) -> Mean:
    return mean_of(moments_of(payoffs, PAYOFF.shift, even=PAYOFF.even), PAYOFF)
