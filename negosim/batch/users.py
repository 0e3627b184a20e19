"""Tactics of users: which of them compile, and why others do not."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from functools import cache

from negosim.batch.kernel import kernel_of
from negosim.compile import CompileError
from negosim.rules.lower import Lowered
from negosim.rules.tactics.kinds import TacticKind


def compiles(lowered: Lowered) -> bool:
    """Return whether the kernel can run a scenario: every shipped tactic compiles, but a user's may not."""
    return not any(True for _ in obstacles(lowered))


def obstacles(lowered: Lowered) -> Iterator[str]:
    """Yield why the kernel cannot run a scenario: the user's tactic that does not compile, and the error.

    The first obstacle is reported.
    """
    names = {tactic.name for tactic in tactics_of_users(lowered)}
    if not names:
        return
    try:
        kernel_of(lowered)
    except CompileError as error:
        listed = " and ".join(f"'{name}'" for name in sorted(names))
        many = len(names) > 1
        yield f"the tactic{'s' * many} {listed} run{'s' * (not many)} in plain Python, many times slower: {error}"


def tactics_of_users(lowered: Lowered) -> list[TacticKind]:
    """Return the tactics of users that a scenario names."""
    stances = [stance for party in lowered.scenario.delegations for stance in party.stances.values()]
    return [stance.tactic.rule for stance in stances if isinstance(stance.tactic.rule, TacticKind)]


def report_obstacles(lowered: Lowered) -> None:
    """Print to stderr, once each, which tactics do not compile; the workers of a sweep print nothing."""
    if multiprocessing.parent_process() is None:
        for sentence in obstacles(lowered):
            _report(sentence)


@cache
def _report(sentence: str) -> None:
    logging.getLogger("negosim").warning("note: %s", sentence)
