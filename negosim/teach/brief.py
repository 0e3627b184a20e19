"""Role briefs: what a party is told before the talks, generated from the numbers of a replicate.

A brief is made of what is public (issues, calendar, who governs, who must consent) and of the party's own mind. It
never reads the other side's stances or preferences. The scenario's description and the notes of its rounds are left
out: they tell how the real talks went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negosim.domain.delegation import Candidate, Delegation
from negosim.domain.issues import Categorical, Issue
from negosim.domain.numbers import Distribution, Number
from negosim.domain.scenario import Scenario
from negosim.report.document import Block, Document, Paragraph, Row, Section, Table, Tone, say
from negosim.report.wording import NO_BREAK, level, money, name_of, number, party_title, person, value, within
from negosim.rules.lower import Lowered
from negosim.teach.brief_mind import Mind, Valued, mind_of
from negosim.teach.brief_words import words_in

__all__ = ["brief_document"]

Words = Mapping[str, str]


def brief_document(
    lowered: Lowered, *, party: str, seed: int = 0, replicate: int = 0, language: str = "en"
) -> Document:
    """Return the role brief of a party.

    Parameters
    ----------
    seed, replicate : int
        Which replicate's drawn numbers hold.
    language : {"en", "ko"}
        Language of the sentences; titles and places are as the scenario has them.

    Raises
    ------
    UsageError
        If there is no brief in that language.
    """
    words, scenario = words_in(language), lowered.scenario
    mind = mind_of(lowered, party, seed=seed, replicate=replicate)
    title = within(party_title(scenario, party))
    sections = (
        Section(heading=words["situation"], blocks=tuple(_situation(words, scenario, mind))),
        Section(heading=words["to_settle"], blocks=tuple(_subject(words, scenario))),
        Section(heading=words["calendar"], blocks=tuple(_calendar(words, scenario))),
        Section(heading=words["wants"], blocks=tuple(_limits(words, scenario, mind))),
        Section(heading=words["worth"], blocks=tuple(_worth(words, scenario, mind))),
        Section(heading=words["consent"], blocks=tuple(_consent(words, scenario, mind))),
        Section(heading=words["score"], blocks=tuple(_line(words[f"score_{key}"]) for key in ("own", "none", "joint"))),
    )
    return Document(
        title=words["title"].format(scenario=scenario.title or person(scenario.name), party=title),
        lead=(_line(words["secret"].format(party=title), "strong"),),
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {party}, seed {seed}, replicate {replicate}",
    )


def _line(text: str, tone: Tone = "") -> Paragraph:
    return Paragraph(text=say(text, tone))


# ---- what is public ------------------------------------------------------------------------------------------


def _situation(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    names = [party_title(scenario, party) for party in scenario.parties]
    own = scenario.parties.index(mind.party.name)
    yield _line(words["parties"].format(party=within(names[own]), other=within(names[1 - own])))
    if mind.party.lead:
        yield _line(words["lead"].format(lead=mind.party.lead))
    offices = [f"{name}: {person(office)}" for name, office in zip(names, mind.offices, strict=True)]
    if any(office != name for name, office in zip(scenario.parties, mind.offices, strict=True)):
        yield _line(words["office"].format(offices="; ".join(offices)))


def _subject(words: Words, scenario: Scenario) -> Iterator[Block]:
    rows = tuple(Row(cells=(_title(issue), _range(words, issue))) for issue in scenario.issues)
    yield Table(columns=(words["issue"], words["possible"]), rows=rows)
    unit = scenario.money
    if unit is not None:
        base = money(scenario, {unit.issue: 0.0})
        ten = f"{number(unit.base / 10.0, 1)} {unit.unit}"
        yield _line(words["in_money"].format(zero=base, ten=ten))
    if scenario.payments is not None:
        yield _line(_payments(words, scenario))


def _payments(words: Words, scenario: Scenario) -> str:
    paid = scenario.payments
    if paid is None:
        return ""
    growth = ", ".join(f"{option} {_rate(rate)}" for option, rate in paid.growth.items()) or _rate(paid.fixed_growth)
    sentence = words["payments" if paid.index or paid.term else "payments_plain"]
    base = f"{_drawn(paid.base)} {paid.unit}".strip()
    return sentence.format(base=base, growth=growth, beyond=_rate(paid.beyond), years=paid.years)


def _rate(rate: Number) -> str:
    return f"{_drawn(rate)} %"


def _drawn(x: Number) -> str:
    """Return a number that is public; one that is drawn by its kind, since nobody knows it yet."""
    return f"? ({x.dist})" if isinstance(x, Distribution) else number(x, 4)


def _title(issue: Issue) -> str:
    more = f" ({issue.title})" if issue.title and issue.title != issue.name else ""
    return f"{name_of(issue)}{more}"


def _range(words: Words, issue: Issue) -> str:
    if isinstance(issue, Categorical):
        return " / ".join(issue.options)
    return words["from_to"].format(low=number(issue.low, 4), high=value(issue, issue.high))


def _calendar(words: Words, scenario: Scenario) -> Iterator[Block]:
    calendar = scenario.calendar
    yield _line(words["span"].format(start=calendar.start, horizon=calendar.horizon))
    if calendar.expiry is not None:
        past = calendar.expiry < calendar.start
        yield _line(words["expired" if past else "expiry"].format(expiry=calendar.expiry))
    if calendar.rounds:
        yield _meetings(words, scenario)
    if calendar.gaps:
        yield _line(words["drawn"])
    first = scenario.protocol.first
    order = words["in_turns"] if first is None else words["first"].format(party=party_title(scenario, first))
    yield _line(f"{words[scenario.protocol.kind]} {order}")
    for delegation in scenario.delegations:
        for sentence in _successions(words, scenario, delegation):
            yield _line(sentence)


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
            odds = ", ".join(_odds(candidate, len(term.candidates)) for candidate in term.candidates)
            party = party_title(scenario, delegation.name)
            yield words[key].format(party=party, day=term.election, starts=term.starts, odds=odds)
        governing = names


def _odds(candidate: Candidate, candidates: int) -> str:
    chance = candidate.probability
    if candidates == 1 or isinstance(chance, Distribution):
        return person(candidate.name)
    return f"{person(candidate.name)} {_percent(chance)}"


def _percent(share: float) -> str:
    return f"{number(100.0 * share, 1)}{NO_BREAK}%"


def _consent(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
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


# ---- the party's own mind ------------------------------------------------------------------------------------


def _consents_to(words: Words, scenario: Scenario, mind: Mind, ratifier: str) -> str:
    if ratifier not in mind.thresholds:
        return words["no_worse"].format(x=words["own_reservation"])
    threshold, noise = mind.thresholds[ratifier]
    return words["about" if noise > 0.0 else "no_worse"].format(x=level(scenario, threshold))


def _limits(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    side = "least" if mind.rising else "most"
    yield _line(words[f"reservation_{side}"].format(x=level(scenario, mind.reservation)), "strong")
    if mind.mandate != mind.reservation:
        yield _line(words[f"mandate_{side}"].format(x=level(scenario, mind.mandate)))
    yield _line(words["aspiration"].format(x=level(scenario, mind.aspiration)))
    if mind.stance.deadline is not None:
        yield _line(words["deadline"].format(deadline=mind.stance.deadline))
    if mind.pressure != 0.0:
        yield _line(words["pressure"].format(x=_difference(words, scenario, mind.pressure)))
    if mind.impatience != 0.0:
        yield _line(words["impatience"].format(x=f"{number(mind.impatience, 2)} %"))
    if mind.lapse_cost != 0.0:
        yield _line(words["lapse_cost"].format(x=number(mind.lapse_cost, 4)))
    if mind.disagreement > 0.0:
        yield _line(words["disagreement"].format(x=number(mind.disagreement, 3)))


def _difference(words: Words, scenario: Scenario, x: float) -> str:
    """Return a difference of levels: points where levels are percentages."""
    if scenario.in_units and scenario.issues[0].unit == "%":
        return f"{number(x, 4)} {words['points']}"
    return level(scenario, x)


def _worth(words: Words, scenario: Scenario, mind: Mind) -> Iterator[Block]:
    if scenario.in_units:
        key = "higher_better" if mind.rising else "lower_better"
        yield _line(words[key].format(issue=name_of(scenario.issues[0])))
    yield _line(words["utility"])
    rows = tuple(
        Row(cells=(_valued_name(words, valued), _percent(valued.weight), _values(scenario, valued)))
        for valued in sorted(mind.valued, key=lambda valued: -valued.weight)
        if valued.weight > 0.0
    )
    yield Table(columns=(words["issue"], words["weight"], words["values"]), rows=rows, right=(False, True, False))
    if mind.discount:
        yield _line(words["discount"].format(x=f"{number(mind.discount, 2)} %"))


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
