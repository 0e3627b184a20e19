"""From a case to a scenario: one mapping with fourteen shared parameters, and nothing set per agreement.

Both sides start from an index, a weighted mean of the growth of the defence budget and of consumer prices. The payer's
reservation value lies half the zone's width above the zone's centre, the payee's half below it, each with a spread
between agreements; the payee's is drawn again when its administration changes. Both concede by a polynomial towards the
expiry, or towards a planned length of talks if that ends earlier; a lapse moves both reservation values. Reported
positions replace the drawn openings, and shift the reservation values by two weights. Source: house rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.files import Document
from negosim.files.document import from_data
from negosim.files.overriding import override
from negosim.forecast.cases import Case
from negosim.forecast.parameters import NAMES
from negosim.history import Dyad

__all__ = ["LONGEST", "Mapped", "mapped"]

Reals = npt.NDArray[np.float64]
LONGEST = 1100  # days after the opening or the expiry, whichever is later, for which talks are followed
RANGE = (-80.0, 700.0)  # of the issue, in %
USUAL_ASK = 20.0  # %: an ask that says nothing of the payee's reservation value
LATE_OPENING = 30  # days: talks that open later than this before the expiry plan their length from the opening
NEW_TERM = 90  # days that a new administration allows at least
SHAPES = {"ask": 0.8, "offer": 0.5, "gap": 0.6}  # of the lognormal distributions of first positions and gaps
ROUND_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A case as a scenario.

    Parameters
    ----------
    case : Case
        What is known.
    payer, payee : str
        Keys of the delegations.
    template : mapping
        The scenario without the numbers of `numbers`, as TOML has it.
    changes : tuple of (str, object)
        Values, by path, that differ from the mapping's; later ones replace earlier ones.
    """

    case: Case
    payer: str
    payee: str
    template: Mapping[str, Any]
    changes: tuple[tuple[str, object], ...] = ()

    def numbers(self, parameters: Reals) -> dict[str, npt.NDArray[Any]]:
        """Return the numbers that depend on the parameters, by path, without those that are changed.

        Parameters
        ----------
        parameters : array of float, shape (rows, 14)
            Draws of the parameters.

        Returns
        -------
        dict of str to array, shape (rows,)
            Levels in %, pressure in points a month, exponents, days, and deadlines as dates.
        """
        given = dict(zip(NAMES, parameters.T, strict=True))
        stances = f"delegations.{self.payer}.stances", f"delegations.{self.payee}.stances"
        numbers = {
            **_prefixed(f"{stances[0]}.home", self._payer(given)),
            **_prefixed(f"{stances[1]}.now", self._payee(given)),
            "calendar.gaps.0.gap.scale": given["gap"],
        }
        if self.has_change:
            numbers |= _prefixed(f"{stances[1]}.next", self._successor(given))
        changed = tuple(f"{path}." for path, _ in self.changes)
        return {path: values for path, values in numbers.items() if not f"{path}.".startswith(changed)}

    @property
    def has_change(self) -> bool:
        """Whether the payee's administration may change within the scenario's time."""
        return "next" in self.template["delegations"][self.payee]["stances"]

    def document(self, parameters: Reals) -> Document:
        """Return the scenario with one set of parameters, shape (1, 14)."""
        data = _copied(self.template)
        for path, values in self.numbers(parameters).items():
            _put(data, path.split("."), _short(values[0].item()))
        document = from_data(data, name=str(data["title"]).partition(":")[0].lower())
        for path, value in self.changes:
            document = override(document, path, value)
        return document

    def _index(self, given: Mapping[str, Reals]) -> Reals:
        anchor = given["anchor"]
        return anchor * self.case.defence_budget + (1.0 - anchor) * self.case.consumer_prices

    def _plan(self, given: Mapping[str, Reals]) -> Reals:
        """Return the day that both sides work to, counted from the opening."""
        length = np.maximum(given["length"], 1.0)
        return np.minimum(length, self.case.lead) if self.case.lead > LATE_OPENING else length

    def _payer(self, given: Mapping[str, Reals]) -> dict[str, npt.NDArray[Any]]:
        level = self._index(given) + given["centre"] + given["width"] / 2.0
        first, below = self.case.offer, given["offer"]
        numbers = self._common(given, "beta_payer", self._plan(given))
        if first is None:
            numbers |= {"aspiration.loc": level - 2.0 * below, "aspiration.scale": below}
        else:
            level = level + given["offer_weight"] * (first - (level - below))
        return numbers | {"reservation.loc": level, "reservation.scale": given["spread"]}

    def _payee(self, given: Mapping[str, Reals]) -> dict[str, npt.NDArray[Any]]:
        level = self._index(given) + given["centre"] - given["width"] / 2.0
        first = self.case.ask
        numbers = self._common(given, "beta_payee", self._plan(given))
        if first is None:
            numbers |= {"aspiration.loc": level, "aspiration.scale": given["ask"]}
        else:
            level = level + given["ask_weight"] * np.log(max(first, 1.0) / USUAL_ASK)
        return numbers | {"reservation.loc": level, "reservation.scale": _payee_spread(given)}

    def _successor(self, given: Mapping[str, Reals]) -> dict[str, npt.NDArray[Any]]:
        """Return the numbers of a new administration, of which no position is known."""
        level = self._index(given) + given["centre"] - given["width"] / 2.0
        in_office = 0.0 if self.case.change is None else float((self.case.change - self.case.day).days + NEW_TERM)
        return self._common(given, "beta_payee", np.maximum(self._plan(given), in_office)) | {
            "aspiration.loc": level,
            "aspiration.scale": given["ask"],
            "reservation.loc": level,
            "reservation.scale": _payee_spread(given),
        }

    def _common(self, given: Mapping[str, Reals], beta: str, plan: Reals) -> dict[str, npt.NDArray[Any]]:
        days = np.minimum(np.rint(plan), LONGEST + max(self.case.lead, 0)).astype("timedelta64[D]")
        return {
            "tactic.beta": given[beta],
            "pressure": given["pressure"],
            "deadline": np.datetime64(self.case.day) + np.maximum(days, np.timedelta64(1, "D")),
        }


def _payee_spread(given: Mapping[str, Reals]) -> Reals:
    return np.sqrt(given["spread"] ** 2 + given["administration"] ** 2)


def mapped(dyad: Dyad, case: Case) -> Mapped:
    """Return a case as a scenario."""
    payer, payee = key_of(dyad.payer.name), key_of(dyad.payee.name)
    horizon = max(case.day, case.expiry) + dt.timedelta(days=LONGEST)
    change = case.change if case.change is not None and case.change <= horizon else None
    template: dict[str, Any] = {
        "title": f"{case.id}: {dyad.payer.name} and {dyad.payee.name}",
        "description": _description(case),
        "issues": {"increase": {"kind": "continuous", "title": "increase", "unit": "%", "range": list(RANGE)}},
        "calendar": {
            "start": case.day,
            "horizon": horizon,
            "expiry": case.expiry,
            "gaps": [{"gap": _drawn("gap"), "days": ROUND_DAYS}],
        },
        "protocol": {"kind": "alternating", "exchanges": 1},
        "delegations": {
            payer: _delegation(dyad.payer.name, RANGE[::-1], _seated("payer", case.day, "home")),
            payee: _delegation(dyad.payee.name, RANGE, _seated("incumbent", case.day, "now")),
        },
    }
    template["delegations"][payer]["stances"] = {"home": _stance("offer", case.offer)}
    template["delegations"][payee]["stances"] = {"now": _stance("ask", case.ask)}
    if change is not None:
        template["delegations"][payee]["administrations"].append(_succession(change, case.change_is_certain))
        template["delegations"][payee]["stances"]["next"] = {**_stance("ask", None), "retreat": True}
    return Mapped(case=case, payer=payer, payee=payee, template=template)


def key_of(name: str) -> str:
    """Return the key of a delegation for the name of a side."""
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return key if key[:1].isalpha() else f"side_{key}"


def _description(case: Case) -> str:
    known = [
        f"consumer prices {case.consumer_prices:+.1f} %, the defence budget {case.defence_budget:+.1f} % a year",
        f"the old agreement expires on {case.expiry}",
    ]
    known += [] if case.ask is None else [f"the first ask is {case.ask:+.1f} %"]
    known += [] if case.offer is None else [f"the first offer is {case.offer:+.1f} %"]
    return f"What was public of {case.id} at the time, and nothing else: {'; '.join(known)}. Rounds are drawn."


def _drawn(shape: str) -> dict[str, Any]:
    return {"dist": "lognorm", "s": SHAPES[shape], "loc": 0.0, "scale": 1.0}


def _delegation(title: str, ends: tuple[float, float], seated: dict[str, Any]) -> dict[str, Any]:
    worst, best = ends
    return {"title": title, "values": {"increase": {"worst": worst, "best": best}}, "administrations": [seated]}


def _seated(name: str, day: dt.date, stance: str) -> dict[str, Any]:
    return {"name": name, "from": day, "stance": stance}


def _succession(day: dt.date, certain: bool) -> dict[str, Any]:
    if certain:
        return _seated("successor", day, "next")
    return {
        "from": day,
        "successors": [
            {"name": "reelected", "probability": 0.5, "stance": "now"},
            {"name": "successor", "probability": 0.5, "stance": "next"},
        ],
    }


def _stance(position: str, reported: float | None) -> dict[str, Any]:
    return {
        "aspiration": _drawn(position) if reported is None else reported,
        "reservation": {"dist": "norm", "loc": 0.0, "scale": 1.0},
        "tactic": {"kind": "polynomial", "beta": 1.0},
    }


def _prefixed(prefix: str, numbers: Mapping[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    return {f"{prefix}.{path}": values for path, values in numbers.items()}


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _short(value: Any) -> Any:
    return float(f"{value:.6g}") if isinstance(value, float) else value


def _put(data: Any, keys: list[str], value: Any) -> None:
    for key in keys[:-1]:
        data = data[int(key)] if isinstance(data, list) else data[key]
    data[keys[-1]] = value
