"""Conditional forecasts of one agreement, given what is known or assumed about it.

An agreement of the record is forecast from those that were concluded before its talks opened, under the posterior and
under the prior alone: if both agree, the answer comes from the mechanism and not from the record.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError, did_you_mean
from negosim.forecast.backtest import FEWEST_DRAWS, FEWEST_EFFECTIVE, START
from negosim.forecast.beliefs import Beliefs, likely_under
from negosim.forecast.cases import Case, Time, cases_of, concluded_before
from negosim.forecast.likelihood import effective, normalised
from negosim.forecast.parameters import DEFAULT_PRIOR
from negosim.forecast.predict import Forecast, predict, without_noise
from negosim.forecast.reference import Reference, key_of, likelihoods
from negosim.history import Dyad, Renewal

__all__ = ["Answer", "Condition", "Fitted", "all_hold", "ask", "fit", "parse_condition"]

DRAWS = 40_000
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
CONDITION = re.compile(r"\s*([a-z]+)\s*(<=|>=|<|>)\s*([-+]?\d+(?:\.\d+)?)\s*")
COMPARE: Mapping[str, Callable[[Any, float], Any]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
WHAT = ("growth", "lapse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A bound on growth in %, or on the lapse in days: from the expiry to the conclusion, below 0 before it."""

    text: str
    what: str
    sign: str
    bound: float

    def holds(self, forecast: Forecast) -> npt.NDArray[np.bool_]:
        """Return for each draw of a forecast whether it holds."""
        values = forecast.growth if self.what == "growth" else forecast.days
        return np.asarray(COMPARE[self.sign](values, self.bound))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A case, and the draws of a reference table, weighted by the agreements concluded before its talks opened.

    Parameters
    ----------
    past : tuple of str
        These agreements.
    weights : dict of str to array, shape (draws,)
        Under ``posterior`` and ``prior``; either sums to 1.
    """

    at: Time
    prior: str
    case: Case
    past: tuple[str, ...]
    weights: dict[str, npt.NDArray[np.float64]]

    @property
    def effective(self) -> float:
        """Effective number of draws of the posterior."""
        return effective(self.weights["posterior"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A conditional forecast of one agreement.

    Parameters
    ----------
    case : Case
        What is known of it.
    past : tuple of str
        The agreements that the posterior is fitted to.
    effective : float
        Effective number of draws.
    given : tuple of Condition
        What is supposed.
    chance : dict of str to float
        Probability of what is supposed, by ``posterior`` and ``prior``.
    forecasts : dict of str to Forecast
        The forecasts given that, likewise.
    beliefs : Beliefs or None
        What would have to be believed of an outcome, if asked.
    """

    at: Time
    prior: str
    case: Case
    past: tuple[str, ...]
    effective: float
    given: tuple[Condition, ...]
    chance: dict[str, float]
    forecasts: dict[str, Forecast]
    beliefs: Beliefs | None = None

    def agreed_by(self, day: dt.date) -> dict[str, float]:
        """Return the probability of an agreement on that day or before, under posterior and prior."""
        last = (day - self.case.expiry).days
        return {
            name: float(np.mean(np.isfinite(each.growth) & (each.days <= last)))
            for name, each in self.forecasts.items()
        }

    def as_dict(self, before: Sequence[dt.date] = ()) -> dict[str, Any]:
        """Return what ``negosim forecast --json`` prints."""
        return {
            "schema": 1,
            "agreement": self.case.id,
            "at": self.at,
            "prior_name": self.prior,
            "expiry": self.case.expiry.isoformat(),
            "fitted_to": list(self.past),
            "effective": round(self.effective, 1),
            "given": [condition.text for condition in self.given],
            **{
                name: {
                    "chance_of_given": round(self.chance[name], 4),
                    "growth": _quantiles(forecast.known_growth),
                    "lapse": _quantiles(forecast.days),
                    "agreed_by": {day.isoformat(): round(self.agreed_by(day)[name], 4) for day in before},
                }
                for name, forecast in self.forecasts.items()
            },
            **({} if self.beliefs is None else {"beliefs": self.beliefs.as_dict()}),
        }


def parse_condition(text: str, option: str = "--given") -> Condition:
    """Return a condition from a text such as ``lapse>90``.

    Raises
    ------
    UsageError
        If it is not one.
    """
    match = CONDITION.fullmatch(text)
    if match is None:
        raise UsageError(f"{option} '{text}': write a bound on growth or lapse, as in 'lapse>90' or 'growth<=10'")
    what, sign, bound = match.groups()
    if what not in WHAT:
        raise UsageError(f"{option} '{text}': there is no '{what}'; give growth or lapse{did_you_mean(what, WHAT)}")
    return Condition(text=f"{what}{sign}{bound}", what=what, sign=sign, bound=float(bound))


def fit(
    dyad: Dyad,
    reference: Reference,
    renewal: Renewal,
    *,
    at: Time = "opening",
    prior: str = DEFAULT_PRIOR,
    hindsight: bool = False,
) -> Fitted:
    """Return an agreement as a case, with the draws weighted by those that were concluded before its talks opened.

    Parameters
    ----------
    at : {"opening", "positions", "expiry"}
        What was known of it.

    Raises
    ------
    UsageError
        If too few agreements came before it, or too few effective draws remain.
    """
    cases = cases_of(dyad, at, hindsight=hindsight)
    case = next(each for each in cases if each.id == renewal.id)
    past = concluded_before(cases, case)
    if len(past) < START:
        raise UsageError(
            f"{case.id}: a forecast needs at least {START} renewals concluded before, and the record has {len(past)}"
        )
    base = reference.log_prior(prior)
    weights = normalised(likelihoods(reference, past).sum(axis=0) + base)
    if effective(weights) < FEWEST_EFFECTIVE:
        raise UsageError(
            f"{case.id}: only {effective(weights):.0f} draws count under the prior '{prior}'; at least "
            f"{FEWEST_EFFECTIVE:.0f} must: give a larger table with --draws"
        )
    by_name = {"posterior": weights, "prior": normalised(base)}
    return Fitted(at=at, prior=prior, case=case, past=tuple(each.id for each in past), weights=by_name)


def ask(
    reference: Reference,
    fitted: Fitted,
    *,
    given: Sequence[Condition] = (),
    believe: Sequence[Condition] = (),
    seed: int = 0,
) -> Answer:
    """Return the forecast of an agreement.

    Parameters
    ----------
    given : sequence of Condition
        Conditions on its outcome; at the expiry also that there was no agreement yet.
    believe : sequence of Condition
        An outcome for which to find the parameters that make it likely.

    Raises
    ------
    UsageError
        If hardly any draw fulfils the conditions.
    """
    case = fitted.case
    outcomes = reference.outcomes[key_of(case)]
    forecasts = {name: predict(outcomes, each, case, draws=DRAWS, seed=seed) for name, each in fitted.weights.items()}
    if fitted.at == "expiry":
        forecasts = {name: each.where(each.days > 0.0) for name, each in forecasts.items()}
    kept = {name: all_hold(given, each) for name, each in forecasts.items()}
    return Answer(
        at=fitted.at,
        prior=fitted.prior,
        case=case,
        past=fitted.past,
        effective=fitted.effective,
        given=tuple(given),
        chance={name: float(np.mean(each)) for name, each in kept.items()},
        forecasts={name: each.where(_enough(kept[name], given)) for name, each in forecasts.items()},
        beliefs=_beliefs(reference, fitted, believe) if believe else None,
    )


def _beliefs(reference: Reference, fitted: Fitted, outcome: Sequence[Condition]) -> Beliefs:
    simulated = without_noise(reference.outcomes[key_of(fitted.case)], fitted.case)
    if fitted.at == "expiry":
        simulated.days[simulated.days <= 0.0] = np.nan
    holds = all_hold(outcome, simulated)
    return likely_under(reference.parameters, fitted.weights, simulated, holds, [each.text for each in outcome])


def all_hold(given: Sequence[Condition], forecast: Forecast) -> npt.NDArray[np.bool_]:
    """Return for each draw of a forecast whether all conditions hold."""
    kept = np.ones(forecast.days.shape, bool)
    for condition in given:
        kept &= condition.holds(forecast)
    return kept


def _enough(kept: npt.NDArray[np.bool_], given: Sequence[Condition]) -> npt.NDArray[np.bool_]:
    if kept.sum() < FEWEST_DRAWS:
        texts = " and ".join(condition.text for condition in given)
        raise UsageError(
            f"--given {texts}: only {kept.sum()} of {len(kept):,} draws satisfy it; give a more likely condition"
        )
    return kept


def _quantiles(sample: npt.NDArray[np.float64]) -> dict[str, float] | None:
    if len(sample) < FEWEST_DRAWS:
        return None
    return {
        f"{share:g}": round(float(value), 2)
        for share, value in zip(QUANTILES, np.quantile(sample, QUANTILES), strict=True)
    }
