"""The stances: levels, tactics with their parameters and scripts, acceptance conditions."""

from __future__ import annotations

from collections.abc import Mapping

from negosim.domain.delegation import Delegation
from negosim.domain.issues import levels
from negosim.domain.numbers import Distribution, Number
from negosim.domain.stance import Stance as Given
from negosim.domain.stance import Tactic
from negosim.errors import Fault, ScenarioError
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.lowering.builder import Builder
from negosim.rules.lowering.parties import OFFERS_KEPT_FAR_BACK
from negosim.rules.lowering.users import guarded, guarded_bid
from negosim.rules.outcomes import number_of_outcomes
from negosim.rules.records import NEVER, Bids, Conceded, Model, ScriptedOffer, Space, Stance
from negosim.rules.tactics.kinds import TacticKind
from negosim.rules.tactics.shipped import SHIPPED_TACTICS
from negosim.rules.tactics.time_dependent import polynomial, tabulated

BIDDING = ("micro", "zeuthen", "frequency", "nice_tft")
MODELLING = ("frequency", "nice_tft")
DEFAULT_STEPS = 100.0
DRAWN_STEPS = 1_000.0  # at most, where their number is drawn
MOST_BIDS = 1_000_000
PLACES = 2 * OFFERS_KEPT_FAR_BACK
TABULATED = TacticKind(name="tabulated", summary="Concedes by a tabulated curve.", demand=tabulated)
SHIPPED: Mapping[str, TacticKind] = {kind.name: kind for kind in (*SHIPPED_TACTICS, TABULATED)}


def kind_of(builder: Builder, tactic: Tactic) -> TacticKind:
    """Return the kind of a tactic: a shipped one, or a user's own that comes with the scenario."""
    if isinstance(tactic.rule, TacticKind):
        return tactic.rule
    names = tuple(SHIPPED)
    return SHIPPED[names[builder.number_of(names, tactic.kind, "tactic")]]


def stances_of(builder: Builder, space: Space, remembered: int) -> dict[tuple[str, str], Stance]:
    """Return the stances by delegation and name; their numbers come later."""
    stances: dict[tuple[str, str], Stance] = {}
    for party in builder.scenario.delegations:
        for name, given in party.stances.items():
            _check_bids(builder, space, f"delegations.{party.name}.stances.{name}.tactic", given.tactic)
            kept = 0 if any(party.name in shock.deadlines for shock in builder.scenario.shocks) else remembered
            stances[party.name, name] = _stance(builder, space, len(stances), given, kept)
    for party in builder.scenario.delegations:
        for name, given in party.stances.items():
            if given.after_rejection is not None:
                stances[party.name, name].after_rejection = find_stance(builder, stances, party, given.after_rejection)
    return stances


def find_stance(builder: Builder, stances: Mapping[tuple[str, str], Stance], party: Delegation, name: str) -> Stance:
    """Return a delegation's stance by name."""
    builder.number_of(tuple(party.stances), name, f"stance of {party.name}")
    return stances[party.name, name]


def _stance(builder: Builder, space: Space, number: int, given: Given, remembered: int) -> Stance:
    kind = kind_of(builder, given.tactic)
    conditions = tuple(ACCEPTANCES)
    condition = ACCEPTANCES[conditions[builder.number_of(conditions, given.acceptance.kind, "acceptance condition")]]
    demand, bid, waiting = kind.demand, kind.bid, kind.waiting
    if given.tactic.rule is not None:
        demand = None if demand is None else guarded(kind.name, demand)
        bid = None if bid is None else guarded_bid(kind.name, bid)
        waiting = None if waiting is None else guarded(kind.name, waiting)
    return Stance(
        number=number,
        demand=demand,
        bid=bid,
        waiting=waiting,
        parameters=[0.0 for _ in kind.arguments],
        accepts=condition.function,
        acceptance=[0.0 for _ in condition.parameters],
        knows_opponent=kind.knows_opponent,
        retreat=given.retreat,
        after_rejection=None,
        learns=given.learns,
        has_mandate=given.mandate is not None,
        aspiration=0.0,
        reservation=0.0,
        mandate=0.0,
        pressure=0.0,
        discount=0.0,
        deadline=builder.days(given.deadline or builder.scenario.calendar.horizon),
        script=[_scripted(builder, offer.terms, offer.date) for offer in given.tactic.offers],
        curve=list(given.tactic.curve),
        memory=[Conceded() for _ in range(remembered if memorable(kind, given.tactic) else 0)],
        bids=_bids(space, given.tactic) if given.tactic.kind == "micro" else None,
        model=_model(space, given.tactic) if given.tactic.kind in MODELLING else None,
    )


def _steps(tactic: Tactic) -> int:
    steps = tactic.parameters.get("steps", DEFAULT_STEPS)
    return int(DRAWN_STEPS if isinstance(steps, Distribution) else steps)


def _bids(space: Space, tactic: Tactic) -> Bids:
    outcomes = min(MOST_BIDS, number_of_outcomes(space, _steps(tactic)))
    return Bids(numbers=[0] * outcomes, utilities=[0.0] * outcomes, places=[0] * PLACES)


def _model(space: Space, tactic: Tactic) -> Model:
    starts = [0]
    for issue in space.issues:
        starts.append(starts[-1] + (issue.levels or _steps(tactic) + 1))
    zeros = [0.0] * len(space.issues)
    return Model(counts=[0.0] * starts[-1], most=list(zeros), weights=list(zeros), starts=starts[:-1])


def _scripted(builder: Builder, terms: Mapping[str, float], date: object) -> ScriptedOffer:
    due = -NEVER if date is None else builder.days(date)  # type: ignore[arg-type]
    return ScriptedOffer(due=due, terms=[terms[issue.name] for issue in builder.scenario.issues])


def memorable(kind: TacticKind, tactic: Tactic) -> bool:
    """Return whether to keep the values of a tactic's curve: it is the same in every replicate and slow to compute."""
    drawn = any(isinstance(number, Distribution) for number in tactic.parameters.values())
    return kind.demand is polynomial and not drawn


def put_stances(builder: Builder, stances: Mapping[tuple[str, str], Stance]) -> None:
    """Put the levels and the parameters of all stances."""
    by_name = {party.name: party for party in builder.scenario.delegations}
    for (party, name), stance in stances.items():
        given, path = by_name[party].stances[name], f"delegations.{party}.stances.{name}"
        builder.put(stance, "aspiration", given.aspiration, f"{path}.aspiration")
        builder.put(stance, "reservation", given.reservation, f"{path}.reservation")
        if given.mandate is not None:
            builder.put(stance, "mandate", given.mandate, f"{path}.mandate")
        builder.put(stance, "pressure", given.pressure, f"{path}.pressure")
        builder.put(stance, "discount", given.discount, f"{path}.discount")
        kind = kind_of(builder, given.tactic)
        defaults = {each.name: each.start for each in kind.parameters} | dict(kind.preset)
        numbers = {key: given.tactic.parameters.get(key, defaults[key]) for key in kind.arguments}
        _put_all(builder, stance.parameters, numbers, f"{path}.tactic")
        condition = ACCEPTANCES[given.acceptance.kind]
        accepted = {
            each.name: given.acceptance.parameters.get(each.rule_name or each.name, each.start)
            for each in condition.parameters
        }
        _put_all(builder, stance.acceptance, accepted, f"{path}.acceptance")


def _put_all(builder: Builder, numbers: list[float], given: Mapping[str, Number], path: str) -> None:
    for place, (name, number) in enumerate(given.items()):
        builder.put(numbers, place, number, f"{path}.{name}")


def _check_bids(builder: Builder, space: Space, path: str, tactic: Tactic) -> None:
    """Reject a tactic that goes through the outcomes one by one if there are too many."""
    steps = tactic.parameters.get("steps", DEFAULT_STEPS)
    if tactic.kind not in BIDDING or not isinstance(steps, int | float):
        return
    continuous = sum(levels(issue) == 0 for issue in builder.scenario.issues)
    bids = space.combinations * (int(steps) + 1) ** continuous
    if bids > MOST_BIDS:
        problem = f"the tactic '{tactic.kind}' would go through {bids:,} outcomes, more than {MOST_BIDS:,}"
        fix = "give it fewer steps, or another tactic"
        raise ScenarioError([Fault(file=builder.scenario.name, path=path, problem=problem, fix=fix)])
