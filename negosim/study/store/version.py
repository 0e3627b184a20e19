"""The version of a sweep's rules: those of the package, and the users' tactics that its scenario names."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from negosim.domain.scenario import Scenario

__all__ = ["rules_of"]


@cache
def sources_hash() -> str:
    """Return a hash of the sources of the rules and of the batch, by name and content."""
    package = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for room in ("rules", "batch"):
        for path in sorted((package / room).rglob("*.py")):
            digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def rules_of(scenario: Scenario) -> str:
    """Return a hash of the rules, and of the sources of users' tactics if the scenario names any.

    Two sweeps with the same scenario, seed and hash have the same results.
    """
    added = sorted({_identity(stance.tactic) for party in scenario.delegations for stance in party.stances.values()})
    texts = [text for text in added if text]
    if not texts:
        return sources_hash()
    return hashlib.sha256("\0".join((sources_hash(), *texts)).encode()).hexdigest()


def _identity(tactic: Any) -> str:
    """Return a text that identifies what a user's tactic does; empty for a shipped one."""
    if tactic.rule is not None:
        functions = (tactic.rule.function, tactic.rule.waiting)
        return "\0".join(f"{tactic.kind}: {_source(function)}" for function in functions if function is not None)
    return f"{tactic.kind}: {tactic.curve}" if tactic.curve else ""


def _source(function: Callable[..., Any]) -> str:
    """Return the source of a function's module; if there is none, the function's name."""
    module = sys.modules.get(getattr(function, "__module__", ""))
    try:
        return inspect.getsource(module) if module is not None else repr(type(function))
    except (OSError, TypeError):
        return getattr(function, "__qualname__", type(function).__name__)
