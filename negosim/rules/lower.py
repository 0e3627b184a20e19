"""From a scenario to the numbers that the rules work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negosim.domain.numbers import Distribution
from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.rules import layout as at
from negosim.rules import quantiles
from negosim.rules.layout import NONE, PARTIES, Talks
from negosim.rules.lowering.added import Added, added_tactics, guarded
from negosim.rules.lowering.builder import Builder
from negosim.rules.lowering.dates import administrations_of, lower_calendar, lower_gaps, lower_terms
from negosim.rules.lowering.interests import attributes_of, lower_issues, lower_payments, lower_preferences
from negosim.rules.lowering.outside import lower_lapse_costs, lower_ratifiers, lower_shocks, shocks_of
from negosim.rules.lowering.stances import lower_stances
from negosim.rules.values import derive

PROTOCOLS = ("alternating", "simultaneous", "ultimatum")
OFFERS_KEPT = 64
OFFERS_KEPT_FAR_BACK = 4096  # where a window or the number of different offers counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A scenario as the rules take it.

    Parameters
    ----------
    plan : list of int
        Its structure; see :mod:`negosim.rules.layout`.
    numbers : list of float
        Its numbers; where one is drawn, its median.
    flags, state : int
        Lengths of the arrays that a replicate works on.
    administrations : tuple of str
        Names of the administrations, by number.
    stances : tuple of (str, str)
        Delegation and name of the stances, by number.
    shocks : tuple of Shock
        The shocks that are more than news, by number.
    added : tuple of Added
        The tactics of users, by number.
    """

    scenario: Scenario
    plan: list[int]
    numbers: list[float]
    flags: int
    state: int
    administrations: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]
    shocks: tuple[Shock, ...]
    added: tuple[Added, ...] = ()

    def talks(self) -> Talks:
        """Return fresh arrays for a replicate."""
        demands = tuple(guarded(added) for added in self.added)
        return Talks(self.plan, list(self.numbers), [0] * self.flags, [0.0] * self.state, demands)


def lower(scenario: Scenario) -> Lowered:
    """Return a scenario as the numbers that the rules work on.

    Raises
    ------
    ScenarioError
        Where there are too many outcomes to go through at every offer.
    """
    builder = Builder(scenario)
    administrations = administrations_of(scenario)
    stances = tuple((party.name, stance) for party in scenario.delegations for stance in party.stances)
    added = added_tactics([stance.tactic for party in scenario.delegations for stance in party.stances.values()])
    lower_issues(builder)
    lower_preferences(builder)
    lower_payments(builder)
    drawn_preferences = len(builder.draws) > 0
    lower_stances(builder, stances, added)
    lower_terms(builder, administrations, stances)
    lower_calendar(builder)
    lower_shocks(builder, administrations)
    lower_ratifiers(builder)
    lower_lapse_costs(builder)
    replicate_draws = list(builder.draws)
    gap_draws = lower_gaps(builder, administrations)
    _lower_draws(builder, replicate_draws + gap_draws)
    _lower_head(builder, len(replicate_draws), drawn_preferences, len(stances))
    state = lower_state(builder)
    _settle_medians(builder)
    lowered = Lowered(
        scenario=scenario,
        plan=builder.plan,
        numbers=builder.numbers,
        flags=at.FLAGS_HEAD + builder.plan[at.TERMS],
        state=state,
        administrations=administrations,
        stances=stances,
        shocks=shocks_of(scenario),
        added=added,
    )
    derive(Talks(lowered.plan, lowered.numbers, [], []))
    return lowered


def _lower_draws(builder: Builder, draws: Sequence[tuple[int, Distribution]]) -> None:
    fields: list[int] = []
    for place, distribution in draws:
        fields.extend((place, *builder.parameters(distribution)))
    builder.section(at.AT_DRAWS, fields)


def _lower_head(builder: Builder, drawn: int, drawn_preferences: bool, stances: int) -> None:
    scenario, plan = builder.scenario, builder.plan
    plan[at.ISSUES] = len(scenario.issues)
    plan[at.ATTRIBUTES] = len(attributes_of(scenario))
    plan[at.STANCES] = stances
    plan[at.DRAWN] = drawn
    plan[at.IN_UNITS] = int(scenario.in_units)
    plan[at.PROTOCOL] = PROTOCOLS.index(scenario.protocol.kind)
    first = scenario.protocol.first
    plan[at.FIRST] = NONE if first is None else builder.place(scenario.parties, first, "delegation")
    plan[at.EXCHANGES] = scenario.protocol.exchanges
    plan[at.DRAWN_PREFERENCES] = int(drawn_preferences)
    far_back = any(
        stance.acceptance.kind == "combi" or stance.tactic.kind == "micro"
        for party in scenario.delegations
        for stance in party.stances.values()
    )
    plan[at.CAPACITY] = OFFERS_KEPT_FAR_BACK if far_back else OFFERS_KEPT


def lower_state(builder: Builder) -> int:
    """Lay out the sections of flags and state; return the length of the state."""
    plan = builder.plan
    issues = plan[at.ISSUES]
    moments = at.STRIKES + plan[at.SHOCKS] + plan[at.EFFECTS] + 2
    plan[at.F_CHOSEN] = at.FLAGS_HEAD
    plan[at.S_SHIFTS] = at.STATE_HEAD
    plan[at.S_MOMENTS] = plan[at.S_SHIFTS] + PARTIES * at.SHIFTED_LEVELS
    plan[at.S_PROPOSAL] = plan[at.S_MOMENTS] + moments
    plan[at.S_TERMS] = plan[at.S_PROPOSAL] + issues
    plan[at.S_TRIAL] = plan[at.S_TERMS] + issues
    plan[at.S_OFFERS] = plan[at.S_TRIAL] + 4 * issues
    end = plan[at.S_OFFERS] + PARTIES * plan[at.CAPACITY] * (at.OFFER_TERMS + issues)
    for stance in range(plan[at.STANCES]):
        memory = plan[at.AT_STANCES] + stance * at.STANCE_WIDTH + at.STANCE_MEMORY
        if plan[memory]:
            plan[memory] = end
            end += at.MEMORY_PLACES * at.MEMORY_WIDTH
        else:
            plan[memory] = NONE
    return end


def _settle_medians(builder: Builder) -> None:
    """Let the median of each drawn number stand in for it."""
    for draw in range(builder.plan[at.DRAWN]):
        place = builder.plan[at.AT_DRAWS] + draw * at.DRAW_WIDTH
        number, kind, offset, length = builder.plan[place : place + at.DRAW_WIDTH]
        builder.numbers[number] = quantiles.quantile(builder.numbers, kind, offset, length, 0.5)
