"""The simpy engine: runs one replicate with a full trace, in which people and programs can decide for a party."""

from negosim.engine.decisions import Accept, Decision, Offer, Wait, WalkAway
from negosim.engine.result import Pending, Result, Row, Tentative
from negosim.engine.run import result_of, run, start
from negosim.engine.seats import CallSeat, OpenSeat, ScriptSeat, Seat, TacticSeat
from negosim.engine.session import Session
from negosim.engine.view import View

__all__ = [
    "Accept",
    "CallSeat",
    "Decision",
    "Offer",
    "OpenSeat",
    "Pending",
    "Result",
    "Row",
    "ScriptSeat",
    "Seat",
    "Session",
    "TacticSeat",
    "Tentative",
    "View",
    "Wait",
    "WalkAway",
    "result_of",
    "run",
    "start",
]
