"""Episodes: replicates of a scenario, played turn by turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from negosim.engine import Result, Seat, Session, View, result_of, start
from negosim.errors import UsageError, did_you_mean
from negosim.files import load
from negosim.files.build import Source
from negosim.rules.lower import Lowered, lower

__all__ = ["Episodes", "check_party"]

MOST_SKIPPED = 1_000
SEEDS = 2**63


class Episodes:
    """The replicates of a scenario under a seed, from replicate 0, with the random numbers of `negosim.run`.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path, str or Lowered
        What to negotiate.
    seats : mapping of str to Seat
        Who decides; for an `OpenSeat`, the environment.
    """

    def __init__(self, scenario: Source | Lowered, seats: Mapping[str, Seat]) -> None:
        self.lowered = scenario if isinstance(scenario, Lowered) else lower(load(scenario))
        self._seats = seats
        self._seed: int | None = None
        self._replicate = -1
        self._session: Session | None = None

    def begin(self, seed: int | None, options: Mapping[str, Any] | None, random: np.random.Generator) -> View:
        """Begin an episode and return the view at its first open turn.

        With a seed, the episode is its replicate 0; without a seed, the next replicate. ``options["replicate"]`` sets
        the replicate. Replicates without an open turn are skipped.

        Raises
        ------
        UsageError
            If a seed or a replicate is out of range, or a thousand replicates in a row have no open turn.
        """
        if seed is not None:
            self._seed, self._replicate = seed, -1
        elif self._seed is None:
            self._seed = int(random.integers(SEEDS))
        self._replicate = (options or {}).get("replicate", self._replicate + 1)
        for _ in range(MOST_SKIPPED):
            if self._session is not None:
                self.lowered.give_back(self._session.talks)
            self._session = start(self.lowered, seed=self._seed, replicate=self._replicate, seats=self._seats)
            view = self._session.advance()
            if view is not None:
                return view
            self._replicate += 1
        raise UsageError(f"{self.lowered.scenario.name}: the talks end before an open seat has a turn")

    @property
    def session(self) -> Session:
        """The session of the episode.

        Raises
        ------
        UsageError
            If no episode has begun.
        """
        if self._session is None:
            raise UsageError("the environment has not been reset; call reset() first")
        return self._session

    def result(self) -> Result:
        """Return the result of an episode that has ended."""
        return result_of(self.session)

    def text(self) -> str:
        """Return what has happened so far, with a line for each event."""
        rows = self.session.trace.rows
        lines = (
            f"{row.date} {row.kind} {row.party or ''} {dict(row.terms) if row.terms else row.note}" for row in rows
        )
        return "\n".join(" ".join(line.split()) for line in lines)


def check_party(lowered: Lowered, party: str) -> None:
    """Check that a scenario has a party.

    Raises
    ------
    UsageError
        If it does not.
    """
    parties = lowered.scenario.parties
    if party not in parties:
        raise UsageError(f"there is no delegation {party!r}{did_you_mean(party, parties)}")
