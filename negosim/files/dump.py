"""A scenario written as a scenario file: the inverse of building one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from negosim import domain
from negosim.errors import UsageError
from negosim.files import wire
from negosim.files.conditions import text_of_conditions
from negosim.files.distributions import distribution, shape_names
from negosim.files.document import dumps
from negosim.files.tactics import of_users, tabulate
from negosim.rules.acceptance import ACCEPTANCES

__all__ = ["UnwritableError", "dump", "tables_of", "text_of"]

LARGEST_PLAIN = 1e15  # whole numbers below it are written without a point

Table = dict[str, Any]


class UnwritableError(UsageError):
    """A scenario contains something that a file cannot express, although it can be run."""


def dump(scenario: domain.Scenario, path: str | os.PathLike[str]) -> None:
    """Write a scenario to a file from which an equal scenario can be loaded.

    The scenario's name is not part of the file: a loaded scenario takes its name from the file's stem.

    Parameters
    ----------
    path : str or path
        The file to write; an existing one is replaced.

    Raises
    ------
    UsageError
        If the scenario contains something that a file cannot express, or the file cannot be written.
    """
    text = text_of(scenario)
    try:
        Path(path).write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{os.fspath(path)}: this file cannot be written: {error}") from None


def text_of(scenario: domain.Scenario) -> str:
    """Return a scenario as TOML from which an equal scenario can be loaded.

    Raises
    ------
    UsageError
        If the scenario contains something that a file cannot express: a user's tactic that no installed package
        provides, or a distribution with quantiles of its own.
    """
    return dumps(tables_of(scenario))


def tables_of(scenario: domain.Scenario) -> Table:
    """Return the tables of a scenario's file, with the types of TOML; values that equal the default are left out."""
    return _table(
        wire.ScenarioTable,
        scenario,
        extends=None,
        issues={issue.name: _issue(issue) for issue in scenario.issues},
        payments=scenario.payments and _payments(scenario.payments),
        money=scenario.money and _table(wire.MoneyTable, scenario.money),
        calendar=_calendar(scenario.calendar),
        protocol=_table(wire.ProtocolTable, scenario.protocol),
        quantities=scenario.quantities,
        correlations=[_table(wire.CorrelationTable, correlation) for correlation in scenario.correlations],
        delegations={party.name: _delegation(scenario, party) for party in scenario.delegations},
        shocks=[_shock(scenario, shock) for shock in scenario.shocks],
        ratifiers=[_table(wire.RatifierTable, ratifier) for ratifier in scenario.ratifiers],
        lapse=_table(wire.LapseTable, None, cost=scenario.lapse_cost, foreseen=scenario.lapse_foreseen),
        record=scenario.record and _table(wire.RecordTable, scenario.record),
        translations={language: _translation(words) for language, words in scenario.translations.items()},
    )


def _translation(words: domain.Translation) -> Table:
    issues = {name: _table(wire.IssueWordsTable, issue) for name, issue in words.issues.items()}
    delegations = {name: _table(wire.DelegationWordsTable, party) for name, party in words.delegations.items()}
    return _table(wire.TranslationTable, words, issues=issues, delegations=delegations)


def _table(model: type[BaseModel], described: object, **given: Any) -> Table:
    """Return a table with the keys of its model, from the given values or the attributes of the domain's object."""
    table = {}
    for name, info in model.model_fields.items():
        value = given[name] if name in given else getattr(described, name)
        if value is None or (not info.is_required() and value == info.default):
            continue
        written = _written(value)
        if info.is_required() or written not in ({}, []):
            table[info.alias or name] = written
    return table


def _written(value: Any) -> Any:
    """Return a value with a type of TOML."""
    if isinstance(value, domain.Distribution):
        return _drawn(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < LARGEST_PLAIN else value
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    return value


def _drawn(number: domain.Distribution) -> Table:
    if number.quantity:
        return {"quantity": number.quantity}
    given = dict(number.parameters)
    shapes = {name: given[name] for name in shape_names(number.dist) if name in given}
    known = distribution(number.dist, shapes, given.get("loc", 0.0), given.get("scale"))
    if known.quantiles != number.quantiles:
        raise UnwritableError(
            f"'{number.dist}' has quantiles of its own, and a file names a distribution of scipy.stats"
        )
    return {"dist": number.dist, **{name: _written(value) for name, value in given.items()}}


def _issue(issue: domain.Issue) -> Table:
    match issue:
        case domain.Categorical():
            return _table(wire.CategoricalIssue, issue, kind="categorical")
        case domain.Integer():
            return _table(wire.IntegerIssue, issue, kind="integer", range=(issue.low, issue.high))
        case domain.Continuous():
            return _table(wire.ContinuousIssue, issue, kind="continuous", range=(issue.low, issue.high))


def _payments(payments: domain.Payments) -> Table:
    growth = payments.growth if payments.index is not None else payments.fixed_growth
    return _table(wire.PaymentsTable, payments, growth=growth)


def _calendar(calendar: domain.Calendar) -> Table:
    rounds = [_table(wire.RoundTable, meeting) for meeting in calendar.rounds]
    gaps = [_table(wire.GapTable, gap) for gap in calendar.gaps]
    return _table(wire.CalendarTable, calendar, rounds=rounds, gaps=gaps)


def _shock(scenario: domain.Scenario, shock: domain.Shock) -> Table:
    effects = [_table(wire.EffectTable, effect) for effect in shock.effects]
    hazard = shock.hazard if shock.date is None and shock.impasse is None else shock.hazard or None
    when = text_of_conditions(shock.when, scenario.issues)
    times = {"hazard": hazard, "from_": shock.starts, "until": shock.ends}
    proposal = _terms(scenario, shock.proposal) if shock.proposal else None
    return _table(wire.ShockTable, shock, **times, when=when, effects=effects, proposal=proposal)


def _delegation(scenario: domain.Scenario, party: domain.Delegation) -> Table:
    issues = {issue.name: issue for issue in scenario.issues}
    preferences = party.preferences
    values = {}
    for valued, function in preferences.values.items():
        values[valued] = _value(function, issues.get(valued))
        weight = preferences.weights.get(valued, 1.0)
        if len(preferences.values) > 1 or weight != 1.0:
            values[valued]["weight"] = _written(weight)
    return _table(
        wire.DelegationTable,
        party,
        disagreement=preferences.disagreement,
        discount=preferences.discount,
        values=values,
        stances={name: _stance(scenario, stance) for name, stance in party.stances.items()},
        administrations=[_term(term) for term in party.terms],
    )


def _value(function: domain.Piecewise, issue: domain.Issue | None) -> Table:
    if isinstance(issue, domain.Categorical):
        return {"table": dict(zip(issue.options, map(_written, function.values), strict=True))}
    fixed = all(isinstance(point, float) for point in function.points)
    if fixed and function.values in ((0.0, 1.0), (1.0, 0.0)):
        worst = function.values.index(0.0)
        return {"worst": _written(function.points[worst]), "best": _written(function.points[1 - worst])}
    return {"points": _written(function.points), "values": _written(function.values)}


def _term(term: domain.Term) -> Table:
    first = term.candidates[0]
    if len(term.candidates) == 1 and first.probability == 1.0:
        return _table(wire.AdministrationTable, term, name=first.name, from_=term.starts, stance=_stance_name(first))
    successors = [
        _table(wire.SuccessorTable, candidate, stance=_stance_name(candidate)) for candidate in term.candidates
    ]
    return _table(wire.ElectionTable, term, from_=term.starts, successors=successors)


def _stance_name(candidate: domain.Candidate) -> str | None:
    return None if candidate.stance == candidate.name else candidate.stance


def _stance(scenario: domain.Scenario, stance: domain.Stance) -> Table:
    tactic = {"kind": _tactic_name(stance.tactic), **_written(stance.tactic.parameters)}
    if stance.tactic.offers:
        tactic["offers"] = [_offer(scenario, offer) for offer in stance.tactic.offers]
    acceptance = _acceptance(stance.acceptance)
    return _table(wire.StanceTable, stance, inherits=None, tactic=tactic, acceptance=acceptance)


def _tactic_name(tactic: domain.Tactic) -> str:
    """Return a tactic's name in a file; the name of a user's curve is found by comparing curves."""
    if tactic.rule is None and not tactic.curve:
        return tactic.kind
    fixed = {name: value for name, value in tactic.parameters.items() if isinstance(value, float)}
    for kind in of_users().values():
        names = {parameter.name for parameter in kind.parameters}
        if tactic.rule == kind:
            return kind.name
        if kind.curve is not None and names == set(fixed) and tabulate(kind, fixed) == tactic.curve:
            return kind.name
    problem = f"the tactic '{tactic.kind}' is your own function, which no installed package provides"
    raise UnwritableError(
        f"{problem}; offer it under the entry point group negosim.tactics, so that a file can name it"
    )


def _offer(scenario: domain.Scenario, offer: domain.ScriptedOffer) -> Table | float | int:
    terms = _terms(scenario, offer.terms)
    (only, *others) = terms.values()
    if not others and offer.date is None and not isinstance(only, str):
        return only  # type: ignore[no-any-return]
    dated: dict[str, date] = {} if offer.date is None else {"date": offer.date}
    return {**terms, **dated}


def _terms(scenario: domain.Scenario, terms: Mapping[str, float]) -> Table:
    return {
        issue.name: issue.options[int(terms[issue.name])]
        if isinstance(issue, domain.Categorical)
        else _written(terms[issue.name])
        for issue in scenario.issues
    }


def _acceptance(acceptance: domain.Acceptance) -> Table:
    table: Table = {"kind": acceptance.kind}
    for parameter in ACCEPTANCES[acceptance.kind].parameters:
        value = acceptance.parameters.get(parameter.rule_name or parameter.name)
        if value is None:
            continue
        table[parameter.name] = parameter.words[int(value)] if parameter.words else _written(value)  # type: ignore[arg-type]
    return table
