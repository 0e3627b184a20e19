"""The back-test: forecasts of each agreement from the others, scored against baselines.

The forward chain forecasts each agreement from those before it; leave-one-out from all others. In a record of more than
thirty agreements the first thirty forecast the rest. Every fold re-weights the one reference table. A fold with too few
effective draws gives no forecast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError
from negosim.forecast.baseline_dates import DATES
from negosim.forecast.baselines import GROWTH, Baseline
from negosim.forecast.cases import Case, Time, cases_of
from negosim.forecast.likelihood import effective, normalised
from negosim.forecast.parameters import DEFAULT_PRIOR
from negosim.forecast.predict import DRAWS, Forecast, predict
from negosim.forecast.reference import Reference, fitted_part, key_of, likelihoods
from negosim.history import Dyad

__all__ = ["FEWEST_EFFECTIVE", "START", "Backtest", "Fold", "Scheme", "Target", "backtest", "check_cases", "folds"]

Reals = npt.NDArray[np.float64]
Scheme = Literal["forward", "leave_one_out", "split"]
Target = Literal["growth", "date"]
FEWEST_EFFECTIVE = 100.0  # draws: a fold with fewer is refused
START = 3  # agreements before the first forecast of the forward chain
MORE_DRAWS = 8  # times as many draws where a condition leaves out some
FEWEST_DRAWS = 50  # that must fulfil it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The forecasts of one agreement.

    Parameters
    ----------
    case : Case
        The agreement.
    past : tuple of Case
        The agreements to which the forecasts were fitted.
    effective : float
        Effective number of draws.
    model, prior_alone : Forecast
        Fitted, and under the prior alone.
    baselines : dict of str to array
        Samples of the baselines, by target and name.
    """

    case: Case
    past: tuple[Case, ...]
    effective: float
    model: Forecast
    prior_alone: Forecast
    baselines: dict[Target, dict[str, Reals]]

    @property
    def refused(self) -> bool:
        """Whether it has too few effective draws for a forecast."""
        return self.effective < FEWEST_EFFECTIVE

    def scores(self, target: Target) -> bool:
        """Return whether a target is scored: the date only if its opening, and enough earlier ones, are known."""
        return target == "growth" or (self.case.dated and sum(each.dated for each in self.past) >= START)

    def sample(self, target: Target, *, fitted: bool = True) -> Reals:
        """Return the mechanism's sample of a target: growth in %, or days from the expiry."""
        forecast = self.model if fitted else self.prior_alone
        return forecast.known_growth if target == "growth" else forecast.days

    def truth(self, target: Target) -> float:
        """Return what happened."""
        return self.case.growth if target == "growth" else float(self.case.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """A back-test: its folds by scheme, and from what it was made."""

    at: Time
    prior: str
    hindsight: bool
    seed: int
    digest: str
    schemes: dict[Scheme, tuple[Fold, ...]]


def backtest(
    dyad: Dyad,
    reference: Reference,
    *,
    at: Time = "opening",
    prior: str = DEFAULT_PRIOR,
    hindsight: bool = False,
    seed: int = 0,
) -> Backtest:
    """Forecast every agreement of a record from the others.

    Parameters
    ----------
    reference : Reference
        Simulated outcomes.
    at : {"opening", "positions", "expiry"}
        When the forecasts are made; at the expiry only of agreements that were not concluded by then.
    prior : str
        Name of the prior.
    hindsight : bool
        Whether to use positions that were reported only after the talks.
    seed : int
        Of the draws from the forecasts.

    Raises
    ------
    UsageError
        If the record is too short, or has nothing to score at that time.
    """
    cases = cases_of(dyad, at, hindsight=hindsight)
    check_cases(cases, at)
    likelihood = likelihoods(reference, cases[: fitted_part(cases)])
    schemes: dict[Scheme, tuple[Fold, ...]] = {
        scheme: tuple(folds(reference, cases, likelihood, at=at, prior=prior, scheme=scheme, seed=seed))
        for scheme in schemes_of(cases)
    }
    return Backtest(at=at, prior=prior, hindsight=hindsight, seed=seed, digest=reference.digest, schemes=schemes)


def schemes_of(cases: Sequence[Case]) -> tuple[Scheme, ...]:
    """Return how a record is divided into past and future."""
    return ("split",) if fitted_part(cases) < len(cases) else ("forward", "leave_one_out")


def past_of(cases: Sequence[Case], place: int, scheme: Scheme) -> list[int]:
    """Return the places of the agreements that forecast another one; none: it is not forecast."""
    if scheme == "leave_one_out":
        return [other for other in range(len(cases)) if other != place]
    if scheme == "forward":
        return list(range(place)) if place >= START else []
    first = fitted_part(cases)
    return list(range(first)) if place >= first else []


def check_cases(cases: Sequence[Case], at: Time) -> None:
    """Check that a record is long enough for a back-test.

    Raises
    ------
    UsageError
        If it has fewer than five renewals, no position at that time, or none that was late.
    """
    if len(cases) < START + 2:
        raise UsageError(f"a back-test needs at least {START + 2} renewals, and the record has {len(cases)}")
    if at == "positions" and all(case.ask is None and case.offer is None for case in cases):
        raise UsageError("no position of the record was public before its talks concluded; use --at opening")
    if at == "expiry" and not any(_is_scored(case, at) for case in cases):
        raise UsageError("every agreement of the record was concluded by the expiry; use --at opening or positions")


def _is_scored(case: Case, at: Time) -> bool:
    return at != "expiry" or (case.days > 0 and case.dated)


def folds(
    reference: Reference,
    cases: Sequence[Case],
    likelihood: Reals,
    *,
    at: Time,
    prior: str,
    scheme: Scheme,
    seed: int,
    baselines: bool = True,
) -> Iterator[Fold]:
    """Yield the forecasts of each agreement.

    Parameters
    ----------
    likelihood : array of float, shape (cases, draws)
        Log likelihood of each agreement.
    baselines : bool
        Whether the baselines forecast too.
    """
    base = reference.log_prior(prior)
    alone = normalised(base)
    for place, case in enumerate(cases):
        past = past_of(cases, place, scheme)
        if not past or not _is_scored(case, at):
            continue
        others = [cases[other] for other in past]
        weights = normalised(likelihood[past].sum(axis=0) + base)
        yield Fold(
            case=case,
            past=tuple(others),
            effective=effective(weights),
            model=_forecast(reference, case, weights, at, seed + place),
            prior_alone=_forecast(reference, case, alone, at, seed + place),
            baselines=_baselines(others, case, at) if baselines else {"growth": {}, "date": {}},
        )


def _forecast(reference: Reference, case: Case, weights: Reals, at: Time, seed: int) -> Forecast:
    outcomes = reference.outcomes[key_of(case)]
    if at != "expiry":
        return predict(outcomes, weights, case, seed=seed)
    forecast = predict(outcomes, weights, case, draws=DRAWS * MORE_DRAWS, seed=seed)
    return forecast.where(forecast.days > 0.0)


def _baselines(past: Sequence[Case], case: Case, at: Time) -> dict[Target, dict[str, Reals]]:
    dated = [each for each in past if each.dated]
    growth = {each.name: each.predict(past, case) for each in _used(GROWTH, at)}
    date = {each.name: each.predict(dated, case) for each in _used(DATES, at)} if case.dated and dated else {}
    if at == "expiry":
        late = ((name, days[days > 0.0]) for name, days in date.items())
        date = {name: days for name, days in late if len(days) >= FEWEST_DRAWS}
    return {"growth": growth, "date": date}


def _used(baselines: Sequence[Baseline], at: Time) -> Iterator[Baseline]:
    return (each for each in baselines if at != "opening" or not each.needs_position)
