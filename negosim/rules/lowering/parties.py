"""The delegations, and the table at which they sit."""

from __future__ import annotations

from negosim.domain.delegation import Delegation
from negosim.domain.scenario import Scenario
from negosim.rules.lowering.builder import Builder
from negosim.rules.lowering.interests import growth_of, put_weights, value_functions
from negosim.rules.luck import key_of
from negosim.rules.records import (
    CHANGE,
    EXPIRY,
    NEVER,
    NONE,
    TURN,
    VOTE,
    Event,
    Offer,
    Party,
    Protocol,
    Space,
    Stance,
    Table,
)

PROTOCOLS = ("alternating", "simultaneous", "ultimatum")
OFFERS_KEPT = 64
OFFERS_KEPT_FAR_BACK = 4096  # for tactics that use a window of offers or count different offers
LEVELS = 3  # aspiration, reservation value, mandate


def table_of(builder: Builder) -> Table:
    """Return the table."""
    scenario = builder.scenario
    first, expiry = scenario.protocol.first, scenario.calendar.expiry
    return Table(
        protocol=Protocol(
            kind=PROTOCOLS.index(scenario.protocol.kind),
            first=NONE if first is None else builder.number_of(scenario.parties, first, "delegation"),
            exchanges=scenario.protocol.exchanges,
        ),
        horizon=builder.days(scenario.calendar.horizon),
        expires=NEVER if expiry is None else builder.days(expiry),
        expiry=Event(kind=EXPIRY, number=0),
        next_vote=Event(kind=VOTE, number=0),
        next_turn=Event(kind=TURN, number=0),
        settled=[0.0] * len(scenario.issues),
    )


def party_of(builder: Builder, number: int, space: Space, table: Table, stance: Stance) -> Party:
    """Return a delegation; its preferences come later."""
    issues, options = len(space.issues), len(growth_of(builder.scenario))
    years = 0 if space.payments is None else space.payments.years
    return Party(
        number=number,
        key=key_of(builder.scenario.parties[number]),
        space=space,
        table=table,
        functions=value_functions(builder, builder.scenario.delegations[number]),
        annuities=[0.0] * (options * years),
        discount_rate=0.0,
        disagreement=0.0,
        lapse_cost=0.0,
        foresees=builder.scenario.lapse_foreseen,
        inauguration=Event(kind=CHANGE, number=number),
        made=_offers(builder.scenario),
        received=_offers(builder.scenario),
        proposal=[0.0] * issues,
        trial=[0.0] * issues,
        start=[0.0] * issues,
        goal=[0.0] * issues,
        speed=[0.0] * issues,
        shifts=[0.0] * LEVELS,
        stance=stance,
    )


def _offers(scenario: Scenario) -> list[Offer]:
    far_back = any(
        stance.acceptance.kind == "combi" or stance.tactic.kind == "micro"
        for party in scenario.delegations
        for stance in party.stances.values()
    )
    kept = OFFERS_KEPT_FAR_BACK if far_back else OFFERS_KEPT
    return [Offer(terms=[0.0] * len(scenario.issues)) for _ in range(kept)]


def put_preferences(builder: Builder, parties: list[Party]) -> None:
    """Put the weights and the utilities of disagreement, then the numbers of the payments."""
    delegations = builder.scenario.delegations
    for party, delegation in zip(parties, delegations, strict=True):
        put_weights(builder, delegation, party.functions)
    for party, delegation in zip(parties, delegations, strict=True):
        builder.put(party, "disagreement", delegation.preferences.disagreement, _path(delegation, "disagreement"))
    _put_payments(builder, parties)


def _put_payments(builder: Builder, parties: list[Party]) -> None:
    given, payments = builder.scenario.payments, parties[0].space.payments
    if given is None or payments is None:
        return
    builder.put(payments, "base", given.base, "payments.base")
    builder.put(payments, "beyond", given.beyond, "payments.beyond")
    for party, delegation in zip(parties, builder.scenario.delegations, strict=True):
        builder.put(party, "discount_rate", delegation.preferences.discount, _path(delegation, "discount"))
    for option, (path, growth) in enumerate(growth_of(builder.scenario).items()):
        builder.put(payments.growth, option, growth, path)


def put_lapse_costs(builder: Builder, parties: list[Party]) -> None:
    """Put the utility that each party loses per month of lapse."""
    for party, name in zip(parties, builder.scenario.parties, strict=True):
        builder.put(party, "lapse_cost", builder.scenario.lapse_cost.get(name, 0.0), f"lapse.cost.{name}")


def _path(delegation: Delegation, key: str) -> str:
    return f"delegations.{delegation.name}.{key}"
