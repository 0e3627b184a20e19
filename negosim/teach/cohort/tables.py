"""The tables of a class's debrief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from negosim.domain.scenario import Scenario
from negosim.report.document import Row, Table
from negosim.report.wording import NO_BREAK, level, party_title, within
from negosim.teach.amounts import bare_points
from negosim.teach.cohort.estimates import Estimate, mean_of, proportion
from negosim.teach.cohort.scores import Score, Scores
from negosim.teach.words import Words

__all__ = ["deal_level", "estimate", "groups_of", "pairs_table", "percent", "summary_table", "title_of"]

NOTHING = "\N{EN DASH}"


def title_of(scenario: Scenario, party: str) -> str:
    """Return a party's title for use within a sentence."""
    return within(party_title(scenario, party))


def percent(share: float | None) -> str:
    """Return a share in percent."""
    return NOTHING if share is None else f"{round(100.0 * share)}{NO_BREAK}%"


def estimate(x: Estimate | None) -> str:
    """Return an estimate in percent with its interval."""
    if x is None:
        return NOTHING
    if x.low is None or x.high is None:
        return percent(x.value)
    low, high = (f"{round(100.0 * end)}" for end in (x.low, x.high))
    return f"{percent(x.value)} ({low}\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}{high})"


def deal_level(score: Score, scenario: Scenario) -> float | None:
    """Return the agreed value of the single issue; ``None`` without a deal."""
    return None if score.pair.terms is None else float(score.pair.terms[scenario.issues[0].name])


def groups_of(scores: Scores) -> Iterator[tuple[str, tuple[Score, ...]]]:
    """Yield the label and the scores of each treatment group; without treatments, one group with an empty label."""
    for cell in scores.cohort.cells:
        yield cell, tuple(score for score in scores.each if score.pair.cell == cell)


def summary_table(words: Words, everybody: Sequence[Scores]) -> Table:
    """Return the table of groups: agreements, missed agreements, and shares with their intervals."""
    scenario = everybody[0].cohort.lowered.scenario
    rows = []
    for scores in everybody:
        groups = list(groups_of(scores))
        name = scores.cohort.name if len(everybody) > 1 else words["everybody"]
        rows.append(_group_row(name, scores.each, scenario, strong=True))
        if len(groups) > 1:
            rows += [_group_row(cell or NOTHING, group, scenario) for cell, group in groups]
    columns = [words[key] for key in ("group", "pairs", "deals", "rate", "missed", "right", "mistakes")]
    columns += [words["median"]] if scenario.in_units else [words["efficiency"]]
    columns += [words["share"].format(party=title_of(scenario, party)) for party in scenario.parties]
    return Table(columns=tuple(columns), rows=tuple(rows), right=(False, *[True] * (len(columns) - 1)))


def _group_row(name: str, group: Sequence[Score], scenario: Scenario, *, strong: bool = False) -> Row:
    deals = [score for score in group if score.pair.terms is not None]
    cells = [name, str(len(group)), str(len(deals)), estimate(proportion(len(deals), len(group)))]
    cells.append(str(sum(score.zone and score.pair.terms is None for score in group)))
    cells.append(str(sum(not score.zone and score.pair.terms is None for score in group)))
    cells.append(str(sum(bool(score.below) for score in group)))
    if scenario.in_units:
        values = [x for score in deals if (x := deal_level(score, scenario)) is not None]
        cells.append(level(scenario, median(values)) if values else NOTHING)
    else:
        cells.append(estimate(mean_of([x for score in group if (x := score.efficiency) is not None])))
    for party in scenario.parties:
        shares = [x for score in deals if (x := score.shares[party]) is not None]
        cells.append(estimate(mean_of(shares)))
    return Row(cells=tuple(cells), tone="strong" if strong else "")


def pairs_table(words: Words, scores: Scores, *, names: bool = False) -> Table:
    """Return the table of pairs; people are named only if ``names`` is true."""
    scenario = scores.cohort.lowered.scenario
    parties = scenario.parties
    columns = [words["pair"], words["group"], words["deal"]]
    columns += [words["share"].format(party=title_of(scenario, party)) for party in parties]
    columns += [words["percentile"].format(party=title_of(scenario, party)) for party in parties]
    if not scenario.in_units:
        columns += [words["points"].format(party=title_of(scenario, party)) for party in parties]
        columns.append(words["efficiency"])
    columns.append(words["remark"])
    rows = tuple(
        _pair_row(words, scores, score, name=_name(score, number, names, scores))
        for number, score in enumerate(scores.each, start=1)
    )
    numbers = len(columns) - 4
    return Table(columns=tuple(columns), rows=rows, right=(False, False, scenario.in_units, *[True] * numbers, False))


def _name(score: Score, number: int, names: bool, scores: Scores) -> str:
    """Return the label of a pair, which is a number if the name would identify the player."""
    people = ", ".join(score.pair.people.values())
    if names and people:
        return f"{score.pair.name} ({people})" if people != score.pair.name else people
    return str(number) if scores.cohort.against_program else score.pair.name


def _pair_row(words: Words, scores: Scores, score: Score, *, name: str) -> Row:
    scenario = scores.cohort.lowered.scenario
    deal = words["no_deal"] if score.pair.terms is None else words.terms(scenario, score.pair.terms)
    cells = [name, score.pair.cell or NOTHING, deal]
    cells += [percent(score.shares[party]) for party in scenario.parties]
    for party in scenario.parties:
        rank = score.percentiles[party]
        cells.append(NOTHING if rank is None else str(round(rank)))
    if not scenario.in_units:
        cells += [bare_points(score.utilities[party]) for party in scenario.parties]
        cells.append(percent(score.efficiency))
    remarks = [words["below"].format(party=title_of(scenario, party)) for party in score.below]
    return Row(cells=(*cells, "; ".join(remarks)), tone="bad" if score.below else "")
