"""The public part of a role brief: the issues and the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.delegation import Candidate, Delegation
from negosim.domain.issues import Categorical, Issue
from negosim.domain.numbers import Distribution, Number
from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Row, Table
from negosim.report.wording import money, number, party_title, value
from negosim.teach.brief.phrases import line, percent
from negosim.teach.words import Words

__all__ = ["calendar_blocks", "subject_blocks"]


def subject_blocks(words: Words, scenario: Scenario) -> Iterator[Block]:
    """Yield the issues, their possible values, and their meaning in money."""
    rows = tuple(Row(cells=(words.issue(issue), _values(words, issue))) for issue in scenario.issues)
    yield Table(columns=(words["issue"], words["possible"]), rows=rows)
    unit = scenario.money
    if unit is not None:
        base = money(scenario, {unit.issue: 0.0})
        ten = f"{number(unit.base / 10.0, 1)} {unit.unit}"
        yield line(words["in_money"].format(zero=base, ten=ten))
    if scenario.payments is not None:
        yield line(_payments(words, scenario))


def _payments(words: Words, scenario: Scenario) -> str:
    paid = scenario.payments
    if paid is None:
        return ""
    rules = [f"{_rule(words, scenario, option)} {_rate(rate)}" for option, rate in paid.growth.items()]
    growth = ", ".join(rules) or _rate(paid.fixed_growth)
    sentence = words["payments" if paid.index or paid.term else "payments_plain"]
    base = f"{_drawn(paid.base)} {paid.unit}".strip()
    return sentence.format(base=base, growth=growth, beyond=_rate(paid.beyond), years=paid.years)


def _rule(words: Words, scenario: Scenario, option: str) -> str:
    """Return the display name of a growth rule, which is an option of the issue that the payments refer to."""
    index = scenario.payments.index if scenario.payments is not None else ""
    issue = next((issue for issue in scenario.issues if issue.name == index), None)
    return words.option(issue, option) if isinstance(issue, Categorical) else option


def _rate(rate: Number) -> str:
    return f"{_drawn(rate)} %"


def _drawn(x: Number) -> str:
    """Return a public number; for a random number, only the kind of its distribution, since nobody knows it yet."""
    return f"? ({x.dist})" if isinstance(x, Distribution) else number(x, 4)


def _values(words: Words, issue: Issue) -> str:
    if issue.opens is None or issue.status_quo is None:
        return _range(words, issue)
    kept = words.value(issue, issue.status_quo)
    return words["opens"].format(values=_range(words, issue), opens=issue.opens, kept=kept)


def _range(words: Words, issue: Issue) -> str:
    if isinstance(issue, Categorical):
        return " / ".join(words.option(issue, option) for option in issue.options)
    return words["from_to"].format(low=number(issue.low, 4), high=value(issue, issue.high))


def calendar_blocks(words: Words, scenario: Scenario) -> Iterator[Block]:
    """Yield the meetings, the order of moves, and the dates on which an administration may change."""
    calendar = scenario.calendar
    yield line(words["span"].format(start=calendar.start, horizon=calendar.horizon))
    if calendar.expiry is not None:
        past = calendar.expiry < calendar.start
        yield line(words["expired" if past else "expiry"].format(expiry=calendar.expiry))
    if calendar.rounds:
        yield _meetings(words, scenario)
    if calendar.gaps:
        yield line(words["drawn"])
    first = scenario.protocol.first
    order = words["in_turns"] if first is None else words["first"].format(party=party_title(scenario, first))
    yield line(f"{words[scenario.protocol.kind]} {order}")
    for delegation in scenario.delegations:
        for sentence in _successions(words, scenario, delegation):
            yield line(sentence)


def _meetings(words: Words, scenario: Scenario) -> Table:
    rows = tuple(
        Row(
            cells=(
                meeting.date.isoformat(),
                meeting.place,
                number(meeting.days, 2),
                str(meeting.exchanges or scenario.protocol.exchanges),
            )
        )
        for meeting in scenario.calendar.rounds
    )
    columns = (words["meeting"], words["place"], words["days"], words["turns"])
    return Table(columns=columns, rows=rows, right=(False, False, True, True))


def _successions(words: Words, scenario: Scenario, delegation: Delegation) -> Iterator[str]:
    governing = {candidate.name for term in delegation.terms[:1] for candidate in term.candidates}
    for term in delegation.terms:
        names = {candidate.name for candidate in term.candidates}
        if term.starts > scenario.calendar.start and names != governing:
            key = "succession" if term.election is None else "election"
            known = term.probabilities if len(term.candidates) > 1 else (None,)
            chances = zip(term.candidates, known, strict=True)
            odds = ", ".join(_odds(words, candidate, chance) for candidate, chance in chances)
            party = party_title(scenario, delegation.name)
            yield words[key].format(party=party, day=term.election, starts=term.starts, odds=odds)
        governing = names


def _odds(words: Words, candidate: Candidate, chance: Number | None) -> str:
    if chance is None or isinstance(chance, Distribution):
        return words.person(candidate.name)
    return f"{words.person(candidate.name)} {percent(chance)}"
