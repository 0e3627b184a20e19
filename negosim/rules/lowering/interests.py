"""What is negotiated and what it is worth: issues, preferences, payments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from negosim.domain.issues import Categorical, bounds, levels
from negosim.domain.numbers import Number
from negosim.domain.scenario import Scenario
from negosim.errors import Fault, ScenarioError
from negosim.rules import layout as at
from negosim.rules.layout import NONE, PARTIES
from negosim.rules.lowering.builder import Builder

MOST_COMBINATIONS = 100_000


def lower_issues(builder: Builder) -> None:
    """Lower the issues and the combinations of their discrete values."""
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
        problem = f"the discrete issues have {total:,} combinations, more than {MOST_COMBINATIONS:,}"
        mend = "give some of them fewer values, or make one continuous"
        raise ScenarioError([Fault(file=builder.scenario.name, path="issues", problem=problem, mend=mend)])
    builder.plan[at.COMBOS] = total
    builder.section(at.AT_COMBOS, (place for combo in product(*map(range, sizes)) for place in combo))


def attributes_of(scenario: Scenario) -> tuple[str, ...]:
    """Return what a party may value: the issues, and the payments where the scenario has some."""
    names = tuple(issue.name for issue in scenario.issues)
    return (*names, "payments") if scenario.payments is not None else names


def lower_preferences(builder: Builder) -> None:
    """Lower each party's value functions, weights and utility of disagreement."""
    attributes = attributes_of(builder.scenario)
    places: list[int] = []
    for party in builder.scenario.delegations:
        for attribute in attributes:
            function = party.preferences.values.get(attribute)
            places.extend((NONE, 0) if function is None else (len(builder.numbers), len(function.points)))
            for number in () if function is None else (*function.points, *function.values):
                builder.number(number)
            if function is not None:
                builder.numbers.extend([0.0] * (2 * len(function.points) - 2))  # slopes, and those of the inverse
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


def lower_payments(builder: Builder) -> None:
    """Lower what the yearly payments follow from, and make room for the level payments."""
    payments = builder.scenario.payments
    if payments is None:
        return
    names = [issue.name for issue in builder.scenario.issues]
    options: Sequence[str] = ("",)
    growth: Sequence[Number] = (payments.fixed_growth,)
    if payments.index is not None:
        issue = builder.scenario.issues[builder.place(names, payments.index, "issue")]
        options = issue.options if isinstance(issue, Categorical) else ()
        growth = [payments.growth[option] for option in options]
    builder.section(
        at.AT_PAYMENTS,
        (
            builder.place(names, payments.increase, "issue"),
            NONE if payments.index is None else builder.place(names, payments.index, "issue"),
            NONE if payments.term is None else builder.place(names, payments.term, "issue"),
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
