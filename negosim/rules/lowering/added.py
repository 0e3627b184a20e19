"""The tactics that users add, as a scenario brings them along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from negosim.domain.stance import Tactic
from negosim.errors import UsageError
from negosim.rules.layout import REPLICATE, SEED, Talks

Demand = Callable[[Any, int, float, float], float]


class Added(NamedTuple):
    """A user's tactic: its name, and the function that says what it demands."""

    name: str
    demand: Demand


def added_tactics(tactics: Sequence[Tactic]) -> tuple[Added, ...]:
    """Return the different tactics of users among those of a scenario, in the order in which they come."""
    found: list[Added] = []
    for tactic in tactics:
        if tactic.demand is not None and Added(tactic.kind, tactic.demand) not in found:
            found.append(Added(tactic.kind, tactic.demand))
    return tuple(found)


def guarded(added: Added) -> Demand:
    """Return the function, with its faults told as its own.

    Raises
    ------
    UsageError
        By the function that is returned: where the user's fails, or returns no number.
    """

    def demand(talks: Talks, party: int, t: float, lowest: float) -> float:
        try:
            asked = float(added.demand(talks, party, t, lowest))
        except Exception as error:
            raise UsageError(f"{_where(added, talks, t)}: {type(error).__name__}: {error}; mend it") from error
        if asked != asked:
            raise UsageError(f"{_where(added, talks, t)}: it returned no number (nan); mend it")
        return asked

    return demand


def _where(added: Added, talks: Talks, t: float) -> str:
    seed, replicate = talks.flags[SEED], talks.flags[REPLICATE]
    return f"the tactic '{added.name}' failed on day {t:g} of replicate {replicate} (seed {seed})"
