"""What comes from outside the table: shocks, ratifiers, the cost of a lapse."""

from __future__ import annotations

from collections.abc import Sequence

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.rules import layout as at
from negosim.rules.layout import NEVER
from negosim.rules.lowering.builder import Builder, under

LEVELS = ("aspiration", "reservation", "mandate")


def shocks_of(scenario: Scenario) -> tuple[Shock, ...]:
    """Return the shocks that are more than news; their place is their number."""
    return tuple(shock for shock in scenario.shocks if not shock.is_news)


def lower_shocks(builder: Builder, administrations: Sequence[str]) -> None:
    """Lower the shocks and their effects; news changes nothing, so the rules need not know of it."""
    shocks, calendar = shocks_of(builder.scenario), builder.scenario.calendar
    fields: list[int] = []
    effects: list[int] = []
    builder.begin_numbers(at.N_SHOCKS)
    for shock in shocks:
        fields.extend((int(shock.date is not None), int(shock.ends_round)))
        fields.extend((len(effects) // at.EFFECT_WIDTH, len(shock.effects)))
        fields.extend(under(builder, administrations, shock.under))
        for effect in shock.effects:
            effects.append(builder.place(builder.scenario.parties, effect.party, "delegation"))
            effects.append(LEVELS.index(effect.level))
        builder.number(NEVER if shock.date is None else float(builder.days(shock.date)))
        builder.number(shock.hazard)
        builder.number(float(builder.days(shock.starts or calendar.start)))
        builder.number(float(builder.days(shock.ends or calendar.horizon)))
        builder.fixed_days(shock.pause)
    builder.begin_numbers(at.N_EFFECTS)
    for shock in shocks:
        for effect in shock.effects:
            builder.number(effect.by)
            if effect.days is None:
                builder.number(NEVER)
            else:
                builder.fixed_days(effect.days)
    builder.plan[at.SHOCKS] = len(shocks)
    builder.plan[at.EFFECTS] = len(effects) // at.EFFECT_WIDTH
    builder.section(at.AT_SHOCKS, fields)
    builder.section(at.AT_EFFECTS, effects)


def lower_ratifiers(builder: Builder) -> None:
    """Lower the ratifiers, in the order in which they vote."""
    ratifiers = builder.scenario.ratifiers
    heads = [place for place, ratifier in enumerate(ratifiers) if ratifier.role == "head_of_state"]
    fields: list[int] = []
    builder.begin_numbers(at.N_RATIFIERS)
    for place, ratifier in enumerate(ratifiers):
        concludes = int(bool(heads) and place == heads[-1])
        party = builder.place(builder.scenario.parties, ratifier.party, "delegation")
        fields.extend((party, int(ratifier.threshold is not None), concludes))
        builder.number(0.0 if ratifier.threshold is None else ratifier.threshold)
        builder.number(ratifier.noise)
        builder.fixed_days(ratifier.delay)
    builder.plan[at.RATIFIERS] = len(ratifiers)
    builder.section(at.AT_RATIFIERS, fields)


def lower_lapse_costs(builder: Builder) -> None:
    """Lower what each party loses per month of lapse."""
    builder.begin_numbers(at.N_LAPSE_COSTS)
    for name in builder.scenario.parties:
        builder.number(builder.scenario.lapse_cost.get(name, 0.0))
