"""What a scenario file may contain: one pydantic model per table of the file."""

from negosim.files.wire.calendar import CalendarTable, GapTable, RoundTable
from negosim.files.wire.delegation import AdministrationTable, DelegationTable, ElectionTable, SuccessorTable
from negosim.files.wire.events import EffectTable, LapseTable, RatifierTable, ShockTable
from negosim.files.wire.genius import GeniusEvaluatorTable, GeniusProfileTable, GeniusTable
from negosim.files.wire.issues import CategoricalIssue, ContinuousIssue, IntegerIssue, IssueTable
from negosim.files.wire.preferences import (
    KnotsTable,
    LineTable,
    OptionsTable,
    PaymentsTable,
    ValueTable,
)
from negosim.files.wire.quantities import DrawnNumber, Number
from negosim.files.wire.scenario import CorrelationTable, MoneyTable, ProtocolTable, RecordTable, ScenarioTable
from negosim.files.wire.stance import AcceptanceTable, OfferTable, StanceTable, TacticTable
from negosim.files.wire.translation import DelegationWordsTable, IssueWordsTable, TranslationTable

__all__ = [
    "AcceptanceTable",
    "AdministrationTable",
    "CalendarTable",
    "CategoricalIssue",
    "ContinuousIssue",
    "CorrelationTable",
    "DelegationTable",
    "DelegationWordsTable",
    "DrawnNumber",
    "EffectTable",
    "ElectionTable",
    "GapTable",
    "GeniusEvaluatorTable",
    "GeniusProfileTable",
    "GeniusTable",
    "IntegerIssue",
    "IssueTable",
    "IssueWordsTable",
    "KnotsTable",
    "LapseTable",
    "LineTable",
    "MoneyTable",
    "Number",
    "OfferTable",
    "OptionsTable",
    "PaymentsTable",
    "ProtocolTable",
    "RatifierTable",
    "RecordTable",
    "RoundTable",
    "ScenarioTable",
    "ShockTable",
    "StanceTable",
    "SuccessorTable",
    "TacticTable",
    "TranslationTable",
    "ValueTable",
]
