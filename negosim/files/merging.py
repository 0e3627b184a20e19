"""How tables merge: `extends` between files, `inherits` between stances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negosim.errors import did_you_mean
from negosim.files.key_paths import Path, listed
from negosim.files.wire.preferences import VALUE_FORMS
from negosim.files.wire.table import Finding

LONGEST_CHAIN = 20
Tree = dict[str, Any]
Origins = dict[Path, str]


def merge(base: Mapping[str, Any], over: Mapping[str, Any], path: Path = ()) -> Tree:
    """Return the base with another table merged into it: tables merge key by key, other values are replaced.

    A table whose ``kind`` or ``dist`` changes is replaced as a whole, because its other keys belong to the old
    kind. Likewise, a new form of a value function replaces the keys of the old form.
    """
    if _changes_kind(base, over):
        return dict(over)
    merged = {key: value for key, value in base.items() if not _displaced(key, over, path)}
    for key, value in over.items():
        here = merged.get(key)
        if isinstance(here, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(here, value, (*path, key))
        else:
            merged[key] = value
    return merged


def origins_of(data: Mapping[str, Any], file: str, path: Path = ()) -> Origins:
    """Return the given file as the origin of each key of a tree of tables."""
    result: Origins = {}
    for key, value in data.items():
        result[(*path, key)] = file
        if isinstance(value, Mapping):
            result.update(origins_of(value, file, (*path, key)))
    return result


def origin(origins: Mapping[Path, str], path: Path, otherwise: str) -> str:
    """Return the file that the value at a path, or the nearest enclosing table, comes from."""
    for length in range(len(path), 0, -1):
        if path[:length] in origins:
            return origins[path[:length]]
    return otherwise


def expand_stances(data: Mapping[str, Any]) -> tuple[Tree, list[Finding]]:
    """Complete the stances that inherit from another stance of their delegation.

    Returns
    -------
    tuple of dict and list of Finding
        The data with complete stances, and the errors in ``inherits``: an unknown stance, or a circle.
    """
    findings: list[Finding] = []
    delegations = data.get("delegations")
    if not isinstance(delegations, Mapping):
        return dict(data), findings
    expanded = {}
    for party, table in delegations.items():
        stances = table.get("stances") if isinstance(table, Mapping) else None
        if not isinstance(stances, Mapping):
            expanded[party] = table
            continue
        whole = {}
        for name in stances:
            filled, problems = _filled(stances, name, ("delegations", party, "stances"))
            whole[name] = filled
            findings.extend(problems)
        expanded[party] = {**table, "stances": whole}
    return {**data, "delegations": expanded}, findings


def _filled(stances: Mapping[str, Any], name: str, path: Path) -> tuple[Any, list[Finding]]:
    """Follow the chain of one stance up to its root, then merge downwards."""
    chain = [name]
    while True:
        parent = _parent(stances[chain[-1]])
        if parent is None:
            break
        if parent not in stances:
            known = [other for other in stances if other != chain[-1]]
            finding = Finding(
                (*path, chain[-1], "inherits"),
                f"there is no stance '{parent}'; {listed(known)}",
                did_you_mean(parent, known),
            )
            return stances[name], [finding] if chain[-1] == name else []
        if len(chain) > LONGEST_CHAIN:
            problem = f"it inherits through more than {LONGEST_CHAIN} stances"
            return stances[name], [Finding((*path, name, "inherits"), problem, "inherit from a stance nearer the root")]
        if parent in chain:
            circle = " → ".join([*chain[chain.index(parent) :], parent])
            problem = f"the stances inherit in a circle: {circle}"
            finding = Finding((*path, name, "inherits"), problem, "remove one of these inherits")
            return stances[name], [finding] if parent == name else []
        chain.append(parent)
    whole: Any = stances[chain[-1]]
    for link in reversed(chain[:-1]):
        if not isinstance(whole, Mapping):
            return stances[name], []
        whole = merge(whole, stances[link], (*path, link))
    return whole, []


def _parent(stance: Any) -> str | None:
    parent = stance.get("inherits") if isinstance(stance, Mapping) else None
    return parent if isinstance(parent, str) else None


def _changes_kind(base: Mapping[str, Any], over: Mapping[str, Any]) -> bool:
    if "dist" in over:
        return bool(over["dist"] != base.get("dist"))
    if "dist" in base:
        return not set(over) <= set(base)
    return "kind" in over and "kind" in base and over["kind"] != base["kind"]


def _displaced(key: str, over: Mapping[str, Any], path: Path) -> bool:
    if len(path) != 4 or path[0] != "delegations" or path[2] != "values":
        return False
    forms = [form for form in VALUE_FORMS if any(part in over for part in form)]
    return bool(forms) and any(key in form for form in VALUE_FORMS) and not any(key in form for form in forms)
