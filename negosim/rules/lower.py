"""From a scenario to the numbers that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from negosim.domain.issues import Categorical, bounds, levels
from negosim.domain.numbers import Distribution, Number
from negosim.domain.scenario import Scenario
from negosim.errors import Fault, ScenarioError
from negosim.rules import acceptance, quantiles, tactics
from negosim.rules import layout as at
from negosim.rules.layout import NEVER, NO_DAY, NONE, PARTIES, Talks
from negosim.rules.values import derive

PROTOCOLS = ("alternating", "simultaneous", "ultimatum")
LEVELS = ("aspiration", "reservation", "mandate")
MOST_COMBINATIONS = 100_000
OFFERS_KEPT = 64
OFFERS_KEPT_BY_COMBI = 4096
TACTIC_PARAMETERS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "polynomial": (("beta", 1.0), ("k", 0.0)),
    "exponential": (("beta", 1.0), ("k", 0.1)),
    "resource": (("k", 0.0), ("mu", 0.05)),
    "relative_tft": (("delta", 1.0),),
    "random_absolute_tft": (("delta", 1.0), ("spread", 0.0)),
    "averaged_tft": (("window", 1.0),),
    "hardliner": (),
    "random_walker": (),
    "equilibrium": (("period", 30.0),),
    "scripted": (),
    "tabulated": (),
}
ACCEPTANCE_PARAMETERS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "next": (("a", 1.0), ("b", 0.0)),
    "const": (("c", 0.5),),
    "time": (("t", 0.99),),
    "combi": (("t", 0.99), ("mean", 0.0)),
}


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
    """

    scenario: Scenario
    plan: list[int]
    numbers: list[float]
    flags: int
    state: int
    administrations: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]

    def talks(self) -> Talks:
        """Return fresh arrays for a replicate."""
        return Talks(self.plan, list(self.numbers), [0] * self.flags, [0.0] * self.state)


@dataclass(slots=True)
class _Builder:
    """Collects the sections of the plan and of the numbers."""

    scenario: Scenario
    plan: list[int] = field(default_factory=lambda: [NONE] * at.PLAN_HEAD)
    numbers: list[float] = field(default_factory=list)
    draws: list[tuple[int, Distribution]] = field(default_factory=list)

    def days(self, day: date) -> int:
        return (day - self.scenario.calendar.start).days

    def section(self, head: int, values: Iterable[int]) -> None:
        """Append a section to the plan and note its offset in the head."""
        self.plan[head] = len(self.plan)
        self.plan.extend(values)

    def begin_numbers(self, head: int) -> None:
        """Note in the head that a section of the numbers begins here."""
        self.plan[head] = len(self.numbers)

    def number(self, number: Number) -> None:
        """Append a number; a distribution is registered as a draw, its median stands in."""
        if isinstance(number, Distribution):
            self.draws.append((len(self.numbers), number))
            self.numbers.append(NEVER)
        else:
            self.numbers.append(float(number))

    def parameters(self, distribution: Distribution) -> tuple[int, int, int]:
        """Append a distribution's parameters; return its kind, their offset and their number."""
        offset = len(self.numbers)
        if distribution.quantiles:
            self.numbers.extend(distribution.quantiles)
            kind = quantiles.STEPS if distribution.discrete else quantiles.KNOTS
            return kind, offset, len(distribution.quantiles)
        given = dict(distribution.parameters)
        shape = next((given[name] for name in ("s", "c") if name in given), 0.0)
        self.numbers.extend((given.get("loc", 0.0), given.get("scale", 1.0), shape))
        return quantiles.KINDS.index(distribution.dist), offset, 3


def lower(scenario: Scenario) -> Lowered:
    """Return a scenario as the numbers that the rules work on.

    Raises
    ------
    ScenarioError
        Where the discrete issues have too many combinations to go through at every offer.
    """
    builder = _Builder(scenario)
    administrations = _administrations(scenario)
    stances = tuple((party.name, stance) for party in scenario.delegations for stance in party.stances)
    _lower_issues(builder)
    _lower_preferences(builder)
    _lower_payments(builder)
    drawn_preferences = len(builder.draws) > 0
    _lower_stances(builder, stances)
    _lower_terms(builder, administrations, stances)
    _lower_calendar(builder)
    _lower_shocks(builder, administrations)
    _lower_ratifiers(builder)
    replicate_draws = list(builder.draws)
    gap_draws = _lower_gaps(builder, administrations)
    _lower_draws(builder, replicate_draws + gap_draws)
    _lower_head(builder, len(replicate_draws), drawn_preferences, len(stances))
    state = _lower_state(builder)
    _settle_medians(builder)
    lowered = Lowered(
        scenario=scenario,
        plan=builder.plan,
        numbers=builder.numbers,
        flags=at.FLAGS_HEAD + builder.plan[at.TERMS],
        state=state,
        administrations=administrations,
        stances=stances,
    )
    derive(Talks(lowered.plan, lowered.numbers, [], []))
    return lowered


def _administrations(scenario: Scenario) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for party in scenario.delegations:
        for term in party.terms:
            names.update((candidate.name, None) for candidate in term.candidates)
    return tuple(names)


def _lower_issues(builder: _Builder) -> None:
    issues = builder.scenario.issues
    builder.section(
        at.AT_ISSUES,
        (field for issue in issues for field in (levels(issue), int(isinstance(issue, Categorical)))),
    )
    builder.begin_numbers(at.N_BOUNDS)
    for issue in issues:
        builder.numbers.extend(bounds(issue))
    sizes = [max(1, levels(issue)) for issue in issues]
    total = 1
    for size in sizes:
        total *= size
    if total > MOST_COMBINATIONS:
        raise ScenarioError(
            [
                Fault(
                    file=builder.scenario.name,
                    path="issues",
                    problem=f"the discrete issues have {total:,} combinations, more than {MOST_COMBINATIONS:,}",
                    mend="give some of them fewer values, or make one continuous",
                )
            ]
        )
    builder.plan[at.COMBOS] = total
    builder.section(at.AT_COMBOS, (place for combo in product(*map(range, sizes)) for place in combo))


def _attributes(scenario: Scenario) -> tuple[str, ...]:
    names = tuple(issue.name for issue in scenario.issues)
    return (*names, "payments") if scenario.payments is not None else names


def _lower_preferences(builder: _Builder) -> None:
    attributes = _attributes(builder.scenario)
    places: list[int] = []
    for party in builder.scenario.delegations:
        for attribute in attributes:
            function = party.preferences.values.get(attribute)
            places.extend((NONE, 0) if function is None else (len(builder.numbers), len(function.points)))
            for number in () if function is None else (*function.points, *function.values):
                builder.number(number)
    builder.section(at.AT_FUNCTIONS, places)
    builder.begin_numbers(at.N_WEIGHTS)
    for party in builder.scenario.delegations:
        for attribute in attributes:
            builder.number(party.preferences.weights.get(attribute, 0.0))
    builder.begin_numbers(at.N_SHARES)
    builder.numbers.extend([0.0] * (PARTIES * len(attributes)))
    builder.begin_numbers(at.N_PREFERENCES)
    for party in builder.scenario.delegations:
        builder.number(party.preferences.disagreement)
    builder.begin_numbers(at.N_LAPSE_COSTS)
    for name in builder.scenario.parties:
        builder.number(builder.scenario.lapse_cost.get(name, 0.0))


def _lower_payments(builder: _Builder) -> None:
    payments = builder.scenario.payments
    if payments is None:
        return
    names = [issue.name for issue in builder.scenario.issues]
    options: Sequence[str] = ("",)
    growth: Sequence[Number] = (payments.fixed_growth,)
    if payments.index is not None:
        issue = builder.scenario.issues[names.index(payments.index)]
        options = issue.options if isinstance(issue, Categorical) else ()
        growth = [payments.growth[option] for option in options]
    builder.section(
        at.AT_PAYMENTS,
        (
            names.index(payments.increase),
            NONE if payments.index is None else names.index(payments.index),
            NONE if payments.term is None else names.index(payments.term),
            payments.years,
            len(options),
        ),
    )
    builder.begin_numbers(at.N_PAYMENTS)
    for number in (
        payments.base,
        payments.beyond,
        *(party.preferences.discount for party in builder.scenario.delegations),
        *growth,
    ):
        builder.number(number)
    builder.begin_numbers(at.N_LEVELS)
    builder.numbers.extend([0.0] * (PARTIES * len(options) * payments.years))


def _lower_stances(builder: _Builder, stances: Sequence[tuple[str, str]]) -> None:
    fields: list[int] = []
    scripts = _lower_scripts(builder, stances)
    builder.begin_numbers(at.N_STANCES)
    by_name = {party.name: party for party in builder.scenario.delegations}
    horizon = builder.scenario.calendar.horizon
    for (party, name), (script, length) in zip(stances, scripts, strict=True):
        stance = by_name[party].stances[name]
        after = NONE if stance.after_rejection is None else stances.index((party, stance.after_rejection))
        fields.extend(
            (
                tactics.KINDS.index(stance.tactic.kind),
                acceptance.KINDS.index(stance.acceptance.kind),
                int(stance.retreat),
                after,
                int(stance.mandate is not None),
                script,
                length,
            )
        )
        numbers: list[Number] = [
            stance.aspiration,
            stance.reservation,
            stance.reservation if stance.mandate is None else stance.mandate,
            stance.pressure,
            stance.discount,
            float(builder.days(stance.deadline or horizon)),
            *_two(TACTIC_PARAMETERS[stance.tactic.kind], stance.tactic.parameters),
            *_two(ACCEPTANCE_PARAMETERS[stance.acceptance.kind], stance.acceptance.parameters),
        ]
        for number in numbers:
            builder.number(number)
    builder.section(at.AT_STANCES, fields)


def _two(names: Sequence[tuple[str, float]], given: Mapping[str, Number]) -> list[Number]:
    values: list[Number] = [given.get(name, default) for name, default in names]
    return values + [0.0] * (2 - len(values))


def _lower_scripts(builder: _Builder, stances: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    by_name = {party.name: party for party in builder.scenario.delegations}
    places: list[tuple[int, int]] = []
    for party, name in stances:
        tactic = by_name[party].stances[name].tactic
        places.append((len(builder.numbers), len(tactic.curve) or len(tactic.offers)))
        builder.numbers.extend(tactic.curve)
        for offer in tactic.offers:
            builder.numbers.append(-NEVER if offer.date is None else float(builder.days(offer.date)))
            builder.numbers.extend(offer.terms[issue.name] for issue in builder.scenario.issues)
    return places


def _lower_terms(builder: _Builder, administrations: Sequence[str], stances: Sequence[tuple[str, str]]) -> None:
    terms: list[int] = []
    candidates: list[int] = []
    builder.begin_numbers(at.N_PROBABILITIES)
    for number, party in enumerate(builder.scenario.delegations):
        for place, term in enumerate(party.terms):
            following = len(terms) // at.TERM_WIDTH + 1 if place + 1 < len(party.terms) else NONE
            first = len(candidates) // at.CANDIDATE_WIDTH
            terms.extend((number, first, len(term.candidates), following, builder.days(term.starts)))
            for candidate in term.candidates:
                builder.number(candidate.probability)
                candidates.append(administrations.index(candidate.name))
                candidates.append(stances.index((party.name, candidate.stance)))
    builder.plan[at.TERMS] = len(terms) // at.TERM_WIDTH
    builder.section(at.AT_TERMS, terms)
    builder.section(at.AT_CANDIDATES, candidates)


def _lower_calendar(builder: _Builder) -> None:
    calendar, protocol = builder.scenario.calendar, builder.scenario.protocol
    builder.plan[at.EXPIRY_DAY] = NO_DAY if calendar.expiry is None else builder.days(calendar.expiry)
    builder.plan[at.HORIZON_DAY] = builder.days(calendar.horizon)
    builder.plan[at.ROUNDS_LISTED] = len(calendar.rounds)
    builder.section(
        at.AT_ROUNDS,
        (
            field
            for meeting in calendar.rounds
            for field in (meeting.exchanges or protocol.exchanges, int(meeting.counted))
        ),
    )
    builder.begin_numbers(at.N_ROUNDS)
    for meeting in calendar.rounds:
        builder.numbers.extend((float(builder.days(meeting.date)), meeting.days))


def _under(builder: _Builder, administrations: Sequence[str], named: Mapping[str, str]) -> list[int]:
    """Return the administration that is named for each party, by number."""
    return [administrations.index(named[party]) if party in named else NONE for party in builder.scenario.parties]


def _lower_gaps(builder: _Builder, administrations: Sequence[str]) -> list[tuple[int, Distribution]]:
    """Lower the gaps; return the draws that happen gap by gap, not once per replicate."""
    gaps = builder.scenario.calendar.gaps
    fields: list[int] = []
    drawn: list[tuple[int, Distribution]] = []
    builder.begin_numbers(at.N_GAPS)
    for gap in gaps:
        draw = NONE
        if isinstance(gap.gap, Distribution):
            draw = len(builder.draws) + len(drawn)
            drawn.append((len(builder.numbers), gap.gap))
        fields.extend((*_under(builder, administrations, gap.administrations), draw))
        builder.numbers.append(0.0 if isinstance(gap.gap, Distribution) else float(gap.gap))
        builder.numbers.append(gap.days)
    builder.plan[at.GAPS] = len(gaps)
    builder.section(at.AT_GAPS, fields)
    return drawn


def _lower_shocks(builder: _Builder, administrations: Sequence[str]) -> None:
    shocks, calendar = builder.scenario.shocks, builder.scenario.calendar
    fields: list[int] = []
    effects: list[int] = []
    builder.begin_numbers(at.N_SHOCKS)
    for shock in shocks:
        fields.extend((int(shock.date is not None), int(shock.ends_round)))
        fields.extend((len(effects) // at.EFFECT_WIDTH, len(shock.effects)))
        fields.extend(_under(builder, administrations, shock.under))
        for effect in shock.effects:
            effects.append(builder.scenario.parties.index(effect.party))
            effects.append(LEVELS.index(effect.level))
        builder.number(NEVER if shock.date is None else float(builder.days(shock.date)))
        builder.number(shock.hazard)
        builder.number(float(builder.days(shock.starts or calendar.start)))
        builder.number(float(builder.days(shock.ends or calendar.horizon)))
        builder.number(shock.pause)
    builder.begin_numbers(at.N_EFFECTS)
    for shock in shocks:
        for effect in shock.effects:
            builder.number(effect.by)
            builder.number(NEVER if effect.days is None else effect.days)
    builder.plan[at.SHOCKS] = len(shocks)
    builder.plan[at.EFFECTS] = len(effects) // at.EFFECT_WIDTH
    builder.section(at.AT_SHOCKS, fields)
    builder.section(at.AT_EFFECTS, effects)


def _lower_ratifiers(builder: _Builder) -> None:
    ratifiers = builder.scenario.ratifiers
    heads = [place for place, ratifier in enumerate(ratifiers) if ratifier.role == "head_of_state"]
    fields: list[int] = []
    builder.begin_numbers(at.N_RATIFIERS)
    for place, ratifier in enumerate(ratifiers):
        concludes = int(bool(heads) and place == heads[-1])
        fields.extend((builder.scenario.parties.index(ratifier.party), int(ratifier.threshold is not None), concludes))
        builder.number(0.0 if ratifier.threshold is None else ratifier.threshold)
        builder.number(ratifier.noise)
        builder.number(ratifier.delay)
    builder.plan[at.RATIFIERS] = len(ratifiers)
    builder.section(at.AT_RATIFIERS, fields)


def _lower_draws(builder: _Builder, draws: Sequence[tuple[int, Distribution]]) -> None:
    fields: list[int] = []
    for place, distribution in draws:
        fields.extend((place, *builder.parameters(distribution)))
    builder.section(at.AT_DRAWS, fields)


def _lower_head(builder: _Builder, drawn: int, drawn_preferences: bool, stances: int) -> None:
    scenario, plan = builder.scenario, builder.plan
    plan[at.ISSUES] = len(scenario.issues)
    plan[at.ATTRIBUTES] = len(_attributes(scenario))
    plan[at.STANCES] = stances
    plan[at.DRAWN] = drawn
    plan[at.IN_UNITS] = int(scenario.in_units)
    plan[at.PROTOCOL] = PROTOCOLS.index(scenario.protocol.kind)
    plan[at.FIRST] = NONE if scenario.protocol.first is None else scenario.parties.index(scenario.protocol.first)
    plan[at.EXCHANGES] = scenario.protocol.exchanges
    plan[at.DRAWN_PREFERENCES] = int(drawn_preferences)
    combi = any(
        stance.acceptance.kind == "combi" for party in scenario.delegations for stance in party.stances.values()
    )
    plan[at.CAPACITY] = OFFERS_KEPT_BY_COMBI if combi else OFFERS_KEPT


def _lower_state(builder: _Builder) -> int:
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
    return plan[at.S_OFFERS] + PARTIES * plan[at.CAPACITY] * (at.OFFER_TERMS + issues)


def _settle_medians(builder: _Builder) -> None:
    """Let the median of each drawn number stand in for it."""
    for draw in range(builder.plan[at.DRAWN]):
        place = builder.plan[at.AT_DRAWS] + draw * at.DRAW_WIDTH
        number, kind, offset, length = builder.plan[place : place + at.DRAW_WIDTH]
        builder.numbers[number] = quantiles.quantile(builder.numbers, kind, offset, length, 0.5)
