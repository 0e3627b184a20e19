"""The confidential part of a role brief: limits, the value of outcomes, and the party's own ratifiers."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.issues import Categorical
from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Row, Table
from negosim.report.wording import NO_BREAK, number, party_title, ratifier_title, value
from negosim.teach.amounts import CLOSE, bare_points, level_in_words, points
from negosim.teach.brief.phrases import line
from negosim.teach.brief.private_information import Mind, Valued
from negosim.teach.words import Words

__all__ = ["consent_blocks", "limit_blocks", "worth_blocks"]


def limit_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield the limits of a party, and its cost of time."""
    side = "least" if mind.rising else "most"
    yield line(words[f"reservation_{side}"].format(x=level_in_words(words, scenario, mind.reservation)), "strong")
    yield from _alternative(words, scenario, mind)
    if mind.mandate != mind.reservation:
        yield line(words[f"mandate_{side}"].format(x=level_in_words(words, scenario, mind.mandate)))
    yield line(words["aspiration"].format(x=level_in_words(words, scenario, mind.aspiration)))
    if mind.stance.deadline is not None:
        yield line(words["deadline"].format(deadline=mind.stance.deadline))
    if mind.pressure != 0.0:
        yield line(words["pressure"].format(x=_difference(words, scenario, mind.pressure)))
    if mind.impatience != 0.0:
        yield line(words["impatience"].format(x=f"{number(mind.impatience, 2)} %"))
    if mind.lapse_cost != 0.0:
        yield line(words["lapse_cost"].format(x=points(words, mind.lapse_cost)))


def _alternative(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield the value of no agreement, and the reason if the limit is above it."""
    if scenario.in_units or mind.disagreement <= 0.0:
        return
    alone, margin = points(words, mind.disagreement), mind.reservation - mind.disagreement
    if margin <= CLOSE:
        yield line(words["disagreement_alone"].format(x=alone))
    else:
        yield line(words["disagreement"].format(x=alone, margin=points(words, _as_shown(mind))))


def _as_shown(mind: Mind) -> float:
    """Return the margin between the limit and the alternative as the two are shown."""
    return (float(bare_points(mind.reservation)) - float(bare_points(mind.disagreement))) / 100.0


def _difference(words: Words, scenario: Scenario, x: float) -> str:
    """Return a difference of levels in words; differences of percentages are in points."""
    if scenario.in_units and scenario.issues[0].unit == "%":
        return f"{number(x, 4)}{NO_BREAK}{words['points']}"
    return level_in_words(words, scenario, x)


def worth_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield in which direction a single issue is better, or with several issues, the points of their values."""
    if scenario.in_units:
        issue = scenario.issues[0]
        key = "higher_better" if mind.rising else "lower_better"
        yield line(words[key].format(issue=issue.title or words.issue(issue)))
        return
    yield line(words["points_explained"])
    rows = tuple(
        Row(cells=(_valued_name(words, scenario, valued), _most(valued), _values(words, scenario, valued)))
        for valued in sorted(mind.valued, key=lambda valued: -valued.weight)
        if valued.weight > 0.0
    )
    yield Table(columns=(words["issue"], words["at_most"], words["values"]), rows=rows, right=(False, True, False))
    if mind.discount:
        yield line(words["discount"].format(x=f"{number(mind.discount, 2)} %"))


def _most(valued: Valued) -> str:
    return bare_points(valued.weight * max(valued.values))


def _valued_name(words: Words, scenario: Scenario, valued: Valued) -> str:
    issue = next((issue for issue in scenario.issues if issue.name == valued.name), None)
    return words["payments_issue"] if issue is None else words.issue(issue)


def _values(words: Words, scenario: Scenario, valued: Valued) -> str:
    issue = next((issue for issue in scenario.issues if issue.name == valued.name), None)
    said = []
    for x, utility in zip(valued.points, valued.values, strict=True):
        if issue is None:
            unit = scenario.payments.unit if scenario.payments is not None else ""
            what = f"{number(x, 1)} {unit}".strip()
        else:
            what = words.option(issue, issue.options[int(x)]) if isinstance(issue, Categorical) else value(issue, x)
        said.append(f"{what}: {bare_points(valued.weight * utility)}")
    return "; ".join(said)


def consent_blocks(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    """Yield who must consent; the conditions are known only for the party's own ratifiers."""
    rows = tuple(
        Row(
            cells=(
                ratifier_title(scenario, ratifier.name),
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


def _consents_to(words: Words, scenario: Scenario, mind: Mind, ratifier: str) -> str:
    if ratifier not in mind.thresholds:
        return words["no_worse"].format(x=words["own_reservation"])
    threshold, noise = mind.thresholds[ratifier]
    return words["about" if noise > 0.0 else "no_worse"].format(x=level_in_words(words, scenario, threshold))
