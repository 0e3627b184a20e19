"""The scores of a back-test: per agreement and in total, with intervals and the influence of each agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from negosim.forecast.backtest import Backtest, Fold, Target
from negosim.forecast.pool import Terms, best_weight, pooled_score, terms, weight_interval
from negosim.forecast.scores import Interval, bootstrap, covers, crps, pit, signed_log

__all__ = ["MEASURES", "SCALES", "Measure", "Score", "Total", "as_dict", "by_prior", "scored", "total"]

Reals = npt.NDArray[np.float64]
Measure = Literal["growth", "date", "log_date"]
MEASURES: tuple[Measure, ...] = ("growth", "date", "log_date")
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def _same(values: Reals) -> Reals:
    return values


SCALES: Mapping[Measure, tuple[Target, Callable[[Reals], Reals]]] = {
    "growth": ("growth", _same),
    "date": ("date", _same),
    "log_date": ("date", signed_log),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The scores of one agreement.

    Parameters
    ----------
    fold : Fold
        The forecasts.
    model, prior_alone : float
        Scores of the mechanism, fitted and not.
    baselines : dict of str to float
        Scores of the baselines.
    pools : dict of str to Terms
        How the score of a pool with each baseline depends on the mechanism's weight.
    """

    fold: Fold
    model: float
    prior_alone: float
    baselines: dict[str, float]
    pools: dict[str, Terms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The scores of a scheme: means over the agreements that are scored and not refused.

    Parameters
    ----------
    scores : tuple of Score
        Per agreement.
    refused : tuple of str
        Agreements with too few effective draws.
    best : str
        The baseline with the least mean score.
    pool : float
        Mean score of the pool with the best baseline, the weight of each agreement chosen by the others.
    weight : Interval
        The mechanism's weight in that pool, chosen by all.
    """

    measure: Measure
    scores: tuple[Score, ...]
    refused: tuple[str, ...]
    best: str
    pool: float
    pool_by_agreement: tuple[float, ...]
    weight: Interval

    @property
    def model(self) -> float:
        """Mean score of the mechanism."""
        return float(np.mean([each.model for each in self.scores]))

    @property
    def prior_alone(self) -> float:
        """Mean score of the mechanism under the prior alone."""
        return float(np.mean([each.prior_alone for each in self.scores]))

    def baseline(self, name: str) -> float:
        """Return the mean score of a baseline."""
        return float(np.mean([each.baselines[name] for each in self.scores]))

    @property
    def baselines(self) -> dict[str, float]:
        """Mean scores of the baselines that forecast every agreement, best first."""
        names = [name for name in self.scores[0].baselines if all(name in each.baselines for each in self.scores)]
        return {name: self.baseline(name) for name in sorted(names, key=self.baseline)}

    def difference(self, name: str) -> Interval:
        """Return the mean score of the mechanism less that of a baseline; below 0 the mechanism is better."""
        return bootstrap([each.model - each.baselines[name] for each in self.scores])

    def coverage(self, share: float) -> float:
        """Return the share of true values within the central intervals."""
        target, _ = SCALES[self.measure]
        covered = [covers(each.fold.sample(target), each.fold.truth(target), share) for each in self.scores]
        return float(np.mean(covered))

    def influence(self) -> dict[str, dict[str, float]]:
        """Return, for each agreement, its share of the mechanism's total score and the difference without it."""
        differences = {each.fold.case.id: each.model - each.baselines[self.best] for each in self.scores}
        whole = sum(each.model for each in self.scores)
        count = len(self.scores)
        result = {}
        for each in self.scores:
            without = (sum(differences.values()) - differences[each.fold.case.id]) / max(1, count - 1)
            result[each.fold.case.id] = {"share": each.model / whole, "difference_without": without}
        return result


def scored(fold: Fold, measure: Measure) -> Score:
    """Return the scores of one agreement."""
    target, scale = SCALES[measure]
    truth = float(scale(np.array(fold.truth(target))))
    model, alone = scale(fold.sample(target)), scale(fold.sample(target, fitted=False))
    others = {name: scale(sample) for name, sample in fold.baselines[target].items()}
    return Score(
        fold=fold,
        model=crps(model, truth),
        prior_alone=crps(alone, truth),
        baselines={name: crps(sample, truth) for name, sample in others.items()},
        pools={name: terms(model, sample, truth) for name, sample in others.items()},
    )


def total(folds: Sequence[Fold], measure: Measure) -> Total | None:
    """Return the scores of a scheme; ``None`` if no agreement can be scored."""
    target, _ = SCALES[measure]
    used = [fold for fold in folds if fold.scores(target)]
    refused = tuple(fold.case.id for fold in used if fold.refused)
    scores = tuple(scored(fold, measure) for fold in used if not fold.refused)
    common = [name for name in (scores[0].baselines if scores else ()) if all(name in s.baselines for s in scores)]
    if not common:
        return None
    best = min(common, key=lambda name: np.mean([each.baselines[name] for each in scores]))
    of_best = [each.pools[best] for each in scores]
    pooled = tuple(
        pooled_score(each, best_weight([*of_best[:place], *of_best[place + 1 :]])) for place, each in enumerate(of_best)
    )
    return Total(
        measure=measure,
        scores=scores,
        refused=refused,
        best=best,
        pool=float(np.mean(pooled)),
        pool_by_agreement=pooled,
        weight=weight_interval(of_best),
    )


def as_dict(result: Backtest) -> dict[str, Any]:
    """Return a back-test as ``negosim backtest --json`` prints it: the forward chain, and leave-one-out beside it."""
    schemes = {scheme: _scheme(folds) for scheme, folds in result.schemes.items()}
    first, *others = schemes
    return {
        "schema": 1,
        "at": result.at,
        "prior": result.prior,
        "hindsight": result.hindsight,
        "seed": result.seed,
        "reference": result.digest,
        "scheme": first,
        **schemes[first],
        **{scheme: schemes[scheme] for scheme in others},
    }


def by_prior(results: Mapping[str, Backtest]) -> dict[str, Any]:
    """Return the totals under several priors, in short: the mechanism's score, under the prior alone, and the pool."""
    return {
        name: {
            scheme: {measure: _brief(total(folds, measure)) for measure in MEASURES}
            for scheme, folds in result.schemes.items()
        }
        for name, result in results.items()
    }


def _brief(total: Total | None) -> dict[str, Any] | None:
    if total is None:
        return None
    return {
        "n": len(total.scores),
        "model": _rounded(total.model),
        "prior_alone": _rounded(total.prior_alone),
        "pool": _rounded(total.pool),
        "difference": _interval(total.difference(total.best)),
        "refused": list(total.refused),
    }


def _scheme(folds: Sequence[Fold]) -> dict[str, Any]:
    totals = {measure: total(folds, measure) for measure in MEASURES}
    agreements = []
    for fold in folds:
        entry: dict[str, Any] = {"id": fold.case.id, "effective": _rounded(fold.effective), "refused": fold.refused}
        entry |= {"growth": _agreement(totals["growth"], fold), "date": _agreement(totals["date"], fold)}
        agreements.append(entry)
    return {"agreements": agreements, "totals": {name: each and _total(each) for name, each in totals.items()}}


def _agreement(total: Total | None, fold: Fold) -> dict[str, Any] | None:
    if total is None:
        return None
    place = next((place for place, each in enumerate(total.scores) if each.fold is fold), None)
    if place is None:
        return None
    score, target = total.scores[place], SCALES[total.measure][0]
    sample, truth = fold.sample(target), fold.truth(target)
    values = np.quantile(sample, QUANTILES)
    return {
        "truth": truth,
        "quantiles": {f"{share:g}": _rounded(value) for share, value in zip(QUANTILES, values, strict=True)},
        "crps": _rounded(score.model),
        "prior_alone": _rounded(score.prior_alone),
        "pit": _rounded(pit(sample, truth)),
        "baselines": {name: _rounded(value) for name, value in score.baselines.items()},
        "pool": _rounded(total.pool_by_agreement[place]),
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "n": len(total.scores),
        "refused": list(total.refused),
        "model": _rounded(total.model),
        "prior_alone": _rounded(total.prior_alone),
        "baselines": {name: _rounded(value) for name, value in total.baselines.items()},
        "best_baseline": total.best,
        "pool": {"score": _rounded(total.pool), "weight": _interval(total.weight)},
        "difference": _interval(total.difference(total.best)),
        "differences": {name: _interval(total.difference(name)) for name in total.baselines},
        "coverage50": _rounded(total.coverage(0.5)),
        "coverage80": _rounded(total.coverage(0.8)),
        "influence": {
            name: {key: _rounded(value) for key, value in each.items()} for name, each in total.influence().items()
        },
    }


def _interval(interval: Interval) -> dict[str, Any]:
    return {"value": _rounded(interval.value), "interval": [_rounded(interval.low), _rounded(interval.high)]}


def _rounded(value: float) -> float:
    return round(float(value), 4)
