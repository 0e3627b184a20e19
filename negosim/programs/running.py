"""Talks in which programs decide for some of the parties."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from negosim import engine
from negosim.engine import Result
from negosim.errors import UsageError, did_you_mean
from negosim.files.build import Source
from negosim.programs.seat import TIME_LIMIT, ProgramSeat
from negosim.programs.transcript import Header, Transcript
from negosim.study.sweeps.source import source_of

__all__ = ["run"]


def run(
    scenario: Source,
    programs: Mapping[str, str | Sequence[str]],
    *,
    seed: int | None = None,
    replicate: int | None = None,
    time_limit: float = TIME_LIMIT,
    transcript: str | os.PathLike[str] | None = None,
) -> Result:
    """Run one negotiation in which programs decide for some of the parties.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        What to negotiate, as `negosim.load` takes it.
    programs : mapping of str to str or sequence of str
        The command of each program, by party.
    seed, replicate : int, optional
        As for `negosim.run`.
    time_limit : float
        Seconds that a program has at each turn.
    transcript : path, optional
        The file to which every message is written; `replay` runs the talks again from it.

    Returns
    -------
    Result
        The result, as `negosim.run` returns it.

    Raises
    ------
    UsageError
        If there is no such party, a program cannot be started, or the transcript cannot be written.
    SeatError
        If a program fails; there is then no result.
    """
    source = source_of(scenario)
    built = source.scenario()
    for party in programs:
        if party not in built.parties:
            raise UsageError(f"there is no delegation {party!r}{did_you_mean(party, built.parties)}")
    commands = {
        party: command if isinstance(command, str) else shlex.join(command) for party, command in programs.items()
    }
    with ExitStack() as stack:
        record = None
        if transcript is not None:
            header = Header(scenario=source.name, text=source.text, seed=seed, replicate=replicate, seats=commands)
            record = stack.enter_context(Transcript(transcript, header)).record
        seats = {
            party: stack.enter_context(ProgramSeat(command, time_limit=time_limit, record=record))
            for party, command in programs.items()
        }
        result = engine.run(built, seed=seed, replicate=replicate, seats=seats)
        for party, seat in seats.items():
            seat.end(party, result)
        return result
