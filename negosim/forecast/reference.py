"""The reference table: draws of the parameters, and simulated outcomes of every agreement under each.

Everything else re-weights it: posteriors, folds of a back-test, other priors, simulation-based calibration.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from negosim.forecast.cases import Case, cases_of
from negosim.forecast.likelihood import effective, log_likelihood, normalised
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import DEFAULT_PRIOR, Prior, check_prior, spread
from negosim.forecast.proposal import Proposal, concentrated, fitted
from negosim.forecast.simulate import Outcomes, simulate_cases
from negosim.history import Dyad

__all__ = ["Key", "Reference", "Size", "all_cases", "build", "fitted_part", "key_of", "likelihoods", "outcome_of"]

Reals = npt.NDArray[np.float64]
Key = tuple[str, float | None, float | None]  # id, first ask, first offer: what the outcomes of a case depend on
ROUNDS = (0.15, 0.2, 0.25, 0.4)  # shares of the draws: from the priors, then from what the rounds before say
LONG_ROUNDS = (1 / 15,) * 15  # likewise, in a longer record, whose posterior is narrow
PILOT_DRAWS, PILOT_REPLICATES = 600, 200  # from the priors, to see where the likelihood is noisy
TOP = 0.1  # share of the pilot draws, the likeliest, on which that is measured
FEWEST = 0.4  # replicates of any case, in means over all
MANY = 30  # agreements: of a longer record only the first ones are fitted, see `fitted_part`
SPLIT = 30  # agreements, at most a half, of a longer record that are fitted
FORECAST_REPLICATES = 20  # of a case that is forecast and not fitted
LONG = 0.25, 0.45  # shares of the draws and of the replicates, in a longer record
LONG_PILOT = 120, 100  # likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a reference table is.

    Parameters
    ----------
    draws : int
        Draws of the parameters.
    replicates : int
        Mean number of outcomes per draw and case.
    """

    draws: int = 20_000
    replicates: int = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Draws of the parameters with outcomes of each case.

    Parameters
    ----------
    parameters : array of float, shape (draws, 14)
        The draws.
    log_proposal : array of float, shape (draws,)
        Log density from which the moved parameters were drawn.
    outcomes : mapping of Key to Outcomes
        Of each case at each time.
    seed : int
        Of the random numbers.
    negotiations : int
        How many were simulated, pilots included.
    """

    parameters: Reals
    log_proposal: Reals
    outcomes: Mapping[Key, Outcomes]
    seed: int
    negotiations: int

    @property
    def digest(self) -> str:
        """A hash of the draws and the outcomes."""
        total = hashlib.sha256(self.parameters.tobytes())
        for key in sorted(self.outcomes, key=str):
            outcomes = self.outcomes[key]
            total.update(str(key).encode() + outcomes.growth.tobytes() + outcomes.days.tobytes())
        return total.hexdigest()[:16]

    def log_prior(self, prior: Prior | str) -> Reals:
        """Return the log weights of the draws under a prior alone, up to a constant."""
        chosen = check_prior(prior) if isinstance(prior, str) else prior
        return chosen.log_density(spread(self.parameters)) - self.log_proposal


def key_of(case: Case) -> Key:
    """Return what the outcomes of a case depend on."""
    return case.id, case.ask, case.offer


def outcome_of(case: Case) -> tuple[float, float | None]:
    """Return the outcome of a case as the likelihood takes it: the date only if the opening is known."""
    return case.growth, float(case.days) if case.dated else None


def likelihoods(reference: Reference, cases: Sequence[Case]) -> Reals:
    """Return the log likelihood of the outcome of each case, shape (cases, draws)."""
    return np.array([log_likelihood(reference.outcomes[key_of(case)], *outcome_of(case)) for case in cases])


def fitted_part(cases: Sequence[object]) -> int:
    """Return how many agreements, the first ones, forecasts are fitted to: all, or thirty of more than thirty."""
    return len(cases) if len(cases) <= MANY else min(SPLIT, len(cases) // 2)


def all_cases(dyad: Dyad) -> list[Case]:
    """Return the cases of a record at every time, each once; those at the opening come first."""
    every = [*cases_of(dyad), *cases_of(dyad, "positions"), *cases_of(dyad, "positions", hindsight=True)]
    return list({key_of(case): case for case in [*every, *cases_of(dyad, "expiry")]}.values())


def build(dyad: Dyad, *, seed: int = 0, size: Size | None = None, workers: int | None = None) -> Reference:
    """Simulate the reference table of a record.

    Parameters
    ----------
    seed : int
        The same seed gives the same table, for any number of workers.
    size : Size, optional
        How large it is.
    workers : int, optional
        Threads; default: one per processor.
    """
    size = size or Size()
    rounds: Sequence[float] = ROUNDS
    is_long = len(dyad.renewals) > MANY
    if is_long:
        rounds = LONG_ROUNDS
        size = replace(size, draws=int(size.draws * LONG[0]), replicates=int(size.replicates * LONG[1]))
    rng = np.random.default_rng(seed)
    cases = all_cases(dyad)
    scenarios = [mapped(dyad, case) for case in cases]
    proposals = [Proposal()]
    run = partial(simulate_cases, scenarios, specialised=not is_long, workers=workers)
    pilot_draws, pilot_replicates = LONG_PILOT if is_long else (PILOT_DRAWS, PILOT_REPLICATES)
    pilot = run(proposals[0].draw(pilot_draws, rng), [pilot_replicates] * len(cases), len(rounds))
    counts = _replicates(pilot, cases, size)
    parts: list[Reals] = []
    outcomes = [_empty(size.draws, count) for count in counts]
    ends = np.rint(np.cumsum(rounds) * size.draws).astype(int).tolist()
    for number, (start, end) in enumerate(pairwise([0, *ends])):
        parts.append(proposals[-1].draw(end - start, rng))
        simulated = run(parts[-1], counts, seed * len(rounds) + number)
        for whole, part in zip(outcomes, simulated, strict=True):
            whole.growth[start:end] = part.growth
            whole.days[start:end] = part.days
        table = _joined(cases, parts, outcomes, proposals, seed)
        proposals.append(_fit(dyad, table))
    return replace(table, negotiations=table.negotiations + pilot_draws * pilot_replicates * len(cases))


def _joined(
    cases: Sequence[Case],
    parts: Sequence[Reals],
    outcomes: Sequence[Outcomes],
    proposals: Sequence[Proposal],
    seed: int,
) -> Reference:
    """Return the table of all rounds so far: every draw counts as drawn from the mixture of their proposals.

    Source: Cornuet, Marin, Mira and Robert (2012).
    """
    parameters = np.concatenate(parts)
    moved = spread(parameters)
    shares = np.log([len(part) / len(parameters) for part in parts])
    densities = [proposal.log_density(moved) for proposal in proposals[: len(parts)]]
    joined = [Outcomes(each.growth[: len(parameters)], each.days[: len(parameters)]) for each in outcomes]
    return Reference(
        parameters=parameters,
        log_proposal=np.asarray(np.logaddexp.reduce(np.array(densities) + shares[:, None], axis=0)),
        outcomes={key_of(case): each for case, each in zip(cases, joined, strict=True)},
        seed=seed,
        negotiations=sum(each.growth.size for each in joined),
    )


def _empty(draws: int, replicates: int) -> Outcomes:
    return Outcomes(*(np.empty((draws, replicates), np.int16) for _ in range(2)))


def _fit(dyad: Dyad, table: Reference) -> Proposal:
    """Return a proposal near the posteriors at the opening, with the positions known in time, and with all of them.

    A further one is without the agreement whose fold has the fewest effective draws. For a long record: near the
    posterior at the opening.
    """
    base = table.log_prior(DEFAULT_PRIOR)
    if len(dyad.renewals) > MANY:
        past = cases_of(dyad)
        likelihood = likelihoods(table, past[: fitted_part(past)]).sum(axis=0)
        return concentrated(table.parameters, base, likelihood)
    times = cases_of(dyad), cases_of(dyad, "positions"), cases_of(dyad, "positions", hindsight=True)
    distinct = {tuple(key_of(case) for case in cases): cases[: fitted_part(cases)] for cases in times}.values()
    by_case = [likelihoods(table, cases) for cases in distinct]
    wholes = [each.sum(axis=0) for each in by_case]
    folds = [whole - part for whole, each in zip(wholes, by_case, strict=True) for part in each]
    hardest = min(folds, key=lambda fold: effective(normalised(fold + base)))
    return fitted(table.parameters, [*wholes, hardest])


def _replicates(pilot: Sequence[Outcomes], cases: Sequence[Case], size: Size) -> list[int]:
    """Return how many outcomes each case gets: more where its likelihood is noisy, by the square root of its variance.

    The noise is the difference between both halves of the pilot's replicates, over its likeliest draws.
    """
    ids = list(dict.fromkeys(case.id for case in cases))
    past = set(ids[: fitted_part(ids)])
    known = [case.id in past for case in cases]
    opening = [k for k, case in enumerate(cases) if known[k] and case.ask is None and case.offer is None]
    total = np.sum([log_likelihood(pilot[place], *outcome_of(cases[place])) for place in opening], axis=0)
    top = np.argsort(-total)[: max(2, int(TOP * len(total)))]
    noise = np.array([np.std(_halves(each, case)[top]) for each, case in zip(pilot, cases, strict=True)])
    shares = np.maximum(noise / noise[known].mean(), FEWEST)
    counts = np.rint(size.replicates * shares / shares[known].mean())
    return [int(count) if fit else FORECAST_REPLICATES for count, fit in zip(counts, known, strict=True)]


def _halves(outcomes: Outcomes, case: Case) -> Reals:
    half = outcomes.growth.shape[1] // 2
    first = Outcomes(outcomes.growth[:, :half], outcomes.days[:, :half])
    second = Outcomes(outcomes.growth[:, half:], outcomes.days[:, half:])
    return log_likelihood(first, *outcome_of(case)) - log_likelihood(second, *outcome_of(case))
