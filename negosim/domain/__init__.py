"""What is negotiated, by whom and when: frozen dataclasses that use only the standard library.

A :class:`Scenario` is data. The rules of the negotiation are in :mod:`negosim.rules`.
"""

from negosim.domain.calendar import Calendar, Gap, Round
from negosim.domain.delegation import Candidate, Delegation, Term
from negosim.domain.issues import Categorical, Continuous, Integer, Issue
from negosim.domain.numbers import Correlation, Distribution, Number
from negosim.domain.preferences import Payments, Piecewise, Preferences
from negosim.domain.protocol import Protocol
from negosim.domain.ratification import Ratifier
from negosim.domain.scenario import Money, Record, Scenario
from negosim.domain.shocks import Condition, Effect, Shock
from negosim.domain.stance import Acceptance, ScriptedOffer, Stance, Tactic
from negosim.domain.translation import DelegationWords, IssueWords, Translation

__all__ = [
    "Acceptance",
    "Calendar",
    "Candidate",
    "Categorical",
    "Condition",
    "Continuous",
    "Correlation",
    "Delegation",
    "DelegationWords",
    "Distribution",
    "Effect",
    "Gap",
    "Integer",
    "Issue",
    "IssueWords",
    "Money",
    "Number",
    "Payments",
    "Piecewise",
    "Preferences",
    "Protocol",
    "Ratifier",
    "Record",
    "Round",
    "Scenario",
    "ScriptedOffer",
    "Shock",
    "Stance",
    "Tactic",
    "Term",
    "Translation",
]
