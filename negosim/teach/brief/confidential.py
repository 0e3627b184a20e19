"""What a role brief says that only its own party knows: limits, what outcomes are worth, what its ratifiers want."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Row, Table
from negosim.report.wording import level, name_of, number, party_title, person, value
from negosim.teach.brief.phrases import Words, line, percent
from negosim.teach.brief.private_information import Mind, Valued

__all__ = ["consent_blocks", "limit_blocks", "worth_blocks"]


def _consents_to(words: Words, scenario: Scenario, mind: Mind, ratifier: str) -> str:
    if ratifier not in mind.thresholds:
        return words["no_worse"].format(x=words["own_reservation"])
    threshold, noise = mind.thresholds[ratifier]
    return words["about" if noise > 0.0 else "no_worse"].format(x=level(scenario, threshold))


def limit_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield the limits of a party, and what time costs it."""
    side = "least" if mind.rising else "most"
    yield line(words[f"reservation_{side}"].format(x=level(scenario, mind.reservation)), "strong")
    if mind.mandate != mind.reservation:
        yield line(words[f"mandate_{side}"].format(x=level(scenario, mind.mandate)))
    yield line(words["aspiration"].format(x=level(scenario, mind.aspiration)))
    if mind.stance.deadline is not None:
        yield line(words["deadline"].format(deadline=mind.stance.deadline))
    if mind.pressure != 0.0:
        yield line(words["pressure"].format(x=_difference(words, scenario, mind.pressure)))
    if mind.impatience != 0.0:
        yield line(words["impatience"].format(x=f"{number(mind.impatience, 2)} %"))
    if mind.lapse_cost != 0.0:
        yield line(words["lapse_cost"].format(x=number(mind.lapse_cost, 4)))
    if mind.disagreement > 0.0:
        yield line(words["disagreement"].format(x=number(mind.disagreement, 3)))


def _difference(words: Words, scenario: Scenario, x: float) -> str:
    """Return a difference of levels: points where levels are percentages."""
    if scenario.in_units and scenario.issues[0].unit == "%":
        return f"{number(x, 4)} {words['points']}"
    return level(scenario, x)


def worth_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield the value functions of a party, the weightiest first."""
    if scenario.in_units:
        key = "higher_better" if mind.rising else "lower_better"
        yield line(words[key].format(issue=name_of(scenario.issues[0])))
    yield line(words["utility"])
    rows = tuple(
        Row(cells=(_valued_name(words, valued), percent(valued.weight), _values(scenario, valued)))
        for valued in sorted(mind.valued, key=lambda valued: -valued.weight)
        if valued.weight > 0.0
    )
    yield Table(columns=(words["issue"], words["weight"], words["values"]), rows=rows, right=(False, True, False))
    if mind.discount:
        yield line(words["discount"].format(x=f"{number(mind.discount, 2)} %"))


def _valued_name(words: Words, valued: Valued) -> str:
    return words["payments_issue"] if valued.name == "payments" else valued.name.replace("_", " ")


def _values(scenario: Scenario, valued: Valued) -> str:
    issue = next((issue for issue in scenario.issues if issue.name == valued.name), None)
    said = []
    for x, worth in zip(valued.points, valued.values, strict=True):
        if issue is None:
            unit = scenario.payments.unit if scenario.payments is not None else ""
            what = f"{number(x, 1)} {unit}".strip()
        else:
            what = issue.options[int(x)] if isinstance(issue, Categorical) else value(issue, x)
        said.append(f"{what}: {number(worth, 3)}")
    return "; ".join(said)


def consent_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield who must consent; only what the own ratifiers consent to is known."""
    rows = tuple(
        Row(
            cells=(
                ratifier.title or person(ratifier.name),
                party_title(scenario, ratifier.party),
                number(ratifier.delay, 1),
                _consents_to(words, scenario, mind, ratifier.name)
                if ratifier.party == mind.party.name
                else words["not_known"],
            )
        )
        for ratifier in scenario.ratifiers
    )
    if rows:
        columns = tuple(words[key] for key in ("ratifier", "side", "when", "what"))
        yield Table(columns=columns, rows=rows, right=(False, False, True, False))
