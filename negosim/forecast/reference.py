"""The reference table: draws of the parameters, and simulated outcomes of every agreement under each.

Everything else re-weights it: posteriors, folds of a back-test, other priors, simulation-based calibration.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.forecast.cases import Case, cases_of
from negosim.forecast.likelihood import log_likelihood
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import Prior, check_prior, spread
from negosim.forecast.proposal import Proposal, fitted
from negosim.forecast.simulate import Outcomes, simulate_cases
from negosim.history import Dyad

__all__ = ["Key", "Reference", "Size", "build", "key_of", "likelihoods", "outcome_of"]

Reals = npt.NDArray[np.float64]
Key = tuple[str, float | None, float | None]  # id, first ask, first offer: what the outcomes of a case depend on
PILOTS = 2
TOP = 0.1  # share of the pilot draws, the likeliest, on which the noise of the likelihood is measured
FEWEST = 0.4  # replicates of any case, in means over all


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a reference table is.

    Parameters
    ----------
    draws : int
        Draws of the parameters.
    replicates : int
        Mean number of outcomes per draw and case.
    pilot_draws, pilot_replicates : int
        The same for each of the two pilots.
    """

    draws: int = 6000
    replicates: int = 320
    pilot_draws: int = 1500
    pilot_replicates: int = 240


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


def all_cases(dyad: Dyad) -> list[Case]:
    """Return the cases of a record at every time, each once; those at the opening come first."""
    every = [*cases_of(dyad), *cases_of(dyad, "positions"), *cases_of(dyad, "positions", hindsight=True)]
    return list({key_of(case): case for case in [*every, *cases_of(dyad, "expiry")]}.values())


def build(dyad: Dyad, *, seed: int = 0, size: Size | None = None, workers: int = 2) -> Reference:
    """Simulate the reference table of a record.

    Parameters
    ----------
    seed : int
        The same seed gives the same table, for any number of workers.
    size : Size, optional
        How large it is.
    workers : int
        Threads.
    """
    size = size or Size()
    rng = np.random.default_rng(seed)
    cases = all_cases(dyad)
    negotiations = 0
    proposal, pilots = Proposal(), []
    for number in range(PILOTS):
        pilot = _simulate(
            dyad, cases, proposal, size.pilot_draws, [size.pilot_replicates] * len(cases), seed + number + 1, rng, workers
        )
        pilots.append(pilot)
        negotiations += pilot.negotiations
        proposal = _fit(dyad, pilots)
    counts = _replicates(pilots[-1], cases, size)
    table = _simulate(dyad, cases, proposal, size.draws, counts, seed, rng, workers)
    return Reference(
        parameters=table.parameters,
        log_proposal=table.log_proposal,
        outcomes=table.outcomes,
        seed=seed,
        negotiations=negotiations + table.negotiations,
    )


def _simulate(
    dyad: Dyad,
    cases: Sequence[Case],
    proposal: Proposal,
    draws: int,
    counts: Sequence[int],
    seed: int,
    rng: np.random.Generator,
    workers: int,
) -> Reference:
    parameters = proposal.draw(draws, rng)
    outcomes = simulate_cases([mapped(dyad, case) for case in cases], parameters, counts, seed, workers=workers)
    return Reference(
        parameters=parameters,
        log_proposal=proposal.log_density(spread(parameters)),
        outcomes={key_of(case): each for case, each in zip(cases, outcomes, strict=True)},
        seed=seed,
        negotiations=draws * sum(counts),
    )


def _fit(dyad: Dyad, pilots: Sequence[Reference]) -> Proposal:
    """Return a proposal near the posteriors at the opening, with the positions known in time, and with all of them."""
    parameters = np.concatenate([pilot.parameters for pilot in pilots])
    times = cases_of(dyad), cases_of(dyad, "positions"), cases_of(dyad, "positions", hindsight=True)
    distinct = {tuple(key_of(case) for case in cases): cases for cases in times}.values()
    totals = [np.concatenate([likelihoods(pilot, cases).sum(axis=0) for pilot in pilots]) for cases in distinct]
    return fitted(parameters, totals)


def _replicates(pilot: Reference, cases: Sequence[Case], size: Size) -> list[int]:
    """Return how many outcomes each case gets: more where its likelihood is noisy, by the square root of its variance.

    The noise is the difference between both halves of the pilot's replicates, over its likeliest draws.
    """
    total = likelihoods(pilot, [case for case in cases if case.ask is None and case.offer is None]).sum(axis=0)
    top = np.argsort(-total)[: max(2, int(TOP * len(total)))]
    noise = np.array([np.std(_halves(pilot.outcomes[key_of(case)], case)[top]) for case in cases])
    shares = np.maximum(noise / noise.mean(), FEWEST)
    return [int(count) for count in np.rint(size.replicates * shares / shares.mean())]


def _halves(outcomes: Outcomes, case: Case) -> Reals:
    half = outcomes.growth.shape[1] // 2
    first = Outcomes(outcomes.growth[:, :half], outcomes.days[:, :half])
    second = Outcomes(outcomes.growth[:, half:], outcomes.days[:, half:])
    return log_likelihood(first, *outcome_of(case)) - log_likelihood(second, *outcome_of(case))

