"""Programs at the table: a program in any language decides for a party, and the talks can be replayed without it.

The messages are JSON objects, one per line, on the program's standard input and output.
"""

from __future__ import annotations

from negosim.programs.messages import schema
from negosim.programs.running import run
from negosim.programs.seat import TIME_LIMIT, ProgramSeat
from negosim.programs.transcript import replay

__all__ = ["TIME_LIMIT", "ProgramSeat", "replay", "run", "schema"]
