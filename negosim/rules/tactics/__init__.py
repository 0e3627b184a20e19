"""Concession tactics: functions of a party's own knowledge, and the table of them.

A tactic is a function ``(own, …parameters) -> float`` that returns the utility a party demands for itself, or one that
writes the outcome it offers as ``own.proposal``. It is given only its own :class:`~negosim.rules.records.Party`.
"""

from negosim.rules.offers import heard, made, received
from negosim.rules.parameters import Parameter
from negosim.rules.records import Offer, Party
from negosim.rules.stances import aspiration, normalised_time, utility_of_level
from negosim.rules.tactics.behaviour import level_of
from negosim.rules.tactics.chance import random_share
from negosim.rules.tactics.kinds import TacticKind
from negosim.rules.tactics.shipped import SHIPPED_TACTICS
from negosim.rules.values import utility

__all__ = [
    "SHIPPED_TACTICS",
    "Offer",
    "Parameter",
    "Party",
    "TacticKind",
    "aspiration",
    "heard",
    "level_of",
    "made",
    "normalised_time",
    "random_share",
    "received",
    "utility",
    "utility_of_level",
]
