"""Build the stances of the domain, with their tactics and acceptance conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negosim import domain
from negosim.files.building.numbers import number_of, number_or_none
from negosim.files.tactics import find_tactic, tabulate
from negosim.files.wire import AcceptanceTable, CategoricalIssue, IssueTable, OfferTable, StanceTable, TacticTable
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.parameters import Parameter
from negosim.rules.tactics import SHIPPED_TACTICS


@dataclass(frozen=True, slots=True)
class Space:
    """The issues by name, and the range of the levels."""

    issues: Mapping[str, IssueTable]
    levels: tuple[float, float]


def stance_of(name: str, table: StanceTable, space: Space) -> domain.Stance:
    """Return a stance of the domain."""
    return domain.Stance(
        name=name,
        aspiration=number_of(table.aspiration),
        reservation=number_of(table.reservation),
        mandate=number_or_none(table.mandate),
        tactic=_tactic(table.tactic, space),
        acceptance=_acceptance(table.acceptance),
        deadline=table.deadline,
        pressure=number_of(table.pressure),
        discount=number_of(table.discount),
        retreat=table.retreat,
        after_rejection=table.after_rejection,
        learns=table.learns,
    )


def _tactic(table: TacticTable, space: Space) -> domain.Tactic:
    kind = find_tactic(table.kind)
    if kind is None:  # reported by the checks of the file
        return domain.Tactic(kind=table.kind)
    given = {
        parameter.name: number_of(table.parameters.get(parameter.name, _default(parameter, space)))
        for parameter in kind.parameters
    }
    if kind.curve is not None:
        fixed = {name: value for name, value in given.items() if isinstance(value, float)}
        return domain.Tactic(kind="tabulated", parameters=given, curve=tabulate(kind, fixed))
    return domain.Tactic(
        kind=kind.name,
        parameters=given,
        offers=tuple(_offer(offer, space) for offer in table.offers or ()),
        rule=None if kind in SHIPPED_TACTICS else kind,
    )


def _default(parameter: Parameter, space: Space) -> float:
    """Return the value of a parameter that the file does not give."""
    if parameter.level:
        return space.levels[0] if parameter.level == "low" else space.levels[1]
    return parameter.default or 0.0


def _offer(offer: float | OfferTable, space: Space) -> domain.ScriptedOffer:
    if not isinstance(offer, OfferTable):
        return domain.ScriptedOffer(terms={next(iter(space.issues)): float(offer)})
    terms = {name: position(offer.terms[name], space.issues[name]) for name in space.issues}
    return domain.ScriptedOffer(terms=terms, date=offer.date)


def position(value: float | str, issue: IssueTable) -> float:
    """Return the number that represents a value of an issue in an outcome: the number, or an option's position."""
    if isinstance(value, str):
        return float(issue.options.index(value)) if isinstance(issue, CategoricalIssue) else float("nan")
    return float(value)


def _acceptance(table: AcceptanceTable) -> domain.Acceptance:
    parameters: dict[str, domain.Number] = {}
    for parameter in ACCEPTANCES[table.kind].parameters:
        value = table.parameters.get(parameter.name, parameter.default or 0.0)
        name = parameter.rule_name or parameter.name
        parameters[name] = float(parameter.words.index(value)) if isinstance(value, str) else number_of(value)
    return domain.Acceptance(kind=table.kind, parameters=parameters)
