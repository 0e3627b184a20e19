"""Counterfactuals: one agreement with a value of its scenario changed, under posterior and prior.

Both worlds have the same parameters and the same random numbers, draw by draw, so that they differ only in the change.
The spread is over the draws of the parameters: the uncertainty about the effect that the record leaves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.files.overriding import parse_value
from negosim.forecast.mapping import mapped
from negosim.forecast.predict import Forecast, without_noise
from negosim.forecast.questions import Condition, Fitted, all_hold
from negosim.forecast.reference import Reference
from negosim.forecast.simulate import simulate
from negosim.history import Dyad

__all__ = ["Counterfactual", "Effect", "compare_worlds"]

Reals = npt.NDArray[np.float64]
DRAWS = 400
REPLICATES = 400  # of each draw
FEWEST = 20  # replicates of a draw, in either world, that fulfil what is given
FEWEST_DRAWS = 50
SHOWN = (0.1, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A quantity in both worlds, and the difference.

    Parameters
    ----------
    base, changed : float
        Means over the draws of the parameters.
    difference : tuple of float
        Mean, 10 and 90 % of the difference over the draws.
    """

    base: float
    changed: float
    difference: tuple[float, float, float]

    @classmethod
    def of(cls, base: Reals, changed: Reals) -> Effect:
        """Return the effect from the values of each draw; nan if a draw has none."""
        apart = changed - base
        known = np.isfinite(apart)
        if known.sum() < FEWEST_DRAWS:
            return cls(base=np.nan, changed=np.nan, difference=(np.nan,) * 3)
        low, high = np.quantile(apart[known], SHOWN)
        means = (float(values[known].mean()) for values in (base, changed, apart))
        base_mean, changed_mean, mean = means
        return cls(base=base_mean, changed=changed_mean, difference=(mean, float(low), float(high)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """The effect of a change on one agreement.

    Parameters
    ----------
    digest : str
        Of the reference table.
    base : tuple of str
        What both worlds have in place of the mapping's values, as paths and values.
    changes : tuple of str
        What is changed, likewise.
    given : tuple of Condition
        Conditions imposed in both worlds.
    effects : dict of str to dict of str to Effect
        By ``posterior`` and ``prior``, then by quantity: ``growth``, in %, where there is an agreement, and the
        probabilities of an agreement by a day, such as ``agreed by 2021-07-19``.
    """

    fitted: Fitted
    digest: str
    base: tuple[str, ...]
    changes: tuple[str, ...]
    given: tuple[Condition, ...]
    effects: dict[str, dict[str, Effect]]

    def as_dict(self) -> dict[str, Any]:
        """Return what ``negosim forecast --set --json`` prints."""
        return {
            "schema": 1,
            "agreement": self.fitted.case.id,
            "at": self.fitted.at,
            "prior_name": self.fitted.prior,
            "fitted_to": list(self.fitted.past),
            "effective": round(self.fitted.effective, 1),
            "reference": self.digest,
            "base": list(self.base),
            "changes": list(self.changes),
            "given": [condition.text for condition in self.given],
            **{
                name: {quantity: _effect(effect) for quantity, effect in effects.items()}
                for name, effects in self.effects.items()
            },
        }


def _effect(effect: Effect) -> dict[str, Any] | None:
    if not np.isfinite(effect.base):
        return None
    return {
        "base": round(effect.base, 4),
        "changed": round(effect.changed, 4),
        "difference": [round(value, 4) for value in effect.difference],
    }


def compare_worlds(
    dyad: Dyad,
    reference: Reference,
    fitted: Fitted,
    changes: Sequence[tuple[str, str]],
    *,
    base: Sequence[tuple[str, str]] = (),
    given: Sequence[Condition] = (),
    before: Sequence[dt.date] = (),
    draws: int = DRAWS,
    replicates: int = REPLICATES,
    seed: int = 0,
    workers: int | None = None,
) -> Counterfactual:
    """Return the effect of changes to an agreement's scenario.

    Parameters
    ----------
    changes : sequence of (str, str)
        Path and value, as ``--set`` takes them. A number that the parameters set is then the same in every draw.
    base : sequence of (str, str)
        Likewise, in both worlds; what is changed replaces it.
    given : sequence of Condition
        What is supposed in both worlds; a draw counts if enough of its replicates fulfil it in either.
    before : sequence of date
        Days by which an agreement is reached; default: the last day for which talks are followed.
    draws, replicates : int
        Draws of the parameters, and negotiations of each in either world.

    Raises
    ------
    UsageError
        If a path does not exist.
    ScenarioError
        If the changed scenario is invalid.
    """
    scenario = mapped(dyad, fitted.case)
    both, ours = ([(path, parse_value(text)) for path, text in values] for values in (base, changes))
    worlds = [replace(scenario, changes=(*both, *more)) for more in ((), ours)]
    rng = np.random.default_rng(seed)
    effects = {}
    for name, weights in fitted.weights.items():
        parameters = reference.parameters[rng.choice(len(weights), draws, p=weights)]
        outcomes = [
            without_noise(simulate(each, parameters, replicates, seed, common=True, workers=workers), fitted.case)
            for each in worlds
        ]
        effects[name] = dict(_effects(fitted, outcomes, given, before or (scenario.template["calendar"]["horizon"],)))
    return Counterfactual(
        fitted=fitted,
        digest=reference.digest,
        base=_written(base),
        changes=_written(changes),
        given=tuple(given),
        effects=effects,
    )


def _written(values: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{path} = {text}" for path, text in values)


def _effects(
    fitted: Fitted, worlds: Sequence[Forecast], given: Sequence[Condition], before: Sequence[dt.date]
) -> Iterator[tuple[str, Effect]]:
    kept = [all_hold(given, world) for world in worlds]
    yield "growth", Effect.of(*(_mean(world.growth, here) for world, here in zip(worlds, kept, strict=True)))
    for day in before:
        last = (day - fitted.case.expiry).days
        agreed = [np.where(np.isfinite(world.growth), world.days <= last, False) for world in worlds]
        yield (
            f"agreed by {day}",
            Effect.of(*(_mean(each.astype(float), here) for each, here in zip(agreed, kept, strict=True))),
        )


def _mean(values: Reals, kept: npt.NDArray[np.bool_]) -> Reals:
    """Return the mean of each draw over the replicates that are kept and have a value; nan if they are few."""
    counted = kept & np.isfinite(values)
    counts = counted.sum(axis=1)
    sums = np.where(counted, values, 0.0).sum(axis=1)
    return np.where(counts >= FEWEST, sums / np.maximum(counts, 1), np.nan)
