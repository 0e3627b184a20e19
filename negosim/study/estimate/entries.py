"""Tactics as they are entered in a tournament or a search: a name, and parameters in parentheses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from negosim.errors import UsageError, did_you_mean
from negosim.files import parse_value
from negosim.files.tactics import check_tactic, tactic_kinds
from negosim.study.sweeps.points import Sets, frozen
from negosim.study.sweeps.source import Source

__all__ = ["entry_of", "tactic_sets"]

ENTRY = re.compile(r"(?P<name>[^()]+?)\s*(\((?P<parameters>[^()]*)\))?")


def entry_of(tactic: str) -> dict[str, Any]:
    """Return the TOML table of a tactic in a stance, from a text such as ``"boulware(beta=0.1)"``.

    Raises
    ------
    UsageError
        If the text has another form, there is no such tactic, or a parameter is unknown or invalid.
    """
    match = ENTRY.fullmatch(tactic)
    if match is None:
        raise UsageError(f"'{tactic}' is not a tactic; write its name, or name(parameter=number, …)")
    name, given = match["name"], match["parameters"]
    kinds = tactic_kinds()
    if name not in kinds:
        raise UsageError(f"there is no tactic '{name}'{did_you_mean(name, kinds)}; 'negosim tactics' lists them")
    pairs = [part.partition("=") for part in (given or "").split(",") if part.strip()]
    parameters = {key.strip(): parse_value(value.strip()) for key, _, value in pairs}
    missing = {p.name for p in kinds[name].parameters if p.default is None and not p.level}
    if kinds[name].takes_offers or not missing <= set(parameters):
        raise UsageError(f"the tactic '{name}' needs parameters that cannot be given here; leave it out")
    for key, problem, fix in check_tactic(name, parameters, None):
        joined = fix if fix.startswith(";") or not fix else f"; {fix}"
        raise UsageError(f"{tactic}: {key}: {problem}{joined}")
    return {"kind": name, **parameters}


def tactic_sets(source: Source, party: str, entry: Mapping[str, Any]) -> Sets:
    """Return the values of a point that make a party use a tactic under all its stances."""
    stances = source.document().data["delegations"][party]["stances"]
    return tuple((f"delegations.{party}.stances.{stance}.tactic", frozen(dict(entry))) for stance in stances)
