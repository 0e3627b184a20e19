"""Shocks and ratifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Condition as GivenCondition
from negosim.domain.shocks import Shock as Given
from negosim.rules.lowering.builder import Builder, on_grain
from negosim.rules.lowering.stances import find_stance
from negosim.rules.luck import key_of
from negosim.rules.records import (
    FADE,
    NEVER,
    NONE,
    STRIKE,
    VALUE,
    WHILE_OPEN,
    WHILE_PENDING,
    WHILE_TALKING,
    Condition,
    Effect,
    Event,
    Instruction,
    Party,
    Ratifier,
    Shock,
    Stance,
)

LEVELS = ("aspiration", "reservation", "mandate")
STATES = {"talking": WHILE_TALKING, "pending": WHILE_PENDING, "open": WHILE_OPEN, "": VALUE}


def shocks_of(scenario: Scenario) -> tuple[Given, ...]:
    """Return the shocks that are more than news, in order of their numbers."""
    return tuple(shock for shock in scenario.shocks if not shock.is_news)


def news_of(scenario: Scenario) -> tuple[tuple[float, Given], ...]:
    """Return the news within the scenario's time, with its day; it is only reported."""
    start, horizon = scenario.calendar.start, scenario.calendar.horizon
    return tuple(
        (float((shock.date - start).days), shock)
        for shock in scenario.shocks
        if shock.is_news and shock.date is not None and start <= shock.date <= horizon
    )


def lowered_shocks(
    builder: Builder,
    administrations: Sequence[str],
    parties: Sequence[Party],
    stances: Mapping[tuple[str, str], Stance],
) -> list[Shock]:
    """Return the shocks with their effects; news changes nothing, so the rules need not know of it."""
    given, calendar = shocks_of(builder.scenario), builder.scenario.calendar
    shocks: list[Shock] = []
    effects = 0
    for number, shock in enumerate(given):
        shocks.append(
            Shock(
                number=number,
                key=key_of(shock.name),
                dated=shock.date is not None,
                date=NEVER if shock.date is None else builder.days(shock.date),
                hazard=0.0,
                starts=builder.days(shock.starts or calendar.start),
                ends=builder.days(shock.ends or calendar.horizon) + 1.0,
                pause=on_grain(shock.pause),
                ends_round=shock.ends_round,
                when=conditions_of(builder.scenario, shock.when),
                under=builder.under(administrations, shock.under),
                effects=_effects(builder, shock, effects, parties),
                moves_expiry=shock.expiry is not None,
                expiry=NEVER if shock.expiry is None else builder.days(shock.expiry),
                instructions=_instructions(builder, shock, parties, stances),
                proposes=bool(shock.proposal),
                proposal=[shock.proposal.get(issue.name, 0.0) for issue in builder.scenario.issues],
                impasse=shock.impasse or 0,
                strike=Event(kind=STRIKE, number=number),
            )
        )
        effects += len(shock.effects)
        builder.put(shocks[-1], "hazard", shock.hazard, f"shocks.{shock.name}.hazard")
    for lowered, shock in zip(shocks, given, strict=True):
        for place, (effect, source) in enumerate(zip(lowered.effects, shock.effects, strict=True)):
            path = f"shocks.{shock.name}.effects.{place}.by"
            builder.put(effect, "by", source.by, path, name=_name_of_effect(shock, place))
    return shocks


def _name_of_effect(shock: Given, place: int) -> str:
    """Return the name of an effect: its shock, party and level, and how many of the same kind come before it."""
    effect = shock.effects[place]
    before = sum((other.party, other.level) == (effect.party, effect.level) for other in shock.effects[:place])
    return f"shocks.{shock.name}.{effect.party}.{effect.level}.{before}"


def conditions_of(scenario: Scenario, when: Sequence[GivenCondition]) -> list[Condition]:
    """Return the conditions of an event in the form that the rules work on."""
    issues = [issue.name for issue in scenario.issues]
    return [
        Condition(
            kind=STATES[condition.state],
            party=scenario.parties.index(condition.party) if condition.party else NONE,
            issue=issues.index(condition.issue) if condition.issue else NONE,
            low=condition.low,
            high=condition.high,
        )
        for condition in when
    ]


def _effects(builder: Builder, shock: Given, first: int, parties: Sequence[Party]) -> list[Effect]:
    names = builder.scenario.parties
    return [
        Effect(
            party=parties[builder.number_of(names, effect.party, "delegation")],
            level=LEVELS.index(effect.level),
            by=0.0,
            days=NEVER if effect.days is None else on_grain(effect.days),
            fading=Event(kind=FADE, number=first + place),
        )
        for place, effect in enumerate(shock.effects)
    ]


def _instructions(
    builder: Builder, shock: Given, parties: Sequence[Party], stances: Mapping[tuple[str, str], Stance]
) -> list[Instruction]:
    instructions = []
    for delegation, party in zip(builder.scenario.delegations, parties, strict=True):
        name, deadline = shock.stances.get(delegation.name), shock.deadlines.get(delegation.name)
        if name is None and deadline is None:
            continue
        instructions.append(
            Instruction(
                party=party,
                stance=None if name is None else find_stance(builder, stances, delegation, name),
                moves_deadline=deadline is not None,
                deadline=NEVER if deadline is None else builder.days(deadline),
            )
        )
    return instructions


def ratifiers_of(builder: Builder, parties: Sequence[Party]) -> list[Ratifier]:
    """Return the ratifiers, in the order in which they vote."""
    given = builder.scenario.ratifiers
    heads = [place for place, ratifier in enumerate(given) if ratifier.role == "head_of_state"]
    ratifiers = []
    for number, source in enumerate(given):
        ratifier = Ratifier(
            number=number,
            key=key_of(source.name),
            party=parties[builder.number_of(builder.scenario.parties, source.party, "delegation")],
            has_threshold=source.threshold is not None,
            concludes=bool(heads) and number == heads[-1],
            threshold=0.0,
            noise=0.0,
            delay=on_grain(source.delay),
        )
        path = f"ratifiers.{source.name}"
        if source.threshold is not None:
            builder.put(ratifier, "threshold", source.threshold, f"{path}.threshold")
        builder.put(ratifier, "noise", source.noise, f"{path}.noise")
        ratifiers.append(ratifier)
    return ratifiers
