"""Build the delegations of the domain and their terms of office."""

from __future__ import annotations

from negosim import domain
from negosim.files.building.numbers import number_of, number_or_none
from negosim.files.building.preferences import value_of
from negosim.files.building.stances import Space, stance_of
from negosim.files.wire import AdministrationTable, DelegationTable, ElectionTable


def delegation_of(name: str, table: DelegationTable, space: Space) -> domain.Delegation:
    """Return a delegation of the domain."""
    preferences = domain.Preferences(
        values={valued: value_of(function, space.issues.get(valued)) for valued, function in table.values.items()},
        weights={
            valued: 1.0 if function.weight is None else number_of(function.weight)
            for valued, function in table.values.items()
        },
        discount=number_of(table.discount),
        disagreement=number_of(table.disagreement),
    )
    return domain.Delegation(
        name=name,
        title=table.title,
        lead=table.lead,
        interests=table.interests,
        alternative=table.alternative,
        confidential=table.confidential,
        preferences=preferences,
        stances={key: stance_of(key, stance, space) for key, stance in table.stances.items()},
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
            probability=number_or_none(successor.probability),
        )
        for successor in table.successors
    )
    return domain.Term(starts=table.from_, candidates=candidates, election=table.election)
