"""Convert a domain of Genius to the tables of a scenario file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from negosim.convert.domain import Domain, Evaluator, Issue, Profile, scaled, shares
from negosim.errors import UsageError

START, DAYS = date(2025, 1, 1), 100
HORIZON = date(2025, 4, 11)
STANCE = "profile"
RESERVED = ("payments", "date")  # names that an issue cannot have in a scenario file

Tables = dict[str, Any]


def scenario_tables(domain: Domain) -> Tables:
    """Return a domain with two profiles as the tables of a scenario file.

    Issues and parties are named as in the files, with characters other than letters, digits, ``_`` and ``-`` replaced;
    if a name is changed, the title is the original name. Genius's files do not contain how the parties negotiate: here,
    the talks last a hundred days, each side makes an offer every day, and both sides concede linearly. The table
    ``[genius]`` keeps the original numbers, so that the scenario can be converted back.

    Raises
    ------
    UsageError
        If there are not two profiles.
    """
    if len(domain.profiles) != 2:
        names = ", ".join(profile.name for profile in domain.profiles)
        problem = f"a scenario has two parties, but the domain '{domain.name}' has {len(domain.profiles)}: {names}"
        raise UsageError(f"{problem}; choose two with negosim convert --profiles A,B")
    issues = dict(zip(_keys(issue.name for issue in domain.issues), domain.issues, strict=True))
    parties = dict(zip(_keys(profile.name for profile in domain.profiles), domain.profiles, strict=True))
    numeric = len(issues) == 1 and domain.issues[0].kind != "discrete"
    return {
        "title": domain.objective or domain.name,
        "description": f"The Genius domain {domain.name}. How the parties negotiate is an assumption.",
        **({"levels": "utility"} if numeric else {}),
        "issues": {key: _titled(key, issue.name, _issue_table(issue)) for key, issue in issues.items()},
        "calendar": {"start": START, "horizon": HORIZON, "rounds": [{"date": START, "days": DAYS, "exchanges": DAYS}]},
        "delegations": {key: _titled(key, party.name, _party_table(party, issues)) for key, party in parties.items()},
        "genius": {
            "domain": domain.name,
            "objective": domain.objective,
            "indices": [issue.index for issue in domain.issues],
            "profiles": {key: _profile_table(profile) for key, profile in parties.items()},
        },
    }


def _keys(names: Iterable[str]) -> list[str]:
    """Return the names as unique keys that a scenario file allows."""
    keys: list[str] = []
    for name in names:
        key = re.sub(r"[^\w-]+", "_", name).strip("_-") or "unnamed"
        key = f"_{key}" if key[0].isdigit() or key in RESERVED else key
        number = 2
        while key in keys:
            key, number = f"{key.rstrip('0123456789')}{number}", number + 1
        keys.append(key)
    return keys


def _titled(key: str, name: str, table: Tables) -> Tables:
    return table if key == name else {**table, "title": name}


def _issue_table(issue: Issue) -> Tables:
    if issue.kind == "discrete":
        return {"kind": "categorical", "options": list(issue.options)}
    if issue.kind == "integer":
        return {"kind": "integer", "range": [int(issue.low), int(issue.high)]}
    return {"kind": "continuous", "range": [issue.low, issue.high]}


def _party_table(profile: Profile, issues: Mapping[str, Issue]) -> Tables:
    reservation = profile.reservation or 0.0
    pairs = zip(issues.items(), profile.evaluators, shares(profile.weights), strict=True)
    return {
        "disagreement": reservation,
        "values": {
            key: {**_value_table(issue, evaluator), "weight": share} for (key, issue), evaluator, share in pairs
        },
        "stances": {STANCE: {"aspiration": 1, "reservation": reservation, "tactic": {"kind": "linear"}}},
        "administrations": [{"name": STANCE, "from": START}],
    }


def _value_table(issue: Issue, evaluator: Evaluator) -> Tables:
    points, values = scaled(issue, evaluator)
    if issue.kind == "discrete":
        return {"table": dict(zip(issue.options, values, strict=True))}
    return {"points": list(points), "values": list(values)}


def _profile_table(profile: Profile) -> Tables:
    table: Tables = {"name": profile.name, "weights": list(profile.weights)}
    if profile.reservation is not None:
        table["reservation"] = profile.reservation
    if profile.discount is not None:
        table["discount_factor"] = profile.discount
    table["evaluators"] = [{"kind": item.kind, "numbers": list(item.numbers)} for item in profile.evaluators]
    return table
