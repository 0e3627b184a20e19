"""Build a scenario of the domain from the tables of a file that has passed all checks."""

from __future__ import annotations

from negosim import domain
from negosim.files.building.delegations import delegation_of
from negosim.files.building.events import calendar_of, ratifier_of, record_of, shock_of
from negosim.files.building.numbers import correlation_of, number_of
from negosim.files.building.preferences import issue_of, payments_of
from negosim.files.building.stances import Space
from negosim.files.building.translations import translation_of
from negosim.files.checking import Context
from negosim.files.checking.levels import level_range

__all__ = ["scenario_of"]


def scenario_of(context: Context, name: str) -> domain.Scenario:
    """Return the scenario of a table that has passed all checks."""
    table = context.table
    space = Space(table.issues, level_range(context))
    return domain.Scenario(
        name=name,
        title=table.title,
        description=table.description,
        background=table.background,
        issues=tuple(issue_of(key, issue) for key, issue in table.issues.items()),
        delegations=tuple(delegation_of(key, delegation, space) for key, delegation in table.delegations.items()),
        calendar=calendar_of(table.calendar),
        protocol=domain.Protocol(
            kind=table.protocol.kind, first=table.protocol.first, exchanges=table.protocol.exchanges
        ),
        payments=payments_of(table.payments) if table.payments else None,
        quantities={key: number_of(quantity) for key, quantity in table.quantities.items()},
        correlations=tuple(correlation_of(correlation) for correlation in table.correlations),
        shocks=tuple(shock_of(shock, table.issues) for shock in table.shocks),
        ratifiers=tuple(ratifier_of(ratifier) for ratifier in table.ratifiers),
        lapse_cost={party: number_of(cost) for party, cost in table.lapse.cost.items()},
        lapse_foreseen=table.lapse.foreseen,
        money=domain.Money(**table.money.model_dump()) if table.money else None,
        record=record_of(table.record) if table.record else None,
        levels=table.levels,
        genius=table.genius.model_dump(exclude_none=True) if table.genius else None,
        translations={language: translation_of(words) for language, words in table.translations.items()},
    )
