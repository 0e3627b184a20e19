"""The stances: levels, tactics with their parameters and scripts, acceptance conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negosim.domain.issues import levels
from negosim.domain.numbers import Distribution, Number
from negosim.domain.stance import Tactic
from negosim.errors import Fault, ScenarioError
from negosim.rules import acceptance, tactics
from negosim.rules import layout as at
from negosim.rules.layout import NEVER, NONE
from negosim.rules.lowering.added import Added
from negosim.rules.lowering.builder import Builder

BIDDING = ("micro", "zeuthen")
DEFAULT_STEPS = 100.0
MOST_BIDS = 1_000_000
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
    "micro": (("steps", DEFAULT_STEPS),),
    "zeuthen": (("steps", DEFAULT_STEPS),),
    "bayesian": (("low", 0.0), ("high", 1.0)),
}
ACCEPTANCE_PARAMETERS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "next": (("a", 1.0), ("b", 0.0)),
    "const": (("c", 0.5),),
    "time": (("t", 0.99),),
    "combi": (("t", 0.99), ("mean", 0.0)),
}


def lower_stances(builder: Builder, stances: Sequence[tuple[str, str]], added: Sequence[Added]) -> None:
    """Lower the stances, by number: structure into the plan, levels and parameters into the numbers."""
    fields: list[int] = []
    scripts = _lower_scripts(builder, stances)
    builder.begin_numbers(at.N_STANCES)
    by_name = {party.name: party for party in builder.scenario.delegations}
    horizon = builder.scenario.calendar.horizon
    for (party, name), (script, length) in zip(stances, scripts, strict=True):
        stance = by_name[party].stances[name]
        _check_bids(builder, f"delegations.{party}.stances.{name}.tactic", stance.tactic)
        harder = stance.after_rejection
        if stance.tactic.demand is not None:
            script = added.index(Added(stance.tactic.kind, stance.tactic.demand))
        fields.extend(
            (
                _kind_of(builder, stance.tactic),
                builder.place(acceptance.KINDS, stance.acceptance.kind, "acceptance condition"),
                int(stance.retreat),
                NONE if harder is None else builder.stance(stances, party, harder),
                int(stance.mandate is not None),
                script,
                length,
                int(memorable(stance.tactic)),  # lower_state puts the memory's place here
            )
        )
        numbers: list[Number] = [
            stance.aspiration,
            stance.reservation,
            0.0 if stance.mandate is None else stance.mandate,  # a stand-in, so that it is not drawn twice
            stance.pressure,
            stance.discount,
            float(builder.days(stance.deadline or horizon)),
            *_two(_parameters_of(stance.tactic), stance.tactic.parameters),
            *_two(ACCEPTANCE_PARAMETERS[stance.acceptance.kind], stance.acceptance.parameters),
        ]
        for number in numbers:
            builder.number(number)
    builder.section(at.AT_STANCES, fields)


def _kind_of(builder: Builder, tactic: Tactic) -> int:
    return builder.place(tactics.KINDS, tactic.kind, "tactic") if tactic.demand is None else tactics.ADDED


def _parameters_of(tactic: Tactic) -> Sequence[tuple[str, float]]:
    if tactic.demand is None:
        return TACTIC_PARAMETERS[tactic.kind]
    return [(name, 0.0) for name in tactic.parameters][:2]


def memorable(tactic: Tactic) -> bool:
    """Return whether a tactic's curve is worth keeping: the same in every replicate, and slow to compute."""
    return tactic.kind == "polynomial" and not any(isinstance(n, Distribution) for n in tactic.parameters.values())


def _check_bids(builder: Builder, path: str, tactic: Tactic) -> None:
    """Refuse a tactic that goes through the outcomes one by one where they are too many."""
    steps = tactic.parameters.get("steps", DEFAULT_STEPS)
    if tactic.kind not in BIDDING or not isinstance(steps, int | float):
        return
    continuous = sum(levels(issue) == 0 for issue in builder.scenario.issues)
    bids = builder.plan[at.COMBOS] * (int(steps) + 1) ** continuous
    if bids > MOST_BIDS:
        problem = f"the tactic '{tactic.kind}' would go through {bids:,} outcomes, more than {MOST_BIDS:,}"
        mend = "give it fewer steps, or another tactic"
        raise ScenarioError([Fault(file=builder.scenario.name, path=path, problem=problem, mend=mend)])


def _two(names: Sequence[tuple[str, float]], given: Mapping[str, Number]) -> list[Number]:
    values: list[Number] = [given.get(name, default) for name, default in names]
    return values + [0.0] * (2 - len(values))


def _lower_scripts(builder: Builder, stances: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
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
