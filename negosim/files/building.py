"""From the tables of a file, found in order, to the domain's scenario."""

from __future__ import annotations

from collections.abc import Mapping

from negosim import domain
from negosim.files.acceptances import ACCEPTANCES
from negosim.files.checking.context import middle
from negosim.files.distributions import distribution
from negosim.files.tactics import TacticKind, find_tactic, tabulate
from negosim.files.wire import (
    AcceptanceTable,
    AdministrationTable,
    CalendarTable,
    CategoricalIssue,
    DelegationTable,
    DrawnNumber,
    ElectionTable,
    IntegerIssue,
    IssueTable,
    KnotsTable,
    OfferTable,
    OptionsTable,
    PaymentsTable,
    RatifierTable,
    RecordTable,
    ScenarioTable,
    ShockTable,
    StanceTable,
    TacticTable,
    ValueTable,
)

Issues = Mapping[str, IssueTable]


def scenario_of(table: ScenarioTable, name: str) -> domain.Scenario:
    """Return the domain's scenario; the table has passed all checks."""
    return domain.Scenario(
        name=name,
        title=table.title,
        description=table.description,
        issues=tuple(_issue(key, issue) for key, issue in table.issues.items()),
        delegations=tuple(_delegation(key, delegation, table.issues) for key, delegation in table.delegations.items()),
        calendar=_calendar(table.calendar),
        protocol=domain.Protocol(
            kind=table.protocol.kind, first=table.protocol.first, exchanges=table.protocol.exchanges
        ),
        payments=_payments(table.payments) if table.payments else None,
        shocks=tuple(_shock(shock) for shock in table.shocks),
        ratifiers=tuple(_ratifier(ratifier) for ratifier in table.ratifiers),
        lapse_cost={party: _number(cost) for party, cost in table.lapse.cost.items()},
        money=domain.Money(**table.money.model_dump()) if table.money else None,
        record=_record(table.record) if table.record else None,
    )


def _number(value: float | DrawnNumber) -> domain.Number:
    if isinstance(value, DrawnNumber):
        return distribution(value.dist, value.shapes, value.loc, value.scale)
    return float(value)


def _maybe(value: float | DrawnNumber | None) -> domain.Number | None:
    return None if value is None else _number(value)


def _issue(name: str, issue: IssueTable) -> domain.Issue:
    if isinstance(issue, CategoricalIssue):
        return domain.Categorical(name=name, options=issue.options, unit=issue.unit, title=issue.title)
    if isinstance(issue, IntegerIssue):
        low, high = issue.range
        return domain.Integer(name=name, low=low, high=high, unit=issue.unit, title=issue.title)
    return domain.Continuous(name=name, low=issue.range[0], high=issue.range[1], unit=issue.unit, title=issue.title)


def _payments(table: PaymentsTable) -> domain.Payments:
    return domain.Payments(
        base=_number(table.base),
        increase=table.increase,
        index=table.index,
        term=table.term,
        growth={key: _number(rate) for key, rate in table.growth.items()} if isinstance(table.growth, dict) else {},
        fixed_growth=0.0 if isinstance(table.growth, dict) else _number(table.growth),
        years=table.years,
        beyond=_number(table.beyond),
        unit=table.unit,
    )


def _value(function: ValueTable, issue: IssueTable | None) -> domain.Piecewise:
    """Return a value function; points ascend, and the options of a categorical issue are its positions."""
    if isinstance(function, OptionsTable):
        options = issue.options if isinstance(issue, CategoricalIssue) else tuple(function.table)
        return domain.Piecewise(
            points=tuple(float(position) for position in range(len(options))),
            values=tuple(_number(function.table[option]) for option in options),
        )
    if isinstance(function, KnotsTable):
        return domain.Piecewise(
            points=tuple(_number(point) for point in function.points),
            values=tuple(_number(value) for value in function.values),
        )
    worst, best = _number(function.worst), _number(function.best)
    if middle(function.worst) < middle(function.best):
        return domain.Piecewise(points=(worst, best), values=(0.0, 1.0))
    return domain.Piecewise(points=(best, worst), values=(1.0, 0.0))


def _delegation(name: str, table: DelegationTable, issues: Issues) -> domain.Delegation:
    preferences = domain.Preferences(
        values={valued: _value(function, issues.get(valued)) for valued, function in table.values.items()},
        weights={
            valued: 1.0 if function.weight is None else _number(function.weight)
            for valued, function in table.values.items()
        },
        discount=_number(table.discount),
        disagreement=_number(table.disagreement),
    )
    return domain.Delegation(
        name=name,
        title=table.title,
        lead=table.lead,
        preferences=preferences,
        stances={key: _stance(key, stance, issues) for key, stance in table.stances.items()},
        terms=tuple(_term(term) for term in table.administrations),
    )


def _term(table: AdministrationTable | ElectionTable) -> domain.Term:
    if isinstance(table, AdministrationTable):
        sole = domain.Candidate(name=table.name, stance=table.stance or table.name)
        return domain.Term(starts=table.from_, candidates=(sole,), election=table.election)
    candidates = tuple(
        domain.Candidate(
            name=successor.name,
            stance=successor.stance or successor.name,
            probability=_number(successor.probability),
        )
        for successor in table.successors
    )
    return domain.Term(starts=table.from_, candidates=candidates, election=table.election)


def _stance(name: str, table: StanceTable, issues: Issues) -> domain.Stance:
    return domain.Stance(
        name=name,
        aspiration=_number(table.aspiration),
        reservation=_number(table.reservation),
        mandate=_maybe(table.mandate),
        tactic=_tactic(table.tactic, issues),
        acceptance=_acceptance(table.acceptance),
        deadline=table.deadline,
        pressure=_number(table.pressure),
        discount=_number(table.discount),
        retreat=table.retreat,
        after_rejection=table.after_rejection,
    )


def _tactic(table: TacticTable, issues: Issues) -> domain.Tactic:
    kind = find_tactic(table.kind) or TacticKind(name=table.kind, summary="")
    given = {
        parameter.name: _number(table.parameters.get(parameter.name, parameter.default or 0.0))
        for parameter in kind.parameters
    }
    if kind.curve is not None:
        fixed = {name: value for name, value in given.items() if isinstance(value, float)}
        return domain.Tactic(kind="tabulated", parameters=given, curve=tabulate(kind, fixed))
    return domain.Tactic(
        kind=kind.rule or kind.name,
        parameters={**given, **kind.preset},
        offers=tuple(_offer(offer, issues) for offer in table.offers or ()),
    )


def _offer(offer: float | OfferTable, issues: Issues) -> domain.ScriptedOffer:
    if not isinstance(offer, OfferTable):
        return domain.ScriptedOffer(terms={next(iter(issues)): float(offer)})
    terms = {name: _position(offer.terms[name], issues[name]) for name in issues}
    return domain.ScriptedOffer(terms=terms, date=offer.date)


def _position(value: float | str, issue: IssueTable) -> float:
    """Return the value of an issue as an outcome holds it: an option's position, or the number."""
    if isinstance(value, str):
        return float(issue.options.index(value)) if isinstance(issue, CategoricalIssue) else float("nan")
    return float(value)


def _acceptance(table: AcceptanceTable) -> domain.Acceptance:
    parameters: dict[str, domain.Number] = {}
    for parameter in ACCEPTANCES[table.kind].parameters:
        value = table.parameters.get(parameter.name, parameter.default or 0.0)
        name = parameter.rule_name or parameter.name
        parameters[name] = float(parameter.words.index(value)) if isinstance(value, str) else _number(value)
    return domain.Acceptance(kind=table.kind, parameters=parameters)


def _calendar(table: CalendarTable) -> domain.Calendar:
    return domain.Calendar(
        start=table.start,
        horizon=table.horizon,
        expiry=table.expiry,
        rounds=tuple(
            domain.Round(
                date=held.date,
                days=held.days,
                exchanges=held.exchanges,
                counted=held.counted,
                place=held.place,
                leads=held.leads,
                note=held.note,
            )
            for held in table.rounds
        ),
        gaps=tuple(
            domain.Gap(gap=_number(gap.gap), days=gap.days, administrations=gap.administrations) for gap in table.gaps
        ),
    )


def _shock(table: ShockTable) -> domain.Shock:
    return domain.Shock(
        name=table.name,
        kind=table.kind,
        date=table.date,
        hazard=_number(table.hazard or 0.0),
        starts=table.from_,
        ends=table.until,
        under=table.under,
        effects=tuple(
            domain.Effect(party=effect.party, level=effect.level, by=_number(effect.by), days=effect.days)
            for effect in table.effects
        ),
        ends_round=table.ends_round,
        pause=table.pause,
        note=table.note,
    )


def _ratifier(table: RatifierTable) -> domain.Ratifier:
    return domain.Ratifier(
        name=table.name,
        title=table.title,
        party=table.party,
        role=table.role,
        threshold=_maybe(table.threshold),
        noise=_number(table.noise),
        delay=table.delay,
    )


def _record(table: RecordTable) -> domain.Record:
    return domain.Record(
        terms=table.terms,
        tentative_terms=table.tentative_terms,
        tentative=table.tentative,
        concluded=table.concluded,
        in_force=table.in_force,
        note=table.note,
    )
