"""What comes from outside the table: shocks and ratifiers."""

from __future__ import annotations

from collections.abc import Sequence

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock as Given
from negosim.rules.lowering.builder import Builder, on_grain
from negosim.rules.records import FADE, NEVER, STRIKE, Effect, Event, Party, Ratifier, Shock

LEVELS = ("aspiration", "reservation", "mandate")


def shocks_of(scenario: Scenario) -> tuple[Given, ...]:
    """Return the shocks that are more than news; their place is their number."""
    return tuple(shock for shock in scenario.shocks if not shock.is_news)


def news_of(scenario: Scenario) -> tuple[tuple[float, Given], ...]:
    """Return the news within the scenario's time, with its day; it only has to be reported."""
    start, horizon = scenario.calendar.start, scenario.calendar.horizon
    return tuple(
        (float((shock.date - start).days), shock)
        for shock in scenario.shocks
        if shock.is_news and shock.date is not None and start <= shock.date <= horizon
    )


def lowered_shocks(builder: Builder, administrations: Sequence[str], parties: Sequence[Party]) -> list[Shock]:
    """Return the shocks with their effects; news changes nothing, so the rules need not know of it."""
    given, calendar = shocks_of(builder.scenario), builder.scenario.calendar
    shocks: list[Shock] = []
    effects = 0
    for number, shock in enumerate(given):
        shocks.append(
            Shock(
                number=number,
                dated=shock.date is not None,
                date=NEVER if shock.date is None else builder.days(shock.date),
                hazard=0.0,
                starts=builder.days(shock.starts or calendar.start),
                ends=builder.days(shock.ends or calendar.horizon) + 1.0,
                pause=on_grain(shock.pause),
                ends_round=shock.ends_round,
                under=builder.under(administrations, shock.under),
                effects=_effects(builder, shock, effects, parties),
                strike=Event(kind=STRIKE, number=number),
            )
        )
        effects += len(shock.effects)
        builder.put(shocks[-1], "hazard", shock.hazard, f"shocks.{shock.name}.hazard")
    for lowered, shock in zip(shocks, given, strict=True):
        for place, (effect, source) in enumerate(zip(lowered.effects, shock.effects, strict=True)):
            builder.put(effect, "by", source.by, f"shocks.{shock.name}.effects.{place}.by")
    return shocks


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


def ratifiers_of(builder: Builder, parties: Sequence[Party]) -> list[Ratifier]:
    """Return the ratifiers, in the order in which they vote."""
    given = builder.scenario.ratifiers
    heads = [place for place, ratifier in enumerate(given) if ratifier.role == "head_of_state"]
    ratifiers = []
    for number, source in enumerate(given):
        ratifier = Ratifier(
            number=number,
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
